// Faults by rule: which request one strikes, and what then comes back instead of Google's answer.
import {
  CODES,
  badCredentials,
  denied,
  errorResponse,
  projectDenied,
  quotaDenied,
  quotaSpent,
  scopeMissing,
  serviceDisabled,
} from './errors';
import type { ApiError } from './errors';
import type { ActiveFault, AnyMethod, ApiResponse, Fault, FaultMatch, FaultRule, World } from './types';

export function addFault(world: World, rule: FaultRule): string {
  world.inner.faultCount += 1;
  const id = `f${world.inner.faultCount}`;
  world.faults.push({ id, rule, seen: 0, hits: 0, attempts: new Map() });
  return id;
}

/** False when there is no such fault (any more). */
export function removeFault(world: World, id: string): boolean {
  const at = world.faults.findIndex(fault => fault.id === id);
  if (at >= 0) world.faults.splice(at, 1);
  return at >= 0;
}

export function clearFaults(world: World): void {
  world.faults.length = 0;
}

const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .normalize('NFC')
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'iu',
  );

function concerns(match: FaultMatch, method: AnyMethod, email: string | null): boolean {
  const methods = match.method === undefined ? null : typeof match.method === 'string' ? [match.method] : match.method;
  return (
    (methods?.includes(method) ?? true) &&
    (match.address === undefined || (email !== null && glob(match.address).test(email)))
  );
}

/**
 * What may befall any service of Google; the other faults are the invitations API's unless they name another method.
 */
const ANYWHERE: ReadonlySet<string> = new Set([
  '429',
  '500',
  '502',
  '503',
  '504',
  'lost',
  'slow',
  'html',
  'empty',
  'truncated',
]);
const isApi = (method: AnyMethod): boolean => method !== 'token' && method !== 'signJwt';

function strikesNow(world: World, fault: ActiveFault, method: AnyMethod, email: string | null): boolean {
  const { match = {}, limit, kind } = fault.rule;
  if (!isApi(method) && match.method === undefined && !ANYWHERE.has(kind)) return false;
  if (!concerns(match, method, email) || (kind.startsWith('operation-') && method !== 'send' && method !== 'cancel'))
    return false;
  fault.seen += 1;
  const attempt = (fault.attempts.get(email ?? '') ?? 0) + 1;
  fault.attempts.set(email ?? '', attempt);
  const strikes =
    (limit === undefined || fault.hits < limit) &&
    (match.every === undefined || fault.seen % match.every === 0) &&
    (match.firstAttempts === undefined || attempt <= match.firstAttempts) &&
    (match.probability === undefined || world.random() < match.probability);
  if (strikes) fault.hits += 1;
  return strikes;
}

/** What strikes this request: all the slowness there is, and the first of the other faults. */
export function strike(
  world: World,
  method: AnyMethod,
  email: string | null,
): { delayMs: number; fault: Fault | null } {
  let delayMs = 0;
  let struck: Fault | null = null;
  for (const active of world.faults) {
    const { rule } = active;
    if (rule.kind !== 'slow' && struck !== null) continue;
    if (!strikesNow(world, active, method, email)) continue;
    if (rule.kind === 'slow') delayMs += rule.ms;
    else struck = rule;
  }
  return { delayMs, fault: struck };
}

const page = (status: number, headers: ApiError['headers'] = {}): ApiResponse => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8', ...headers },
  body: `<!DOCTYPE html>\n<html lang=en>\n  <title>Error ${status} (Server Error)!!1</title>\n  <p><b>${status}.</b> <ins>That’s an error.</ins>\n  <p>The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.  <ins>That’s all we know.</ins>\n`,
  delayMs: 0,
});

const operation = (reply: unknown): ApiResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: `${JSON.stringify(reply, null, 2)}\n`,
  delayMs: 0,
});

function retryAfter(world: World, seconds: number | undefined, asDate: boolean | undefined): ApiError['headers'] {
  if (seconds === undefined) return {};
  return {
    'retry-after':
      asDate === true
        ? new Date(world.now() + world.options.clockSkewMs + seconds * 1000).toUTCString()
        : String(seconds),
  };
}

/**
 * The reply under a fault. `perform` gives the true reply and has the true effect; it is called only where the fault
 * lets it.
 */
export function faultyResponse(world: World, fault: Fault, method: AnyMethod, perform: () => ApiResponse): ApiResponse {
  const after = 'when' in fault && fault.when === 'after';
  const truth = after ? perform() : null;
  switch (fault.kind) {
    case '429':
      return errorResponse({
        ...quotaSpent({ per: fault.daily === true ? 'day' : 'minute', limit: null, retryInfo: fault.retryInfo }),
        headers: retryAfter(world, fault.retryAfter, fault.asDate) ?? {},
      });
    case '500':
      return errorResponse({
        status: 'INTERNAL',
        message: 'Internal error encountered.',
        headers: retryAfter(world, fault.retryAfter, fault.asDate) ?? {},
      });
    // Comes from the front end, which knows no JSON.
    case '502':
      return page(502, retryAfter(world, fault.retryAfter, fault.asDate));
    case '503':
      return errorResponse({
        status: 'UNAVAILABLE',
        message: 'The service is currently unavailable.',
        headers: retryAfter(world, fault.retryAfter, fault.asDate) ?? {},
      });
    case '504':
      return errorResponse({
        status: 'DEADLINE_EXCEEDED',
        message: 'Deadline expired before operation could complete.',
        headers: retryAfter(world, fault.retryAfter, fault.asDate) ?? {},
      });
    case 'lost':
      return { status: 0, headers: {}, body: '', delayMs: 0, lost: after ? 'after' : 'before' };
    case 'html':
      return page(fault.status ?? 200);
    case 'empty':
      return {
        status: fault.status ?? 200,
        headers: { 'content-type': 'application/json; charset=UTF-8' },
        body: '',
        delayMs: 0,
      };
    case 'truncated': {
      const isRead = method !== 'send' && method !== 'cancel';
      const whole = truth ?? (isRead ? perform() : operation({ done: true, response: {} }));
      return {
        ...whole,
        status: fault.status ?? whole.status,
        body: whole.body.slice(0, Math.floor(whole.body.length / 2)),
      };
    }
    case 'operation-error': {
      const code = fault.code ?? CODES.FAILED_PRECONDITION.rpc;
      return operation({ done: true, error: { code, message: fault.message ?? 'Precondition check failed.' } });
    }
    case 'operation-not-done':
      return operation({ name: `operations/${world.inner.requestCount}`, done: false });
    case '401':
      return errorResponse(badCredentials);
    case 'SERVICE_DISABLED':
      return errorResponse(serviceDisabled(method));
    case 'ACCESS_TOKEN_SCOPE_INSUFFICIENT':
      return errorResponse(scopeMissing(method));
    case 'PERMISSION_DENIED':
      return errorResponse(denied);
    case 'quota-403':
      return errorResponse(quotaDenied(fault.daily === true));
    case 'project-403':
      return errorResponse(projectDenied(fault.reason, fault.old === true));
    case 'refused':
      return errorResponse({ status: fault.status, message: fault.message ?? REFUSALS[fault.status] });
    case 'slow':
      return truth ?? perform();
  }
}

const REFUSALS = {
  FAILED_PRECONDITION: 'Precondition check failed.',
  INVALID_ARGUMENT: 'Request contains an invalid argument.',
  NOT_FOUND: 'Requested entity was not found.',
  ABORTED: 'The operation was aborted.',
  ALREADY_EXISTS: 'Requested entity already exists',
} as const;
