// The page's words where there is no page. In Sidebar.html a script for each language offers them.
import type { PageWords } from '../src/core/words';
import * as en from '../src/core/words/en';
import * as es from '../src/core/words/es';
import { spokenIn, type Language } from '../src/core/words/languages';
import { offerWords } from '../src/sidebar/offer-words';

const ALL: Record<Language, Parameters<typeof offerWords>[1]> = { en, es };
for (const language of Object.keys(ALL) as Language[]) offerWords(language, ALL[language]);

export function pageWordsFor(locale: string): PageWords {
  const { language, region } = spokenIn(locale);
  return globalThis.pageWords![language]!(region);
}
