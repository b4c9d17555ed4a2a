// Sending and cancelling: an address is written down before Google is asked, and what is not clear is settled by
// looking, never by asking again.
import { codeWith, evidenceIn } from '../contract/evidence';
import { hasEnded } from '../contract/job-status';
import { askAction, askLooks, type Asked } from '../google/client';
import { NO_REPLY, type Look, type Outcome } from '../google/outcome';
import { lookAgainMs, MOST_FAILED_LOOKS } from '../google/retry-timing';
import { askFirst, compare, isAsked, know, markUnasked, maySend, mostAsked, mustCompare } from './again';
import type { ActionKind } from './kinds';
import { lineAfterLook, lineAfterReply, put, unclear, type Judge, type LineChange } from './line-outcome';
import { staysSilent, type Batch, type LineWork, type Slice } from './line-work';
import { nextLines, wasTurnedAway, type Line } from './queue';
import { GRACE_MS, reconcile } from './reconcile';
import { notShown } from './show-outcomes';

export const mailing: LineWork = {
  takeUp: slice => {
    const { queue, record, projectedAt } = slice;
    const { lines } = queue;
    // A queued line with an attempt was found not done; that is seen again before it is sent again, lest a person typed
    // over "Done".
    for (const line of lines)
      if (line.outcome === 'sending' || (line.outcome === 'queued' && !isUntried(line))) line.outcome = 'checking';
    // No attempt begins in the future: a time that a person typed, or took away, would end the grace too early, or
    // never.
    for (const line of lines)
      if (line.outcome === 'checking' && (line.at === null || line.at > projectedAt))
        line.at = Math.min(record.updatedAt, projectedAt);
    markUnasked(slice);
  },
  next: ({ queue: { lines }, record }, size, now) => {
    for (const { isDue, perform } of STEPS) {
      const most = perform === askFirst ? mostAsked(record, size) : size;
      const due = nextLines(lines, line => isDue(line, now), most);
      if (due.length > 0) return { lines: due, perform };
    }
    return { lines: [], perform: act };
  },
  isUrgent,
  beforeRows: slice => {
    if (slice.rules.verb === 'cancel') seeCancelled(slice);
  },
  // Where the look brought no answer the row waits for the next one; at the job's end it says that its state is not
  // known.
  mayShow: ({ record, rules, facts }, line) =>
    rules.verb !== 'cancel' || line.outcome !== 'done' || facts.has(line.address) || hasEnded(record),
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

/** So does a line about which Google was asked: the next run would have to ask again. */
function isUrgent(line: Line): boolean {
  return isSeen(line) || (line.outcome === 'queued' && isAsked(line));
}
const mustAsk = (line: Line, now: number): boolean =>
  line.outcome === 'queued' && line.standing === 'unasked' && line.lookAt <= now;

/** What is done first, where there is a choice. Who is mailed again goes through question and comparison (again.ts). */
const STEPS: readonly {
  readonly isDue: (line: Line, now: number) => boolean;
  readonly perform: Batch['perform'];
}[] = [
  { isDue: (line, now) => line.outcome === 'queued' && mustCompare(line) && line.lookAt <= now, perform: compare },
  { isDue: line => isUrgent(line) && maySend(line), perform: act },
  { isDue: (line, now) => isSeen(line) && mustAsk(line, now), perform: askFirst },
  { isDue: (line, now) => line.outcome === 'checking' && line.lookAt <= now, perform: look },
  { isDue: mustAsk, perform: askFirst },
  { isDue: line => line.outcome === 'queued' && maySend(line), perform: act },
];

const begun = ({ record }: Slice, line: Line): number => line.at ?? record.startedAt;
const judgeOf = ({ record, rules, words }: Slice): Judge => ({ kind: record.kind as ActionKind, rules, words });
/** What a job of this kind asks Google to do. Only one that says that it mails can say `send` (kinds.ts). */
function verbOf({ rules, record }: Slice): 'send' | 'cancel' {
  if (rules.verb === null) throw new Error(`A job of the kind ${record.kind} asks Google to do nothing.`);
  return rules.verb;
}

/**
 * The batch: write "sending", ask Google, write what came of it. A crash anywhere leaves lines that the next slice
 * looks at.
 */
function act(slice: Slice, lines: readonly Line[]): Asked<Outcome> {
  const { ports, queue, facts } = slice;
  const verb = verbOf(slice);
  const at = ports.clock.now();
  for (const line of lines)
    Object.assign(line, {
      outcome: 'sending',
      code: codeWith({ reason: 'sending', at, known: evidenceIn(line.code).known }),
      at,
      by: ports.signature || line.by,
      attempts: (line.attempts ?? 0) + 1,
      lookAt: 0,
      fails: 0,
    });
  queue.save(lines);
  ports.flush();
  // A line that a person deleted meanwhile is no longer in the queue and is not sent.
  const present = lines.filter(line => queue.lines.includes(line));
  // What was seen of an account before this attempt is no longer true of it.
  for (const line of present) facts.delete(line.address);
  const addresses = present.map(line => line.address);
  const asked = askAction(ports, addresses, verb);
  const judge = judgeOf(slice);
  present.forEach((line, index) => {
    const outcome = asked.outcomes[index] ?? NO_REPLY;
    take(slice, line, lineAfterReply(line, outcome, judge), outcome);
  });
  queue.save(present);
  return asked;
}

function take({ facts }: Slice, line: Line, change: LineChange, outcome: Outcome): void {
  put(line, change);
  line.http = outcome.http === 0 ? null : outcome.http;
  // What was certainly not applied was no attempt at mailing.
  if (outcome.kind === 'later' || outcome.kind === 'stop') line.attempts = Math.max(0, (line.attempts ?? 0) - 1);
  if (line.outcome === 'done' && outcome.kind === 'done' && outcome.account?.address === line.address)
    facts.set(line.address, outcome.account);
}

/** Looks at accounts whose attempt had no clear outcome, and writes what follows from it. */
function look(slice: Slice, lines: readonly Line[]): Asked<Look> {
  const { ports, words, queue, record, facts } = slice;
  const judge = judgeOf(slice);
  const action = verbOf(slice);
  const addresses = lines.map(line => line.address);
  const asked = askLooks(ports, addresses);
  const silent = staysSilent(slice, asked);
  lines.forEach((line, index) => {
    const seen = asked.outcomes[index] ?? NO_REPLY;
    const now = ports.clock.now();
    const began = begun(slice, line);
    if (seen.kind === 'found') facts.set(line.address, seen.account);
    if (seen.kind === 'found' || seen.kind === 'absent') {
      const before = evidenceIn(line.code).known;
      const settled = reconcile(action, seen, { began, before, since: Math.min(began, record.startedAt), now });
      put(line, lineAfterLook(line, settled, judge));
      // The next attempt is measured by what was seen now.
      if (settled === 'not-done' && seen.kind === 'found') know(line, seen.account);
      line.lookAt = began + GRACE_MS;
    } else if (seen.kind === 'refused') put(line, unclear('absent', words));
    else if (seen.kind === 'unknown' && asked.halt === null && (++line.fails > MOST_FAILED_LOOKS || silent))
      put(line, unclear('silent', words));
    else line.lookAt = now + lookAgainMs(line.fails);
  });
  queue.save(lines);
  return asked;
}

/** Google does not say what a cancelled invitation becomes: where its reply did not tell, the account is looked at. */
function seeCancelled({ ports, queue, facts }: Slice): void {
  const cancelled = queue.lines.filter(line => line.outcome === 'done' && !facts.has(line.address));
  const unseen = cancelled.length === 0 ? [] : notShown(ports.accounts, cancelled);
  const { atOnce } = ports.settings();
  for (let at = 0; at < unseen.length; at += atOnce) {
    const some = unseen.slice(at, at + atOnce);
    const addresses = some.map(line => line.address);
    askLooks(ports, addresses).outcomes.forEach((seen, index) => {
      const address = addresses[index] ?? '';
      if (seen.kind === 'found') facts.set(address, seen.account);
      if (seen.kind === 'absent') facts.set(address, { address, state: 'NOT_LISTED', mails: null, changedAt: null });
    });
  }
}
