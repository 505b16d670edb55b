import { HumanError } from '../../protocol/human-error';
import { realData, type RealDataName } from './data-files';

/** What to use meanwhile. */
const standIns: Readonly<Record<RealDataName, string>> = { mnist: 'datasets.digits()', cifar10: 'datasets.shapes()' };

/** The files of a data set are not where they are looked for. */
export function noData(name: RealDataName): HumanError {
  const { title } = realData[name];
  return new HumanError(
    'data-not-there',
    { en: `The files of ${title} are not on this machine.`, es: `Los archivos de ${title} no están en este equipo.` },
    {
      en: `Fetch them with "neurona data fetch ${name}", or use ${standIns[name]}, which needs no files.`,
      es: `Descárgalos con «neurona data fetch ${name}», o usa ${standIns[name]}, que no necesita archivos.`,
    },
  );
}
