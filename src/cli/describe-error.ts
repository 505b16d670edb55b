import { HumanError } from '../protocol/human-error';
import type { Language } from '../protocol/localized';

/** An error for the terminal: what is so and what to do; of a bug, all there is to know about it. */
export function describeError(error: unknown, language: Language): string {
  if (error instanceof HumanError) {
    const { localized, hint } = error;
    return `${localized[language]}\n${hint === undefined ? '' : `${hint[language]}\n`}`;
  }
  const bug = {
    en: 'Something went wrong inside Neurona. Please report this:',
    es: 'Algo falló dentro de Neurona. Por favor, comunica esto:',
  };
  return `${bug[language]}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
