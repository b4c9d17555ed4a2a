// How service accounts sign in: the token endpoint, which verifies what they assert, and signJwt of IAM Credentials,
// which signs for those who may.
import { generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { badCredentials, iamDenied, invalid, noCredentials, noSuchMethod, refuse } from './errors';
import type { ApiRequest, ApiResponse, Method, ServiceAccount, SignInMethod, World } from './types';
import { domainOf, INVITATIONS_SCOPE, keyOf } from './world';

const CLOUD_IDENTITY_SCOPE = 'https://www.googleapis.com/auth/cloud-identity';
const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** By this the emulator knows a token that it gave out, also after it was revoked. */
const ISSUED = 'ya29.c.emulated-';
const MINUTE_S = 60;
/** An assertion lives an hour at most; ends within 65 minutes; and clocks may differ a little. Seconds. */
const LONGEST_S = 60 * MINUTE_S;
const LATEST_S = 65 * MINUTE_S;
const SKEW_S = 5 * MINUTE_S;
const LONGEST_PAYLOAD_S = 12 * 60 * MINUTE_S;
/** What Google answers for a token of an hour. */
const TOKEN_S = 3_599;

export const signInRoutes: readonly {
  readonly id: SignInMethod;
  readonly http: 'POST';
  readonly host: string;
  readonly path: string;
}[] = [
  { id: 'token', http: 'POST', host: 'oauth2.googleapis.com', path: 'token' },
  {
    id: 'signJwt',
    http: 'POST',
    host: 'iamcredentials.googleapis.com',
    path: 'v1/projects/{projectsId}/serviceAccounts/{serviceAccountsId}:signJwt',
  },
];

/** The hosts that the emulator stands for. */
const HOSTS = ['cloudidentity.googleapis.com', ...signInRoutes.map(({ host }) => host)];
export const isGoogle = (url: string): boolean => HOSTS.some(host => url.startsWith(`https://${host}/`));

export type SignInCall = { readonly method: SignInMethod; readonly project: string; readonly account: string };
/** Null when the path is not one of these. */
export function findSignIn(url: string): SignInCall | null {
  const path = url.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  if (path === '/token') return { method: 'token', project: '', account: '' };
  const [, project, account] = /^\/v1\/projects\/([^/]+)\/serviceAccounts\/([^/]+):signJwt$/.exec(path) ?? [];
  return project === undefined || account === undefined
    ? null
    : { method: 'signJwt', project, account: decodeURIComponent(account) };
}

type Key = { readonly id: string; readonly publicKey: KeyObject; readonly privateKey: KeyObject };

function newKey(): Key {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    id: publicKey.export({ type: 'spki', format: 'der' }).toString('hex').slice(-50, -10),
    publicKey,
    privateKey,
  };
}

/**
 * What Google signs with for an account, and never gives out: the same in every world, because making one takes longer
 * than all else here.
 */
const systemKeys = new Map<string, Key>();
function systemKeyOf(account: ServiceAccount): Key {
  const key = systemKeys.get(account.email) ?? newKey();
  systemKeys.set(account.email, key);
  account.system = key.id;
  account.keys.set(key.id, key.publicKey);
  return key;
}

/** The file that the Cloud console gives out for a new key: Google keeps only its public half. */
export function makeKeyFile(account: ServiceAccount): string {
  const { id, publicKey, privateKey } = newKey();
  account.keys.set(id, publicKey);
  return `${JSON.stringify(
    {
      type: 'service_account',
      project_id: account.email.replace(/^.*@|\.iam\.gserviceaccount\.com$/g, ''),
      private_key_id: id,
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      client_email: account.email,
      client_id: account.clientId,
      auth_uri: 'https://accounts.google.com/o/oauth2/auth',
      token_uri: TOKEN_URL,
    },
    null,
    2,
  )}\n`;
}

/** Google's clock. Seconds. */
const googleNow = (world: World): number => Math.floor((world.now() + world.options.clockSkewMs) / 1000);

/** Every token that was given out is refused from now on. */
export const revokeTokens = (world: World): void => {
  world.issued.clear();
};

/**
 * Who asks, by the token: one that was given out here, or one that says so itself (`ownerOf`). Null: the token is not
 * good.
 */
export function ownerOf(
  world: World,
  token: string,
): { readonly email: string; readonly scopes: readonly string[] | null } | null {
  const issued = world.issued.get(token);
  if (issued !== undefined) return issued.until > googleNow(world) ? issued : null;
  if (token.startsWith(ISSUED) || (world.tokens !== null && !world.tokens.has(token))) return null;
  return { email: world.ownerOf(token), scopes: world.scopesOf(token) };
}

const READS: readonly Method[] = ['list', 'get', 'isInvitableUser'];
/** The scopes in the reference of each method. */
export const mayCall = (scopes: readonly string[] | null, method: Method): boolean =>
  scopes === null ||
  scopes.includes(INVITATIONS_SCOPE) ||
  scopes.includes(CLOUD_IDENTITY_SCOPE) ||
  (READS.includes(method) && scopes.includes(`${INVITATIONS_SCOPE}.readonly`));
export const isAdmin = (world: World, email: string): boolean =>
  world.admins === null || world.admins.has(keyOf(email));

export function actSignIn(world: World, request: ApiRequest, call: SignInCall): ApiResponse {
  if (request.method.toUpperCase() !== 'POST') refuse(noSuchMethod);
  return call.method === 'token' ? giveToken(world, request) : signForCaller(world, request, call);
}

const json = (status: number, value: unknown): ApiResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: `${JSON.stringify(value, null, 2)}\n`,
  delayMs: 0,
});
/** OAuth's own envelope (RFC 6749, section 5.2). */
const no = (status: number, error: string, description: string): ApiResponse =>
  json(status, { error, error_description: description });

type Claims = Readonly<Record<string, unknown>>;
type Assertion = {
  readonly header: Claims;
  readonly claims: Claims;
  readonly signed: string;
  readonly signature: Buffer;
};

function read(assertion: string): Assertion | null {
  // Debian 12's google-auth keeps the padding, which its signature then covers.
  const [, header = '', claims = '', signature = ''] =
    /^([\w-]+={0,2})\.([\w-]+={0,2})\.([\w-]+={0,2})$/.exec(assertion) ?? [];
  if (header === '') return null;
  try {
    const fields = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
    return {
      header: fields(header),
      claims: fields(claims),
      signed: `${header}.${claims}`,
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    return null;
  }
}

/**
 * Error codes and wordings: the table of "Using OAuth 2.0 for server to server applications"; "account not found" and
 * the audience's from public reports.
 */
function giveToken(world: World, { headers, body }: ApiRequest): ApiResponse {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const form = new URLSearchParams(type.startsWith('application/x-www-form-urlencoded') ? body : '');
  if (form.get('grant_type') !== GRANT)
    return no(400, 'unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type') ?? ''}`);
  const assertion = read(form.get('assertion') ?? '');
  if (assertion?.header['alg'] !== 'RS256') return no(400, 'invalid_grant', 'Bad Request');
  const { iss, sub, scope, aud, iat, exp } = assertion.claims;
  const account = world.serviceAccounts.get(typeof iss === 'string' ? iss : '');
  if (account === undefined) return no(400, 'invalid_grant', 'Invalid grant: account not found');
  if (account.disabled) return no(401, 'disabled_client', 'The OAuth client was disabled.');
  if (!isSigned(account, assertion)) return no(400, 'invalid_grant', 'Invalid JWT Signature.');
  if (world.options.audienceIsChecked && aud !== TOKEN_URL)
    return no(400, 'invalid_grant', 'Invalid JWT: Failed audience check.');
  const now = googleNow(world);
  if (!inTime(iat, exp, now))
    return no(
      400,
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    );
  const scopes = typeof scope === 'string' ? scope.split(' ').filter(name => name !== '') : [];
  if (scopes.length === 0) return no(400, 'invalid_scope', 'Empty or missing scope not allowed.');
  if (scopes.some(name => !/^https:\/\/www\.googleapis\.com\/auth\/[\w.-]+$/.test(name)))
    return no(400, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
  if (sub !== undefined) {
    if (!isUser(world, sub)) return no(400, 'invalid_grant', 'Not a valid email.');
    if (!world.options.everybodyIsUser && !isKnownUser(world, sub))
      return no(400, 'invalid_grant', 'Invalid email or User ID');
    const allowed = scopes.filter(name => account.delegated.has(name)).length;
    if (allowed === 0)
      return no(
        401,
        'unauthorized_client',
        'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
      );
    if (allowed < scopes.length) return no(403, 'access_denied', 'Requested client not authorized.');
  }
  world.inner.tokenCount += 1;
  const token = `${ISSUED}${world.inner.tokenCount}`;
  world.issued.set(token, { email: typeof sub === 'string' ? sub : account.email, scopes, until: now + TOKEN_S });
  return json(200, { access_token: token, expires_in: TOKEN_S, token_type: 'Bearer' });
}

function isSigned({ keys }: ServiceAccount, { header, signed, signature }: Assertion): boolean {
  const named = typeof header['kid'] === 'string' ? keys.get(header['kid']) : undefined;
  return (header['kid'] === undefined ? [...keys.values()] : named === undefined ? [] : [named]).some(key =>
    verify('RSA-SHA256', Buffer.from(signed), key, signature),
  );
}

const inTime = (iat: unknown, exp: unknown, now: number): boolean =>
  typeof iat === 'number' &&
  typeof exp === 'number' &&
  exp > iat &&
  exp - iat <= LONGEST_S &&
  exp > now &&
  exp <= now + LATEST_S &&
  iat <= now + SKEW_S;

/** A managed user of a verified domain: whoever has an unmanaged account there is not one. */
const isUser = (world: World, sub: unknown): boolean =>
  typeof sub === 'string' &&
  /^[^@\s]+@[^@\s]+$/.test(sub) &&
  world.domains.has(domainOf(keyOf(sub))) &&
  (world.accounts.get(keyOf(sub))?.kind ?? 'managed') === 'managed';

function isKnownUser({ accounts, admins, users }: World, sub: unknown): boolean {
  if (admins === null && users === null) return true;
  const key = keyOf(String(sub));
  return accounts.get(key)?.kind === 'managed' || admins?.has(key) === true || users?.has(key) === true;
}

function signForCaller(
  world: World,
  { headers, body }: ApiRequest,
  { project, account: email }: SignInCall,
): ApiResponse {
  const token = /^Bearer\s+(\S+)\s*$/i.exec(
    Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '',
  )?.[1];
  if (token === undefined) return refuse(noCredentials('signJwt'));
  const caller = ownerOf(world, token);
  if (caller === null) return refuse(badCredentials);
  if (project !== '-') refuse(invalid('Request contains an invalid argument.', 'name'));
  const account = world.serviceAccounts.get(email);
  if (account === undefined || account.creators?.has(caller.email) === false) return refuse(iamDenied);
  const claims = payloadOf(body);
  const now = googleNow(world);
  const exp = claims['exp'] ?? now + LONGEST_S;
  if (typeof exp !== 'number' || !Number.isInteger(exp) || exp <= now || exp > now + LONGEST_PAYLOAD_S)
    return refuse(
      invalid(
        'exp must be an integer timestamp that is not in the past and no more than 12 hours in the future.',
        'payload',
      ),
    );
  const { id, privateKey } = systemKeyOf(account);
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', kid: id, typ: 'JWT' })}.${part({ ...claims, exp })}`;
  return json(200, {
    keyId: id,
    signedJwt: `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`,
  });
}

function payloadOf(body: string): Claims {
  try {
    const { payload, ...rest } = JSON.parse(body) as Record<string, unknown>;
    const claims: unknown = JSON.parse(String(payload));
    const known = Object.keys(rest).every(name => name === 'delegates');
    if (known && typeof payload === 'string' && typeof claims === 'object' && claims !== null && !Array.isArray(claims))
      return claims as Claims;
  } catch {
    /* told below */
  }
  return refuse(invalid('Invalid JSON payload received.', 'payload'));
}
