// Sorts each of Google's replies, once, into what it means for the address it was about. Knows no sheet and no words.
import { accountOf } from '../accounts/account';
import type { RefusedCode, StopCode } from '../contract/codes';
import { isRecord, jsonOf } from '../contract/json';
import type { Reply } from './http';
import { NO_REPLY, type Eligibility, type Look, type Outcome, type PageReply, type Told } from './outcome';
import { retryAfterMs } from './retry-timing';

export const unreadable = ({ status }: Reply): Outcome & { kind: 'unknown' } => ({
  kind: 'unknown',
  code: 'unreadable',
  http: status,
  google: '',
});
export const isSuccess = ({ status }: Reply): boolean => status >= 200 && status < 300;

const LONGEST_MESSAGE = 300;
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_MESSAGE ? line : `${line.slice(0, LONGEST_MESSAGE - 1).replace(/\s+\S{0,40}$/, '')}…`;
}
/**
 * google.rpc.Code: an operation that failed with one of these had no effect, and will have none. Any other may have had
 * its effect.
 */
const REFUSED_CODES: Readonly<Record<number, RefusedCode>> = {
  3: 'invalid',
  5: 'not-found',
  6: 'conflict',
  7: 'forbidden',
  9: 'precondition',
  11: 'other',
  12: 'other',
  16: 'other',
};
const RESOURCE_EXHAUSTED = 8;

/** A reply to `send` or `cancel`; null stands for a request whose reply never came. */
export function outcomeOf(reply: Reply | null, now: number): Outcome {
  if (reply === null) return NO_REPLY;
  if (!isSuccess(reply)) return failureOf(reply, now);
  const operation = jsonOf(reply.body);
  if (!isRecord(operation)) return unreadable(reply);
  const error = operation['error'];
  if (error !== undefined && error !== null) return operationFailure(isRecord(error) ? error : {}, reply.status);
  if (operation['done'] !== true) return { kind: 'unknown', code: 'not-finished', http: reply.status, google: '' };
  return { kind: 'done', account: accountOf(operation['response']), http: reply.status, google: '' };
}

/** A reply to `get`. */
export function lookOf(reply: Reply | null, now: number): Look {
  if (reply === null) return NO_REPLY;
  // A 404 that is not in Google's envelope comes from something in between, and says nothing of the account.
  if (reply.status === 404 && googleWords(reply).status === 'NOT_FOUND')
    return { kind: 'absent', http: 404, google: googleWords(reply).message };
  if (!isSuccess(reply)) return failureOf(reply, now);
  const account = accountOf(jsonOf(reply.body));
  return account === null ? unreadable(reply) : { kind: 'found', account, http: reply.status, google: '' };
}

/** Any reply that is not a success. */
export function failureOf(reply: Reply, now: number): Exclude<Outcome, { kind: 'done' }> {
  if (reply.unsent !== undefined) return reply.unsent;
  const words = googleWords(reply);
  const told = { http: reply.status, google: words.message };
  switch (reply.status) {
    case 401:
      return { kind: 'stop', code: 'token', link: null, ...told };
    case 403:
      return forbidden(reply, words, told, now);
    case 404:
      return { kind: 'refused', code: 'not-found', ...told };
    case 409:
      return words.status === 'ALREADY_EXISTS'
        ? { kind: 'refused', code: 'conflict', ...told }
        : { kind: 'unknown', code: 'conflict', ...told };
    case 408:
    case 499:
      return { kind: 'unknown', code: 'no-reply', ...told };
    case 429:
      return { kind: 'later', waitMs: retryAfterMs(reply.headers['retry-after'], now), ...told };
    case 400:
      return { kind: 'refused', code: words.status === 'FAILED_PRECONDITION' ? 'precondition' : 'invalid', ...told };
  }
  return reply.status >= 400 && reply.status < 500
    ? { kind: 'refused', code: 'other', ...told }
    : { kind: 'unknown', code: 'server-error', ...told };
}

/** 403 means four things; Google's `reason` and words tell them apart. */
function forbidden(reply: Reply, words: GoogleWords, told: Told, now: number): Exclude<Outcome, { kind: 'done' }> {
  const stop = (code: StopCode, link: string | null): Outcome & { kind: 'stop' } => ({
    kind: 'stop',
    code,
    link,
    ...told,
  });
  if (words.reason === 'SERVICE_DISABLED' || /has not been used in project|it is disabled/i.test(words.message))
    return stop('api-off', words.link);
  if (words.reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' || /insufficient.*scope/i.test(words.message))
    return stop('scope', null);
  if (
    words.status === 'RESOURCE_EXHAUSTED' ||
    /RATE_LIMIT|QUOTA/i.test(words.reason) ||
    /quota|rate limit/i.test(words.message)
  )
    return /per day|daily/i.test(words.message)
      ? stop('quota-day', null)
      : { kind: 'later', waitMs: retryAfterMs(reply.headers['retry-after'], now), ...told };
  return stop('not-admin', null);
}

function operationFailure(error: Readonly<Record<string, unknown>>, http: number): Outcome {
  const said = error['code'];
  const code = typeof said === 'number' || typeof said === 'string' ? Number(said) : 0;
  const google = oneLine(typeof error['message'] === 'string' ? error['message'] : '');
  if (code === RESOURCE_EXHAUSTED) return { kind: 'later', waitMs: null, http, google };
  const refused = REFUSED_CODES[code];
  return refused === undefined
    ? { kind: 'unknown', code: 'server-error', http, google }
    : { kind: 'refused', code: refused, http, google };
}

type GoogleWords = {
  readonly message: string;
  readonly status: string;
  readonly reason: string;
  readonly link: string | null;
};

/** Google's error envelope, as far as it is there. */
function googleWords(reply: Reply): GoogleWords {
  const body = jsonOf(reply.body);
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : {};
  const details = (Array.isArray(error['details']) ? error['details'] : []).filter(isRecord);
  const reason = details.map(detail => detail['reason']).find(text => typeof text === 'string') ?? '';
  const links = details
    .flatMap((detail): unknown[] => (Array.isArray(detail['links']) ? detail['links'] : []))
    .filter(isRecord);
  const url = links
    .map(link => link['url'])
    .find((text): text is string => typeof text === 'string' && text.startsWith('https://console.'));
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { message: oneLine(text(error['message'])), status: text(error['status']), reason, link: url ?? null };
}

/** A reply to `list`. An entry that cannot be read makes the page unreadable: skipping it would hide an account. */
export function pageOf(reply: Reply, now: number): PageReply {
  if (!isSuccess(reply)) return { ok: false, failure: failureOf(reply, now) };
  const unread: PageReply = { ok: false, failure: unreadable(reply) };
  const body = jsonOf(reply.body);
  if (!isRecord(body)) return unread;
  const entries = body['userInvitations'] ?? [];
  if (!Array.isArray(entries)) return unread;
  const accounts = entries.map(accountOf);
  const next = body['nextPageToken'];
  if (accounts.includes(null)) return unread;
  return {
    ok: true,
    page: {
      accounts: accounts.filter(account => account !== null),
      next: typeof next === 'string' && next !== '' ? next : null,
    },
  };
}

/** A reply to `isInvitableUser`: an error is never a "no". */
export function eligibilityOf(reply: Reply, now: number): Eligibility {
  if (!isSuccess(reply)) return failureOf(reply, now);
  const body = jsonOf(reply.body);
  if (!isRecord(body)) return unreadable(reply);
  // proto3 JSON leaves out a field that is false.
  return body['isInvitableUser'] === true ? { kind: 'eligible' } : { kind: 'not-eligible' };
}
