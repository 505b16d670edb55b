import type { Failure } from '../protocol/report';
import type { LoadResult } from '../protocol/solution';

/** Why a learner's file could not be loaded, in words. */
export function describeLoadFailure({ reason, error, position, subject }: LoadResult & { outcome: 'failed' }): Failure {
  const place = position ?? error.frames[0]?.position;
  const found = { thrown: error, ...(place !== undefined && { position: place }) };
  switch (reason) {
    case 'syntax':
      return {
        ...found,
        what: {
          en: `The file does not parse: ${error.message}`,
          es: `El archivo no se puede analizar: ${error.message}`,
        },
        next: {
          en: 'Look at this place and just before it: a bracket, a quote or a comma.',
          es: 'Mira este lugar y justo antes: un paréntesis, una comilla o una coma.',
        },
      };
    case 'unsupported-syntax': {
      const name = subject === undefined ? undefined : `\`${subject}\``;
      return {
        ...found,
        what: {
          en: `${name ?? 'Something here'} is TypeScript that cannot be run by leaving the types out.`,
          es: `${name ?? 'Algo aquí'} es TypeScript que no se puede ejecutar quitando los tipos.`,
        },
        next: { en: 'Write it in plain JavaScript with types.', es: 'Escríbelo en JavaScript común con tipos.' },
      };
    }
    case 'import':
      return {
        ...found,
        what: {
          en: `There is nothing to import from ${subject === undefined ? 'there' : `"${subject}"`}: ${error.message}`,
          es: `No hay nada que importar de ${subject === undefined ? 'ahí' : `«${subject}»`}: ${error.message}`,
        },
        next: {
          en: 'Import from "@tensorflow/tfjs", "neurona", or a file beside this one.',
          es: 'Importa de "@tensorflow/tfjs", de "neurona" o de un archivo junto a este.',
        },
      };
    case 'threw':
      return {
        ...found,
        what: error.localized ?? {
          en: `${error.name} while the file was loading: ${error.message}`,
          es: `${error.name} mientras se cargaba el archivo: ${error.message}`,
        },
        next: error.hint ?? {
          en: 'Code outside of functions runs before any test.',
          es: 'El código fuera de las funciones se ejecuta antes que las pruebas.',
        },
      };
  }
}

/** For the tests after one in which the file did not load. */
export const notLoaded: Failure = {
  what: { en: 'It waits for the file to load.', es: 'Espera a que el archivo se pueda cargar.' },
};
