// A service account's access tokens over Apps Script: signed here or by Google and kept only in this person's own
// cache.
import { ASKING } from '../core/requests/setup';
import type { Reply } from '../core/google/http';
import { makeTokens, type Key, type SignInCall, type SignInPorts } from '../core/sign-in/service-account';
import type { SignIn, Token } from '../core/sign-in/sign-in';
import { extras } from './capabilities';
import { replyOf, TIMEOUT_SECONDS, type Request } from './fetch-http';
import { telling } from './refusals';

const TOKEN = 'signIn.token';

export const tokensFor = (
  signIn: SignIn,
  key: Key | null,
  count: (requests: number) => void,
): ((fresh: boolean) => Token) => makeTokens(portsWith(count), signIn, key);
export const forgetToken = (): void => {
  CacheService.getUserCache().remove(TOKEN);
};

const unpadded = (text: string): string => text.replace(/=+$/, '');

const portsWith = (count: (requests: number) => void): SignInPorts => ({
  now: () => Date.now(),
  // Each call gives a token that is valid for minutes at least, so a second one is the fresh one.
  ownToken: () => ScriptApp.getOAuthToken(),
  ask: call => {
    count(1);
    return ask(call);
  },
  encode: text => unpadded(Utilities.base64EncodeWebSafe(text, Utilities.Charset.UTF_8)),
  sign: (text, pem) => unpadded(Utilities.base64EncodeWebSafe(Utilities.computeRsaSha256Signature(text, pem))),
  cache: {
    get: () => CacheService.getUserCache().get(TOKEN),
    put: (text, seconds) => {
      CacheService.getUserCache().put(TOKEN, text, seconds);
    },
    remove: forgetToken,
  },
  signJwt: extras.signJwt,
});

function ask({ url, method, body, contentType, token }: SignInCall): Reply {
  const request: Request = {
    url,
    method,
    contentType,
    muteHttpExceptions: true,
    timeoutSeconds: TIMEOUT_SECONDS,
    headers: { Accept: 'application/json', ...(token === null ? {} : { Authorization: `Bearer ${token}` }) },
    ...(body === null ? {} : { payload: body }),
  };
  return replyOf(telling(ASKING, () => UrlFetchApp.fetch(url, request)));
}
