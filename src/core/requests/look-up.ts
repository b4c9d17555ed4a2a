// Looking up one address: what Google says of it now, its row in the Accounts sheet, and what was done about it before.
import { canonical, readAddress } from '../accounts/address';
import type { Context } from '../context';
import { answer } from '../contract/answer';
import type { ProblemCode } from '../contract/codes';
import type { ActivityRow } from '../contract/rows';
import type { Answer, LookedUp, Problem } from '../contract/rpc';
import { ask } from '../google/client';
import type { Reply } from '../google/http';
import { NO_REPLY, type Look } from '../google/outcome';
import { eligibilityOf, lookOf } from '../google/reply';
import { getCall, isInvitableCall } from '../google/user-invitations';
import { keyOf } from '../lists/gathered';
import { readList } from '../lists/read-list';
import type { Deps } from '../ports';
import { loadNever, neverIn } from '../settings/never';
import { rowsIn } from '../sheets/columns';
import type { Words } from '../words';
import { problem, refuse } from '../words/problem';

const LONGEST_HISTORY = 20;

/** Both questions to Google in one asking; one read of each sheet. Changes nothing. */
export function lookUp({ ports: deps, words }: Context, text: string): Answer<LookedUp> {
  const address = onlyAddress(text);
  if (address === null) return refuse('not-an-address', words);
  const { customer } = deps.settings();
  // Sorted below, each in its own way; only a stale token is told from here.
  const raw = (reply: Reply | null): { kind: 'raw'; code: string; reply: Reply | null } => ({
    kind: 'raw',
    code: reply?.status === 401 ? 'token' : '',
    reply,
  });
  const { outcomes, halt } = ask(deps, [getCall(customer, address), isInvitableCall(customer, address)], raw);
  deps.quota.keep();
  const now = deps.clock.now();
  const [told, invitable] = outcomes.map(({ reply }) => reply);
  const look: Look = told ? lookOf(told, now) : NO_REPLY;
  const eligibility = invitable ? eligibilityOf(invitable, now) : NO_REPLY;
  const answered = eligibility.kind === 'eligible' || eligibility.kind === 'not-eligible';
  // To whom Google answers about an address, a 403 says that the account is not there.
  const isAbsent = look.kind === 'absent' || (answered && look.kind === 'stop' && look.code === 'not-admin');
  const never = neverIn(loadNever(deps.store) ?? [])(address);
  const failure = look.kind === 'found' || isAbsent ? (answered ? null : eligibility) : look;
  return answer({
    address,
    account:
      look.kind === 'found'
        ? { state: look.account.state, mails: look.account.mails, changedAt: iso(look.account.changedAt) }
        : null,
    listed: look.kind === 'found' ? true : isAbsent ? false : null,
    eligible: answered ? eligibility.kind === 'eligible' : null,
    problem: failure === null ? null : lookUpProblem(failure, halt, words),
    row: rowOf(deps, address),
    never: never === undefined ? null : words.neverList(never.reason, never.by),
    history: historyOf(rowsIn(deps.activity), address, words),
  });
}

/** The one address in the text; also one that no list is trusted with, because Google may list it all the same. */
function onlyAddress(text: string): string | null {
  const alone = readAddress(text);
  const { addresses, invalid } = readList(text);
  const [address, ...more] = addresses;
  if (address !== undefined && more.length + invalid.length === 0) return address;
  return alone.ok ? alone.address : null;
}

function lookUpProblem(
  failure: { readonly kind: string; readonly code?: string; readonly google?: string },
  halt: ProblemCode | null,
  words: Words,
): Problem {
  const code =
    halt ??
    (failure.kind === 'stop'
      ? (failure.code as ProblemCode)
      : failure.kind === 'later'
        ? 'slow-down'
        : failure.kind === 'refused'
          ? failure.code === 'not-supported'
            ? 'not-supported'
            : 'not-told'
          : 'no-answer');
  return problem(code, words, failure.google ? { detail: words.googleSays(failure.google) } : {});
}

/** The first row of an address, as of now. */
export function rowOf(deps: Pick<Deps, 'accounts'>, address: string): LookedUp['row'] {
  const row = rowsIn(deps.accounts).find(({ email }) => keyOf(canonical(email)) === keyOf(address));
  return row === undefined ? null : { row: row.row, marked: row.mark, result: row.result };
}

/** The latest first. */
function historyOf(lines: readonly ActivityRow[], address: string, words: Words): LookedUp['history'] {
  return lines
    .filter(line => keyOf(line.address) === keyOf(address))
    .sort((one, other) => (other.at ?? 0) - (one.at ?? 0))
    .slice(0, LONGEST_HISTORY)
    .map(({ at, by, action, outcome, reason }) => ({
      at: iso(at),
      by,
      what: [action === null ? '' : words.actions[action], outcome === null ? '' : words.outcomes[outcome]]
        .filter(part => part !== '')
        .join(': '),
      reason,
    }));
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
