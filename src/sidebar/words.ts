// The words of the page, in the language that the server wrote into it when it opened the sidebar.
import { pageWordsFor, type PageWords } from '../core/words';

/**
 * What the server puts its person's locale and choice in place of; here for those parts that also run where there is no
 * page.
 */
const root = typeof document === 'undefined' ? null : document.getElementById('app');

export const words: PageWords = pageWordsFor(root?.dataset['language'] ?? 'en');
/** '': none, the language is that of the Google account. */
export const chosenLanguage = root?.dataset['chosen'] ?? '';
