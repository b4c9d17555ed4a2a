// The composition root: the core's requests over Apps Script's services, made anew for each execution, never while the
// file loads.
import { makeContext } from '../core/context';
import { answer } from '../core/contract/answer';
import type { ProblemCode } from '../core/contract/codes';
import type { Answer, CheckSource, Rpc } from '../core/contract/rpc';
import type { Settings } from '../core/contract/settings';
import { thrownCode } from '../core/google/errors';
import type { Deps } from '../core/ports';
import { makeRequests, type Requests } from '../core/requests';
import { rowOf } from '../core/requests/look-up';
import { settingsRequests } from '../core/requests/settings';
import { signInRequests } from '../core/requests/sign-in';
import { actsForOf, loadSignIn, withoutServiceAccount } from '../core/sign-in/sign-in';
import type { Words } from '../core/words';
import { refuse } from '../core/words/problem';
import { archiveSheet } from './archive-sheet';
import { makeBase, usualHttp, whoAmI } from './base';
import { extras } from './capabilities';
import { carry, missCarried } from './carried';
import { keep } from './dressing';
import { refusing, refusingAll } from './refusals';
import { selectedText, type Selected } from './selected-text';
import { accountsTable, activityTable, otherTabs, peopleTable } from './sheets';
import type { Pending } from './sheet-table';
import { forgetToken } from './sign-in';
import { showSummary } from './summary-sheet';

/** All that the page can ask, and the host's own among it. */
type AllRequests = Requests &
  Pick<
    Rpc,
    'settings' | 'saveSettings' | 'signIn' | 'useSignIn' | 'removeKey' | 'showSheet' | 'showActivity' | 'summary'
  >;

export type App = {
  readonly requests: AllRequests;
  /** What is set now. */
  readonly settings: () => Settings;
  readonly words: Words;
  readonly spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet;
  /** First and last row of each block that is selected in the Accounts sheet, null when another sheet is in front. */
  readonly selection: () => [number, number][] | null;
  /** What is selected in the sheet in front, or all of a sheet; read once, when it is asked for first. */
  readonly cells: (source: CheckSource) => () => Selected;
  /** As of the ports: what was written must be there before the answer is given. */
  readonly flush: () => void;
};

/** The document lock exists only inside a document. */
export class NoDocument extends Error {}

export function makeApp(): App {
  const spreadsheet = SpreadsheetApp.getActive();
  const base = makeBase();
  const { store, own, settings, words, fetches, httpAs, clock, triggers } = base;
  // Nothing written, nothing to make durable: a flush costs half a second also then.
  let written = false;
  const pending: Pending = {
    note: () => {
      written = true;
    },
    applied: () => {
      written = false;
    },
  };
  let refused = false;
  const ofSheet = <T extends object>(port: T): T =>
    refusingAll('sheet-refuses', port, {
      told: () => {
        refused = true;
      },
    });
  const accounts = ofSheet(accountsTable(spreadsheet, store, words, pending));
  const activity = ofSheet(activityTable(spreadsheet, store, words, pending));
  const people = ofSheet(peopleTable({ spreadsheet, store, words, pending }, accounts));
  const lock = documentLock(store.forget);
  const who = whoAmI();
  const actsFor = actsForOf(loadSignIn(own));
  const deps: Deps = {
    clock,
    http: usualHttp(base),
    accounts,
    activity,
    people,
    tabs: ofSheet(otherTabs(spreadsheet, () => [accounts.sheet(), activity.sheet()])),
    archiveSheet: ofSheet(archiveSheet(spreadsheet, store, activity, pending.note)),
    store,
    userStore: own,
    carry: (limits, also = false) => {
      carry(spreadsheet, limits, also);
    },
    settings,
    lock,
    quota: fetches,
    triggers,
    flush: what => {
      const dressings = what === 'values' ? [] : [accounts.dressing, activity.dressing, people.dressing];
      const dressed = refused ? [] : dressings.map(dressing => dressing.early());
      const must = written || dressed.some(done => done !== null);
      written = false;
      if (must)
        refusing('sheet-refuses', () => {
          SpreadsheetApp.flush();
        });
      keep(store, dressed);
      // A sheet that refuses values has other troubles than its looks.
      if (!refused) for (const dressing of dressings) dressing.now();
    },
    who,
    actsFor,
    signature: !SERVICE_ACCOUNT || who === '' || actsFor === null ? who : words.signIn.actingFor(who, actsFor),
    random: () => Math.random(),
  };
  const answerOf = (code: ProblemCode | null): Answer<null> => (code === null ? answer(null) : refuse(code, words));
  function shown(table: Pick<typeof activity, 'sheet'>): Answer<null> {
    const sheet = table.sheet();
    sheet?.activate();
    return answerOf(sheet === null ? 'no-sheet' : null);
  }
  const asked = makeRequests(makeContext(deps, words));
  const setting = settingsRequests(deps, words);
  const seeing =
    <A extends readonly unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R => {
      missCarried(spreadsheet, store);
      return work(...args);
    };
  const requests: AllRequests = {
    ...asked,
    // The first preview of a file: nothing is mailed without one.
    preview: seeing(asked.preview),
    settings: seeing(setting.settings),
    saveSettings: seeing(setting.saveSettings),
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
    showSheet: (name, address) => {
      const told = shown(name === 'accounts' ? accounts : activity);
      const row = name === 'accounts' && address !== undefined ? rowOf(deps, address) : null;
      if (row !== null) accounts.sheet()?.getRange(row.row, 1).activate();
      return told;
    },
    showActivity: job => {
      activity.filterByJob(job);
      return shown(activity);
    },
    summary: () => {
      pending.note();
      return answerOf(refusing('sheet-refuses', () => showSummary(spreadsheet, accounts, activity, people, words)));
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
    cells: source => {
      let known: Selected | null = null;
      return () => (known ??= refusing('sheet-refuses', () => selectedText(spreadsheet, source)));
    },
    flush: deps.flush,
  };
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
      const got = isGot(lock, Math.max(1, waitMs));
      if (got) taken();
      return got;
    },
    release: () => {
      // It goes with the execution as well. What was done must not be told as having failed.
      try {
        lock?.releaseLock();
      } catch {
        lock = null;
      }
    },
  };
}

/**
 * A script that takes locks too often is refused with an exception: others are at work, so it is told as that. A quota
 * of the day does not pass so soon.
 */
function isGot(lock: GoogleAppsScript.Lock.Lock, waitMs: number): boolean {
  try {
    return lock.tryLock(waitMs);
  } catch (error) {
    if (thrownCode(error) !== null) throw error;
    return false;
  }
}
