import { byteText } from '../download/byte-text';
import { realData, realDataNames, type RealDataName } from '../datasets/real/data-files';
import { dataFolder } from '../datasets/real/data-folder';
import { downloadSize, findOrDownload } from '../datasets/real/find-or-download';
import { hasRealData } from '../datasets/real/find-real';
import { HumanError } from '../protocol/human-error';
import type { Localized } from '../protocol/localized';
import { exitCodes, type Context, type ExitCode } from './context';

/** `neurona data list`: the real data sets, which of them are on this machine, and where. */
export async function listData({ env, language, out, say }: Context): Promise<ExitCode> {
  const folder = dataFolder({ env });
  const width = Math.max(...realDataNames.map((name) => name.length));
  for (const name of realDataNames) {
    const isHere = await hasRealData(folder, name);
    const size = byteText(downloadSize(name), language);
    const state: Localized = isHere
      ? { en: 'here', es: 'está aquí' }
      : { en: `${size} to download: neurona data fetch ${name}`, es: `${size} de descarga: neurona data fetch ${name}` };
    out(`  ${isHere ? '✓' : ' '} ${name.padEnd(width)}  ${realData[name].title}, ${say(state)}\n`);
  }
  out(say({ en: `They are kept in ${folder}\n`, es: `Se guardan en ${folder}\n` }));
  return exitCodes.passed;
}

/** `neurona data fetch`: downloads a real data set, unless it is there. */
export async function fetchData(context: Context, name: string): Promise<ExitCode> {
  const { env, err, isTerminal, language, out, say } = context;
  if (!isRealData(name)) throw noSuchData(name);
  const { title } = realData[name];
  const folder = dataFolder({ env });
  let last = '';
  const isNew = await findOrDownload(name, {
    folder,
    fetch: context.fetch,
    onProgress: ({ received, size }) => {
      const unit = isTerminal ? 1 : 10;
      const line = `${title} ${Math.floor(((received / size) * 100) / unit) * unit} % (${byteText(size, language)})`;
      if (line === last) return;
      err(isTerminal ? `\r\x1b[K${line}` : `${line}\n`);
      last = line;
    },
  }).finally(() => {
    if (isTerminal && last !== '') err('\r\x1b[K');
  });
  out(
    isNew
      ? say({ en: `${title} is here now, in ${folder}\n`, es: `${title} ya está aquí, en ${folder}\n` })
      : say({ en: `${title} was here already, in ${folder}\n`, es: `${title} ya estaba aquí, en ${folder}\n` }),
  );
  return exitCodes.passed;
}

function isRealData(name: string): name is RealDataName {
  return (realDataNames as readonly string[]).includes(name);
}

function noSuchData(name: string): HumanError {
  const all = realDataNames.join(', ');
  return new HumanError(
    'no-data-set',
    { en: `There is no data set "${name}" to fetch.`, es: `No hay un conjunto de datos «${name}» que descargar.` },
    {
      en: `These can be fetched: ${all}. All others are generated and need no files.`,
      es: `Se pueden descargar: ${all}. Los demás se generan y no necesitan archivos.`,
    },
  );
}
