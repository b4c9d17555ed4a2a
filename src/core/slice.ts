// One execution's share of a send or cancel job: settles what an interrupted run left, then sends batch by batch until done or out of time.
import type { Account } from './account';
import { askAction, askLooks, mayList, type Asked } from './ask';
import { NO_REPLY, type Look, type Outcome } from './outcome';
import { afterBatch, allowance, LARGEST_BATCH } from './pace';
import type { Deps } from './ports';
import { notShown, projectLines } from './project';
import { countsOf, nextLines, openQueue, sumOf, type Line, type Queue } from './queue';
import { clearCommand, commandFor, LEASE_MS, REFRESH_FIRST, saveGroups, saveRecord, withCourse, type JobRecord } from './record';
import { groupsOf } from './results';
import { GRACE_MS, settle } from './settle';
import { lineAfterLook, lineAfterReply, type LineChange } from './verdict';
import type { Words } from './words';

const LONGEST_SLEEP_MS = 30_000;
const NAP_MS = 2_000;
/** The rows follow the lines this often at most, and not so often that it costs more than a small part of the time. */
const PROJECT_EVERY_MS = 10_000;
const PROJECT_SHARE = 15;
/**
 * Batches in a row without a single success, after which a person is asked: over a minute of silence, some minutes of "slow down".
 * One lost connection loses the replies of its whole batch, so on a bad line it takes some halvings until a batch gets through.
 */
const SILENT_BATCHES = 8;
const REFUSED_BATCHES = 9;
/** One account that Google cannot be asked about must not hold up the others: so many looks, 10 s, 20 s, 40 s apart. */
const MOST_FAILED_LOOKS = 3;
const FIRST_LOOK_AGAIN_MS = 5_000;

/** `edited`: the lines are not those that were confirmed, so none of them is believed that would clear a mark. */
type Run = { record: JobRecord; readonly edited: boolean; readonly queue: Queue; readonly facts: Map<string, Account>; projectedAt: number; projectEvery: number };

/** Works on the job until it ends, must wait, or `deadline` has come. The caller holds the lock. The record is saved when this returns. */
export function runSlice(deps: Deps, words: Words, record: JobRecord, deadline: number): JobRecord {
  const queue = openQueue(deps.activity, record);
  if (queue === null) return lost(deps, record);
  const edited = sumOf(queue.lines) !== record.sum || (record.fresh !== null && sumOf(freshOf(queue)) !== record.fresh);
  if (edited) {
    if (commandFor(deps.store, record.id) !== 'stop') return save(deps, { ...record, status: 'blocked', leaseUntil: 0, problem: { code: 'log-edited', google: '', link: null } });
    // The lines that are missing may be of people who were mailed.
    deps.store.set(REFRESH_FIRST, String(deps.clock.now()));
  }
  const run: Run = { record: { ...record, status: 'running', problem: null, resumeAt: null, fresh: null }, edited, queue, facts: new Map(), projectedAt: deps.clock.now(), projectEvery: PROJECT_EVERY_MS };
  // A queued line with an attempt was found not done; that is seen again before it is sent again, lest a person typed over "Done".
  for (const line of queue.lines) if (line.outcome === 'sending' || (line.outcome === 'queued' && !isUntried(line))) line.outcome = 'checking';
  // No attempt begins in the future: a time that a person typed, or took away, would end the grace too early, or never.
  for (const line of queue.lines) if (line.outcome === 'checking' && (line.at === null || line.at > run.projectedAt)) line.at = Math.min(record.updatedAt, run.projectedAt);
  keep(deps, run);
  // At least one step, however long the sheet took to open, and after a look what follows from it: else a job could stand still for ever.
  let steps = 0;
  do step(deps, words, run, deadline); while (run.record.status === 'running' && (deps.clock.now() < deadline || (++steps < 2 && queue.lines.some(isSeen))));
  project(deps, words, run);
  run.record = { ...run.record, removed: run.record.removed + queue.removed() };
  saveGroups(deps.store, groupsOf(queue.lines, run.record.removed, words));
  const ended = save(deps, { ...withCounts(run, deps.clock.now()), fresh: sumOf(freshOf(queue)) });
  if (ended.status === 'paused' || ended.status === 'stopped') clearCommand(deps.store);
  return ended;
}

/** As we leave a line that certainly was not mailed: no attempt, and no reply but one that turned us away before. */
const isUntried = (line: Line): boolean => line.attempts === 0 && wasTurnedAway(line);
const wasTurnedAway = ({ http }: Line): boolean => http === null || TURNED_AWAY.includes(http);
const TURNED_AWAY: readonly number[] = [401, 403, 429];

/** Tried before, and in this run seen not to be done. Such lines go first: the next run would have to look at them again. */
const isSeen = (line: Line): boolean => line.outcome === 'queued' && !isUntried(line);

/** Lines that would be sent as they stand, or only for want of an Attempts column would not. */
const freshOf = ({ lines }: Queue): readonly Line[] => lines.filter(line => line.outcome === 'queued' && (line.attempts ?? 0) <= 0 && wasTurnedAway(line));

/** Without its lines the job cannot go on. If some may have been mailed, a refresh must come before the next sending. */
function lost(deps: Deps, record: JobRecord): JobRecord {
  const neverQueued = record.first === 0;
  if (!neverQueued) deps.store.set(REFRESH_FIRST, String(deps.clock.now()));
  return save(deps, { ...record, status: 'stopped', leaseUntil: 0, problem: { code: neverQueued ? 'interrupted' : 'log-lost', google: '', link: null } });
}

function step(deps: Deps, words: Words, run: Run, deadline: number): void {
  const command = commandFor(deps.store, run.record.id);
  if (command !== null) { obey(words, run, command); return; }
  const now = deps.clock.now();
  const left = deps.fetches.left();
  if (left < 1) { run.record = { ...run.record, status: 'blocked', problem: { code: 'quota-day', google: '', link: null } }; return; }
  const { size: allowed, waitMs } = allowance(run.record.pace, now, null);
  const size = Math.min(allowed, left);
  const lines = run.queue.lines;
  const toRetry = size === 0 ? [] : nextLines(lines, isSeen, size);
  if (toRetry.length > 0) { act(deps, words, run, toRetry); afterStep(deps, words, run); return; }
  const toLook = nextLines(lines, line => line.outcome === 'checking' && line.lookAt <= now, Math.max(1, size));
  const toDo = toLook.length > 0 ? toLook : nextLines(lines, line => line.outcome === 'queued', Math.max(1, size));
  if (toDo.length > 0 && size === 0) { pauseFor(deps, run, waitMs, deadline); return; }
  if (toLook.length > 0) look(deps, words, run, toLook);
  else if (toDo.length > 0) act(deps, words, run, toDo);
  else {
    const next = lines.reduce((soonest, line) => (line.outcome === 'checking' ? Math.min(soonest, line.lookAt) : soonest), Infinity);
    if (next === Infinity) run.record = { ...run.record, status: 'done' };
    else pauseFor(deps, run, next - now, deadline);
  }
  afterStep(deps, words, run);
}

function afterStep(deps: Deps, words: Words, run: Run): void {
  keep(deps, run);
  if (deps.clock.now() - run.projectedAt > run.projectEvery) project(deps, words, run);
}

const begun = (run: Run, line: Line): number => line.at ?? run.record.startedAt;

/** A short wait is slept through, a person's wish being looked for meanwhile: to begin again costs seconds. A longer one is left to the page. */
function pauseFor(deps: Deps, run: Run, waitMs: number, deadline: number): void {
  const until = deps.clock.now() + waitMs;
  if (waitMs > LONGEST_SLEEP_MS || until >= deadline) { run.record = { ...run.record, status: 'waiting', resumeAt: until }; return; }
  do deps.clock.sleep(Math.min(NAP_MS, Math.max(0, until - deps.clock.now()))); while (deps.clock.now() < until && commandFor(deps.store, run.record.id) === null);
}

/** The batch: write "sending", ask Google, write what came of it. A crash anywhere leaves lines that the next slice looks at. */
function act(deps: Deps, words: Words, run: Run, lines: readonly Line[]): void {
  const action = run.record.kind === 'cancel' ? 'cancel' : 'send';
  const at = deps.clock.now();
  for (const line of lines) Object.assign(line, { outcome: 'sending', at, by: deps.who === '' ? line.by : deps.who, attempts: (line.attempts ?? 0) + 1, lookAt: 0, fails: 0 });
  run.queue.save(lines);
  deps.flush();
  // A line that a person deleted meanwhile is no longer in the queue and is not sent.
  const present = lines.filter(line => run.queue.lines.includes(line));
  // What was seen of an account before this attempt is no longer true of it.
  for (const line of present) run.facts.delete(line.address);
  const asked = askAction(deps, present.map(line => line.address), action);
  present.forEach((line, index) => {
    const outcome = asked.outcomes[index] ?? NO_REPLY;
    take(run, line, lineAfterReply(line, outcome, words), outcome);
  });
  run.queue.save(present);
  adjust(deps, run, at, asked);
}

function take(run: Run, line: Line, change: LineChange, outcome: Outcome): void {
  Object.assign(line, change, { http: outcome.http === 0 ? null : outcome.http });
  // What was certainly not applied was no attempt at mailing.
  if (outcome.kind === 'later' || outcome.kind === 'stop') line.attempts = Math.max(0, (line.attempts ?? 0) - 1);
  if (line.outcome === 'done' && outcome.kind === 'done' && outcome.account?.address === line.address) run.facts.set(line.address, outcome.account);
}

/** Looks at accounts whose attempt had no clear outcome, and writes what follows from it. */
function look(deps: Deps, words: Words, run: Run, lines: readonly Line[]): void {
  const at = deps.clock.now();
  const action = run.record.kind === 'cancel' ? 'cancel' : 'send';
  const asked = askLooks(deps, lines.map(line => line.address));
  // Google answers, but not about these: waiting longer would hold up the job for ever.
  const silent = run.record.pace.refusals >= SILENT_BATCHES - 1 && asked.halt === null && asked.outcomes.every(seen => seen.kind === 'unknown') && mayList(deps);
  if (silent) run.record = { ...run.record, pace: { ...run.record.pace, refusals: 0 } };
  lines.forEach((line, index) => {
    const seen = asked.outcomes[index] ?? NO_REPLY;
    const now = deps.clock.now();
    if (seen.kind === 'found') run.facts.set(line.address, seen.account);
    if (seen.kind === 'found' || seen.kind === 'absent') {
      Object.assign(line, lineAfterLook(line, settle(action, seen, Math.min(begun(run, line), run.record.startedAt), now, begun(run, line)), action, words));
      line.lookAt = begun(run, line) + GRACE_MS;
    } else if (seen.kind === 'refused') Object.assign(line, { outcome: 'unknown', reason: words.results.unclearAbsent });
    else if (seen.kind === 'unknown' && asked.halt === null && (++line.fails > MOST_FAILED_LOOKS || silent)) Object.assign(line, { outcome: 'unknown', reason: words.results.unclearSilent });
    else line.lookAt = now + FIRST_LOOK_AGAIN_MS * 2 ** line.fails;
  });
  run.queue.save(lines);
  adjust(deps, run, at, asked);
}

/** The pace and, when nothing more can succeed, the job's state after a batch. */
function adjust(deps: Deps, run: Run, at: number, { outcomes, halt }: Asked<Outcome | Look>): void {
  const count = (...kinds: string[]): number => outcomes.filter(outcome => kinds.includes(outcome.kind)).length;
  const waits = outcomes.map(outcome => (outcome.kind === 'later' ? outcome.waitMs : null)).filter(wait => wait !== null);
  const report = { accepted: count('done', 'refused', 'found', 'absent'), later: count('later'), unsure: count('unknown'), waitMs: waits.length > 0 ? Math.max(...waits) : null };
  const pace = afterBatch(run.record.pace, at, deps.clock.now(), report, deps.chance());
  run.record = { ...run.record, pace };
  const stop = outcomes.find(outcome => outcome.kind === 'stop');
  if (halt !== null) run.record = { ...run.record, status: 'blocked', problem: { code: halt, google: '', link: null } };
  else if (stop?.kind === 'stop')
    run.record = { ...run.record, status: 'blocked', problem: { code: stop.code, google: stop.google, link: stop.link } };
  else if (pace.refusals >= (report.later > 0 ? REFUSED_BATCHES : SILENT_BATCHES))
    run.record = { ...run.record, status: 'blocked', pace: { ...pace, refusals: 0 }, problem: { code: report.later > 0 ? 'slow-down' : 'no-answer', google: '', link: null } };
}

/** Pause: nothing more is sent. Stop: what is queued never is; what is not clear yet is left for a person. The wish is forgotten only when it is carried out. */
function obey(words: Words, run: Run, command: 'pause' | 'stop'): void {
  if (command === 'pause') { run.record = { ...run.record, status: 'paused' }; return; }
  const left = run.queue.lines.filter(line => line.outcome === 'queued' || line.outcome === 'checking');
  for (const line of left) {
    if (line.outcome === 'queued') Object.assign(line, { outcome: 'stopped', reason: run.record.kind === 'cancel' ? words.results.stoppedCancel : words.results.stopped });
    else Object.assign(line, { outcome: 'unknown', reason: words.results.unclearStopped });
  }
  if (left.length > 0) run.queue.save(left);
  run.record = { ...run.record, status: 'stopped' };
}

/** Shows the outcomes in the Accounts sheet. Google does not say what a cancelled invitation becomes: where its reply did not tell, the account is looked at. */
function project(deps: Deps, words: Words, run: Run): void {
  const begun = deps.clock.now();
  if (run.record.kind === 'cancel') {
    const cancelled = run.queue.lines.filter(line => line.outcome === 'done' && !run.facts.has(line.address));
    const unseen = cancelled.length === 0 ? [] : notShown(deps.accounts, cancelled);
    for (let at = 0; at < unseen.length; at += LARGEST_BATCH) {
      const some = unseen.slice(at, at + LARGEST_BATCH);
      askLooks(deps, some.map(line => line.address)).outcomes.forEach((seen, index) => {
        const address = some[index]?.address ?? '';
        if (seen.kind === 'found') run.facts.set(address, seen.account);
        if (seen.kind === 'absent') run.facts.set(address, { address, state: 'NOT_LISTED', mails: null, changedAt: null });
      });
    }
  }
  const believed = run.edited ? run.queue.lines.filter(line => line.outcome !== 'done' && line.outcome !== 'skipped') : run.queue.lines;
  projectLines(deps.accounts, believed, run.facts, words);
  deps.flush();
  run.projectedAt = deps.clock.now();
  run.projectEvery = Math.max(PROJECT_EVERY_MS, PROJECT_SHARE * (run.projectedAt - begun));
}

/** Lines leave the queue and never come; their addresses do not change while we work. */
const sumNow = ({ queue, record }: Run): number => (queue.lines.length === record.total ? record.sum : sumOf(queue.lines));

function withCounts(run: Run, now: number): JobRecord {
  const first = run.queue.lines[0]?.row ?? run.record.first;
  const held = run.record.status === 'running' || run.record.status === 'waiting';
  const until = run.record.status === 'waiting' ? Math.max(now, run.record.resumeAt ?? now) + LEASE_MS : now + LEASE_MS;
  return withCourse({ ...run.record, first, total: run.queue.lines.length, sum: sumNow(run), counts: countsOf(run.queue.lines), updatedAt: now, leaseUntil: held ? until : 0 }, now);
}

/** Saved as ended only at the very end of the slice, when the Accounts sheet shows it too. */
function keep(deps: Deps, run: Run): void {
  run.record = withCounts(run, deps.clock.now());
  const { status } = run.record;
  save(deps, status === 'done' || status === 'stopped' ? { ...run.record, status: 'running' } : run.record);
}

function save(deps: Deps, record: JobRecord): JobRecord {
  saveRecord(deps.store, record);
  return record;
}
