// Which language the add-on speaks with this person: the one they chose, else that of their Google account.
import { localeFor } from '../core/words';
import { isLanguage } from '../core/words/languages';

/** In the person's own properties, so that it holds in every sheet. */
const CHOSEN = 'language';

/** The menu is also made where the add-on may read nothing yet: then the Google account alone decides. */
export const spokenLocale = (chosen = chosenLanguage()): string =>
  localeFor(chosen, attempt(() => Session.getActiveUserLocale()) ?? '');

/** '' where the person chose none, or one that we do not know. */
export function chosenLanguage(own: () => string | null = ownChoice): string {
  const tag = attempt(own) ?? '';
  return isLanguage(tag) ? tag : '';
}
export const choiceIn = (store: { readonly get: (key: string) => string | null }): string | null => store.get(CHOSEN);

/** '' takes the choice back. */
export function chooseLanguage(tag: string): void {
  const own = PropertiesService.getUserProperties();
  if (isLanguage(tag)) own.setProperty(CHOSEN, tag);
  else own.deleteProperty(CHOSEN);
}

const ownChoice = (): string | null => PropertiesService.getUserProperties().getProperty(CHOSEN);
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
