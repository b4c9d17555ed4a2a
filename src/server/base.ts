// The ports that need no permission for the spreadsheet: the set-up check works with these alone, the app takes in the
// sheets as well.
import { makeDailyQuota, type DailyQuota } from '../core/google/daily-quota';
import { thrownCode } from '../core/google/errors';
import type { Http } from '../core/google/http';
import type { Deps, Store } from '../core/ports';
import { loadSettings } from '../core/settings/settings';
import { loadKey, type Key } from '../core/sign-in/service-account';
import { loadSignIn, ownToken, type SignIn } from '../core/sign-in/sign-in';
import { wordsFor, type Words } from '../core/words';
import { fetchHttp } from './fetch-http';
import { choiceIn, chosenLanguage, spokenLocale } from './language';
import { propertyStore } from './property-store';
import { refusingAll, telling } from './refusals';
import { tokensFor } from './sign-in';
import { timeTriggers } from './triggers';

const FETCHES = 'fetches.today';
const WRITES = { only: ['set', 'setAll', 'remove'] };

export type Base = Pick<Deps, 'clock' | 'settings' | 'triggers'> & {
  readonly store: Store;
  readonly own: Store;
  readonly words: Words;
  readonly fetches: DailyQuota;
  readonly httpAs: (how: SignIn, key: Key | null) => Http;
};

/** Nothing is read while it is made, but the language. */
export function makeBase(): Base {
  const store = refusingAll(
    'store-refuses',
    propertyStore(() => PropertiesService.getDocumentProperties()),
    WRITES,
  );
  const own = refusingAll(
    'store-refuses',
    propertyStore(() => PropertiesService.getUserProperties()),
    WRITES,
  );
  const settings: Base['settings'] = () => loadSettings({ document: store, user: own }).settings;
  // The quota is each person's own, in whatever sheet.
  const fetches = makeDailyQuota(
    () => own.get(FETCHES),
    text => {
      own.set(FETCHES, text);
    },
    () => Date.now(),
    () => settings().fetchesADay,
  );
  return {
    clock: {
      now: () => Date.now(),
      sleep: ms => {
        Utilities.sleep(Math.max(0, Math.ceil(ms)));
      },
    },
    store,
    own,
    settings,
    words: wordsFor(spokenLocale(chosenLanguage(() => choiceIn(own)))),
    fetches,
    triggers: BACKGROUND ? timeTriggers() : null,
    httpAs: (how, key) =>
      fetchHttp(
        UrlFetchApp,
        SERVICE_ACCOUNT ? tokensFor(how, key, fetches.count) : ownToken(() => ScriptApp.getOAuthToken(), how),
        fetches.count,
      ),
  };
}

/** As this person has chosen to ask Google. */
export function usualHttp({ own, httpAs }: Base): Http {
  const signIn = loadSignIn(own);
  return httpAs(signIn, SERVICE_ACCOUNT && signIn.mode === 'key' ? loadKey(own) : null);
}

/**
 * '' where the person ticked off the scope, or the organisation hides it. A passing fault is none of these: a job
 * without a name would be nobody's.
 */
export function whoAmI(): string {
  try {
    return telling(/userinfo\.email$/, () => Session.getEffectiveUser().getEmail());
  } catch (error) {
    if (thrownCode(error) === 'scope') return '';
    throw error;
  }
}
