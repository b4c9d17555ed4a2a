// The way from "Send invitations" to a started job: a preview, its options, and one confirmation that starts exactly
// what was shown.
import type { Action, JobView, PlanOptions, PlanSource, ReminderPolicy } from '../../core/contract/rpc';
import { numberIn } from '../../core/words/format';
import { isCallFailure } from './call-failures';
import { isBusy, NOTHING_SAID, type PreviewScreen, screenNamed, type Tools } from './store';

export type PreviewActions = {
  /** Without a source: the marked rows. */
  readonly preview: (action: Action, source?: PlanSource, options?: PlanOptions) => Promise<void>;
  /** Checks the addresses of the preview; when that is done, `backFrom` shows the preview of the eligible ones. */
  readonly checkFirst: () => Promise<void>;
  /** Whether the job was such a check. */
  readonly backFrom: (job: JobView) => boolean;
  readonly remind: (policy: ReminderPolicy) => Promise<void>;
  readonly choose: (options: PlanOptions) => Promise<void>;
  readonly confirm: () => Promise<void>;
  readonly typeNumber: (text: string) => void;
  readonly back: () => void;
};

/** Whether the number is there that the plan wants typed. The server looks again. */
export const isTyped = ({ plan, typed }: Pick<PreviewScreen, 'plan' | 'typed'>): boolean =>
  plan?.mustType !== true || numberIn(typed) === plan.addresses.length;

export function createPreview({ remote, store, start, joinIfStarted, home }: Tools): PreviewActions {
  /** Only the answer to the newest question counts. */
  let asked = 0;

  const { get: onScreen, show } = screenNamed(store, 'preview');

  async function fetchPlan(
    { action, source }: Pick<PreviewScreen, 'action' | 'source'>,
    options: PlanOptions,
  ): Promise<void> {
    asked += 1;
    const mine = asked;
    show({ options, loading: true, problem: null });
    const answer = await remote.preview(action, options, source);
    if (mine !== asked) return;
    if (answer.ok) show({ plan: answer.value, loading: false });
    else show({ problem: answer.problem, loading: false });
  }

  async function preview(
    action: Action,
    source: PlanSource = { from: 'marks' },
    options: PlanOptions = { includeRecent: false, includeDeclined: false, includeAgain: false },
  ): Promise<void> {
    if (isBusy(store.get())) return;
    const screen: PreviewScreen = {
      name: 'preview',
      action,
      source,
      options,
      plan: null,
      loading: true,
      starting: false,
      typed: '',
      changed: false,
      problem: null,
    };
    store.set({ screen, ...NOTHING_SAID, returnTo: source.from === 'marks' ? action : null });
    await fetchPlan(screen, options);
  }

  return {
    preview,
    checkFirst: async () => {
      const screen = onScreen();
      if (!screen?.plan || screen.loading || screen.starting) return;
      const { action, source, options, plan } = screen;
      show({ starting: true, changed: false, problem: null });
      const answer = await start(
        () => remote.startCheck(plan.addresses, true),
        ({ id }) => store.set({ afterCheck: { job: id, action, source, options } }),
      );
      if (answer?.ok !== true) show({ starting: false, problem: answer?.problem ?? null });
    },
    backFrom: ({ id, status }) => {
      const { afterCheck } = store.get();
      if (afterCheck?.job !== id || status !== 'done') return false;
      store.set({ afterCheck: null });
      void preview(afterCheck.action, afterCheck.source, { ...afterCheck.options, eligibleIn: id });
      return true;
    },
    remind: async policy => {
      store.set({ policy });
      await preview('send', { from: 'reminders', ...policy });
    },
    choose: async options => {
      const screen = onScreen();
      if (screen === null || screen.starting) return;
      show({ changed: false });
      await fetchPlan(screen, options);
    },
    confirm: async () => {
      const screen = onScreen();
      if (!screen?.plan || screen.loading || screen.starting || screen.problem !== null || !isTyped(screen)) return;
      const { plan } = screen;
      show({ starting: true, changed: false });
      const answer = await start(() =>
        remote.start(
          plan.action,
          plan.options,
          plan.planId,
          plan.mustType ? numberIn(screen.typed) : null,
          plan.source,
          true,
        ),
      );
      if (answer?.ok === true) return;
      const problem = answer?.problem ?? null;
      if (problem !== null && isCallFailure(problem) && (await joinIfStarted())) return;
      const changed = problem?.code === 'plan-changed';
      show({ starting: false, changed, problem: changed ? null : problem });
      if (changed) await fetchPlan(screen, plan.options);
    },
    typeNumber: typed => show({ typed }),
    back: () => {
      asked += 1;
      home();
    },
  };
}
