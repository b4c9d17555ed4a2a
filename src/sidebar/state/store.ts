// What the page knows and shows at a moment, and the small store that holds it.
import type { Compared, Tab } from '../../core/contract/people';
import type {
  Action,
  Answer,
  CheckPlan,
  CheckSource,
  JobView,
  LookedUp,
  Overview,
  PlanOptions,
  PlanSource,
  PlanView,
  Problem,
  ReminderPolicy,
  Remote,
  SettingsView,
  SetupView,
  SignInView,
  SignInWish,
  TextsByKey,
} from '../../core/contract/rpc';
import type { Loop, Wish } from './job-loop';

/** `plan` stays on the page while a newer one is fetched; nothing can be confirmed meanwhile. */
export type PreviewScreen = {
  readonly name: 'preview';
  readonly action: Action;
  readonly source: PlanSource;
  readonly options: PlanOptions;
  readonly plan: PlanView | null;
  readonly loading: boolean;
  readonly starting: boolean;
  /** The number of addresses, where the plan wants it typed. */
  readonly typed: string;
  /** The marks, or whom else it concerns, were no longer those of the confirmed preview. */
  readonly changed: boolean;
  readonly problem: Problem | null;
};

/** `asking`: what a person wished and the job does not show yet. */
export type JobScreen = {
  readonly name: 'job';
  readonly loop: Loop;
  readonly asking: Wish | null;
  readonly problem: Problem | null;
};

/** As a request has it, or a file that the person chose on their own computer. */
export type PageSource =
  | CheckSource
  | { readonly from: 'file'; readonly file: Blob; readonly picked?: readonly number[] };
/** What would be checked, once it is known. `tabs`: those to choose from, where it is a tab and once they are known. */
export type CheckScreen = {
  readonly name: 'check';
  readonly source: PageSource;
  readonly tabs: readonly Tab[] | null;
  readonly plan: CheckPlan | null;
  readonly starting: boolean;
  readonly problem: Problem | null;
};
/**
 * `tabs`: null while they are fetched. `compared`: the last comparison, which stays while a newer one runs. `stands`:
 * whether one stands in the sheet; `saved`: whether that is this one. `forgetting`: a person is asked whether it goes.
 */
export type PeopleScreen = {
  readonly name: 'people';
  readonly tabs: readonly Tab[] | null;
  readonly compared: Compared | null;
  readonly stands: boolean;
  readonly saved: boolean;
  readonly forgetting: boolean;
  readonly problem: Problem | null;
};
export type LookUpScreen = {
  readonly name: 'lookUp';
  readonly text: string;
  readonly found: LookedUp | null;
  readonly problem: Problem | null;
};

/** `before`: what is saved, as far as the page knows; null while it is fetched. `texts`: what the fields hold. */
export type SettingsScreen = {
  readonly name: 'settings';
  readonly before: SettingsView | null;
  readonly texts: TextsByKey;
  readonly faults: TextsByKey;
  readonly problem: Problem | null;
};

/**
 * `view`: the last check, which stays on the page while a newer one runs. `job`: the one to come back to, if it was
 * opened there.
 */
export type SetupScreen = {
  readonly name: 'setup';
  readonly job: JobView | null;
  readonly view: SetupView | null;
  readonly running: boolean;
  readonly problem: Problem | null;
};
/**
 * `view`: what is in use; null while it is fetched. `problem`: of the way that was tried last; `said`: that it works.
 */
export type SignInScreen = {
  readonly name: 'signIn';
  readonly view: SignInView | null;
  readonly wish: SignInWish;
  readonly faults: TextsByKey;
  readonly problem: Problem | null;
  readonly said: string;
};

export type Screen =
  | { readonly name: 'opening' }
  | { readonly name: 'home' }
  | PreviewScreen
  | JobScreen
  | CheckScreen
  | LookUpScreen
  | PeopleScreen
  | SettingsScreen
  | SetupScreen
  | SignInScreen
  | { readonly name: 'outdated' }
  | { readonly name: 'result'; readonly job: JobView };

/** The part of a screen where a problem belongs: where the person is looking. */
export type Place = 'page' | 'list' | 'marks' | 'sheets' | 'result';

export type State = {
  readonly overview: Overview | null;
  readonly screen: Screen;
  /** A job that goes on, and is driven on, while the person is elsewhere on the page. */
  readonly aside: Loop | null;
  readonly problem: { readonly place: Place; readonly problem: Problem } | null;
  /** The name of the call that a person waits for; while there is one, other buttons of that kind rest. */
  readonly pending: string | null;
  /** The outcome of the last small action, for eyes and screen readers. */
  readonly said: string;
  /** The part of the screen where that was done, and where it is read. */
  readonly saidAt: Place;
  /** Whether the form that asks which rows to mark is open. */
  readonly marking: boolean;
  /** What is typed in the field for addresses. */
  readonly finding: string;
  /** The server's clock minus ours, in milliseconds. */
  readonly skew: number;
  /** The id of the element to focus on the screen that a person comes back to. */
  readonly returnTo: string | null;
  /** The check that was started from a preview, and the preview to come back to. */
  readonly afterCheck: ({ readonly job: string } & Pick<PreviewScreen, 'action' | 'source' | 'options'>) | null;
  /** What a person chose for reminders by hand; null: as in the settings. */
  readonly policy: ReminderPolicy | null;
};

export const isBusy = ({ pending }: State): boolean => pending !== null;

export type Store = {
  readonly get: () => State;
  readonly set: (patch: Partial<State>) => void;
  /** Answers with the function that ends it. */
  readonly subscribe: (listener: () => void) => () => void;
};

/**
 * What every part of the page works with. `act`: one call that a person waits for at a time; null while another is
 * under way.
 */
export type Tools = {
  readonly remote: Remote;
  readonly store: Store;
  readonly act: <T>(name: string, call: () => Promise<Answer<T>>) => Promise<Answer<T> | null>;
  readonly toJob: (job: JobView) => void;
  /** Starts a job and follows it: see start.ts. */
  readonly start: (
    call: () => Promise<Answer<JobView>>,
    begun?: (job: JobView) => void,
  ) => Promise<Answer<JobView> | null>;
  /** Follows the job that a lost answer may have started; false when there is none. */
  readonly joinIfStarted: () => Promise<boolean>;
  readonly home: () => void;
  /** Stops following the job, which goes on without the page. */
  readonly leaveJob: () => void;
};

type Named<N> = Extract<Screen, { readonly name: N }>;
/** The screen of that name while it is the one shown; a change comes to nothing when the person has left it. */
export function screenNamed<N extends Screen['name']>(
  store: Store,
  name: N,
): { readonly get: () => Named<N> | null; readonly show: (patch: Partial<Named<N>>) => void } {
  const get = (): Named<N> | null => {
    const { screen } = store.get();
    return screen.name === name ? (screen as Named<N>) : null;
  };
  return {
    get,
    show: patch => {
      const screen = get();
      if (screen !== null) store.set({ screen: { ...screen, ...patch } });
    },
  };
}

/** What a new screen begins with: the last problem and the last answer belong to the one before. */
export const NOTHING_SAID = { problem: null, said: '' } as const;

export function createStore(): Store {
  let state: State = {
    overview: null,
    screen: { name: 'opening' },
    aside: null,
    problem: null,
    pending: null,
    said: '',
    saidAt: 'page',
    marking: false,
    finding: '',
    skew: 0,
    returnTo: null,
    policy: null,
    afterCheck: null,
  };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: patch => {
      state = { ...state, ...patch };
      listeners.forEach(listener => listener());
    },
    subscribe: listener => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
