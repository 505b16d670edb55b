import { HumanError } from '../protocol/human-error';
import type { Localized } from '../protocol/localized';

interface Cause {
  readonly what: Localized;
  readonly next: Localized;
}

const unknown: Cause = {
  what: { en: 'the disk refused', es: 'el disco no lo permite' },
  next: {
    en: 'Check the disk and the folder, then try again. Nothing was lost.',
    es: 'Revisa el disco y la carpeta, y vuelve a intentarlo. No se perdió nada.',
  },
};
const forbidden: Cause = {
  what: { en: 'you have no permission there', es: 'no tienes permiso ahí' },
  next: {
    en: 'Allow writing to that folder, or open another one. Nothing was lost.',
    es: 'Da permiso de escritura a esa carpeta o abre otra. No se perdió nada.',
  },
};
const full: Cause = {
  what: { en: 'the disk is full', es: 'el disco está lleno' },
  next: { en: 'Free some space, then try again. Nothing was lost.', es: 'Libera espacio y vuelve a intentarlo. No se perdió nada.' },
};
const inTheWay: Cause = {
  what: { en: 'a file stands where a folder should be, or the other way round', es: 'hay un archivo donde debería haber una carpeta, o al revés' },
  next: {
    en: 'Move it out of the way, then try again. Nothing was lost.',
    es: 'Quítalo de en medio y vuelve a intentarlo. No se perdió nada.',
  },
};
const gone: Cause = {
  what: { en: 'it is not there', es: 'no está ahí' },
  next: { en: 'Put it back, or choose another folder.', es: 'Vuelve a ponerlo ahí o elige otra carpeta.' },
};
const busy: Cause = {
  what: { en: 'another program is holding it', es: 'otro programa lo tiene ocupado' },
  next: { en: 'Wait a moment, then try again. Nothing was lost.', es: 'Espera un momento y vuelve a intentarlo. No se perdió nada.' },
};

const causes: Readonly<Record<string, Cause>> = {
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: forbidden,
  ENOSPC: full,
  EDQUOT: full,
  ENOTDIR: inTheWay,
  EISDIR: inTheWay,
  EEXIST: inTheWay,
  ENOENT: gone,
  EBUSY: busy,
  ELOCKED: busy,
};

/** What the disk refused, for a person: the file and what to do. Errors that are not the disk's come back as they are. */
export function diskError(error: unknown, path: string): Error {
  if (error instanceof HumanError) return error;
  const { code, syscall, path: refused } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || (syscall === undefined && code !== 'ELOCKED')) return error instanceof Error ? error : new Error(String(error));
  const { what, next } = causes[code] ?? unknown;
  const file = refused ?? path;
  const detail = causes[code] === undefined ? ` (${code})` : '';
  return new HumanError(
    'disk',
    { en: `${file} could not be used: ${what.en}${detail}.`, es: `No se puede usar ${file}: ${what.es}${detail}.` },
    next,
  );
}

/** Does something with a file or folder and throws what the disk refuses as a HumanError. */
export async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskError(error, path);
  }
}

/** Resolves with undefined where nothing of that name is; other refusals are thrown. */
export async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
