// The composition root: the core's requests over Apps Script's services, made anew for each execution, never while the
// file loads.
import { makeContext } from '../core/context';
import { answer } from '../core/contract/answer';
import type { ProblemCode } from '../core/contract/codes';
import type { Answer, Rpc } from '../core/contract/rpc';
import type { Settings } from '../core/contract/settings';
import { makeDailyQuota } from '../core/google/daily-quota';
import { thrownCode } from '../core/google/errors';
import type { Http } from '../core/google/http';
import type { Deps } from '../core/ports';
import { makeRequests, type Requests } from '../core/requests';
import { settingsRequests } from '../core/requests/settings';
import { checkSetup } from '../core/requests/setup';
import { signInRequests } from '../core/requests/sign-in';
import { loadSettings } from '../core/settings/settings';
import { loadKey, type Key } from '../core/sign-in/service-account';
import { actsForOf, loadSignIn, ownToken, withoutServiceAccount, type SignIn } from '../core/sign-in/sign-in';
import { wordsFor, type Words } from '../core/words';
import { refuse } from '../core/words/problem';
import { access } from './access';
import { archiveSheet } from './archive-sheet';
import { extras } from './capabilities';
import { fetchHttp } from './fetch-http';
import { choiceIn, chosenLanguage, spokenLocale } from './language';
import { propertyStore } from './property-store';
import { telling, tellingAll } from './refusals';
import { selectedText, type Selected } from './selected-text';
import { accountsTable, activityTable } from './sheets';
import { forgetToken, tokensFor } from './sign-in';
import { showSummary } from './summary-sheet';
import { timeTriggers } from './triggers';

/** All that the page can ask, and the host's own among it. */
type AllRequests = Requests &
  Pick<
    Rpc,
    | 'settings'
    | 'saveSettings'
    | 'signIn'
    | 'useSignIn'
    | 'removeKey'
    | 'checkSetup'
    | 'showSheet'
    | 'showActivity'
    | 'summary'
  >;

export type App = {
  readonly requests: AllRequests;
  /** What is set now. */
  readonly settings: () => Settings;
  readonly words: Words;
  readonly spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet;
  /** First and last row of each block that is selected in the Accounts sheet, null when another sheet is in front. */
  readonly selection: () => [number, number][] | null;
  readonly selectedText: () => string;
  /** Of selected cells in hidden rows. */
  readonly hiddenText: () => string;
  /** As of the ports: what was written must be there before the answer is given. */
  readonly flush: () => void;
};

const FETCHES = 'fetches.today';

/** The document lock exists only inside a document. */
export class NoDocument extends Error {}

export function makeApp(): App {
  const spreadsheet = SpreadsheetApp.getActive();
  const store = tellingAll(
    'store-refuses',
    propertyStore(() => PropertiesService.getDocumentProperties()),
  );
  const own = tellingAll(
    'store-refuses',
    propertyStore(() => PropertiesService.getUserProperties()),
  );
  const settings = (): Settings => loadSettings({ document: store, user: own }).settings;
  const words = wordsFor(spokenLocale(chosenLanguage(() => choiceIn(own))));
  // Nothing written, nothing to make durable: a flush costs half a second also then.
  let written = false;
  const note = (): void => {
    written = true;
  };
  let refused = false;
  const ofSheet = <T extends object>(port: T): T =>
    tellingAll('sheet-refuses', port, () => {
      refused = true;
    });
  const accounts = ofSheet(accountsTable(spreadsheet, store, words, note));
  const activity = ofSheet(activityTable(spreadsheet, store, words, note));
  const lock = documentLock(store.forget);
  // The quota is each person's own, in whatever sheet.
  const fetches = makeDailyQuota(
    () => own.get(FETCHES),
    text => {
      own.set(FETCHES, text);
    },
    () => Date.now(),
    () => settings().fetchesADay,
  );
  const who = whoAmI();
  const signIn = loadSignIn(own);
  const actsFor = actsForOf(signIn);
  const httpAs = (how: SignIn, key: Key | null): Http =>
    fetchHttp(
      UrlFetchApp,
      SERVICE_ACCOUNT ? tokensFor(how, key, fetches.count) : ownToken(() => ScriptApp.getOAuthToken(), how),
      fetches.count,
    );
  const deps: Deps = {
    clock: {
      now: () => Date.now(),
      sleep: ms => {
        Utilities.sleep(Math.max(0, Math.ceil(ms)));
      },
    },
    http: httpAs(signIn, SERVICE_ACCOUNT && signIn.mode === 'key' ? loadKey(own) : null),
    accounts,
    activity,
    archiveSheet: ofSheet(archiveSheet(spreadsheet, store, activity, note)),
    store,
    userStore: own,
    settings,
    lock,
    quota: fetches,
    triggers: BACKGROUND ? timeTriggers() : null,
    flush: () => {
      const must = written;
      written = false;
      if (must)
        telling('sheet-refuses', () => {
          SpreadsheetApp.flush();
        });
      // A sheet that refuses values has other troubles than its looks.
      if (refused) return;
      accounts.dressing.now();
      activity.dressing.now();
    },
    who,
    actsFor,
    signature: !SERVICE_ACCOUNT || who === '' || actsFor === null ? who : words.signIn.actingFor(who, actsFor),
    random: () => Math.random(),
  };
  let known: Selected | null = null;
  const selected = (): Selected => (known ??= telling('sheet-refuses', () => selectedText(spreadsheet)));
  const answerOf = (code: ProblemCode | null): Answer<null> => (code === null ? answer(null) : refuse(code, words));
  function shown(table: Pick<typeof activity, 'sheet'>): Answer<null> {
    const sheet = table.sheet();
    sheet?.activate();
    return answerOf(sheet === null ? 'no-sheet' : null);
  }
  const requests: AllRequests = {
    ...makeRequests(makeContext(deps, words)),
    ...settingsRequests(deps, words),
    ...(SERVICE_ACCOUNT
      ? signInRequests(
          {
            ...deps,
            builtIn: extras.signJwt === null ? ['own', 'key'] : ['own', 'key', 'delegation'],
            httpAs,
            forgetToken,
          },
          words,
        )
      : withoutServiceAccount(own, words)),
    checkSetup: () => checkSetup(deps, words, access),
    showSheet: name => shown(name === 'accounts' ? accounts : activity),
    showActivity: job => {
      activity.filterByJob(job);
      return shown(activity);
    },
    summary: () => {
      note();
      return answerOf(telling('sheet-refuses', () => showSummary(spreadsheet, accounts, activity, words)));
    },
  };
  return {
    requests,
    settings,
    words,
    spreadsheet,
    selection: () => {
      const sheet = accounts.sheet();
      const active = spreadsheet.getActiveSheet();
      if (active.getSheetId() !== sheet?.getSheetId()) return null;
      return (spreadsheet.getActiveRangeList()?.getRanges() ?? []).map(range => [range.getRow(), range.getLastRow()]);
    },
    selectedText: () => selected().shown,
    hiddenText: () => selected().hidden,
    flush: deps.flush,
  };
}

/**
 * '' where the person ticked off the scope, or the organisation hides it. A passing fault is none of these: a job
 * without a name would be nobody's.
 */
function whoAmI(): string {
  try {
    return Session.getEffectiveUser().getEmail();
  } catch (error) {
    if (thrownCode(error) === 'scope') return '';
    throw error;
  }
}

/** The types say there always is one; outside a document there is not (reference of LockService). */
const theDocumentLock = (): GoogleAppsScript.Lock.Lock | null => LockService.getDocumentLock();

/** `taken`: what was known before may have changed until we got it. */
function documentLock(taken: () => void): Deps['lock'] {
  let lock: GoogleAppsScript.Lock.Lock | null = null;
  return {
    take: waitMs => {
      lock = theDocumentLock();
      if (lock === null) throw new NoDocument('No document lock: not inside a spreadsheet.');
      const got = lock.tryLock(Math.max(1, waitMs));
      if (got) taken();
      return got;
    },
    release: () => {
      lock?.releaseLock();
    },
  };
}
