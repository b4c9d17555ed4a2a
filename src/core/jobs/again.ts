// Nobody is mailed again because a list says so. Google's lists show an answer one to three days late, and `get` may,
// too, while `isInvitableUser` answers live. So before somebody is mailed again, Google is asked live, in this very
// run; `get` then tells why not, or what happened since the job was confirmed. First invitations are not asked about:
// Google refuses those who cannot be invited.
import type { Account } from '../accounts/account';
import { codeWith, evidenceIn, type Known } from '../contract/evidence';
import { KINDS, type LineKind } from '../contract/kinds';
import type { LineReason } from '../contract/line-reason';
import { askEligibility, askLooks, type Asked } from '../google/client';
import { NO_REPLY, type Eligibility, type Look } from '../google/outcome';
import { lookAgainMs, MOST_FAILED_LOOKS } from '../google/retry-timing';
import type { Words } from '../words';
import { REFRESHED_AT } from './job';
import { put, type LineChange } from './line-outcome';
import { staysSilent, type Slice } from './line-work';
import type { Line } from './queue';
import { declinedSince, isLater, SKEW_MS } from './reconcile';

/** Whether a mail to somebody of whom that is known would be one more. */
const isAgain = (kind: LineKind, state: Known['state'] | null): boolean =>
  KINDS[kind].again === 'all' || (KINDS[kind].again === 'some' && (state === 'INVITED' || state === 'DECLINED'));

/** Whom no list has any more may have accepted. */
export const mustBeAsked = (kind: LineKind, state: Known['state'] | null): boolean =>
  isAgain(kind, state) || state === 'NOT_LISTED';

/** Marks the lines that may not be sent before Google was asked. What is late was confirmed on old knowledge. */
export function markUnasked({ record, rules }: Slice, lines: readonly Line[]): void {
  if (!rules.mails) return;
  for (const line of lines)
    if (record.late === true || mustBeAsked(record.kind as LineKind, evidenceIn(line.code).known?.state ?? null))
      line.standing = 'unasked';
}

/** Google was asked about it in this run, so it goes on before others are begun: the next run would ask anew. */
export const isAsked = ({ standing }: Line): boolean =>
  standing !== 'first' && standing !== 'doubted' && standing !== 'unasked';
/** Answered, and `get` has the next word: why not, or, for a job that is late, whether anything happened since. */
export const mustCompare = ({ standing }: Line): boolean => standing === 'invitable' || standing === 'not-invitable';
export const isDoubted = ({ outcome, standing }: Line): boolean => outcome === 'queued' && standing === 'doubted';
export const maySend = ({ standing }: Line): boolean => standing === 'first' || standing === 'clear';

/**
 * Of `size` requests that may be made now, the question gets a share: an answer is good for this run, so the requests
 * that follow from it should have room in the same minute.
 */
export const mostAsked = (size: number): number => Math.ceil(size / 3);

/** Asks live. Nothing is written of those who may be mailed: a run that is killed here has mailed nobody. */
export function askFirst(slice: Slice, lines: readonly Line[]): Asked<Eligibility> {
  const addresses = lines.map(line => line.address);
  const asked = withMethod(askEligibility(slice.ports, addresses));
  settleEach(slice, lines, asked, (line, reply) => {
    if (reply.kind === 'eligible') {
      line.standing = 'invitable';
      if (evidenceIn(line.code).known?.state === 'INVITED') slice.record = { ...slice.record, answersInvited: true };
    } else if (reply.kind === 'not-eligible') line.standing = 'not-invitable';
    return null;
  });
  return asked;
}

/** An edition without the method answers 501 about everybody: that is an answer, and no reason to ask again. */
function withMethod(asked: Asked<Eligibility>): Asked<Eligibility> {
  const isMissing = (reply: Eligibility): boolean => reply.kind === 'unknown' && reply.http === 501;
  if (!asked.outcomes.every(isMissing)) return asked;
  return { ...asked, outcomes: asked.outcomes.map(() => ({ kind: 'refused', code: 'other', http: 501, google: '' })) };
}

/** Compares what `get` shows with what was known when the job was confirmed: somebody may have declined since. */
export function compare(slice: Slice, lines: readonly Line[]): Asked<Look> {
  const addresses = lines.map(line => line.address);
  const asked = askLooks(slice.ports, addresses);
  settleEach(slice, lines, asked, (line, seen) => {
    if (seen.kind !== 'found' && seen.kind !== 'absent') return null;
    const { known } = evidenceIn(line.code);
    const isNew = wasUnknown(line);
    const account = seen.kind === 'found' ? seen.account : null;
    if (account !== null && !isOlder(account, known)) {
      slice.facts.set(line.address, account);
      know(line, account);
    }
    const change = judged(slice, line, { account, known, isNew });
    if (change === null) line.standing = 'clear';
    return change;
  });
  const { record, queue } = slice;
  if (record.doubted === 'some' && !queue.lines.some(isDoubted)) slice.record = { ...record, doubted: '' };
  return asked;
}

/** The next attempt is measured by what was seen now. */
export function know(line: Line, { state, mails, changedAt }: Account): void {
  line.code = codeWith({ ...evidenceIn(line.code), known: { state, mails, changedAt } });
}

/**
 * Writes what follows from each reply. An error, or no answer, is never a "no": it is asked again, or a person decides.
 */
function settleEach<T extends Eligibility | Look>(
  slice: Slice,
  lines: readonly Line[],
  asked: Asked<T>,
  settle: (line: Line, reply: T) => LineChange | null,
): void {
  const { ports, queue, words } = slice;
  const silent = staysSilent(slice, asked);
  const someAnswered = asked.outcomes.some(({ kind }) => kind !== 'unknown' && kind !== 'later' && kind !== 'stop');
  const changed = lines.filter((line, index) => {
    const reply = asked.outcomes[index] ?? (NO_REPLY as T);
    // As in a check: a line that fell silent alone is given up; when all did, the pace and the person decide.
    if (reply.kind !== 'unknown') line.fails = 0;
    else if (someAnswered || line.fails > 0) line.fails++;
    line.lookAt = line.fails > 0 ? ports.clock.now() + lookAgainMs(line.fails) : 0;
    const isGivenUp = reply.kind === 'unknown' && (silent || line.fails > MOST_FAILED_LOOKS);
    const change = isGivenUp || reply.kind === 'refused' ? heldBack(words) : settle(line, reply);
    if (change === null) return false;
    put(line, change);
    line.at = ports.clock.now();
    line.by = ports.signature || line.by;
    line.http = 'http' in reply ? reply.http || null : 200;
    return true;
  });
  if (changed.length === 0) return;
  queue.note(changed);
}

/** `isNew`: see wasUnknown. */
type Seen = { readonly account: Account | null; readonly known: Known | null; readonly isNew: boolean };

/**
 * Nothing was known of the account when the job was confirmed, and it was not tried: whatever has happened is news. A
 * Code cell that somebody emptied tells nothing of that.
 */
export function wasUnknown({ code, attempts }: Line): boolean {
  const { reason, known } = evidenceIn(code);
  return known === null && reason !== '' && (attempts ?? 0) === 0;
}

/** Why a line is not sent; null: it may be. `account`: what `get` shows, null where it knows none. */
function judged({ record, words, ports }: Slice, line: Line, { account, known, isNew }: Seen): LineChange | null {
  const refreshedAt = Number(ports.store.get(REFRESHED_AT) ?? Infinity);
  const since = isNew ? -Infinity : Math.min(record.startedAt, refreshedAt - BEFORE_REFRESH_MS);
  const news = account === null ? null : newsOf(account, known, since);
  if (news !== null) return meanwhile(news, words);
  if (line.standing !== 'not-invitable') return null;
  // "No", and `get` shows the open invitation as before: either it lags behind an answer, or Google says "no" of
  // everybody who is invited. Only a "yes" about somebody else who is invited tells which.
  const isInvited = (account === null ? known?.state : account.state) === 'INVITED';
  return isInvited && record.answersInvited !== true ? heldBack(words) : gone(words);
}

const isOlder = (account: Account, known: Known | null): boolean =>
  isLater(known?.changedAt ?? null, account.changedAt);

/** Clocks differ, and a refresh takes its time: what changed so long before it ended may be news. Milliseconds. */
export const BEFORE_REFRESH_MS = 7_200_000;

type News = 'accepted' | 'declined' | 'invited' | 'cancelled';

/** What happened to an account since that was known of it, or since the job began; null: nothing that is seen. Pure. */
export function newsOf(account: Account, known: Known | null, since: number): News | null {
  if (account.state === 'ACCEPTED') return 'accepted';
  // Whatever the times say: that of a cell shifts with the time zone, and that of our own mail is our clock's.
  if (account.state === 'DECLINED' && known?.state !== 'DECLINED') return 'declined';
  if (isOlder(account, known)) return null;
  switch (account.state) {
    case 'DECLINED':
      return declinedSince(account, { before: known, since }) ? 'declined' : null;
    case 'INVITED':
      return isInvitedSince(account, known, since) ? 'invited' : null;
    case 'NOT_YET_SENT':
      return known?.state === 'INVITED' ? 'cancelled' : null;
    case 'NOT_LISTED':
      return null;
  }
}

/** The count tells where there is one: the time of our own last mail may be that of our clock. */
function isInvitedSince({ mails, changedAt }: Account, known: Known | null, since: number): boolean {
  if (known !== null && known.state !== 'INVITED') return true;
  if (mails !== null && known !== null && known.mails !== null) return mails > known.mails;
  // A time that was read back from a cell may be another one since the spreadsheet's time zone was changed.
  const before = known === null ? -Infinity : (known.changedAt ?? Infinity) + SKEW_MS;
  return changedAt !== null && changedAt > Math.max(before, since - SKEW_MS);
}

const skipped = (code: LineReason, reason: string): LineChange => ({ outcome: 'skipped', code, reason });
const gone = ({ results }: Words): LineChange => skipped('gone', results.gone);
/** Certainly not mailed, and a person decides: so it is `skipped`, and keeps its mark. */
const heldBack = ({ results }: Words): LineChange => skipped('unclear-invitable', results.heldBack);
export function meanwhile(news: News, { results }: Words): LineChange {
  const reasons = {
    accepted: results.acceptedMeanwhile,
    declined: results.declinedMeanwhile,
    invited: results.invitedMeanwhile,
    cancelled: results.cancelledMeanwhile,
  };
  return skipped(`meanwhile/${news}`, reasons[news]);
}
