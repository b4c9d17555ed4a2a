// Sending and cancelling: an address is written down before Google is asked, and what is not clear is settled by
// looking, never by asking again.
import { codeWith, evidenceIn } from '../contract/evidence';
import { hasEnded } from '../contract/job-status';
import type { ActionKind, Verb } from '../contract/kinds';
import { askAction, askLooks, type Asked } from '../google/client';
import { NO_REPLY, type Look, type Outcome } from '../google/outcome';
import { lookAgainMs, MOST_FAILED_LOOKS } from '../google/retry-timing';
import { roomFor } from '../google/rate-limiter';
import { askFirst, compare, isAsked, isDoubted, know, markUnasked, maySend, mostAsked, mustCompare } from './again';
import { lineAfterLook, lineAfterReply, put, unclear, type Judge, type LineChange } from './line-outcome';
import { staysSilent, type Batch, type LineWork, type Slice } from './line-work';
import { markDoubted, sweep } from './sweep';
import { firstOf, refill, wasTurnedAway, type Line } from './queue';
import { GRACE_MS, reconcile } from './reconcile';
import { notShown } from './show-outcomes';
import {
  FIRST_WINDOW,
  letterOf,
  lettersOf,
  makeWindow,
  MOST_LINES,
  readWindows,
  refusedOf,
  setLetter,
  WINDOW,
  WINDOW_MS,
  type Letter,
  type Window,
} from './window';
import { announce, closeWindow, keep, settleWindow } from './write-down';

export const mailing: LineWork = {
  takeUp: slice => {
    const { queue, record, projectedAt } = slice;
    const { lines } = queue;
    takeUpWindows(slice);
    // A queued line with an attempt was found not done; that is seen again before it is sent again, lest a person typed
    // over "Done".
    for (const line of lines)
      if (line.outcome === 'sending' || (line.outcome === 'queued' && !isUntried(line))) line.outcome = 'checking';
    // No attempt begins in the future: a time that a person typed, or took away, would end the grace too early, or
    // never.
    for (const line of lines)
      if (line.outcome === 'checking' && (line.at === null || line.at > projectedAt))
        line.at = Math.min(record.updatedAt, projectedAt);
    markUnasked(slice, lines);
    markDoubted(slice);
  },
  next: (slice, size, now) => {
    const { lines } = slice.queue;
    if (slice.window !== null) return { lines: nextToSend(slice, size), perform: act };
    for (const { isDue, perform, isBegun = false } of STEPS) {
      const most = isBegun ? mostToAsk(slice, size, now) : size;
      const due = firstOf(lines, line => isDue(line, now), most);
      if (due.length > 0) return { lines: perform === act ? nextToSend(slice, size) : due, perform };
    }
    return { lines: [], perform: act };
  },
  learnFirst: sweep,
  prepare: slice => {
    // What Google did not answer is asked in a step of its own, which can wait.
    if (sweep(slice) !== null) return;
    const { size } = slice.record.pace;
    const isNext = mailing.next(slice, size, slice.ports.clock.now()).perform === act;
    if (slice.window === null && isNext) openWindow(slice, size);
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
const isReady = (line: Line): boolean => line.outcome === 'queued' && maySend(line);

/**
 * What is done first, where there is a choice. Who is mailed again goes through question and comparison (again.ts). A
 * window that is open is gone on with.
 */
const STEPS: readonly {
  readonly isDue: (line: Line, now: number) => boolean;
  readonly perform: Batch['perform'];
  /** A first question: who is asked about is to be sent to in this run. */
  readonly isBegun?: boolean;
}[] = [
  { isDue: (line, now) => line.outcome === 'queued' && mustCompare(line) && line.lookAt <= now, perform: compare },
  { isDue: line => isReady(line) && isSeen(line), perform: act },
  { isDue: (line, now) => isSeen(line) && mustAsk(line, now), perform: askFirst, isBegun: true },
  { isDue: (line, now) => line.outcome === 'checking' && line.lookAt <= now, perform: look },
  { isDue: (line, now) => isDoubted(line) && line.lookAt <= now, perform: compare, isBegun: true },
  { isDue: mustAsk, perform: askFirst, isBegun: true },
  { isDue: isReady, perform: act },
];

/** Who is sent to next: those left in the window, else those with whom one would be opened, the urgent first. */
function nextToSend({ window, queue: { lines } }: Slice, most: number): Line[] {
  if (window !== null) return window.left.slice(0, most);
  const urgent = firstOf(lines, line => isReady(line) && isUrgent(line), most);
  return [...urgent, ...firstOf(lines, line => isReady(line) && !isUrgent(line), most - urgent.length)];
}

/** What one takes, with the property and the record: so many more could be sent to before the slice's time is over. */
const BATCH_MS = 1_000;
/**
 * An answer is good for this run. So no more are asked than can be sent to in the minute of a quota, in one window, and
 * before the end; then they are sent to.
 */
function mostToAsk(
  { queue: { lines }, record, ports, windowSize, deadline }: Slice,
  size: number,
  now: number,
): number {
  const { perMinute, atOnce } = ports.settings();
  const ready = firstOf(lines, isReady, windowSize).length;
  const most = Math.min(
    windowSize - ready,
    mostAsked(roomFor(record.pace, now, perMinute) - ready),
    atOnce * Math.ceil(Math.max(0, deadline - now) / BATCH_MS) - ready,
  );
  // Nobody may be sent to before somebody was asked.
  return Math.min(size, Math.max(ready === 0 ? 1 : 0, most));
}

const begun = ({ record }: Slice, line: Line): number => line.at ?? record.startedAt;
const judgeOf = ({ record, rules, words }: Slice): Judge => ({ kind: record.kind as ActionKind, rules, words });
/** What a job of this kind asks Google to do. Only one that says that it mails can say `send` (kinds.ts). */
function verbOf({ rules, record }: Slice): Verb {
  if (rules.verb === null) throw new Error(`A job of the kind ${record.kind} asks Google to do nothing.`);
  return rules.verb;
}

/**
 * The batch: the property says whom it is about, then Google is asked. A kill anywhere leaves lines that the next slice
 * looks at. Twice something is written before the request leaves: the last write of a run that is killed may be lost.
 */
function act(slice: Slice, lines: readonly Line[]): Asked<Outcome> {
  const { ports, queue, facts } = slice;
  const window = slice.window ?? openWindow(slice, lines.length);
  const batch = window?.left.splice(0, lines.length) ?? [];
  if (window === null || batch.length === 0) return { outcomes: [], halt: null };
  for (const line of batch) setLetter(window, line, '?');
  if (slice.narrows && !announce(slice)) {
    slice.narrows = false;
    refill(window.left, [...batch, ...window.left]);
    closeWindow(slice);
    return { outcomes: [], halt: null };
  }
  const at = ports.clock.now();
  for (const line of batch) {
    line.at = at;
    line.code = codeWith({ ...evidenceIn(line.code), at });
    // What was seen of an account before this attempt is no longer true of it.
    facts.delete(line.address);
  }
  keep(slice);
  if (window.until === Infinity) window.until = at + WINDOW_MS;
  const addresses = batch.map(line => line.address);
  const asked = askAction(ports, addresses, verbOf(slice));
  const judge = judgeOf(slice);
  batch.forEach((line, index) => {
    const outcome = asked.outcomes[index] ?? NO_REPLY;
    take(slice, line, lineAfterReply(line, outcome, judge), outcome);
    setLetter(window, line, letterOf(line));
  });
  if (verbOf(slice) === 'cancel') seeFailed(slice, batch);
  queue.note(batch);
  grow(slice, window, asked);
  return asked;
}

/** An operation that failed may have cancelled all the same: each such account is looked at, once. */
function seeFailed(slice: Slice, batch: readonly Line[]): void {
  const failed = batch.filter(({ outcome, http }) => outcome === 'refused' && http === 200);
  const addresses = failed.map(line => line.address);
  askLooks(slice.ports, addresses).outcomes.forEach((seen, at) => {
    const line = failed[at];
    if (line === undefined || seen.kind !== 'found') return;
    slice.facts.set(line.address, seen.account);
    if (seen.account.state === 'NOT_YET_SENT') put(line, lineAfterLook(line, 'done', judgeOf(slice)));
  });
}

/** Larger where the last one came to its end without a fault; smaller where Google is not clear. */
function grow(slice: Slice, { left, letters }: Window, { outcomes }: Asked<Outcome>): void {
  if (outcomes.some(({ kind }) => kind === 'unknown'))
    slice.windowSize = Math.max(FIRST_WINDOW / 10, slice.windowSize / 2);
  else if (left.length === 0 && letters.length >= slice.windowSize)
    slice.windowSize = Math.min(MOST_LINES, slice.windowSize * 2);
}

/**
 * Writes lines down as Sending, for good, before the first request about one of them. `size`: of the next batch. Null
 * where nobody is left, because a person deleted the lines meanwhile.
 */
function openWindow(slice: Slice, size: number): Window | null {
  const { ports, queue, record } = slice;
  const { perMinute } = ports.settings();
  const room = Math.min(roomFor(record.pace, ports.clock.now() + WINDOW_MS, perMinute), ports.quota.left());
  const most = slice.narrows ? Math.max(size, Math.min(Math.floor(slice.windowSize), room)) : size;
  const lines = nextToSend(slice, most);
  if (lines.length === 0) return null;
  const at = ports.clock.now();
  const window = makeWindow(lines, at);
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
  const earlier = slice.windows;
  slice.window = window;
  slice.windows = [...earlier, window];
  queue.note(lines);
  if (!settleWindow(slice, window)) {
    slice.narrows = false;
    closeWindow(slice);
    slice.windows = earlier;
    return openWindow(slice, size);
  }
  // A line that a person deleted meanwhile is no longer in the queue and is not sent.
  const present = new Set(queue.lines);
  refill(
    window.left,
    lines.filter(line => present.has(line)),
  );
  return window;
}

/** What the property tells of lines that a killed run left as Sending. The others are looked at. */
function takeUpWindows(slice: Slice): void {
  const { ports, queue, record } = slice;
  const stored = readWindows(ports.store.get(WINDOW), record.id);
  const letters = lettersOf(stored, queue.lines);
  const judge = judgeOf(slice);
  for (const line of queue.lines) {
    if (line.outcome !== 'sending') continue;
    const letter = letters.get(line) ?? '?';
    queue.note([line]);
    if (letter === '?') {
      Object.assign(line, { outcome: 'checking', at: Math.max(line.at ?? 0, stored?.asked ?? 0) || line.at });
    } else takeUp(line, letter, judge);
  }
}

function takeUp(line: Line, letter: Exclude<Letter, '?'>, judge: Judge): void {
  const { known } = evidenceIn(line.code);
  const refused = refusedOf(letter);
  if (letter === '.' || letter === 'l')
    Object.assign(line, {
      outcome: 'queued',
      code: known === null ? '' : codeWith({ reason: 'queued', at: null, known }),
      attempts: Math.max(0, (line.attempts ?? 0) - 1),
    });
  else if (letter === 'd') {
    put(line, lineAfterReply(line, { kind: 'done', account: null, http: 200, google: '' }, judge));
    line.http = 200;
  } else if (refused !== null)
    put(line, lineAfterReply(line, { kind: 'refused', code: refused, http: 0, google: '' }, judge));
  else
    put(line, { outcome: 'checking', code: 'checking/no-change', reason: judge.words.results.checking('no-change') });
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
      if (settled === 'not-done' && seen.kind === 'found') {
        know(line, seen.account);
        // Of whom nothing was known may turn out to be somebody who is mailed again.
        if (line.standing === 'first') markUnasked(slice, [line]);
      }
      line.lookAt = began + GRACE_MS;
    } else if (seen.kind === 'refused') put(line, unclear('absent', words));
    else if (seen.kind === 'unknown' && asked.halt === null && (++line.fails > MOST_FAILED_LOOKS || silent))
      put(line, unclear('silent', words));
    else line.lookAt = now + lookAgainMs(line.fails);
  });
  queue.note(lines);
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
