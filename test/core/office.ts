// The core's ports in memory, with the emulated Google behind them: the quickest place to see what the core decides.
import {
  addAccounts,
  createWorld,
  handle,
  mailsTo,
  type AccountSpec,
  type World,
  type WorldSpec,
} from '../../dev/emulator/index';
import { makeContext } from '../../src/core/context';
import type { AccountRow, ActivityRow } from '../../src/core/contract/rows';
import type { Answer, JobView, PlanOptions } from '../../src/core/contract/rpc';
import type { Settings } from '../../src/core/contract/settings';
import { makeFetches } from '../../src/core/google/daily-quota';
import type { Reply } from '../../src/core/google/http';
import type { AccountsTable, ActivityTable, Alarm, AlarmRate, Deps, Store, Table } from '../../src/core/ports';
import { makeRequests, type Requests } from '../../src/core/requests';
import { settingsRequests } from '../../src/core/requests/settings';
import { loadSettings } from '../../src/core/settings/settings';
import {
  ACCOUNT_COLUMNS,
  ACTIVITY_COLUMNS,
  readCell,
  writeCell,
  type Cell,
  type Column,
} from '../../src/core/sheets/columns';
import { wordsFor } from '../../src/core/words';
import { stored } from '../../src/core/words/stored';

export const words = wordsFor('en');
/** What stands in the cells. */
export const written = stored.newest('en');
export const NO_OPTIONS: PlanOptions = { includeRecent: false, includeDeclined: false };

/**
 * What a test throws where an execution is killed: no call after it has any effect, so `finally` cannot repair
 * anything.
 */
export class Killed extends Error {}

/** Archiving is tried through the bundle, where there are real sheets. */
const unreal = (): never => {
  throw new Error('There is no archive in memory.');
};
const noShelf: Deps['shelf'] = { lines: unreal, sink: unreal, copy: unreal, clear: unreal, close: unreal };

type Cells = Record<string, Cell>;
/** A sheet as a person sees it: cells by column, in the order of the rows below the header. */
export type MemorySheet = { exists: boolean; rows: Cells[]; missing: Set<string>; places: string };

export type Office = ReturnType<typeof makeOffice>;

export function makeOffice(
  spec: WorldSpec & {
    readonly accounts?: readonly AccountSpec[];
    readonly who?: string;
    readonly fetchesPerDay?: number;
    readonly background?: boolean;
  } = {},
) {
  let now = Date.UTC(2026, 10, 21, 9);
  const world: World = createWorld({ ...spec, now: () => now });
  const sheets = { accounts: sheet(), activity: sheet() };
  const store = new Map<string, string>();
  const user = new Map<string, string>();
  /** Of whoever asks; `set`: one that continues a job, `hourly`: that of the schedule. */
  const triggers = { set: false, hourly: false };
  const triggerOf = (rate: AlarmRate): keyof typeof triggers => (rate === 'often' ? 'set' : 'hourly');
  const alarm: Alarm = {
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

  function sheet(): MemorySheet {
    return { exists: false, rows: [], missing: new Set(), places: '' };
  }

  /** One execution: its own services, which stop working for good when it is killed. */
  function execution(who: string): { desk: Requests; deps: Deps; end: () => void } {
    const me = Symbol(who);
    let dead = false;
    function call<T>(name: string, work: () => T): T {
      if (dead) throw new Killed('This execution is over.');
      calls.push(name);
      now += 20;
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
    function table<R>(target: MemorySheet, columns: readonly Column<R>[], name: string): Table<R> {
      const rowOf = (cells: Cells, row: number): R & { row: number } => {
        const read: Record<string, unknown> = { row };
        for (const { key, kind } of columns)
          read[key] = readCell(kind, target.missing.has(key) ? null : (cells[key] ?? null));
        return read as R & { row: number };
      };
      const put = (cells: Cells, row: R, keys: readonly string[]): void => {
        for (const { key, kind } of columns) {
          if (!keys.includes(key)) continue;
          const cell = writeCell(kind, row[key] as Cell, written);
          // As the sheet does: a leading apostrophe marks text and goes, a leading = would be a formula.
          if (typeof cell === 'string' && cell.startsWith('=')) throw new Error(`A formula reached the sheet: ${cell}`);
          cells[key] = typeof cell === 'string' && cell.startsWith("'") ? cell.slice(1) : cell;
        }
      };
      return {
        read: () =>
          call(`${name}.read`, () =>
            target.exists
              ? {
                  rows: target.rows.map((cells, at) => rowOf(cells, at + 2)),
                  missing: [...target.missing] as (keyof R & string)[],
                  places: target.places,
                }
              : null,
          ),
        readRows: (first, last) =>
          call(`${name}.readRows`, () =>
            target.exists ? target.rows.slice(first - 2, last - 1).map((cells, at) => rowOf(cells, first + at)) : [],
          ),
        write: (first, rows, keys) =>
          call(`${name}.write`, () => {
            if (!target.exists) return;
            while (target.rows.length < first - 2) target.rows.push({});
            rows.forEach((row, at) => {
              put((target.rows[first - 2 + at] ??= {}), row, keys);
            });
          }),
        ensure: () =>
          call(`${name}.ensure`, () => {
            target.exists = true;
            if (!target.missing.has('email')) target.missing.clear();
          }),
        append: rows =>
          call(`${name}.append`, () => {
            const first = target.rows.length + 2;
            rows.forEach((row, at) => {
              put(
                (target.rows[first - 2 + at] ??= {}),
                row,
                columns.map(column => column.key),
              );
            });
            return first;
          }),
      };
    }
    const accounts: AccountsTable = {
      ...table<AccountRow>(sheets.accounts, ACCOUNT_COLUMNS, 'accounts'),
      setMarks: (rows, value) =>
        call('accounts.setMarks', () => {
          for (const row of rows) (sheets.accounts.rows[row - 2] ??= {})['mark'] = value;
        }),
      hidden: rows =>
        call('accounts.hidden', () => new Set(rows.filter(row => sheets.accounts.rows[row - 2]?.['hidden'] === true))),
    };
    const activity: ActivityTable = {
      ...table<ActivityRow>(sheets.activity, ACTIVITY_COLUMNS, 'activity'),
      regroup: () =>
        call('activity.regroup', () => {
          sheets.activity.rows.sort((one, other) => (String(one['job']) < String(other['job']) ? -1 : 1));
        }),
    };
    const storeOf = (map: Map<string, string>, name: string): Store => ({
      get: key => call(`${name}.get`, () => map.get(key) ?? null),
      fresh: key => call(`${name}.fresh`, () => map.get(key) ?? null),
      set: (key, value) =>
        call(`${name}.set`, () => {
          if (value.length > 9 * 1024) throw new Error('Argument too large: value');
          map.set(key, value);
        }),
      remove: key =>
        call(`${name}.remove`, () => {
          map.delete(key);
        }),
    });
    const stores = { document: storeOf(store, 'store'), user: storeOf(user, 'own') };
    // Read once in an execution, as the server's stores do.
    let known: Settings | null = null;
    const settings = (): Settings => (known ??= loadSettings(stores).settings);
    const fetches = makeFetches(
      () => user.get('fetches') ?? null,
      text => {
        user.set('fetches', text);
      },
      () => now,
      () => spec.fetchesPerDay ?? settings().fetchesADay,
    );
    const deps: Deps = {
      clock: {
        now: () => now,
        sleep: ms =>
          call('sleep', () => {
            now += ms;
          }),
      },
      http: {
        fetchAll: requests =>
          call('fetchAll', () => {
            now += latencyMs;
            fetches.count(requests.length);
            const replies = requests.map(({ method, url, body }) =>
              handle(world, {
                method: method.toUpperCase(),
                url: url.replace(/^https:\/\/[^/]+/, ''),
                headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
                body: body ?? '',
              }),
            );
            now += Math.max(0, ...replies.map(reply => reply.delayMs));
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
      },
      accounts,
      activity,
      shelf: noShelf,
      store: stores.document,
      own: stores.user,
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
      fetches,
      alarm: spec.background === true ? alarm : null,
      flush: () => call('flush', () => undefined),
      who,
      actsFor: null,
      signature: who,
      chance: () => 0.5,
    };
    return {
      desk: makeRequests(makeContext(deps, words)),
      deps,
      end: () => {
        if (lockedBy === me) lockedBy = null;
      },
    };
  }

  /** Runs one request as the page would, each in an execution of its own. A killed one gives null. */
  function ask<T>(request: (desk: Requests) => T, who = spec.who ?? 'ada@acme.example'): T | null {
    const { desk, end } = execution(who);
    try {
      return request(desk);
    } catch (error) {
      if (error instanceof Killed) return null;
      throw error;
    } finally {
      end();
    }
  }

  /** One request about the settings, in an execution of its own. */
  function settings<T>(
    who: string | undefined,
    request: (desk: ReturnType<typeof settingsRequests>, deps: Deps) => T,
  ): T {
    const { deps, end } = execution(who ?? spec.who ?? 'ada@acme.example');
    try {
      return request(settingsRequests(deps, words), deps);
    } finally {
      end();
    }
  }

  const office = {
    world,
    sheets,
    store,
    user,
    triggers,
    calls,
    hooks,
    ask,
    settings,
    execution,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
    latency: (ms: number) => {
      latencyMs = ms;
    },
    lockedBy: () => lockedBy,
    mails: (address: string) => mailsTo(world, address),
    row: (email: string) => sheets.accounts.rows.find(row => String(row['email']).trim().toLowerCase() === email),
    lines: (email: string) => sheets.activity.rows.filter(row => row['address'] === email),
    /** Drives a job as the sidebar does, to its end or until a person is needed. */
    drive: (job: JobView, who?: string): JobView => {
      let view = job;
      for (let turns = 0; turns < 500 && (view.status === 'running' || view.status === 'waiting'); turns++) {
        if (view.resumeAt !== null) now = Math.max(now, Date.parse(view.resumeAt));
        view = value(office.ask(desk => desk.advance(view.id), who));
      }
      return view;
    },
    refresh: (): JobView => office.drive(value(office.ask(desk => desk.refresh()))),
    markAll: (): void => {
      for (const row of sheets.accounts.rows) row['mark'] = true;
    },
    begin: (action: 'send' | 'cancel', options = NO_OPTIONS): JobView => {
      const plan = value(office.ask(desk => desk.preview(action, options)));
      return value(office.ask(desk => desk.start(action, options, plan.planId, plan.addresses.length)));
    },
    run: (action: 'send' | 'cancel', options = NO_OPTIONS): JobView => office.drive(office.begin(action, options)),
  };
  addAccounts(world, []);
  return office;
}

/** The value of an answer that must be one. */
export function value<T>(given: Answer<T> | null): T {
  if (given?.ok !== true) throw new Error(`Expected a value, got ${JSON.stringify(given)}`);
  return given.value;
}
export const code = (given: Answer<unknown> | null): string =>
  given === null ? 'killed' : given.ok ? 'ok' : given.problem.code;
export const people = (count: number): AccountSpec[] =>
  Array.from({ length: count }, (_, at) => ({ email: `p${String(at + 1).padStart(3, '0')}@acme.example` }));
