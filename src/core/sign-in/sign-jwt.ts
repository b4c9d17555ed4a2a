// Has Google sign for a service account at the person's own request (IAM Credentials signJwt), so that there is no key
// to keep. Only in a build with the capability "delegation".
import { isRecord } from '../contract/json';
import type { NotSignedIn } from '../google/outcome';
import { failureOf } from '../google/reply';
import { laterOf, type SignJwt } from './service-account';

/**
 * The - stands for the account's project; IAM Credentials takes nothing else there (reference of
 * projects.serviceAccounts.signJwt).
 */
const ROOT = 'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/';

export const signJwt: SignJwt = {
  call: (claims, ownToken) => ({
    method: 'post',
    url: `${ROOT}${encodeURIComponent(claims.iss)}:signJwt`,
    body: JSON.stringify({ payload: JSON.stringify(claims) }),
    contentType: 'application/json',
    token: ownToken,
  }),
  jwtOf: (reply, now) => {
    if (reply.status === 200) {
      const body: unknown = attempt(() => JSON.parse(reply.body) as unknown);
      if (isRecord(body) && typeof body['signedJwt'] === 'string') return { ok: true, value: body['signedJwt'] };
    }
    const failure = failureOf(reply, now);
    const stop = (
      code: Extract<NotSignedIn, { kind: 'stop' }>['code'],
      link: string | null = null,
    ): { ok: false; failure: NotSignedIn } => ({
      ok: false,
      failure: { kind: 'stop', code, link, http: failure.http, google: failure.google },
    });
    if (failure.kind === 'stop') {
      if (failure.code === 'api-off') return stop('iam-off', failure.link);
      // With - for the project Google answers 403 also where there is no such account.
      return failure.code === 'not-admin' ? stop('not-creator') : { ok: false, failure };
    }
    if (failure.kind !== 'refused') return { ok: false, failure: laterOf(reply, now) };
    return stop(failure.code === 'not-found' ? 'no-service-account' : 'sign-in-refused');
  },
};

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
