import { languages, type Language } from '../protocol/localized';

/** The language to speak: the flag, else NEURONA_LANG, else that of the terminal, else English. */
export function chooseLanguage(flag: string | undefined, env: Readonly<Record<string, string | undefined>>): Language {
  // The terminal's own order: LC_ALL stands over LC_MESSAGES, and that over LANG.
  const wishes = [flag, env['NEURONA_LANG'], env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']];
  for (const wish of wishes) {
    const language = languages.find((each) => wish?.toLowerCase().split(/[-_.]/)[0] === each);
    if (language !== undefined) return language;
  }
  return 'en';
}

/** The value of `--lang` among raw arguments, known before they are parsed because the help speaks it too. */
export function languageFlag(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  return at < 0 ? undefined : args[at]!.includes('=') ? args[at]!.split('=')[1] : args[at + 1];
}
