// The API as one synchronous function of a world and a request; every mount goes through here.
import {
  Refusal,
  badCredentials,
  denied,
  errorResponse,
  invalid,
  noCredentials,
  notFound,
  refuse,
  scopeMissing,
} from './errors';
import { faultyResponse, strike } from './faults';
import { fieldSelection } from './fields';
import { cancelInvitation, getInvitation, isInvitableUser, sendInvitation } from './invitations';
import { listPage } from './listing';
import { findCall, parseAddress } from './path';
import type { Call } from './path';
import { parseQuery } from './query';
import type { Query } from './query';
import { chargeQuota } from './quota';
import { actSignIn, findSignIn, isAdmin, mayCall, ownerOf } from './sign-in';
import type { Account, ApiRequest, ApiResponse, Invitation, RequestNote, World } from './types';

const NOTES_KEPT = 1000;
type Note = { -readonly [K in keyof RequestNote]: RequestNote[K] };

export function handle(world: World, request: ApiRequest): ApiResponse {
  world.inner.requestCount += 1;
  const { latencyMs, latencySpread, clockSkewMs } = world.options;
  const note: Note = {
    number: world.inner.requestCount,
    at: world.now(),
    method: null,
    email: null,
    status: 0,
    fault: null,
  };
  const response = refusing(() => respond(world, request, note));
  note.status = response.status;
  world.requests.push(note);
  if (world.requests.length > 2 * NOTES_KEPT) world.requests.splice(0, NOTES_KEPT);
  const latency = latencyMs === 0 ? 0 : Math.round(latencyMs * (1 + latencySpread * world.random()));
  const headers =
    response.lost === undefined
      ? {
          ...response.headers,
          date: dateHeader(world.now() + clockSkewMs),
          vary: 'Origin, X-Origin, Referer',
        }
      : {};
  return { ...response, headers, delayMs: response.delayMs + latency };
}

/** Of a batch, all replies have the same. */
let dated: { readonly at: number; readonly text: string } = { at: 0, text: new Date(0).toUTCString() };
function dateHeader(at: number): string {
  if (at !== dated.at) dated = { at, text: new Date(at).toUTCString() };
  return dated.text;
}

function refusing(run: () => ApiResponse): ApiResponse {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof Refusal) return errorResponse(thrown.error);
    throw thrown;
  }
}

function respond(world: World, request: ApiRequest, note: Note): ApiResponse {
  const signIn = findSignIn(request.url);
  if (signIn !== null) {
    note.method = signIn.method;
    const { delayMs, fault } = strike(world, signIn.method, signIn.account);
    note.fault = fault?.kind ?? (delayMs > 0 ? 'slow' : null);
    const perform = () => refusing(() => actSignIn(world, request, signIn));
    return { ...(fault === null ? perform() : faultyResponse(world, fault, signIn.method, perform)), delayMs };
  }
  const call = findCall(request.method, request.url);
  note.method = call.method;
  authenticate(world, request, call);
  const email = call.method === 'list' ? null : parseAddress(call.address);
  note.email = email;
  const refused = chargeQuota(world);
  if (refused !== null) return errorResponse(refused);
  const { delayMs, fault } = strike(world, call.method, email);
  note.fault = fault?.kind ?? (delayMs > 0 ? 'slow' : null);
  const perform = () => refusing(() => act(world, request, call, email ?? '', note.number));
  const response = fault === null ? perform() : faultyResponse(world, fault, call.method, perform);
  return { ...response, delayMs };
}

const header = (request: ApiRequest, name: string): string =>
  Object.entries(request.headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';

/**
 * Any bearer token will do, unless the world names those it knows; one that was given out here has its scopes and its
 * end.
 */
function authenticate(world: World, request: ApiRequest, call: Call): void {
  const inHeader = /^Bearer\s+(\S+)\s*$/i.exec(header(request, 'authorization'))?.[1];
  const token = inHeader ?? /(?:^|&)(?:access_token|oauth_token)=([^&]+)/.exec(call.query)?.[1];
  if (token === undefined) return refuse(noCredentials(call.method));
  const owner = ownerOf(world, token);
  if (owner === null) return refuse(badCredentials);
  if (!mayCall(owner.scopes, call.method)) refuse(scopeMissing(call.method));
  if (!isAdmin(world, owner.email)) refuse(denied);
}

function act(world: World, request: ApiRequest, call: Call, email: string, number: number): ApiResponse {
  const query = parseQuery(call.query, call.method);
  const alt = query.get('alt') ?? 'json';
  if (alt !== 'json' && alt !== '') refuse(invalid(`Unsupported alt: ${alt}`, 'alt'));
  checkBody(request, call, world.options.nullBodyIsTaken);
  if (!/^(my_customer|C[0-9a-z]+)$/i.test(call.customer))
    refuse(invalid('Request contains an invalid argument.', 'name'));
  if (call.customer !== 'my_customer' && call.customer !== world.customer)
    refuse(world.options.unknownCustomer === 'NOT_FOUND' ? notFound : denied);
  const select = fieldSelection(query.get('fields') ?? '');
  const body = select(reply(world, call, query, email, number));
  const pretty = (query.get('prettyPrint') ?? 'true').toLowerCase() !== 'false';
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: pretty ? `${JSON.stringify(body, null, 2)}\n` : JSON.stringify(body),
    delayMs: 0,
  };
}

/**
 * The reference wants an empty body; clients also send `{}`. A form, which Google reads as parameters, cannot carry
 * that.
 */
function checkBody(request: ApiRequest, call: Call, nullIsTaken: boolean): void {
  const body = request.body.trim();
  if (body === '') return;
  if (request.method.toUpperCase() === 'GET') refuse(invalid('A GET request must not have a body.'));
  if (header(request, 'content-type').toLowerCase().startsWith('application/x-www-form-urlencoded')) {
    parseQuery(body, call.method);
    return;
  }
  const parsed = parseJson(body);
  if (parsed === null && nullIsTaken) return;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    refuse(invalid('Invalid JSON payload received. The root must be an object.'));
  const unknown = Object.keys(parsed as object)[0];
  if (unknown !== undefined)
    refuse(invalid(`Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`, unknown));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return refuse(invalid(`Invalid JSON payload received. Unexpected token.\n${body.slice(0, 40)}\n^`));
  }
}

function reply(world: World, call: Call, query: Query, email: string, number: number): unknown {
  const omitted = world.options.defaultValues === 'omitted';
  switch (call.method) {
    case 'list': {
      const { accounts, next } = listPage(world, call.customer, query);
      const userInvitations = accounts.map(account => written(world, call.customer, account, account.listed));
      return {
        ...(omitted && userInvitations.length === 0 ? {} : { userInvitations }),
        ...(next === null ? {} : { nextPageToken: next }),
      };
    }
    case 'get': {
      const account = getInvitation(world, email);
      return written(world, call.customer, account, account.shown);
    }
    case 'isInvitableUser': {
      const answer = isInvitableUser(world, email);
      return omitted && !answer ? {} : { isInvitableUser: answer };
    }
    case 'send':
      return operation(world, call, sendInvitation(world, email, number), number);
    case 'cancel':
      return operation(world, call, cancelInvitation(world, email, number), number);
  }
}

const TYPES = 'type.googleapis.com/google.apps.cloudidentity.userinvitations.v1.';

function operation(world: World, call: Call, account: Account, number: number): unknown {
  const { operationDone, operationHasName, operationCarriesInvitation, defaultValues } = world.options;
  const name = operationHasName || !operationDone ? { name: `operations/${number}` } : {};
  if (!operationDone) return { ...name, ...(defaultValues === 'omitted' ? {} : { done: false }) };
  const response = operationCarriesInvitation
    ? { '@type': `${TYPES}UserInvitation`, ...written(world, call.customer, account, account.invitation) }
    : { '@type': `${TYPES}${call.method === 'send' ? 'Send' : 'Cancel'}UserInvitationResponse` };
  return { ...name, done: true, response };
}

/** Names come back with the customer that was asked for. */
function written(world: World, customer: string, account: Account, version: Invitation): Record<string, string> {
  const { emailCase, defaultValues, mailCountIsTold, declinedIsTold } = world.options;
  const email = emailCase === 'lower' ? account.key : account.email;
  return {
    name: `customers/${customer}/userinvitations/${email}`,
    ...(!mailCountIsTold || (version.mails === 0 && defaultValues === 'omitted')
      ? {}
      : { mailsSentCount: String(version.mails) }),
    state: version.state === 'DECLINED' ? declinedIsTold : version.state,
    updateTime: writtenTime(world, version.updatedAt),
  };
}

/** RFC 3339 in UTC with as many digits as it takes: none, three, six or nine, as protobuf's JSON has it. */
function writtenTime(world: World, at: number): string {
  const digits = world.options.updateTimeDigits;
  const whole = Math.round((at - Math.floor(at)) * 1000) % 1000;
  if (world.options.updateTimeHasNanos)
    return `${new Date(Math.floor(at)).toISOString().slice(0, -1)}${String(whole).padStart(3, '0')}789Z`;
  const micros = digits === 'microseconds' ? whole : 0;
  const millis = digits === 'seconds' ? Math.floor(at / 1000) * 1000 : Math.floor(at);
  const iso = new Date(millis).toISOString();
  if (micros > 0) return `${iso.slice(0, -1)}${String(micros).padStart(3, '0')}Z`;
  return iso.replace('.000Z', 'Z');
}
