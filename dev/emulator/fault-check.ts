// Checks a fault rule that came from outside as JSON, and says in a sentence what is wrong with it.
import { PROJECT_REASONS } from './errors';
import type { FaultRule } from './types';

const METHODS = ['list', 'get', 'send', 'cancel', 'isInvitableUser', 'token', 'signJwt'];
const WHEN = ['when'];
const RETRY = ['retryAfter', 'asDate'];
/** What each kind may carry beside `match` and `limit`. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  '429': [...RETRY, 'retryInfo', 'daily'],
  '500': [...RETRY, ...WHEN],
  '502': [...RETRY, ...WHEN],
  '503': [...RETRY, ...WHEN],
  '504': [...RETRY, ...WHEN],
  lost: WHEN,
  slow: ['ms'],
  html: ['status', ...WHEN],
  empty: ['status', ...WHEN],
  truncated: ['status', ...WHEN],
  'operation-error': ['code', 'message', ...WHEN],
  'operation-not-done': WHEN,
  '401': [],
  SERVICE_DISABLED: [],
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: [],
  PERMISSION_DENIED: [],
  'quota-403': ['daily'],
  'project-403': ['reason', 'old'],
  refused: ['status', 'message'],
};
const REFUSALS = ['FAILED_PRECONDITION', 'INVALID_ARGUMENT', 'NOT_FOUND', 'ABORTED', 'ALREADY_EXISTS'];

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 1;
const isAmount = (value: unknown): boolean => typeof value === 'number' && value >= 0;

export function checkFault(value: unknown): FaultRule {
  if (!isFields(value))
    throw new Error('A fault is an object such as {"kind":"503","match":{"method":"send","every":5}}.');
  const { kind, match = {}, limit, ...rest } = value;
  const allowed = typeof kind === 'string' && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (allowed === undefined)
    throw new Error(`There is no fault of kind ${String(kind)}. There is: ${Object.keys(KINDS).join(', ')}.`);
  if (limit !== undefined && !isCount(limit)) throw new Error('limit must be a whole number of at least 1.');
  checkMatch(match);
  for (const name of Object.keys(rest))
    if (!allowed.includes(name))
      throw new Error(
        `A fault of kind ${String(kind)} has no ${name}. It may have: ${['match', 'limit', ...allowed].join(', ')}.`,
      );
  const { when, ms, reason, old, retryAfter, retryInfo, status, asDate, daily, code, message } = rest;
  if (when !== undefined && when !== 'before' && when !== 'after') throw new Error('when must be before or after.');
  if (kind === 'slow' && !isAmount(ms)) throw new Error('A slow fault needs ms, a number of milliseconds.');
  if (kind === 'refused' && !REFUSALS.some(name => name === status))
    throw new Error(`A refused fault needs a status: ${REFUSALS.join(', ')}.`);
  if (
    kind !== 'refused' &&
    status !== undefined &&
    !(isCount(status) && Number(status) >= 200 && Number(status) <= 599)
  )
    throw new Error('status must be an HTTP status from 200 to 599.');
  // Servers have been seen to send a negative number and a date that has passed.
  if (retryAfter !== undefined && typeof retryAfter !== 'number')
    throw new Error('retryAfter must be a number of seconds.');
  if (retryInfo !== undefined && !isAmount(retryInfo)) throw new Error('retryInfo must be a number of seconds.');
  if (kind === 'project-403' && !(typeof reason === 'string' && Object.hasOwn(PROJECT_REASONS, reason)))
    throw new Error(`A project-403 fault needs a reason: ${Object.keys(PROJECT_REASONS).join(', ')}.`);
  for (const [name, flag] of Object.entries({ asDate, daily, old }))
    if (flag !== undefined && typeof flag !== 'boolean') throw new Error(`${name} must be true or false.`);
  if (code !== undefined && !isCount(code)) throw new Error('code must be a google.rpc.Code such as 9.');
  if (message !== undefined && typeof message !== 'string') throw new Error('message must be a text.');
  return value as FaultRule;
}

function checkMatch(match: unknown): void {
  if (!isFields(match)) throw new Error('match must be an object such as {"method":"send"}.');
  const { method, address, every, probability, firstAttempts, ...rest } = match;
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined)
    throw new Error(`match has no ${unknown}. It may have: method, address, every, probability, firstAttempts.`);
  const methods: readonly unknown[] = method === undefined ? [] : Array.isArray(method) ? method : [method];
  for (const name of methods)
    if (!METHODS.some(known => known === name))
      throw new Error(`There is no method ${String(name)}. There is: ${METHODS.join(', ')}.`);
  if (address !== undefined && typeof address !== 'string')
    throw new Error('address must be a pattern such as *@acme.example.');
  if (every !== undefined && !isCount(every)) throw new Error('every must be a whole number of at least 1.');
  if (firstAttempts !== undefined && !isCount(firstAttempts))
    throw new Error('firstAttempts must be a whole number of at least 1.');
  if (probability !== undefined && !(isAmount(probability) && Number(probability) <= 1))
    throw new Error('probability must be a number from 0 to 1.');
}
