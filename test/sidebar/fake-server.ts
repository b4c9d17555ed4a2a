// A small behaving server for tests of the page alone: google.script.run in the browser, over a world that the test
// sets and reads.
import type {
  AccountState,
  Action,
  Answer,
  ArchivePlan,
  Checked,
  JobKind,
  JobView,
  Overview,
  PastJob,
  PlanOptions,
  PlanSource,
  PlanView,
  Problem,
  ResultGroup,
  Rpc,
  ScheduleView,
  SetupView,
  SignInTried,
  SignInView,
  Unanswered,
} from '../../src/core/contract/rpc';

export type Name = keyof Rpc;
export type FakeAccount = { readonly email: string; state: AccountState; marked: boolean; readonly recent?: boolean };

export type FakeWorld = {
  who: string;
  actsFor: string | null;
  signIn: SignInView;
  signInTried: Partial<SignInTried>;
  organisation: string;
  hasSheet: boolean;
  refreshedAt: string | null;
  refreshedPart: Overview['refreshedPart'];
  accounts: FakeAccount[];
  /** What Google would list at the next refresh. */
  google: string[];
  notices: Problem[];
  typeAbove: number;
  /** Settings, by key, as text. */
  settings: Record<string, string>;
  settingFaults: Record<string, string>;
  testMode: string[] | null;
  reminders: Overview['reminders'];
  warnings: string[];
  /** Addresses that Google refuses, with the reason. */
  refuses: Record<string, string>;
  /** Addresses that a check finds not eligible. */
  strangers: string[];
  checked: Checked;
  /** How many addresses one slice gets done. */
  slice: number;
  job: JobView | null;
  queue: string[];
  groups: ResultGroup[];
  /** What a person wished while a slice was at work; the slice finds it. */
  wish: 'paused' | 'stopped' | null;
  background: JobView['background'];
  pastJobs: PastJob[];
  unanswered: Unanswered;
  setup: SetupView;
  archive: ArchivePlan;
  schedule: ScheduleView;
  remindersAt: string | null;
};

/** What happens to the next call of a name instead of its usual answer. */
export type Twist =
  | { readonly problem: Problem }
  | { readonly error: { readonly name: string; readonly message: string } }
  /** The server does it, and the answer gets lost. */
  | { readonly answer: 'lost' }
  | { readonly raw: unknown }
  /** Answers when the test releases it. */
  | { readonly late: 'hold' };

export type FakeServer = {
  readonly world: FakeWorld;
  readonly calls: { readonly name: Name; readonly args: readonly unknown[] }[];
  /** Twists for the next calls of that name, one each; `all` for every call until `clear`. */
  readonly next: (name: Name, ...twists: Twist[]) => void;
  readonly always: (name: Name, twist: Twist | null) => void;
  /** Lets the oldest held call of that name answer now. */
  readonly release: (name: Name) => void;
  readonly count: (name: Name) => number;
};

const NO_COUNTS = { queued: 0, checking: 0, done: 0, eligible: 0, refused: 0, unknown: 0, skipped: 0 };
const ok = <T>(value: T): Answer<T> => ({ ok: true, value });
const no = (code: string, title: string): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { code, title, advice: 'Advice.', link: null },
});
const iso = (): string => new Date().toISOString();

export function createFake(): { readonly server: FakeServer; readonly script: object } {
  const world: FakeWorld = {
    who: 'ada@acme.com',
    actsFor: null,
    signIn: { mode: 'own', serviceAccount: '', actFor: '', key: null, builtIn: ['own', 'key', 'delegation'] },
    signInTried: {},
    organisation: 'acme.com',
    hasSheet: true,
    refreshedAt: new Date(Date.now() - 185_000).toISOString(),
    refreshedPart: null,
    accounts: [],
    google: [],
    notices: [],
    typeAbove: 100,
    settings: { only: '', typeAbove: '100', atOnce: '50' },
    settingFaults: {},
    testMode: null,
    reminders: { days: 7, most: 3 },
    warnings: [],
    refuses: {},
    strangers: [],
    checked: { declined: 0, eligible: [], notEligible: [], other: [] },
    slice: 10,
    job: null,
    queue: [],
    groups: [],
    wish: null,
    background: false,
    pastJobs: [],
    unanswered: { declined: [], ignored: [], ignoredDays: 30, csv: '' },
    setup: { steps: [], failed: 0, installation: '', version: '', text: '' },
    archive: { lines: 0, from: null, to: null, days: 90, open: 0 },
    remindersAt: null,
    schedule: {
      state: 'off',
      by: '',
      mine: false,
      perRun: 0,
      policy: { days: 7, most: 3 },
      nextAt: null,
      next: [],
      more: 0,
      last: null,
      trouble: null,
      ended: null,
      typeAbove: 100,
    },
  };
  const marked = (): FakeAccount[] => world.accounts.filter(account => account.marked);
  const stateOf = (email: string): FakeAccount | undefined => world.accounts.find(account => account.email === email);

  function newJob(kind: JobKind, queue: string[], reminders = false): JobView {
    world.queue = queue;
    world.groups = [];
    world.job = {
      id: `job-${String(Math.random()).slice(2, 8)}`,
      kind,
      reminders,
      status: 'running',
      by: world.who,
      mine: true,
      stale: false,
      startedAt: iso(),
      resumeAt: null,
      rests: false,
      freeAt: iso(),
      now: iso(),
      total: kind === 'refresh' ? 0 : queue.length,
      finished: 0,
      counts: { ...NO_COUNTS, queued: queue.length },
      perSecond: null,
      secondsLeft: null,
      problem: null,
      background: world.background,
      groups: [],
      refreshed: null,
      only: null,
    };
    return world.job;
  }
  function plan(action: Action, options: PlanOptions, source: PlanSource): PlanView {
    const whyNot = (account: FakeAccount): string | null => {
      if (action === 'cancel') return account.state === 'INVITED' ? null : 'not-invited';
      if (account.state === 'ACCEPTED') return 'accepted';
      if (account.state === 'DECLINED' && !options.includeDeclined) return 'declined';
      return account.recent === true && !options.includeRecent ? 'recent' : null;
    };
    const { eligibleIn } = options;
    const why: typeof whyNot = account =>
      whyNot(account) ??
      (eligibleIn === undefined || world.checked.eligible.includes(account.email)
        ? null
        : world.checked.notEligible.includes(account.email)
          ? 'not-eligible'
          : 'not-checked');
    const reasons: Record<string, string> = {
      'not-invited': 'Have no open invitation.',
      accepted: 'Accepted already.',
      declined: 'Declined.',
      recent: 'Were mailed in the last 7 days.',
      'not-eligible': 'Google says no.',
      'not-checked': 'No answer.',
    };
    // Whom a job mailed, or who is due, is not told by marks.
    const marked = (): FakeAccount[] =>
      source.from === 'marks' ? world.accounts.filter(account => account.marked) : world.accounts;
    const addresses = marked()
      .filter(account => why(account) === null)
      .map(({ email }) => email);
    const skipped = Object.keys(reasons).map(code => ({
      code,
      reason: reasons[code] ?? '',
      addresses: marked()
        .filter(account => why(account) === code)
        .map(({ email }) => email),
    }));
    return {
      planId: JSON.stringify([action, options, source, addresses]),
      action,
      source,
      by: world.who,
      organisation: world.organisation,
      addresses,
      skipped: skipped.filter(group => group.addresses.length > 0),
      options,
      recentDays: 7,
      mustType: addresses.length > world.typeAbove,
      fetches: { needed: 5, left: 99_000, limit: 100_000 },
      warnings: world.warnings,
    };
  }
  function work(job: JobView): JobView {
    if (job.status !== 'running' && job.status !== 'waiting') return job;
    const { wish } = world;
    world.wish = null;
    if (wish !== null) return { ...job, status: wish, groups: world.groups };
    const counts = { ...job.counts };
    for (const email of world.queue.splice(0, world.slice)) {
      const account = stateOf(email);
      const reason = world.refuses[email];
      counts.queued -= 1;
      if (reason !== undefined) {
        counts.refused += 1;
        const group = world.groups.find(each => each.reason === reason) ?? {
          kind: 'refused' as const,
          reason,
          advice: 'Check the address.',
          count: 0,
          examples: [],
        };
        world.groups = [
          ...world.groups.filter(each => each !== group),
          { ...group, count: group.count + 1, examples: [...group.examples, email].slice(0, 20) },
        ];
      } else {
        counts.done += 1;
        if (job.kind === 'check') check(email, counts);
        else if (account !== undefined)
          Object.assign(account, { marked: false, state: job.kind === 'send' ? 'INVITED' : 'NOT_YET_SENT' });
      }
    }
    const finished = job.kind === 'refresh' ? counts.done : counts.done + counts.refused;
    if (world.queue.length > 0)
      return {
        ...job,
        status: 'running',
        resumeAt: null,
        counts,
        finished,
        total: job.kind === 'refresh' ? counts.done : job.total,
        perSecond: 11,
        secondsLeft: world.queue.length / 11,
      };
    if (job.kind !== 'refresh')
      return { ...job, status: 'done', resumeAt: null, counts, finished, groups: world.groups };
    const added = world.google.filter(email => stateOf(email) === undefined);
    world.accounts.push(...added.map((email): FakeAccount => ({ email, state: 'NOT_YET_SENT', marked: false })));
    Object.assign(world, {
      hasSheet: true,
      ...(job.only === null ? { refreshedAt: iso() } : { refreshedPart: { at: iso(), states: job.only } }),
    });
    return {
      ...job,
      status: 'done',
      counts,
      finished,
      total: counts.done,
      refreshed: { listed: world.google.length, added: added.length, changed: 0, gone: 0 },
    };
  }
  const check = (email: string, counts: { eligible: number }): void => {
    const { eligible, notEligible, other } = world.checked;
    const isStranger = world.strangers.includes(email);
    if (!isStranger) counts.eligible += 1;
    world.checked = {
      declined: 0,
      eligible: isStranger ? eligible : [...eligible, email],
      notEligible: isStranger ? [...notEligible, email] : notEligible,
      other,
    };
  };
  const change = (patch: Partial<JobView>): Answer<JobView> => {
    if (world.job === null) return no('no-job', 'There is no such job');
    world.job = { ...world.job, ...patch, now: iso() };
    return ok(world.job);
  };
  const wished = (status: 'paused' | 'stopped'): Answer<JobView> => {
    const atWork = (held.get('advance') ?? []).length > 0;
    if (atWork) world.wish = status;
    return change(atWork ? {} : { status, groups: world.groups });
  };
  const held = new Map<Name, (() => void)[]>();
  const rpc: Rpc = {
    overview: () => {
      const counts: Record<AccountState | 'unknown', number> = {
        NOT_YET_SENT: 0,
        INVITED: 0,
        ACCEPTED: 0,
        DECLINED: 0,
        NOT_LISTED: 0,
        unknown: 0,
      };
      for (const { state } of world.accounts) counts[state] += 1;
      const value: Overview = {
        who: world.who,
        actsFor: world.actsFor,
        organisation: world.organisation,
        hasSheet: world.hasSheet,
        counts,
        marked: marked().length,
        refreshedAt: world.refreshedAt,
        refreshedPart: world.refreshedPart,
        job: world.job,
        notices: world.notices,
        testMode: world.testMode,
        reminders: world.reminders,
        remindersAt: world.remindersAt,
        now: iso(),
      };
      return ok(value);
    },
    mark: how => {
      let changed = 0;
      world.accounts.forEach((account, index) => {
        const to =
          typeof how === 'object'
            ? account.marked || account.state === how.state
            : how === 'none'
              ? false
              : how === 'notInvited'
                ? account.marked || account.state === 'NOT_YET_SENT'
                : account.marked || index < 3;
        if (to !== account.marked) changed += 1;
        account.marked = to;
      });
      return ok({ marked: marked().length, changed });
    },
    preview: (action, options, source = { from: 'marks' }) => ok(plan(action, options, source)),
    start: (action, options, planId, typed, source = { from: 'marks' }) => {
      const now = plan(action, options, source);
      if (now.mustType && typed !== now.addresses.length) return no('number-differs', 'Not the number');
      return now.planId === planId
        ? ok(newJob(action, [...now.addresses], source.from === 'reminders'))
        : no('plan-changed', 'The marks changed');
    },
    signIn: () => ok(world.signIn),
    useSignIn: ({ mode, serviceAccount, actFor }, anyway) => {
      const used = anyway || world.signInTried.problem === undefined;
      if (used) world.signIn = { ...world.signIn, mode, serviceAccount, actFor };
      return ok({ used, view: world.signIn, faults: {}, problem: null, said: 'It works.', ...world.signInTried });
    },
    removeKey: () => {
      world.signIn = { ...world.signIn, mode: 'own', key: null };
      return ok(world.signIn);
    },
    lookUp: text => {
      const address = text.trim().toLowerCase();
      if (!address.includes('@')) return no('not-an-address', 'This is not one e-mail address.');
      const known = stateOf(address);
      return ok({
        address,
        listed: known !== undefined,
        eligible: !world.strangers.includes(address),
        problem: null,
        account: known === undefined ? null : { state: known.state, mails: 1, changedAt: '2026-11-20T10:00:00.000Z' },
        row: known === undefined ? null : { row: world.accounts.indexOf(known) + 2, marked: known.marked, result: '' },
        history:
          known === undefined
            ? []
            : [{ at: '2026-11-20T10:00:00.000Z', by: 'bob@acme.com', what: 'Send: Done', reason: 'Invitation mailed' }],
      });
    },
    previewCheck: source => {
      const given =
        source.from === 'text'
          ? source.text.split(/[\s,]+/).filter(part => part !== '')
          : marked().map(({ email }) => email);
      const invalid = given.filter(part => !part.includes('@'));
      return ok({
        addresses: given.filter(part => part.includes('@')),
        skipped: invalid.length === 0 ? [] : [{ code: 'invalid', reason: 'No valid address', addresses: invalid }],
        fetches: { needed: 5, left: 99_000, limit: 100_000 },
        warnings: [],
      });
    },
    startCheck: addresses => {
      world.checked = { declined: 0, eligible: [], notEligible: [], other: [] };
      return ok(newJob('check', [...addresses]));
    },
    checked: () => ok(world.checked),
    addToSheet: (addresses, mark) => {
      const known = addresses.filter(email => stateOf(email) !== undefined);
      world.accounts.push(
        ...addresses
          .filter(email => !known.includes(email))
          .map((email): FakeAccount => ({ email, state: 'NOT_LISTED', marked: false })),
      );
      if (mark) for (const account of world.accounts) if (addresses.includes(account.email)) account.marked = true;
      return ok({ added: addresses.length - known.length, present: known.length, marked: marked().length });
    },
    refresh: (states = []) => {
      newJob('refresh', [...world.google]);
      return change({ only: states.length === 4 ? null : states });
    },
    advance: () => (world.job === null ? no('no-job', 'There is no such job') : change(work(world.job))),
    progress: () => ok(world.job === null ? null : { ...world.job, now: iso() }),
    pause: () => wished('paused'),
    resume: () => change({ status: 'running', problem: null }),
    stop: () => wished('stopped'),
    takeOver: () => change({ mine: true, stale: false, by: world.who, status: 'running' }),
    background: (_id, on) => change({ background: on }),
    showActivity: () => ok(null),
    summary: () => ok(null),
    pastJobs: () => ok(world.pastJobs),
    unanswered: () => ok(world.unanswered),
    schedule: () => ok(world.schedule),
    switchSchedule: (on, perRun) => {
      world.schedule = {
        ...world.schedule,
        state: on ? 'on' : 'off',
        ended: on ? null : { by: world.who, mine: true, at: iso() },
        by: on ? world.who : '',
        mine: on,
        perRun,
        nextAt: on ? iso() : null,
        next: on ? world.accounts.filter(account => account.state === 'INVITED').map(({ email }) => email) : [],
      };
      return ok(world.schedule);
    },
    showSheet: () => ok(null),
    speak: () => ok(null),
    previewArchive: days => ok({ ...world.archive, days: Math.max(days, world.archive.days) }),
    archive: () => {
      const { lines } = world.archive;
      world.archive = { ...world.archive, lines: 0 };
      return ok({ lines, sheet: 'Activity 2026-11-22' });
    },
    checkSetup: () => ok(world.setup),
    settings: () => ok({ texts: world.settings, initial: world.settings, faults: world.settingFaults }),
    saveSettings: (texts, before) => {
      const faults = Object.fromEntries(
        Object.keys(texts)
          .filter(key => before[key] !== world.settings[key])
          .map(key => [key, 'Somebody else changed this.']),
      );
      const saved = Object.keys(faults).length === 0;
      if (saved)
        Object.assign(world, { settings: { ...texts }, testMode: texts['only'] === '' ? null : [texts['only']] });
      return ok({ saved, view: { texts: world.settings, initial: {}, faults } });
    },
  };

  const calls: { name: Name; args: readonly unknown[] }[] = [];
  const twists = new Map<Name, Twist[]>();
  const standing = new Map<Name, Twist>();
  const run = (success: (value: unknown) => void, failure: (error: unknown) => void): object => {
    const make =
      (name: Name) =>
      (...args: unknown[]): void => {
        // What the host refuses, it refuses here too.
        for (const arg of args)
          if (arg === undefined || typeof arg === 'function' || arg instanceof Date)
            throw new TypeError(`google.script.run cannot carry this: ${String(arg)}`);
        calls.push({ name, args });
        const twist = twists.get(name)?.shift() ?? standing.get(name);
        const answer = (): void => {
          const work = (): unknown =>
            JSON.parse(JSON.stringify((rpc[name] as (...given: unknown[]) => unknown)(...args)));
          if (twist !== undefined && 'problem' in twist) success({ ok: false, problem: twist.problem });
          else if (twist !== undefined && 'error' in twist)
            failure(Object.assign(new Error(twist.error.message), { name: twist.error.name }));
          else if (twist !== undefined && 'raw' in twist) success(twist.raw);
          else if (twist !== undefined && 'answer' in twist) {
            work();
            failure(Object.assign(new Error('Connection failure due to HTTP 0'), { name: 'NetworkError' }));
          } else success(work());
        };
        if (twist !== undefined && 'late' in twist) held.set(name, [...(held.get(name) ?? []), answer]);
        else setTimeout(answer, 0);
      };
    return {
      withSuccessHandler: (handler: (value: unknown) => void) => run(handler, failure),
      withFailureHandler: (handler: (error: unknown) => void) => run(success, handler),
      ...Object.fromEntries((Object.keys(rpc) as Name[]).map(name => [name, make(name)])),
    };
  };
  const nothing = (): void => undefined;
  return {
    script: { run: run(nothing, nothing) },
    server: {
      world,
      calls,
      next: (name, ...given) => twists.set(name, [...(twists.get(name) ?? []), ...given]),
      always: (name, twist) => {
        if (twist === null) standing.delete(name);
        else standing.set(name, twist);
      },
      release: name => held.get(name)?.shift()?.(),
      count: name => calls.filter(call => call.name === name).length,
    },
  };
}
