// A service account that acts for an admin: its key, what it asserts of itself, and the access token that Google gives
// for it. Only in a build with the capability "key" or "delegation".
import { canonical, readAddress } from '../accounts/address';
import type { StopCode } from '../contract/codes';
import { isRecord, jsonOf } from '../contract/json';
import { thrownCode } from '../google/errors';
import type { Call, Reply } from '../google/http';
import type { NotSignedIn } from '../google/outcome';
import { failureOf, oneLine } from '../google/reply';
import type { Store } from '../ports';
import type { SignIn, Token } from './sign-in';

/** Of a service account: its address, the key's id, and the private key. */
export type Key = { readonly email: string; readonly id: string; readonly pem: string };

/** In the person's own properties: other editors of the sheet cannot read it. */
const KEY = 'signIn.key';

export const SCOPE = 'https://www.googleapis.com/auth/cloud-identity.userinvitations';
const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** The longest that Google takes (Using OAuth 2.0 for server to server applications). Seconds. */
const LIFE_S = 3_600;
/** A token that ends sooner is renewed: a batch that is under way must not outlive it. Seconds. */
const SPARE_S = 120;

export function loadKey(own: Store): Key | null {
  const kept = jsonOf(own.get(KEY) ?? '');
  return isRecord(kept) &&
    typeof kept['email'] === 'string' &&
    typeof kept['id'] === 'string' &&
    typeof kept['pem'] === 'string'
    ? { email: kept['email'], id: kept['id'], pem: kept['pem'] }
    : null;
}
export const keepKey = (own: Store, key: Key): void => own.set(KEY, JSON.stringify(key));
export const forgetKey = (own: Store): void => own.remove(KEY);

const SERVICE_ACCOUNT = /^[a-z0-9][a-z0-9.-]*@[a-z0-9.-]+\.gserviceaccount\.com$/;
export function readServiceAccount(text: string): string | null {
  const address = canonical(text);
  return SERVICE_ACCOUNT.test(address) ? address : null;
}
export function readAdmin(text: string): string | null {
  const read = readAddress(text);
  return read.ok && !SERVICE_ACCOUNT.test(read.address) ? read.address : null;
}

/** The JSON file that Google gives out for a key; null when it is not one. */
export function readKey(text: string): Key | null {
  const file = jsonOf(text);
  if (!isRecord(file) || file['type'] !== 'service_account') return null;
  const { client_email: email, private_key_id: id, private_key: pem } = file;
  const isPem =
    typeof pem === 'string' &&
    /^-----BEGIN (RSA )?PRIVATE KEY-----\s[\s\S]+-----END (RSA )?PRIVATE KEY-----\s*$/.test(pem);
  const address = typeof email === 'string' ? readServiceAccount(email) : null;
  return isPem && address !== null ? { email: address, id: typeof id === 'string' ? id : '', pem } : null;
}

/** What the service account asserts of itself, for an hour at most. */
export type Claims = {
  readonly iss: string;
  readonly sub: string;
  readonly scope: string;
  readonly aud: string;
  readonly iat: number;
  readonly exp: number;
};
export function claimsOf(serviceAccount: string, actFor: string, now: number): Claims {
  const iat = Math.floor(now / 1000);
  return { iss: serviceAccount, sub: actFor, scope: SCOPE, aud: TOKEN_URL, iat, exp: iat + LIFE_S };
}

/** A request with its own credentials, or with none. */
export type SignInCall = Call & { readonly contentType: string; readonly token: string | null };
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: NotSignedIn };
/** Has Google sign for a service account; only in a build with the capability "delegation". */
export type SignJwt = {
  readonly call: (claims: Claims, ownToken: string) => SignInCall;
  readonly jwtOf: (reply: Reply, now: number) => Read<string>;
};

export type SignInPorts = {
  readonly now: () => number;
  readonly ownToken: () => string;
  /** Sends one request. Throws where no reply comes. */
  readonly ask: (call: SignInCall) => Reply;
  /** Base64 for addresses, of a text's UTF-8, and of its RSA-SHA256 signature. */
  readonly encode: (text: string) => string;
  readonly sign: (text: string, pem: string) => string;
  /** This person's alone, and gone by itself after so many seconds. */
  readonly cache: {
    readonly get: () => string | null;
    readonly put: (text: string, seconds: number) => void;
    readonly remove: () => void;
  };
  readonly signJwt: SignJwt | null;
};

/** Gives out tokens for a sign-in: one that is good for a while yet, or (`fresh`) a new one. */
export function makeTokens(ports: SignInPorts, signIn: SignIn, key: Key | null): (fresh: boolean) => Token {
  let held: CachedToken | null = null;
  const about = [signIn.mode, signIn.serviceAccount, signIn.actFor, signIn.mode === 'key' ? key?.id : ''].join(' ');
  const isGood = (some: CachedToken | null): some is CachedToken =>
    some?.about === about && some.until > ports.now() + SPARE_S * 1000;
  return fresh => {
    if (signIn.mode === 'own') return { ok: true, token: ports.ownToken() };
    if (!fresh && !isGood(held)) held = heldIn(ports.cache.get());
    if (!fresh && isGood(held)) return { ok: true, token: held.token };
    const made = attempt(() => make(ports, signIn, key));
    if (!made.ok) return made;
    held = { about, ...made.value };
    const seconds = Math.floor((held.until - ports.now()) / 1000) - SPARE_S;
    if (seconds > 0) ports.cache.put(JSON.stringify(held), seconds);
    return { ok: true, token: held.token };
  };
}

type CachedToken = { readonly about: string; readonly token: string; readonly until: number };
function heldIn(text: string | null): CachedToken | null {
  const value = jsonOf(text ?? '');
  return isRecord(value) &&
    typeof value['about'] === 'string' &&
    typeof value['token'] === 'string' &&
    typeof value['until'] === 'number'
    ? { about: value['about'], token: value['token'], until: value['until'] }
    : null;
}

const stop = (
  code: StopCode,
  http = 0,
  google = '',
  link: string | null = null,
): { readonly ok: false; readonly failure: NotSignedIn } => ({
  ok: false,
  failure: { kind: 'stop', code, http, google, link },
});

/**
 * What the platform throws is the network's fault, unless it says that a person must act. Its words are not passed on:
 * they may quote the request.
 */
function attempt<T>(work: () => Read<T>): Read<T> {
  try {
    return work();
  } catch (error) {
    const code = thrownCode(error);
    return code === 'scope' || code === 'quota-day' || code === 'quota-service'
      ? stop(code)
      : { ok: false, failure: { kind: 'later', waitMs: null, http: 0, google: '' } };
  }
}

function make(ports: SignInPorts, signIn: SignIn, key: Key | null): Read<{ token: string; until: number }> {
  const began = ports.now();
  const jwt = signIn.mode === 'key' ? signWithKey(ports, signIn, key) : signByGoogle(ports, signIn);
  if (!jwt.ok) return jwt;
  const body = `grant_type=${encodeURIComponent(GRANT)}&assertion=${jwt.value}`;
  return tokenOf(
    ports.ask({ method: 'post', url: TOKEN_URL, body, contentType: 'application/x-www-form-urlencoded', token: null }),
    began,
  );
}

function signWithKey({ encode, sign, now }: SignInPorts, { actFor }: SignIn, key: Key | null): Read<string> {
  if (key === null) return stop('no-key');
  const header = { alg: 'RS256', typ: 'JWT', ...(key.id === '' ? {} : { kid: key.id }) };
  const signed = [header, claimsOf(key.email, actFor, now())].map(part => encode(JSON.stringify(part))).join('.');
  try {
    return { ok: true, value: `${signed}.${sign(signed, key.pem)}` };
  } catch {
    return stop('key-refused');
  }
}

function signByGoogle({ ask, signJwt, ownToken, now }: SignInPorts, { serviceAccount, actFor }: SignIn): Read<string> {
  if (signJwt === null) return stop('no-delegation');
  return signJwt.jwtOf(ask(signJwt.call(claimsOf(serviceAccount, actFor, now()), ownToken())), now());
}

/** A reply of the token endpoint: a token, or in Google's words why not. */
function tokenOf(reply: Reply, began: number): Read<{ token: string; until: number }> {
  const body = jsonOf(reply.body);
  const fields = isRecord(body) ? body : {};
  const { access_token: token, expires_in: seconds, error, error_description: description } = fields;
  if (reply.status === 200 && typeof token === 'string' && token !== '')
    return { ok: true, value: { token, until: began + (typeof seconds === 'number' ? seconds : 0) * 1000 } };
  if (typeof error === 'string' && reply.status < 500 && reply.status !== 429) {
    const told = typeof description === 'string' ? description : '';
    return stop(refusalOf(error, told), reply.status, oneLine(`${error}: ${told}`));
  }
  return { ok: false, failure: laterOf(reply, began) };
}

/** What passes by itself: nothing was sent, so it is tried again. */
export function laterOf(reply: Reply, now: number): NotSignedIn {
  const failure = failureOf(reply, now);
  return failure.kind === 'later'
    ? failure
    : { kind: 'later', waitMs: null, http: reply.status, google: failure.google };
}

/** Google's error codes for JWT authorization (the table in "Using OAuth 2.0 for server to server applications"). */
function refusalOf(error: string, description: string): StopCode {
  switch (error) {
    case 'unauthorized_client':
    case 'access_denied':
    case 'invalid_scope':
    case 'admin_policy_enforced':
      return 'not-delegated';
    case 'invalid_client':
    case 'deleted_client':
    case 'disabled_client':
      return 'no-service-account';
    case 'invalid_grant':
      if (/signature/i.test(description)) return 'key-refused';
      if (/account not found/i.test(description)) return 'no-service-account';
      return /email|user/i.test(description) ? 'no-such-admin' : 'sign-in-refused';
  }
  return 'sign-in-refused';
}
