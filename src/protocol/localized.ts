import * as z from 'zod/mini';

/** The languages everything is written in. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];
export const languageSchema = z.enum(languages);

/** A text in every language. It travels whole, so that whoever shows it picks the language. */
export const localizedSchema = z.object({ en: z.string(), es: z.string() });
export type Localized = z.infer<typeof localizedSchema>;

/** The same words in both languages: for names out of code, numbers and shapes. */
export function verbatim(text: string): Localized {
  return { en: text, es: text };
}

/** Builds a text from other localized texts: `localize((in_) => `${in_(a)}: ${in_(b)}`)`. */
export function localize(write: (pick: (text: Localized) => string, language: Language) => string): Localized {
  return {
    en: write((text) => text.en, 'en'),
    es: write((text) => text.es, 'es'),
  };
}
