// The languages of the add-on. To add one: a file beside en.ts with the same keys, its entry in stored.ts, and its name
// in the three lists here; the compiler finds what is missing.
import * as en from './en';
import * as es from './es';
import { formatOf, type Format } from './format';

export type Language = keyof typeof LANGUAGES;
export type Words = en.Words;
export type PageWords = en.PageWords;
export type JobName = en.JobName;

const LANGUAGES = { en: en.language, es: es.language };
// Two lists, so that the server's script does not carry the page's words, nor the page the server's.
const SERVER: Record<Language, (format: Format) => Words> = { en: en.server, es: es.server };
const PAGE: Record<Language, (format: Format) => PageWords> = { en: en.page, es: es.page };

export const isLanguage = (tag: string): tag is Language => Object.prototype.hasOwnProperty.call(LANGUAGES, tag);

/** What the add-on speaks, each in its own name. */
export const languageNames: readonly (readonly [Language, string])[] = /* @__PURE__ */ (
  Object.keys(LANGUAGES) as Language[]
).map(tag => [tag, LANGUAGES[tag].name] as const);

/**
 * The locale of somebody who chose a language: with the numbers of their country where the account speaks it too.
 * Letters, digits and hyphens only, for it goes into the text of the page.
 */
export function localeFor(chosen: string, account: string): string {
  const locale = account.replace(/[^\w-]/g, '');
  return !isLanguage(chosen) || locale.toLowerCase().split(/[-_]/)[0] === chosen ? locale : chosen;
}

/** `en_GB`, `es-419`, `pt` → the language and the region; English where we do not speak the language. */
function read(locale: string): { readonly language: Language; readonly format: Format } {
  const [tag = '', ...rest] = locale.split(/[-_]/);
  const language = isLanguage(tag.toLowerCase()) ? (tag.toLowerCase() as Language) : 'en';
  const region = rest.find(part => /^([a-z]{2}|\d{3})$/i.test(part)) ?? '';
  return { language, format: formatOf(LANGUAGES[language].separators(region.toUpperCase())) };
}

export function wordsFor(locale: string): Words {
  const { language, format } = read(locale);
  return SERVER[language](format);
}

export function pageWordsFor(locale: string): PageWords {
  const { language, format } = read(locale);
  return PAGE[language](format);
}

let every: readonly Words[] | null = null;
/**
 * All of them: the sentence in a line may have been written in any. Made when they are first needed, for every start
 * of the script pays for what stands at the top level.
 */
export const allWords = (): readonly Words[] => (every ??= Object.keys(LANGUAGES).map(wordsFor));
