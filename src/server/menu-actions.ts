// The same actions as the sidebar's, from the menu: previews and questions as dialogs, progress as toasts.
import { answer } from '../core/contract/answer';
import { hasEnded } from '../core/contract/job-status';
import type { Action, Answer, CheckSource, JobView, PlanSource, PlanView } from '../core/contract/rpc';
import { KINDS } from '../core/contract/kinds';
import { MARKS, NO_OPTIONS } from '../core/jobs/plan';
import { EMPTY_PLAN } from '../core/jobs/plan-sources';
import { toldOf } from '../core/jobs/refresh-report';
import { wordsFor } from '../core/words';
import { kindOf } from '../core/jobs/start-job';
import { numberIn } from '../core/words/format';
import { problem, refuse } from '../core/words/problem';
import type { App } from './app';
import { handle, handleAlone } from './guard';
import { spokenLocale } from './language';
import { openSidebar } from './menu';
import { setupCheck } from './setup';

/**
 * A menu's execution ends at 6 minutes: so long the job is driven from here, then the sidebar or "Continue" goes on.
 * Milliseconds.
 */
const MENU_MS = 270_000;
const SHOWN_ADDRESSES = 10;

/** The menu's first entry: where the permission for a sidebar is missing, a dialog says so. */
export const showSidebar = (): void =>
  tell(
    handleAlone(() => {
      openSidebar();
      return answer(null);
    }),
  );

export const menuRefresh = (): void => run(app => driven(app, app.requests.refresh()));
export const menuMarkNotInvited = (): void => run(app => marked(app, 'notInvited'));
export const menuMarkSelection = (): void => run(app => marked(app, 'selection'));
export const menuClearMarks = (): void => run(app => marked(app, 'none'));
export const menuSend = (): void => run(app => confirmed(app, 'send'));
export const menuCancel = (): void => run(app => confirmed(app, 'cancel'));

export const menuSummary = (): void => run(app => app.requests.summary());
/** As text, with the links that a dialog cannot make. */
export const menuSetup = (): void =>
  tell(
    handleAlone(() => {
      const checked = setupCheck();
      if (!checked.ok) return checked;
      const { setup } = wordsFor(spokenLocale());
      const links = checked.value.steps.flatMap(({ state, problem }) =>
        state === 'failed' && problem?.link ? [`${problem.link.text}: ${problem.link.url}`] : [],
      );
      const ui = SpreadsheetApp.getUi();
      ui.alert(setup.result(checked.value.failed), [checked.value.text, ...links].join('\n\n'), ui.ButtonSet.OK);
      return answer(null);
    }),
  );
export const menuCheck = (): void => run(app => checked(app, 'marked'));
export const menuCheckSelection = (): void => run(app => checked(app, 'selection'));
export const menuRemind = (): void =>
  run(app => {
    const { remindDays: days, remindMost: most } = app.settings();
    return confirmed(app, 'send', { from: 'reminders', days, most });
  });
export const menuUndo = (): void =>
  run(app => {
    const jobs = app.requests.pastJobs();
    if (!jobs.ok) return jobs;
    const last = jobs.value.find(job => KINDS[job.action].canBeCancelled && job.done > 0);
    return last === undefined
      ? refuse('nothing-to-undo', app.words)
      : confirmed(app, 'cancel', { from: 'job', job: last.id });
  });

export const menuContinue = (): void =>
  run(app => {
    const job = unfinished(app);
    if (job === null) return told(app, app.words.dialogs.noJob);
    const { id, mine, by } = job;
    const { dialogs } = app.words;
    const ui = SpreadsheetApp.getUi();
    if (!mine && ui.alert(dialogs.takeOverTitle(by), dialogs.takeOverText, ui.ButtonSet.OK_CANCEL) !== ui.Button.OK)
      return answer(null);
    return driven(app, app.requests.resume(id));
  });

export const menuStop = (): void =>
  run(app => {
    const job = unfinished(app);
    if (job === null) return told(app, app.words.dialogs.noJob);
    const { id, by, kind, total, finished } = job;
    const ui = SpreadsheetApp.getUi();
    if (
      ui.alert(
        app.words.dialogs.stopTitle(by),
        app.words.dialogs.stopText(Math.max(0, total - finished), kind),
        ui.ButtonSet.OK_CANCEL,
      ) !== ui.Button.OK
    )
      return answer(null);
    const stopped = app.requests.stop(id);
    return stopped.ok ? told(app, ended(app, stopped.value)) : stopped;
  });

function unfinished(app: App): JobView | null {
  const job = app.requests.progress();
  return job.ok && job.value !== null && !hasEnded(job.value) ? job.value : null;
}

const run = (work: (app: App) => Answer<null>): void => tell(handle(work));

/** Shows what went wrong as a dialog: a menu has no other place for it. */
function tell(done: Answer<null>): void {
  if (done.ok) return;
  const ui = SpreadsheetApp.getUi();
  const { title, advice, link } = done.problem;
  ui.alert(title, link === null ? advice : `${advice}\n\n${link.text}: ${link.url}`, ui.ButtonSet.OK);
}

function told(app: App, text: string): Answer<null> {
  app.spreadsheet.toast(text, app.words.sidebarTitle);
  return answer(null);
}

function marked(app: App, how: 'notInvited' | 'selection' | 'none'): Answer<null> {
  const done = app.requests.mark(how, app.selection);
  return done.ok ? told(app, app.words.dialogs.marked(done.value.marked, done.value.hidden)) : done;
}

// Asked whether to cancel invitations, a button "Cancel" would say the opposite of what it does.
const BUTTONS: Readonly<Record<Action, 'OK_CANCEL' | 'YES_NO'>> = { send: 'OK_CANCEL', cancel: 'YES_NO' };

function confirmed(app: App, action: Action, source: PlanSource = MARKS): Answer<null> {
  const plan = app.requests.preview(action, NO_OPTIONS, source);
  if (!plan.ok) return plan;
  const { dialogs } = app.words;
  const ui = SpreadsheetApp.getUi();
  const count = plan.value.addresses.length;
  if (count === 0) {
    const nothing = problem(EMPTY_PLAN[source.from], app.words);
    return {
      ok: false,
      problem: { ...nothing, advice: [nothing.advice, ...skippedLines(app, plan.value)].join('\n') },
    };
  }
  const title = dialogs.title[kindOf({ action, source })](count);
  const text = previewText(app, plan.value);
  const buttons = ui.ButtonSet[BUTTONS[action]];
  const typed = plan.value.mustType ? ui.prompt(title, `${text}\n\n${dialogs.typeNumber(count)}`, buttons) : null;
  const button = typed === null ? ui.alert(title, text, buttons) : typed.getSelectedButton();
  if (button !== ui.Button.OK && button !== ui.Button.YES) return answer(null);
  return driven(
    app,
    app.requests.start(
      action,
      NO_OPTIONS,
      plan.value.planId,
      typed === null ? null : numberIn(typed.getResponseText()),
      source,
      true,
    ),
  );
}

function checked(app: App, from: Exclude<CheckSource['from'], 'text' | 'tab'>): Answer<null> {
  const cells = app.cells({ from });
  const plan = app.requests.previewCheck(
    { from },
    () => cells().shown,
    () => cells().hidden,
  );
  if (!plan.ok) return plan;
  const { dialogs } = app.words;
  const { addresses } = plan.value;
  const ui = SpreadsheetApp.getUi();
  if (addresses.length === 0) return refuse('nothing-to-check', app.words);
  const text = [dialogs.checkText, '', ...planLines(app, plan.value)].join('\n').trim();
  return ui.alert(dialogs.checkTitle(addresses.length), text, ui.ButtonSet.OK_CANCEL) === ui.Button.OK
    ? driven(app, app.requests.startCheck(addresses, true))
    : answer(null);
}

function previewText(app: App, plan: PlanView): string {
  const { dialogs } = app.words;
  const who = plan.source.from === 'reminders' ? [dialogs.remindWho(plan.source.days, plan.source.most)] : [];
  const left = plan.skipped.reduce((sum, group) => sum + group.addresses.length, 0);
  const sum = dialogs.sum[plan.action](plan.addresses.length, left);
  return [sum, dialogs.by(plan.by, plan.organisation), ...who, '', ...planLines(app, plan)].join('\n').trim();
}

/** Whom it concerns, and who is skipped. */
function planLines(app: App, plan: Pick<PlanView, 'addresses' | 'skipped' | 'warnings'>): string[] {
  const { dialogs } = app.words;
  const shown = plan.addresses.slice(0, SHOWN_ADDRESSES);
  const more = plan.addresses.length - shown.length;
  return [...shown, ...(more > 0 ? [dialogs.and(more)] : []), '', ...skippedLines(app, plan), ...plan.warnings];
}

const skippedLines = (app: App, plan: Pick<PlanView, 'skipped'>): string[] =>
  plan.skipped.map(({ reason, addresses }) => app.words.dialogs.skipped(addresses.length, reason));

/** Slice after slice until the job ends, needs a person, or this execution's time is nearly over. */
function driven(app: App, started: Answer<JobView>): Answer<null> {
  if (!started.ok) return started;
  const until = Date.now() + MENU_MS;
  let job = started.value;
  while (Date.now() < until && (job.status === 'running' || job.status === 'waiting')) {
    const wait = job.resumeAt === null ? 0 : Date.parse(job.resumeAt) - Date.now();
    if (Date.now() + wait > until) break;
    if (wait > 0) Utilities.sleep(wait);
    const next = app.requests.advance(job.id);
    if (!next.ok) return next;
    job = next.value;
    if (!hasEnded(job)) told(app, app.words.dialogs.progress(job.finished, job.total));
  }
  if (job.problem !== null) return { ok: false, problem: job.problem };
  return told(app, hasEnded(job) ? ended(app, job) : app.words.dialogs.notFinished);
}

function ended(app: App, { kind, refreshed, counts, only, total }: JobView): string {
  const { dialogs } = app.words;
  const told = (): string => dialogs.ended(counts.done, counts.refused, counts.unknown, counts.skipped);
  switch (KINDS[kind].work) {
    case 'list':
      return refreshed === null
        ? told()
        : toldOf(app.words, refreshed, only, { unasked: counts.unknown, strangers: 0 });
    case 'checks':
      return dialogs.checked(counts.eligible, counts.done - counts.eligible, total - counts.done);
    case 'actions':
      return told();
  }
}
