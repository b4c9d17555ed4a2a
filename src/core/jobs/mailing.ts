// Sending and cancelling: an address is written down before Google is asked, and what is not clear is settled by
// looking, never by asking again.
import type { Action } from '../contract/rpc';
import { askAction, askLooks, type Asked } from '../google/client';
import { NO_REPLY, type Look, type Outcome } from '../google/outcome';
import type { Deps } from '../ports';
import type { Words } from '../words';
import { hasEnded } from './job';
import { lineAfterLook, lineAfterReply, type LineChange } from './line-outcome';
import { FIRST_LOOK_AGAIN_MS, MOST_FAILED_LOOKS, staysSilent, type Run, type Work } from './line-work';
import { nextLines, wasTurnedAway, type Line } from './queue';
import { GRACE_MS, settle } from './reconcile';
import { notShown } from './show-outcomes';

export const mailing: Work = {
  mails: true,
  takeUp: run => {
    const { lines } = run.queue;
    // A queued line with an attempt was found not done; that is seen again before it is sent again, lest a person typed
    // over "Done".
    for (const line of lines)
      if (line.outcome === 'sending' || (line.outcome === 'queued' && !isUntried(line))) line.outcome = 'checking';
    // No attempt begins in the future: a time that a person typed, or took away, would end the grace too early, or
    // never.
    for (const line of lines)
      if (line.outcome === 'checking' && (line.at === null || line.at > run.projectedAt))
        line.at = Math.min(run.record.updatedAt, run.projectedAt);
  },
  next: ({ queue: { lines } }, size, now) => {
    const toRetry = nextLines(lines, isSeen, size);
    if (toRetry.length > 0) return { lines: toRetry, perform: act };
    const toLook = nextLines(lines, line => line.outcome === 'checking' && line.lookAt <= now, size);
    return toLook.length > 0
      ? { lines: toLook, perform: look }
      : { lines: nextLines(lines, line => line.outcome === 'queued', size), perform: act };
  },
  isUrgent: isSeen,
  beforeRows: (deps, run) => {
    if (run.record.kind === 'cancel') seeCancelled(deps, run);
  },
  // Where the look brought no answer the row waits for the next one; at the job's end it says that its state is not
  // known.
  mayShow: ({ record, facts }, line) =>
    record.kind !== 'cancel' || line.outcome !== 'done' || facts.has(line.address) || hasEnded(record),
  stopped: ({ results }, { record }) => (record.kind === 'cancel' ? results.stoppedCancel : results.stopped),
};

/** As we leave a line that certainly was not mailed: no attempt, and no reply but one that turned us away before. */
const isUntried = (line: Line): boolean => line.attempts === 0 && wasTurnedAway(line);

/**
 * Tried before, and in this run seen not to be done. Such lines go first: the next run would have to look at them
 * again.
 */
function isSeen(line: Line): boolean {
  return line.outcome === 'queued' && !isUntried(line);
}

const begun = (run: Run, line: Line): number => line.at ?? run.record.startedAt;
const actionOf = ({ record }: Run): Action => (record.kind === 'cancel' ? 'cancel' : 'send');

/**
 * The batch: write "sending", ask Google, write what came of it. A crash anywhere leaves lines that the next slice
 * looks at.
 */
function act(deps: Deps, words: Words, run: Run, lines: readonly Line[]): Asked<Outcome> {
  const at = deps.clock.now();
  for (const line of lines)
    Object.assign(line, {
      outcome: 'sending',
      at,
      by: deps.signature || line.by,
      attempts: (line.attempts ?? 0) + 1,
      lookAt: 0,
      fails: 0,
    });
  run.queue.save(lines);
  deps.flush();
  // A line that a person deleted meanwhile is no longer in the queue and is not sent.
  const present = lines.filter(line => run.queue.lines.includes(line));
  // What was seen of an account before this attempt is no longer true of it.
  for (const line of present) run.facts.delete(line.address);
  const asked = askAction(
    deps,
    present.map(line => line.address),
    actionOf(run),
  );
  present.forEach((line, index) => {
    const outcome = asked.outcomes[index] ?? NO_REPLY;
    take(run, line, lineAfterReply(line, outcome, words), outcome);
  });
  run.queue.save(present);
  return asked;
}

function take(run: Run, line: Line, change: LineChange, outcome: Outcome): void {
  Object.assign(line, change, { http: outcome.http === 0 ? null : outcome.http });
  // What was certainly not applied was no attempt at mailing.
  if (outcome.kind === 'later' || outcome.kind === 'stop') line.attempts = Math.max(0, (line.attempts ?? 0) - 1);
  if (line.outcome === 'done' && outcome.kind === 'done' && outcome.account?.address === line.address)
    run.facts.set(line.address, outcome.account);
}

/** Looks at accounts whose attempt had no clear outcome, and writes what follows from it. */
function look(deps: Deps, words: Words, run: Run, lines: readonly Line[]): Asked<Look> {
  const action = actionOf(run);
  const asked = askLooks(
    deps,
    lines.map(line => line.address),
  );
  const silent = staysSilent(deps, run, asked);
  lines.forEach((line, index) => {
    const seen = asked.outcomes[index] ?? NO_REPLY;
    const now = deps.clock.now();
    if (seen.kind === 'found') run.facts.set(line.address, seen.account);
    if (seen.kind === 'found' || seen.kind === 'absent') {
      Object.assign(
        line,
        lineAfterLook(
          line,
          settle(action, seen, Math.min(begun(run, line), run.record.startedAt), now, begun(run, line)),
          action,
          words,
        ),
      );
      line.lookAt = begun(run, line) + GRACE_MS;
    } else if (seen.kind === 'refused')
      Object.assign(line, { outcome: 'unknown', reason: words.results.unclearAbsent });
    else if (seen.kind === 'unknown' && asked.halt === null && (++line.fails > MOST_FAILED_LOOKS || silent))
      Object.assign(line, { outcome: 'unknown', reason: words.results.unclearSilent });
    else line.lookAt = now + FIRST_LOOK_AGAIN_MS * 2 ** line.fails;
  });
  run.queue.save(lines);
  return asked;
}

/** Google does not say what a cancelled invitation becomes: where its reply did not tell, the account is looked at. */
function seeCancelled(deps: Deps, run: Run): void {
  const cancelled = run.queue.lines.filter(line => line.outcome === 'done' && !run.facts.has(line.address));
  const unseen = cancelled.length === 0 ? [] : notShown(deps.accounts, cancelled);
  const { atOnce } = deps.settings();
  for (let at = 0; at < unseen.length; at += atOnce) {
    const some = unseen.slice(at, at + atOnce);
    askLooks(
      deps,
      some.map(line => line.address),
    ).outcomes.forEach((seen, index) => {
      const address = some[index]?.address ?? '';
      if (seen.kind === 'found') run.facts.set(address, seen.account);
      if (seen.kind === 'absent')
        run.facts.set(address, { address, state: 'NOT_LISTED', mails: null, changedAt: null });
    });
  }
}
