// The server's words in each language: two lists that the compiler holds complete. To add a language, begin in
// languages.ts.
import * as en from './en';
import * as es from './es';
import { formatOf, type Format, type Separators } from './format';
import { isLanguage, spokenIn, type Language } from './languages';

export type Words = en.Words;
export type PageWords = en.PageWords;

const SEPARATORS: Record<Language, (region: string) => Separators> = { en: en.separators, es: es.separators };
const SERVER: Record<Language, (format: Format) => Words> = { en: en.server, es: es.server };

/**
 * The locale of somebody who chose a language: with the numbers of their country where the account speaks it too.
 * Letters, digits and hyphens only, for it goes into the text of the page.
 */
export function localeFor(chosen: string, account: string): string {
  const locale = account.replace(/[^\w-]/g, '');
  return !isLanguage(chosen) || locale.toLowerCase().split(/[-_]/)[0] === chosen ? locale : chosen;
}

export function wordsFor(locale: string): Words {
  const { language, region } = spokenIn(locale);
  return SERVER[language](formatOf(SEPARATORS[language](region)));
}
