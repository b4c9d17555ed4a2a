// The core's ports in memory, with the emulated Google behind them. Runs in node and, for the page's tests, in a
// browser.
import { addAccounts, createWorld, handle, type World, type WorldSpec } from '../../dev/emulator/index';
import type { AccountRow, ActivityRow, PersonRow } from '../../src/core/contract/rows';
import type { Settings } from '../../src/core/contract/settings';
import { makeDailyQuota } from '../../src/core/google/daily-quota';
import type { Http, Reply } from '../../src/core/google/http';
import type {
  AccountsTable,
  ActivityTable,
  Triggers,
  TriggerRate,
  Deps,
  ArchiveSheet,
  Store,
} from '../../src/core/ports';
import { loadSettings } from '../../src/core/settings/settings';
import { ACCOUNT_COLUMNS, ACTIVITY_COLUMNS, PEOPLE_COLUMNS } from '../../src/core/sheets/columns';
import { actsForOf, loadSignIn } from '../../src/core/sign-in/sign-in';
import { wordsFor } from '../../src/core/words';
import { stored } from '../../src/core/words/stored';
import { emptySheet, memoryTable, type Calling, type MemorySheet } from './table';

export const words = wordsFor('en');
export const ADA = 'ada@acme.example';

/**
 * What a test throws where an execution is killed: no call after it has any effect, so `finally` cannot repair
 * anything.
 */
export class Killed extends Error {}

/**
 * `who`: the person whose own properties `user` is; default Ada. `clock`: milliseconds since 1970; it need not move.
 */
export type MemorySpec = WorldSpec & {
  readonly who?: string;
  readonly clock?: () => number;
  readonly fetchesPerDay?: number;
  readonly background?: boolean;
};
export type Memory = ReturnType<typeof makeMemory>;

export function makeMemory(spec: MemorySpec = {}) {
  const clock = spec.clock ?? (() => Date.UTC(2026, 10, 21, 9));
  /** What the calls took, and what a test let pass. Milliseconds. */
  let passed = 0;
  const now = (): number => clock() + passed;
  const world: World = createWorld({ ...spec, now });
  const sheets = { accounts: emptySheet(), activity: emptySheet(), archive: emptySheet() };
  /** The same rows, and columns of its own, which are missing until somebody wants them. */
  const people: MemorySheet = {
    get exists() {
      return sheets.accounts.exists;
    },
    get rows() {
      return sheets.accounts.rows;
    },
    places: '',
    missing: new Set(['person', 'department', 'employment']),
  };
  /** What stands in the other tabs of the file, by their ids. */
  const tabs = new Map<number, { readonly name: string; readonly cells: readonly (readonly string[])[] }>();
  /** The tab in front, by its id: one of the add-on's. */
  let front = 0;
  const store = new Map<string, string>();
  const user = new Map<string, string>();
  const others = new Map<string, Map<string, string>>();
  function ownOf(who: string): Map<string, string> {
    if (who === (spec.who ?? ADA)) return user;
    const own = others.get(who) ?? new Map<string, string>();
    others.set(who, own);
    return own;
  }
  /** Of whoever asks; `set`: one that continues a job, `hourly`: that of the schedule. */
  const triggers = { set: false, hourly: false };
  const triggerOf = (rate: TriggerRate): keyof typeof triggers => (rate === 'often' ? 'set' : 'hourly');
  const alarm: Triggers = {
    set: rate => {
      triggers[triggerOf(rate)] = true;
    },
    clear: rate => {
      triggers[triggerOf(rate)] = false;
    },
    isSet: rate => triggers[triggerOf(rate)],
  };
  const calls: string[] = [];
  const hooks: { before: (name: string, n: number) => void; after: (name: string, n: number) => void } = {
    before: () => undefined,
    after: () => undefined,
  };
  let lockedBy: symbol | null = null;
  let latencyMs = 200;

  /** One execution: its own services, which stop working for good when it is killed. */
  function execution(who: string): { deps: Deps; httpAs: (owner: string) => Http; end: () => void } {
    const me = Symbol(who);
    let dead = false;
    function call<T>(name: string, work: () => T): T {
      if (dead) throw new Killed('This execution is over.');
      calls.push(name);
      passed += 20;
      try {
        hooks.before(name, calls.length);
        const result = work();
        hooks.after(name, calls.length);
        return result;
      } catch (error) {
        if (error instanceof Killed) dead = true;
        throw error;
      }
    }
    const calling =
      (table: string): Calling =>
      (name, work) =>
        call(`${table}.${name}`, work);
    const accounts: AccountsTable = {
      ...memoryTable<AccountRow>(sheets.accounts, ACCOUNT_COLUMNS, words, calling('accounts')),
      setMarks: (rows, value) =>
        call('accounts.setMarks', () => {
          for (const row of rows) (sheets.accounts.rows[row - 2] ??= {})['mark'] = value;
        }),
      formulas: () => call('accounts.formulas', () => []),
      headers: () => call('accounts.headers', () => Object.keys(sheets.accounts.rows[0] ?? {})),
      cellsUnder: header =>
        call('accounts.cellsUnder', () =>
          sheets.accounts.rows.some(row => header in row)
            ? sheets.accounts.rows.map(row => String(row[header] ?? ''))
            : null,
        ),
      hidden: rows =>
        call('accounts.hidden', () => new Set(rows.filter(row => sheets.accounts.rows[row - 2]?.['hidden'] === true))),
    };
    const activity: ActivityTable = {
      ...memoryTable<ActivityRow>(sheets.activity, ACTIVITY_COLUMNS, words, calling('activity')),
      regroup: () =>
        call('activity.regroup', () => {
          sheets.activity.rows.sort((one, other) => (String(one['job']) < String(other['job']) ? -1 : 1));
        }),
    };
    const storeOf = (map: Map<string, string>, name: string): Store => ({
      get: key => call(`${name}.get`, () => map.get(key) ?? null),
      latest: key => call(`${name}.fresh`, () => map.get(key) ?? null),
      forget: () => {
        known = null;
      },
      set: (key, value) =>
        call(`${name}.set`, () => {
          if (value.length > 9 * 1024) throw new Error('Argument too large: value');
          map.set(key, value);
        }),
      setAll: values =>
        call(`${name}.setAll`, () => {
          for (const value of Object.values(values))
            if (value.length > 9 * 1024) throw new Error('Argument too large: value');
          for (const [key, value] of Object.entries(values)) map.set(key, value);
        }),
      remove: key =>
        call(`${name}.remove`, () => {
          map.delete(key);
        }),
    });
    const own = ownOf(who);
    const stores = { document: storeOf(store, 'store'), user: storeOf(own, 'own') };
    // Read once in an execution, as the server's stores do.
    let known: Settings | null = null;
    const settings = (): Settings => (known ??= loadSettings(stores).settings);
    const fetches = makeDailyQuota(
      () => own.get('fetches') ?? null,
      text => {
        own.set('fetches', text);
      },
      now,
      () => spec.fetchesPerDay ?? settings().fetchesADay,
    );
    /** `owner`: who asks Google; '' where the platform does not tell. */
    const httpAs = (owner: string): Http => ({
      fetchAll: requests =>
        call('fetchAll', () => {
          passed += latencyMs;
          fetches.count(requests.length);
          const replies = requests.map(({ method, url, body }) =>
            handle(world, {
              method: method.toUpperCase(),
              url: url.replace(/^https:\/\/[^/]+/, ''),
              headers: {
                authorization: `Bearer ${owner === '' ? 'of-somebody' : owner}`,
                'content-type': 'application/json',
              },
              body: body ?? '',
            }),
          );
          passed += Math.max(0, ...replies.map(reply => reply.delayMs));
          if (replies.some(reply => reply.lost !== undefined)) throw new Error('Address unavailable');
          return replies.map(
            (reply): Reply => ({
              status: reply.status,
              body: reply.body,
              headers: Object.fromEntries(
                Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value]),
              ),
            }),
          );
        }),
    });
    // Before the request begins: costs no call.
    const actsFor = actsForOf(loadSignIn({ ...stores.user, get: key => own.get(key) ?? null }));
    const deps: Deps = {
      clock: {
        now,
        sleep: ms =>
          call('sleep', () => {
            passed += ms;
          }),
      },
      http: httpAs(actsFor ?? who),
      accounts,
      activity,
      people: memoryTable<PersonRow>(people, PEOPLE_COLUMNS, words, calling('people')),
      tabs: {
        list: () => call('tabs.list', () => [...tabs].map(([id, { name }]) => ({ id, name }))),
        front: () => front,
        read: id => call('tabs.read', () => tabs.get(id)?.cells ?? null),
      },
      archiveSheet: shelf(call),
      store: stores.document,
      userStore: stores.user,
      settings,
      lock: {
        take: () =>
          call('lock.take', () => {
            if (lockedBy !== null && lockedBy !== me) return false;
            lockedBy = me;
            return true;
          }),
        release: () =>
          call('lock.release', () => {
            lockedBy = null;
          }),
      },
      quota: fetches,
      triggers: spec.background === true ? alarm : null,
      carry: () => undefined,
      flush: () => call('flush', () => undefined),
      who,
      actsFor,
      signature: actsFor === null ? who : words.signIn.actingFor(who, actsFor),
      random: () => 0.5,
    };
    return {
      deps,
      httpAs,
      end: () => {
        if (lockedBy === me) lockedBy = null;
      },
    };
  }

  function shelf(call: Calling): ArchiveSheet {
    const { activity, archive } = sheets;
    const lines = memoryTable<ActivityRow>(archive, ACTIVITY_COLUMNS, words);
    return {
      lines: () => call('shelf.lines', () => lines.read()?.rows ?? []),
      sink: (fresh, copied) =>
        call('shelf.sink', () => {
          const rankOf = (row: number): number => (fresh.includes(row) ? 1 : copied.includes(row) ? 2 : 0);
          activity.rows = activity.rows
            .map((cells, at) => ({ cells, rank: rankOf(at + 2) }))
            .sort((one, other) => one.rank - other.rank)
            .map(({ cells }) => cells);
        }),
      copy: (first, last) =>
        call('shelf.copy', () => {
          const before = archive.rows.length;
          archive.exists = true;
          archive.rows.push(...activity.rows.slice(first - 2, last - 1).map(cells => ({ ...cells })));
          return () => call('shelf.undo', () => void archive.rows.splice(before));
        }),
      clear: (first, last) => call('shelf.clear', () => void activity.rows.splice(first - 2, last - first + 1)),
      // A finished sheet is the person's own: nothing looks at it again.
      close: () =>
        call('shelf.close', () => {
          const name = archive.exists
            ? `${stored.newest(words.tag).sheets.activity} ${new Date(now()).toISOString().slice(0, 10)}`
            : '';
          Object.assign(archive, emptySheet());
          return name;
        }),
    };
  }

  addAccounts(world, []);
  return {
    world,
    sheets,
    tabs,
    store,
    user,
    triggers,
    calls,
    hooks,
    execution,
    now,
    pass: (ms: number) => {
      passed += ms;
    },
    bringToFront: (tab: number) => {
      front = tab;
    },
    latency: (ms: number) => {
      latencyMs = ms;
    },
    lockedBy: () => lockedBy,
  };
}
