// google.script.run in the browser: the real core, the sheet in memory, the emulated Google. A test sets up that world,
// disturbs single calls, and reads both.
import { addAccounts, addFault, clearFaults, type FaultRule, type State } from '../../../dev/emulator/index';
import type { Answer, JobView, PlanSource, Problem, Rpc, SignInMode } from '../../../src/core/contract/rpc';
import { thrownCode } from '../../../src/core/google/errors';
import { loadRecord, saveRecord, type JobRecord } from '../../../src/core/jobs/job';
import type { Host } from '../../../src/core/requests/setup';
import { keepSettings, type SettingTexts } from '../../../src/core/settings/settings';
import { refuse } from '../../../src/core/words/problem';
import { Killed, makeMemory, words, type Memory } from '../../memory/ports';
import type { Cells } from '../../memory/table';
import { requestsOf, runTrigger } from './requests';

export type Name = keyof Rpc;
/** `marked`: a person ticked the row. `gone`: Google no longer lists the account. `mailedDaysAgo`: usually 30. */
export type Listed = {
  readonly email: string;
  readonly state?: State;
  readonly marked?: boolean;
  readonly mailedDaysAgo?: number;
  readonly mails?: number;
  readonly gone?: boolean;
};

/** What happens to the next call of a name instead of its usual answer. */
export type Twist =
  | { readonly problem: Problem }
  | { readonly error: { readonly name: string; readonly message: string } }
  /** The server does it, and the answer gets lost. */
  | { readonly answer: 'lost' }
  | { readonly raw: unknown }
  /**
   * Comes to the server when the test releases it; `answer`: only its answer is held. A slice that is held is at work:
   * it has the lock.
   */
  | { readonly late: 'hold' | 'answer' };

type Values = { readonly [K in Name]: (...args: Parameters<Rpc[K]>) => Extract<ReturnType<Rpc[K]>, { ok: true }> };

export type PageServer = {
  readonly memory: Memory;
  /** Who has the page open. */
  who: string;
  /** Shorter slices than usual. Milliseconds; each works on one batch at least. */
  sliceMs: number | undefined;
  builtIn: readonly SignInMode[];
  installation: Host;
  selection: [number, number][] | null;
  selectedText: string;
  /** Accounts that Google knows; the sheet learns of them by a refresh. */
  readonly google: (accounts: readonly Listed[]) => void;
  /** Fills Google and the sheet with these accounts by a refresh, three minutes ago. */
  readonly list: (accounts: readonly Listed[]) => void;
  readonly row: (email: string) => Cells;
  readonly set: (texts: Partial<SettingTexts>) => void;
  readonly fault: (rule: FaultRule) => void;
  readonly noFaults: () => void;
  /** The next call of that port fails, as services of Google do now and then. */
  readonly failAt: (port: string) => void;
  /** Requests of anybody, each in an execution of its own, not through the page. Throws where a problem comes. */
  readonly as: (who?: string) => Values;
  /** Starts a job about what is marked, or another source, and does nothing of it yet. */
  readonly begin: (action: 'send' | 'cancel', who?: string, source?: PlanSource) => JobView;
  /** Does a job to its end, or until a person is needed. */
  readonly drive: (job: JobView, who?: string) => JobView;
  /** One batch of the job under way, in the slice that the page waits for if it is held. */
  readonly step: () => JobView;
  /** The same, cut off at the first call of that port: what others see while the slice is there. */
  readonly stepUntil: (port: string) => void;
  /** What the trigger of the schedule does at its turn, as whoever it is of. */
  readonly trigger: (who?: string) => void;
  /** Writes into the record of the job, where that is quicker than the work that would. */
  readonly editJob: (edit: (record: JobRecord) => Partial<JobRecord>) => void;
  readonly job: () => JobView | null;
  /** A person's wish that no slice has found yet. */
  readonly wish: () => string | null;
  /** Another execution is at work in the sheet, until `unlock`. */
  readonly lock: () => void;
  readonly unlock: () => void;

  readonly calls: { readonly name: Name; readonly args: readonly unknown[] }[];
  readonly argsOf: (name: Name) => (readonly unknown[])[];
  readonly count: (name: Name) => number;
  /** Twists for the next calls of that name, one each; `always` for every call until null. */
  readonly next: (name: Name, ...twists: Twist[]) => void;
  readonly always: (name: Name, twist: Twist | null) => void;
  /** Lets the oldest held call of that name answer now. */
  readonly release: (name: Name) => void;
};

const DAY = 86_400_000;
const SINCE_REFRESH_MS = 185_000;
const BATCH_MS = 1;
const SLICE_MS = 60_000;
/** As a service of Google words a passing fault. */
class ServiceError extends Error {}

export function createServer(): { readonly server: PageServer; readonly script: object } {
  const memory = makeMemory({ domains: ['acme.com'], who: 'ada@acme.com', clock: () => Date.now(), background: true });
  const { world, sheets, store, hooks } = memory;

  /** As src/server/guard.ts: nothing is thrown at the page but what ends an execution. */
  function request(who: string, name: Name, args: readonly unknown[], sliceMs = server.sliceMs): unknown {
    const { deps, httpAs, end } = memory.execution(who);
    try {
      const rpc = requestsOf(deps, httpAs, { ...server, sliceMs });
      return told((rpc[name] as (...given: unknown[]) => Answer<unknown>)(...args));
    } catch (error) {
      if (error instanceof Killed) throw error;
      // One that the test did not ask for makes it fail: the page's errors are counted.
      if (!(error instanceof ServiceError))
        queueMicrotask(() => {
          throw error;
        });
      return told(refuse(thrownCode(error) ?? 'interrupted', words));
    } finally {
      end();
    }
  }
  const told = (answered: Answer<unknown>): unknown => carried({ ...answered, version: VERSION });
  const carried = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

  function as(who = server.who, sliceMs?: number): Values {
    const ask =
      (name: Name) =>
      (...args: unknown[]) => {
        const given = request(who, name, args, sliceMs) as Answer<unknown>;
        if (!given.ok) throw new Error(`${name}: ${JSON.stringify(given.problem)}`);
        return given;
      };
    return new Proxy({}, { get: (_target, name) => ask(name as Name) }) as Values;
  }

  /** Who has the lock while a slice is held, or another execution is at work. */
  let working: ReturnType<Memory['execution']> | null = null;
  function unlock(): void {
    working?.end();
    working = null;
  }
  function lock(): void {
    unlock();
    working = memory.execution('somebody');
    if (!working.deps.lock.take(0)) throw new Error('The lock is taken.');
  }
  function atWork<T>(work: () => T): T {
    const held = working !== null;
    unlock();
    try {
      return work();
    } finally {
      if (held) lock();
    }
  }
  function jobUnderWay(): JobView {
    const job = server.job();
    if (job === null) throw new Error('There is no job.');
    return job;
  }

  const server: PageServer = {
    memory,
    who: 'ada@acme.com',
    sliceMs: undefined,
    builtIn: ['own', 'key', 'delegation'],
    installation: { installation: () => 'script', access: () => ({ wanted: 5, missing: [], url: null }) },
    selection: null,
    selectedText: '',
    google: accounts =>
      addAccounts(
        world,
        accounts.map(({ email, state = 'NOT_YET_SENT', mailedDaysAgo = 30, ...more }) => ({
          email,
          state,
          ...(more.mails === undefined ? {} : { mails: more.mails }),
          ...(state === 'NOT_YET_SENT' ? {} : { updatedAt: memory.now() - mailedDaysAgo * DAY }),
        })),
      ),
    list: accounts => {
      server.google(accounts);
      const refresh = (): JobView => server.drive(as().refresh().value);
      refresh();
      const gone = accounts.filter(account => account.gone === true);
      for (const { email } of gone) world.accounts.delete(email);
      Object.assign(world.inner, { byEmail: null, byTime: null });
      if (gone.length > 0) refresh();
      for (const { email, marked = false } of accounts) server.row(email)['mark'] = marked;
      memory.pass(SINCE_REFRESH_MS);
    },
    row: email => {
      const row = sheets.accounts.rows.find(cells => cells['email'] === email);
      if (row === undefined) throw new Error(`No row has the address ${email}.`);
      return row;
    },
    set: texts => {
      const { deps, end } = memory.execution(server.who);
      keepSettings({ document: deps.store, user: deps.userStore }, texts);
      end();
    },
    fault: rule => void addFault(world, rule),
    noFaults: () => clearFaults(world),
    failAt: port => {
      hooks.before = name => {
        if (name !== port) return;
        hooks.before = () => undefined;
        throw new ServiceError('Service error: Spreadsheets');
      };
    },
    as,
    begin: (action, who = server.who, source = { from: 'marks' }) => {
      const options = { includeRecent: false, includeDeclined: false, includeAgain: false };
      const { planId, addresses } = as(who).preview(action, options, source).value;
      return as(who).start(action, options, planId, addresses.length, source).value;
    },
    drive: (job, who = server.who) => {
      let view = job;
      for (let turns = 0; turns < 500 && (view.status === 'running' || view.status === 'waiting'); turns += 1) {
        if (view.resumeAt !== null) memory.pass(Math.max(0, Date.parse(view.resumeAt) - memory.now()));
        view = as(who).advance(view.id).value;
      }
      return view;
    },
    step: () => atWork(() => as(jobUnderWay().by, BATCH_MS).advance(jobUnderWay().id).value),
    stepUntil: port =>
      atWork(() => {
        const { by, id } = jobUnderWay();
        hooks.before = name => {
          if (name === port) throw new Killed(port);
        };
        try {
          as(by, SLICE_MS).advance(id);
          throw new Error(`The slice never came to ${port}.`);
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
        } finally {
          hooks.before = () => undefined;
        }
      }),
    trigger: (who = server.who) => {
      const { deps, end } = memory.execution(who);
      const went = runTrigger(deps);
      end();
      if (!went.ok) throw new Error(went.problem.title);
    },
    editJob: edit => {
      const { deps, end } = memory.execution(server.who);
      const record = loadRecord(deps.store);
      if (record === null) throw new Error('There is no job.');
      saveRecord(deps.store, { ...record, ...edit(record) });
      end();
    },
    job: () => as().progress().value,
    wish: () => store.get('job.command')?.split(' ')[0] ?? null,
    lock,
    unlock,

    calls: [],
    argsOf: name => server.calls.filter(call => call.name === name).map(call => call.args),
    count: name => server.argsOf(name).length,
    next: (name, ...given) => twists.set(name, [...(twists.get(name) ?? []), ...given]),
    always: (name, twist) => {
      if (twist === null) standing.delete(name);
      else standing.set(name, twist);
    },
    release: name => {
      if (name === 'advance') unlock();
      held.get(name)?.shift()?.();
    },
  };

  const twists = new Map<Name, Twist[]>();
  const standing = new Map<Name, Twist>();
  const held = new Map<Name, (() => void)[]>();
  const failed = (name: string, message: string): Error => Object.assign(new Error(message), { name });

  function answerTo(name: Name, args: readonly unknown[], twist: Twist | undefined): unknown {
    if (twist !== undefined && 'problem' in twist) return carried({ ok: false, problem: twist.problem });
    if (twist !== undefined && 'raw' in twist) return twist.raw;
    if (twist !== undefined && 'error' in twist) throw failed(twist.error.name, twist.error.message);
    const answer = request(server.who, name, args);
    if (twist !== undefined && 'answer' in twist) throw failed('NetworkError', 'Connection failure due to HTTP 0');
    return answer;
  }

  const run = (success: (value: unknown) => void, failure: (error: unknown) => void): object => {
    const make =
      (name: Name) =>
      (...args: unknown[]): void => {
        // What the host refuses, it refuses here too.
        for (const arg of args)
          if (arg === undefined || typeof arg === 'function' || arg instanceof Date)
            throw new TypeError(`google.script.run cannot carry this: ${String(arg)}`);
        const sent = carried(args) as unknown[];
        server.calls.push({ name, args: sent });
        const twist = twists.get(name)?.shift() ?? standing.get(name);
        const reply = (): void => {
          let value: unknown;
          try {
            value = answerTo(name, sent, twist);
          } catch (error) {
            failure(error);
            return;
          }
          success(value);
        };
        if (twist !== undefined && 'late' in twist) {
          const value = twist.late === 'answer' ? request(server.who, name, sent) : null;
          if (name === 'advance' && value === null) lock();
          held.set(name, [...(held.get(name) ?? []), value === null ? reply : () => success(value)]);
        } else setTimeout(reply, 0);
      };
    return new Proxy(
      {
        withSuccessHandler: (handler: (value: unknown) => void) => run(handler, failure),
        withFailureHandler: (handler: (error: unknown) => void) => run(success, handler),
      },
      { get: (target, name): unknown => Reflect.get(target, name) ?? make(name as Name) },
    );
  };
  const nothing = (): void => undefined;
  return { server, script: { run: run(nothing, nothing) } };
}
