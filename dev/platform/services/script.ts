// ScriptApp, Session, Utilities and Logger.
import { createHash, createPrivateKey, randomUUID, sign } from 'node:crypto';
import { refusal } from '../rules';
import type { HandlersOf, Run, State } from '../run';
import { then } from '../then';
import { formatDate } from '../zone';

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA_1: 'sha1',
  SHA_256: 'sha256',
  SHA_384: 'sha384',
  SHA_512: 'sha512',
};

const scriptIdOf = ({ options }: State): string => options.scriptId ?? '1WorkbenchScript';

/** The scopes that the manifest names and this user granted. */
export const granted = ({ state, execution }: Run): string[] =>
  state.manifest.oauthScopes.filter(scope => execution.user.refused?.includes(scope) !== true);

const missing = (run: Run, scopes: readonly string[] | null): string[] =>
  (scopes ?? run.state.manifest.oauthScopes).filter(scope => !granted(run).includes(scope));

const TOKEN = 'ya29.workbench-';
const INVITATIONS = /\/auth\/cloud-identity(\.userinvitations)?$/;
/** At the end of a token without the scope for invitations: its person ticked that off at consent. */
const WITHOUT = '/';
const tokenFor = (email: string): string => `${TOKEN}${email}`;
/** Whose token it is. */
export const personOf = (token: string): string =>
  token.startsWith(TOKEN) ? token.slice(TOKEN.length).replace(WITHOUT, '') : token;
/** For the emulator: the scopes that it carries, as far as that matters there. */
export const scopesOf = (token: string): readonly string[] | null =>
  token.startsWith(TOKEN) && token.endsWith(WITHOUT) ? [] : null;

export const script: HandlersOf<'ScriptApp' | 'Session' | 'Utilities' | 'Logger'> = {
  'ScriptApp.getOAuthToken': run => {
    const { user } = run.execution;
    if (typeof user.token === 'function') return user.token();
    const mayAsk = granted(run).some(scope => INVITATIONS.test(scope));
    return user.token ?? `${tokenFor(user.email)}${mayAsk ? '' : WITHOUT}`;
  },
  'ScriptApp.getScriptId': ({ state }) => scriptIdOf(state),
  'ScriptApp.getInstallationSource': ({ execution }) => execution.user.installed ?? 'NONE',
  'ScriptApp.getAuthorizationInfo': (run, mode, scopes) => {
    const required = mode === 'FULL' && missing(run, scopes).length > 0;
    return {
      status: required ? 'REQUIRED' : 'NOT_REQUIRED',
      url: required ? `https://script.google.com/macros/d/${scriptIdOf(run.state)}/authorize` : null,
      scopes: granted(run),
    };
  },
  'ScriptApp.requireScopes': (run, _mode, scopes) => {
    const lacking = missing(run, scopes);
    if (lacking.length > 0)
      throw refusal('authorization', { method: 'ScriptApp.requireScopes', scopes: lacking.join(' && ') });
    return null;
  },
  'ScriptApp.newTrigger': ({ state, execution }, trigger) => {
    // From nothing but the run itself, so that a run on a virtual clock is the same again.
    const id = `${execution.startedAt}${execution.calls}${state.triggers.length}`;
    state.triggers.push({ ...trigger, id, user: execution.user.email });
    return id;
  },
  'ScriptApp.getProjectTriggers': ({ state, execution }) =>
    state.triggers.filter(trigger => trigger.user === execution.user.email),
  'ScriptApp.deleteTrigger': ({ state }, id) => {
    const place = state.triggers.findIndex(trigger => trigger.id === id);
    if (place >= 0) state.triggers.splice(place, 1);
    return null;
  },
  'Session.getEmail': ({ execution }) => (execution.authMode === 'FULL' ? execution.user.email : ''),
  'Session.getActiveUserLocale': ({ execution }) => execution.user.locale ?? 'en',
  'Session.getScriptTimeZone': ({ state }) => state.manifest.timeZone,
  'Session.getTemporaryActiveUserKey': ({ execution }) =>
    createHash('sha256').update(execution.user.email).digest('base64'),
  'Utilities.sleep': ({ state }, ms) => then(state.clock.wait(ms), () => null),
  'Utilities.getUuid': () => randomUUID(),
  'Utilities.computeDigest': (_run, algorithm, bytes) => {
    const name = HASHES[algorithm];
    if (name === undefined) throw refusal('signature', { given: algorithm, method: 'Utilities.computeDigest' });
    // Bytes are signed in Apps Script.
    return [...new Int8Array(createHash(name).update(Buffer.from(bytes)).digest())];
  },
  'Utilities.computeRsaSha256Signature': (_run, bytes, key) => {
    let pem;
    try {
      pem = createPrivateKey(key);
    } catch {
      throw refusal('rsa-key');
    }
    return [...new Int8Array(sign('RSA-SHA256', Buffer.from(bytes), pem))];
  },
  'Utilities.formatDate': (_run, ms, zone, pattern) => formatDate(ms, zone, pattern),
  'Logger.log': ({ state, execution }, level, text) => {
    state.emit({ kind: 'log', user: execution.user.email, executionId: execution.id, level, text });
    return null;
  },
};
