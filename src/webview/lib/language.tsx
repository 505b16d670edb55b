import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Localized } from '../../protocol/localized';

export const LanguageContext = createContext<Language>('en');

export const useLanguage = (): Language => useContext(LanguageContext);

/** Picks a text in the language that is spoken now. */
export function useText(): (text: Localized) => string {
  const language = useLanguage();
  return (text) => text[language];
}
