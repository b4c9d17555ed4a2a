// The words of the page, in the language that the server wrote into it when it opened the sidebar.
import type { PageWords } from '../core/words';
import { spokenIn } from '../core/words/languages';

/**
 * What the server puts its person's locale and choice in place of; here for those parts that also run where there is no
 * page.
 */
const root = typeof document === 'undefined' ? null : document.getElementById('app');

/** The words that the script of that language has offered. */
function offered(locale: string): PageWords {
  const { language, region } = spokenIn(locale);
  const make = globalThis.pageWords?.[language];
  if (make === undefined) throw new Error(`No script of this page offers the words of "${language}".`);
  return make(region);
}

export const words = offered(root?.dataset['language'] ?? 'en');
/** '': none, the language is that of the Google account. */
export const chosenLanguage = root?.dataset['chosen'] ?? '';
