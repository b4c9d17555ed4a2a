// Sorts each of Google's replies, once, into what it means for the address it was about. Knows no sheet and no words.
import { accountOf, strangerOf } from '../accounts/account';
import type { RefusedCode, StopCode } from '../contract/codes';
import { isRecord, jsonOf, isKeyOf } from '../contract/json';
import type { Reply } from './http';
import { NO_REPLY, type Eligibility, type Look, type Outcome, type PageReply } from './outcome';
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
  if (!isSuccess(reply)) {
    const failure = failureOf(reply, now);
    const words = googleWords(reply);
    const isAbsent = reply.status === 404 && (words?.status === 'NOT_FOUND' || words?.reason === 'notFound');
    return isAbsent ? { kind: 'absent', http: 404, google: failure.google } : failure;
  }
  const resource = jsonOf(reply.body);
  const account = accountOf(resource);
  if (account !== null) return { kind: 'found', account, http: reply.status, google: '' };
  return { ...unreadable(reply), ...(strangerOf(resource) === null ? {} : { code: 'new-state' }) };
}

/**
 * A reply without Google's envelope comes from something in between, with whatever status: it says nothing of the
 * account or of the admin, and nobody knows whether the request went further. Only who asks to slow down has not passed
 * it on.
 */
function fromBetween(reply: Reply, now: number): Outcome & { kind: 'later' | 'unknown' } {
  const { status, headers } = reply;
  if (status === 429)
    return { kind: 'later', waitMs: retryAfterMs(headers['retry-after'], now), http: status, google: '' };
  if (status === 408 || status === 499) return { ...unreadable(reply), code: 'no-reply' };
  return status >= 400 && status < 500 ? unreadable(reply) : { ...unreadable(reply), code: 'server-error' };
}

/** Any reply that is not a success. */
export function failureOf(reply: Reply, now: number): Exclude<Outcome, { kind: 'done' }> {
  if (reply.unsent !== undefined) return reply.unsent;
  const words = googleWords(reply);
  if (words === null) return fromBetween(reply, now);
  const told = { http: reply.status, google: words.message };
  const later = (): Outcome & { kind: 'later' } => ({
    kind: 'later',
    waitMs: retryAfterMs(reply.headers['retry-after'], now, words.retryDelay),
    ...told,
  });
  const stop = (code: StopCode, link: string | null = null): Outcome & { kind: 'stop' } => ({
    kind: 'stop',
    code,
    link,
    ...told,
  });
  switch (reply.status) {
    case 401:
      return stop('token');
    case 403: {
      const code = forbiddenCode(words);
      return code === 'later' ? later() : stop(code, code === 'api-off' ? words.link : null);
    }
    case 404:
      return { kind: 'refused', code: 'not-found', ...told };
    case 409:
      return words.status === 'ALREADY_EXISTS' || words.reason === 'duplicate'
        ? { kind: 'refused', code: 'conflict', ...told }
        : { kind: 'unknown', code: 'conflict', ...told };
    case 408:
    case 499:
      return { kind: 'unknown', code: 'no-reply', ...told };
    case 429:
      return isOfDay(words) ? stop('quota-day') : later();
    case 400:
      return {
        kind: 'refused',
        code:
          words.status === 'FAILED_PRECONDITION' || words.reason === 'failedPrecondition' ? 'precondition' : 'invalid',
        ...told,
      };
    // google.rpc.Code UNIMPLEMENTED: the service does not do this here, so it has done nothing.
    case 501:
      if (words.status === 'UNIMPLEMENTED') return stop('not-supported');
  }
  return reply.status >= 400 && reply.status < 500
    ? { kind: 'refused', code: 'other', ...told }
    : { kind: 'unknown', code: 'server-error', ...told };
}

/**
 * Of google.api.ErrorReason, and as older front ends write it in `error.errors[].reason`: what a 403 is about. A reason
 * that is not here is about the admin.
 */
const REASONS: Readonly<Record<string, StopCode>> = {
  SERVICE_DISABLED: 'api-off',
  accessNotConfigured: 'api-off',
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'scope',
  insufficientPermissions: 'scope',
  CONSUMER_INVALID: 'project',
  CONSUMER_SUSPENDED: 'project',
  USER_PROJECT_DENIED: 'project',
  BILLING_DISABLED: 'billing',
  SECURITY_POLICY_VIOLATED: 'policy',
  domainPolicy: 'policy',
};

/** 403 means many things; Google's `reason` tells them apart, and its words where there is none. */
function forbiddenCode(words: GoogleWords): StopCode | 'later' {
  const code = isKeyOf(REASONS, words.reason) ? REASONS[words.reason] : undefined;
  if (code !== undefined) return code;
  if (/has not been used in project|it is disabled/i.test(words.message)) return 'api-off';
  if (/insufficient.*scope/i.test(words.message)) return 'scope';
  const isQuota =
    words.status === 'RESOURCE_EXHAUSTED' ||
    /RATE_?LIMIT|QUOTA|LIMIT_?EXCEEDED/i.test(words.reason) ||
    /quota|rate limit/i.test(words.message);
  if (isQuota) return isOfDay(words) ? 'quota-day' : 'later';
  return 'not-admin';
}

/** A day's quota tells so in its unit, or in its words; it never says when to come again. */
const isOfDay = ({ unit, reason, message }: GoogleWords): boolean =>
  /^1\/d\b/.test(unit) || reason === 'dailyLimitExceeded' || (unit === '' && /per day|daily/i.test(message));

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
  /** Of google.rpc.RetryInfo. */
  readonly retryDelay: unknown;
  /** Of the quota that is spent, such as 1/d/{project}. */
  readonly unit: string;
};

/** Google's error envelope, as far as it is there; null where the reply is none. */
function googleWords(reply: Reply): GoogleWords | null {
  const body = jsonOf(reply.body);
  if (!isRecord(body) || !isRecord(body['error'])) return null;
  const { error } = body;
  const each = (value: unknown): Readonly<Record<string, unknown>>[] =>
    Array.isArray(value) ? value.filter(isRecord) : [];
  const details = each(error['details']);
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const reason = [...details, ...each(error['errors'])].map(detail => text(detail['reason'])).find(word => word !== '');
  const url = details
    .flatMap(detail => each(detail['links']))
    .map(link => text(link['url']))
    .find(address => address.startsWith('https://console.'));
  const units = details.map(({ metadata }) => (isRecord(metadata) ? text(metadata['quota_unit']) : ''));
  return {
    message: oneLine(text(error['message'])),
    status: text(error['status']),
    reason: reason ?? '',
    link: url ?? null,
    retryDelay: details.find(detail => text(detail['@type']).endsWith('google.rpc.RetryInfo'))?.['retryDelay'],
    unit: units.find(word => word !== '') ?? '',
  };
}

/**
 * A reply to `list`. An entry that cannot be read makes the page unreadable: skipping it would hide an account. One in
 * a state that this version does not know can be read but for that.
 */
export function pageOf(reply: Reply, now: number): PageReply {
  if (!isSuccess(reply)) return { ok: false, failure: failureOf(reply, now) };
  const unread: PageReply = { ok: false, failure: unreadable(reply) };
  const body = jsonOf(reply.body);
  if (!isRecord(body)) return unread;
  const entries = body['userInvitations'] ?? [];
  if (!Array.isArray(entries)) return unread;
  const next = body['nextPageToken'];
  const accounts = entries.map(accountOf);
  const strangers = entries.flatMap((entry: unknown, at) => (accounts[at] === null ? [strangerOf(entry)] : []));
  if (strangers.includes(null)) return unread;
  return {
    ok: true,
    page: {
      accounts: accounts.filter(account => account !== null),
      strangers: strangers.filter(address => address !== null),
      next: typeof next === 'string' && next !== '' ? next : null,
    },
  };
}

/** A reply to `isInvitableUser`: an error is never a "no". Some editions have the other methods and not this one. */
export function eligibilityOf(reply: Reply, now: number): Eligibility {
  if (!isSuccess(reply)) {
    const failure = failureOf(reply, now);
    return failure.kind === 'stop' && failure.code === 'not-supported'
      ? { kind: 'refused', code: 'not-supported', http: failure.http, google: failure.google }
      : failure;
  }
  const body = jsonOf(reply.body);
  if (!isRecord(body)) return unreadable(reply);
  // proto3 JSON leaves out a field that is false.
  return body['isInvitableUser'] === true ? { kind: 'eligible' } : { kind: 'not-eligible' };
}
