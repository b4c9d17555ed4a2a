// What a person can do on the page: each action calls the server and puts the answer, good or bad, where the person is
// looking.
import { GOOGLE_STATES } from '../../core/accounts/account';
import { hasEnded } from '../../core/contract/job-status';
import type {
  Answer,
  Archived,
  GoogleState,
  JobView,
  MarkHow,
  Overview,
  Remote,
  ScheduleView,
} from '../../core/contract/rpc';
import { words } from '../words';
import { isCallFailure } from './call-failures';
import { createCheck, type CheckActions } from './check';
import { isGranted, type Loop, type Pace, type Wish } from './job-loop';
import { createJobRunner, type Clock } from './job-runner';
import { createLookUp, type LookUpActions } from './look-up';
import { createPeople, type PeopleActions } from './people';
import { createPreview, type PreviewActions } from './preview';
import { createSettings, type SettingsActions } from './settings';
import { createSetup, type SetupActions } from './setup';
import { createSignIn, type SignInActions } from './sign-in';
import { makeStart } from './start';
import { createStore, isBusy, NOTHING_SAID, type Place, type State, type Tools } from './store';

export type App = PreviewActions &
  LookUpActions &
  CheckActions &
  PeopleActions &
  SettingsActions &
  SetupActions &
  SignInActions & {
    readonly get: () => State;
    readonly subscribe: (listener: () => void) => () => void;
    readonly open: () => Promise<void>;
    /** Asks for the overview if the page is idle: ticking a box in the sheet tells the page nothing. */
    readonly look: () => Promise<void>;
    /** Whether marks were changed by that. */
    readonly mark: (how: MarkHow) => Promise<boolean>;
    /** Opens the form that asks which rows to mark, on the first screen, or closes it. */
    readonly askMarks: (open: boolean) => void;
    /** Of all states, or of some. */
    readonly refresh: (states?: readonly GoogleState[]) => Promise<void>;
    readonly ask: (what: Wish) => Promise<void>;
    readonly background: (on: boolean) => Promise<void>;
    readonly retry: () => void;
    /** The job that rests, or the result of the last one. */
    readonly showJob: () => void;
    readonly home: () => void;
    /** To the first screen, while the job goes on. */
    readonly besideJob: () => void;
    /** The server is another version than this page: nothing more can be done here. */
    readonly outdated: () => void;
    readonly showSheet: (sheet: 'accounts' | 'activity', place: Place, address?: string) => Promise<void>;
    /** The lines of this job only, or those of all. */
    readonly showActivity: (job: string | null, place: Place) => Promise<void>;
    /** Makes the Summary sheet, or makes it anew, and shows it. */
    readonly summary: () => Promise<void>;
    /** Another language: the server opens the sidebar anew. */
    readonly speak: (language: string) => Promise<void>;
    /** What a screen asks for itself when it appears. */
    readonly reads: Pick<
      Remote,
      'pastJobs' | 'unanswered' | 'markColumns' | 'columnValues' | 'previewArchive' | 'schedule'
    >;
    readonly archive: (days: number) => Promise<Answer<Archived> | null>;
    readonly switchSchedule: (
      on: boolean,
      perRun: number,
      typed: number | null,
    ) => Promise<Answer<ScheduleView> | null>;
    readonly now: () => number;
  };

/** What every screen takes. */
export type ScreenProps = { readonly app: App; readonly state: State };

/** Both in one object. A name that both have would silently be the second one's: that does not compile. */
const joined = <A extends object, B extends object>(
  one: A,
  other: keyof A & keyof B extends never ? B : never,
): A & B => ({ ...one, ...other });

export type Outside = { readonly remote: Remote; readonly clock: Clock; readonly pace: Pace };

export function createApp({ remote, clock, pace }: Outside): App {
  const store = createStore();
  const { get, set } = store;
  /** Grows with every action of a person: an overview asked for before it is old news. */
  let acts = 0;
  let looking = false;
  let calling = false;
  let following: Wish | null = null;

  const skewOf = (now: string): number => {
    const skew = Date.parse(now) - clock.now();
    return Number.isNaN(skew) ? 0 : skew;
  };

  const showLoop = (loop: Loop): void =>
    set({ aside: null, screen: { name: 'job', loop, asking: null, problem: null }, ...NOTHING_SAID });

  const runner = createJobRunner({
    remote,
    clock,
    pace,
    skew: () => get().skew,
    heard: ({ now }) => set({ skew: skewOf(now) }),
    gone: () => {
      if (get().aside === null) {
        home();
        return;
      }
      forgetJob();
      void refetch();
    },
    changed: loop => {
      const { screen, aside } = get();
      if (aside !== null) {
        if (hasEnded(loop.job)) endedAside(loop.job);
        else set({ aside: loop });
      } else if (hasEnded(loop.job)) {
        if (screen.name !== 'job' && !(screen.name === 'result' && screen.job.id === loop.job.id)) return;
        if (previews.backFrom(loop.job)) {
          void refetch();
          return;
        }
        set({ screen: { name: 'result', job: loop.job }, problem: null });
        void refetch();
      } else if (screen.name === 'job') {
        const open = screen.asking !== null && loop.trouble === null && !isGranted(screen.asking, loop.job);
        set({ screen: { ...screen, loop, asking: open ? screen.asking : null } });
      } else showLoop(loop);
    },
  });

  /** One call that a person waits for at a time; a second click finds the first under way and does nothing. */
  async function act<T>(name: string, call: () => Promise<Answer<T>>): Promise<Answer<T> | null> {
    if (isBusy(get())) return null;
    acts += 1;
    set({ pending: name, ...NOTHING_SAID });
    const answer = await call();
    set({ pending: null });
    return answer;
  }

  const follow = (job: JobView, underWay: Promise<Answer<JobView>> | null = null): void => {
    set({ aside: null });
    runner.follow(job, underWay);
  };
  const toJob = (job: JobView, underWay: Promise<Answer<JobView>> | null = null): void => {
    if (!hasEnded(job)) {
      follow(job, underWay);
      return;
    }
    set({ screen: { name: 'result', job } });
    // Who is still marked, and what is left of the day's requests.
    void refetch();
  };
  /** Of the job that goes on beside, if any. */
  const forgetJob = (): void => {
    set({ aside: null });
    runner.leave();
  };
  /** Where the person is stays where it is: the first screen tells how it ended. */
  const endedAside = (job: JobView): void => {
    const { overview } = get();
    set({ aside: null, ...(overview === null ? {} : { overview: { ...overview, job } }) });
    void refetch();
  };
  const start = makeStart({ remote, store, clock, poll: pace.poll, act, follow: toJob });

  const take = (overview: Overview): void => {
    // "37 marked" said after a click is old news once the number is another.
    const stale = get().overview?.marked !== overview.marked;
    set({ overview, skew: skewOf(overview.now), ...(stale ? { said: '' } : {}) });
  };

  /** Renews the numbers and stays on the screen. */
  async function refetch(): Promise<void> {
    const asked = acts;
    const answer = await remote.overview();
    if (answer.ok && asked === acts) take(answer.value);
  }

  async function look(): Promise<void> {
    if (looking || isBusy(get()) || get().screen.name !== 'home') return;
    looking = true;
    const asked = acts;
    const answer = await remote.overview();
    looking = false;
    if (asked !== acts || get().screen.name !== 'home') return;
    const shown = get().problem;
    if (!answer.ok) {
      // The same object again would be read out again.
      if (shown === null) set({ problem: { place: 'page', problem: answer.problem } });
      return;
    }
    take(answer.value);
    if (shown?.place === 'page') set({ problem: null });
    const { job } = answer.value;
    // One that rests waits for a person, who may have left its screen on purpose.
    if (get().aside === null && (job?.status === 'running' || job?.status === 'waiting')) follow(job);
  }

  async function open(): Promise<void> {
    const answer = await act('open', () => remote.overview(true));
    if (answer === null) return;
    if (!answer.ok) {
      set({ problem: { place: 'page', problem: answer.problem } });
      return;
    }
    take(answer.value);
    set({ screen: { name: 'home' } });
    if (answer.value.job !== null && !hasEnded(answer.value.job)) follow(answer.value.job);
    // What it shows may be old. The numbers of now take their time, and nobody waits for them.
    if (answer.value.asOf !== null) void look();
  }

  /** A start whose answer got lost may have happened: look before saying that it failed. */
  async function joinIfStarted(): Promise<boolean> {
    const answer = await remote.overview();
    if (!answer.ok) return false;
    take(answer.value);
    if (answer.value.job === null || hasEnded(answer.value.job)) return false;
    follow(answer.value.job);
    return true;
  }

  async function refresh(states: readonly GoogleState[] = GOOGLE_STATES): Promise<void> {
    set({ returnTo: 'refresh' });
    const answer = await act('refresh', () => remote.refresh(states));
    if (answer === null) return;
    if (answer.ok) {
      toJob(answer.value);
      return;
    }
    if (isCallFailure(answer.problem) && (await joinIfStarted())) return;
    // It may have been asked for on another screen, which has no place for the answer.
    set({ screen: { name: 'home' }, problem: { place: 'list', problem: answer.problem } });
  }

  async function mark(how: MarkHow): Promise<boolean> {
    const answer = await act('mark', () => remote.mark(how));
    if (answer === null) return false;
    if (!answer.ok) {
      set({ problem: { place: 'marks', problem: answer.problem } });
      return false;
    }
    const { marked, markedFor, changed, hidden } = answer.value;
    const { overview } = get();
    const said = words.marks.after(marked, changed, hidden);
    if (overview !== null) set({ overview: { ...overview, marked, markedFor }, said, saidAt: 'marks' });
    return changed > 0;
  }

  async function ask(what: Wish): Promise<void> {
    const { screen } = get();
    if (screen.name !== 'job' || screen.asking === what) return;
    // One wish at a time; the last one given meanwhile follows.
    if (calling) {
      following = what;
      return;
    }
    acts += 1;
    calling = true;
    set({ screen: { ...screen, asking: what, problem: null } });
    const answer = await remote[what](screen.loop.job.id);
    calling = false;
    const now = get().screen;
    if (now.name !== 'job') return;
    if (answer.ok) runner.tell(answer.value);
    else set({ screen: { ...now, asking: null, problem: answer.problem } });
    const next = following;
    following = null;
    if (next !== null) await ask(next);
  }

  async function background(on: boolean): Promise<void> {
    const { screen } = get();
    if (screen.name !== 'job') return;
    const answer = await remote.background(screen.loop.job.id, on);
    const now = get().screen;
    if (now.name !== 'job') return;
    if (answer.ok) runner.tell(answer.value);
    else set({ screen: { ...now, problem: answer.problem } });
  }

  /** One that goes on beside is not left by going from screen to screen. */
  const leaveJob = (): void => {
    if (get().aside === null) runner.leave();
  };

  function besideJob(): void {
    const { screen, overview } = get();
    if (screen.name !== 'job' || overview === null) return;
    acts += 1;
    const { loop } = screen;
    // A start that follows must not take this job for its own.
    const known = { overview: { ...overview, job: loop.job } };
    set({ aside: loop, screen: { name: 'home' }, ...NOTHING_SAID, returnTo: 'last', ...known });
    void look();
  }

  function home(): void {
    acts += 1;
    leaveJob();
    if (get().overview === null) {
      set({ screen: { name: 'opening' }, problem: null, pending: null });
      void open();
      return;
    }
    set({ screen: { name: 'home' }, ...NOTHING_SAID, marking: false });
    void look();
  }

  function askMarks(open: boolean): void {
    // Who comes from another screen has asked for the form, and not to be where that screen was opened.
    if (get().screen.name !== 'home') {
      home();
      set({ returnTo: 'mark-state' });
    }
    set({ marking: open });
  }

  const tools: Tools = { remote, store, act, toJob, start, joinIfStarted, home, leaveJob };
  const previews = createPreview(tools);
  return {
    ...joined(
      joined(createLookUp(tools), joined(createCheck(tools), previews)),
      joined(joined(createSettings(tools), createPeople(tools)), joined(createSetup(tools), createSignIn(tools))),
    ),
    get,
    subscribe: store.subscribe,
    open,
    look,
    mark,
    askMarks,
    refresh,
    ask,
    background,
    home,
    besideJob,
    outdated: () => {
      forgetJob();
      set({ screen: { name: 'outdated' }, ...NOTHING_SAID });
    },
    reads: remote,
    switchSchedule: (on, perRun, typed) => act('schedule', () => remote.switchSchedule(on, perRun, typed)),
    now: clock.now,
    retry: () => runner.retry(),
    showJob: () => {
      const { aside } = get();
      if (aside !== null) {
        showLoop(aside);
        return;
      }
      const job = get().overview?.job ?? null;
      if (job === null || isBusy(get())) return;
      set({ ...NOTHING_SAID, returnTo: 'last' });
      toJob(job);
    },
    showActivity: async (job, place) => {
      const answer = await act('showActivity', () => remote.showActivity(job));
      if (answer?.ok === false) set({ problem: { place, problem: answer.problem } });
    },
    summary: async () => {
      const answer = await act('summary', () => remote.summary());
      if (answer?.ok === false) set({ problem: { place: 'sheets', problem: answer.problem } });
    },
    archive: days => act('archive', () => remote.archive(days)),
    speak: async language => {
      const answer = await act('speak', () => remote.speak(language));
      if (answer?.ok === false) set({ problem: { place: 'page', problem: answer.problem } });
    },
    showSheet: async (sheet, place, address) => {
      const answer = await act('showSheet', () =>
        address === undefined ? remote.showSheet(sheet) : remote.showSheet(sheet, address),
      );
      if (answer?.ok === false) set({ problem: { place, problem: answer.problem } });
    },
  };
}
