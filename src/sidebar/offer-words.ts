// How the words of a language reach the page: build.mjs makes a small script of each language that offers them, ahead
// of the page's own script, which holds no language.
import type { PageWords } from '../core/words';
import { formatOf, type Format, type Separators } from '../core/words/format';
import type { Language } from '../core/words/languages';

declare global {
  /** By language, what makes its words with the numbers of a region. Of one language, or of all. */
  var pageWords: Partial<Record<Language, (region: string) => PageWords>> | undefined;
}

/** What a file of a language holds for the page. */
type PageLanguage = {
  readonly separators: (region: string) => Separators;
  readonly page: (format: Format) => PageWords;
};

export function offerWords(language: Language, { separators, page }: PageLanguage): void {
  const make = (region: string): PageWords => page(formatOf(separators(region)));
  globalThis.pageWords = { ...globalThis.pageWords, [language]: make };
}
