// Which languages there are, each in its own name, and which of them a locale speaks. To add one, begin here: its name
import { isKeyOf } from '../contract/json';
// in LANGUAGE_NAMES, a file beside en.ts with the same keys, its words of cells in stored.ts, its place in the two
// lists of index.ts; the compiler finds what is missing, and the build finds the page's. No words are here, so that the
// page's script can know the languages without carrying them.

export const LANGUAGE_NAMES = { en: 'English', es: 'Español' } as const;

/** The tag of a language: the name of its file in this folder. */
export type Language = keyof typeof LANGUAGE_NAMES;

export const isLanguage = (tag: string): tag is Language => isKeyOf(LANGUAGE_NAMES, tag);

/** `en_GB`, `es-419`, `pt` → the language and the region (`''`: none); English where we do not speak the language. */
export function spokenIn(locale: string): { readonly language: Language; readonly region: string } {
  const [tag = '', ...rest] = locale.split(/[-_]/);
  const language = tag.toLowerCase();
  const region = rest.find(part => /^([a-z]{2}|\d{3})$/i.test(part)) ?? '';
  return { language: isLanguage(language) ? language : 'en', region: region.toUpperCase() };
}
