import { CANCELLED, HumanError } from '../protocol/human-error';
import { localize, type Localized } from '../protocol/localized';
import { byteText } from './byte-text';

const goesOn: Localized = {
  en: 'Try again: what has come already is kept, and the download goes on from there.',
  es: 'Inténtalo otra vez: lo que ya llegó se conserva y la descarga sigue desde ahí.',
};

export function cancelled(): HumanError {
  return new HumanError(CANCELLED, { en: 'The download was stopped.', es: 'La descarga se detuvo.' }, goesOn);
}

/** Nobody answered, or the connection kept breaking; `why` is the system's own word for it. */
export function offline(url: string, why: string): HumanError {
  const { host } = new URL(url);
  return new HumanError(
    'download-offline',
    { en: `${host} could not be reached (${why}).`, es: `No se pudo llegar a ${host} (${why}).` },
    {
      en: `Check the connection, and the proxy if there is one. ${goesOn.en}`,
      es: `Revisa la conexión, y el proxy si lo hay. ${goesOn.es}`,
    },
  );
}

/** A certificate that Node does not trust: as a rule, a company's proxy that opens encrypted connections. */
export function untrusted(url: string, why: string): HumanError {
  const { host } = new URL(url);
  return new HumanError(
    'download-untrusted',
    { en: `The certificate of ${host} is not trusted (${why}).`, es: `El certificado de ${host} no es de confianza (${why}).` },
    {
      en: 'If your network inspects encrypted connections, set NODE_EXTRA_CA_CERTS to its certificate file, and try again.',
      es: 'Si tu red inspecciona las conexiones cifradas, indica su archivo de certificado en NODE_EXTRA_CA_CERTS e inténtalo otra vez.',
    },
  );
}

export function notFound(url: string): HumanError {
  return new HumanError(
    'download-not-found',
    { en: `There is nothing at ${url} any more.`, es: `Ya no hay nada en ${url}.` },
    { en: 'Update Neurona: a newer version may know where it is now.', es: 'Actualiza Neurona: una versión más nueva quizá sepa dónde está ahora.' },
  );
}

export function refused(url: string, status: number): HumanError {
  return new HumanError(
    'download-refused',
    { en: `The server answered ${status} for ${url}.`, es: `El servidor respondió ${status} para ${url}.` },
    { en: 'Try again later.', es: 'Inténtalo más tarde.' },
  );
}

export const WRONG_FILE = 'download-wrong-file';

/** What came is not what was asked for: other bytes, or another number of them. Nothing of it is kept. */
export function wrongFile(url: string): HumanError {
  return new HumanError(
    WRONG_FILE,
    { en: `What came from ${url} is not the file that was asked for.`, es: `Lo que llegó de ${url} no es el archivo que se pidió.` },
    {
      en: 'It was deleted. A proxy or a mirror may have changed it: try again from another network.',
      es: 'Se eliminó. Puede que un proxy o una réplica lo haya cambiado: inténtalo desde otra red.',
    },
  );
}

/** `free` is undefined where the disk filled up on the way. */
export function diskFull(folder: string, needed: number, free?: number): HumanError {
  return new HumanError(
    'download-disk-full',
    free === undefined
      ? { en: `The disk of ${folder} is full.`, es: `El disco de ${folder} está lleno.` }
      : localize((_, language) =>
          language === 'en'
            ? `${folder} needs ${byteText(needed, language)} more, and its disk has ${byteText(free, language)} free.`
            : `${folder} necesita ${byteText(needed, language)} más, y en su disco quedan ${byteText(free, language)}.`,
        ),
    { en: `Free some space. ${goesOn.en}`, es: `Libera espacio. ${goesOn.es}` },
  );
}

/** The disk refuses for another reason than being full. */
export function notWritable(folder: string, why: string): HumanError {
  return new HumanError(
    'download-not-writable',
    { en: `${folder} cannot be written to (${why}).`, es: `No se puede escribir en ${folder} (${why}).` },
    { en: 'Allow writing there, then try again.', es: 'Da permiso de escritura e inténtalo otra vez.' },
  );
}
