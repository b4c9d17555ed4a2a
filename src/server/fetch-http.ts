// The Http port over UrlFetchApp. A token is asked for at each batch; where there is none, nothing is sent.
import { ASKING } from '../core/requests/setup';
import type { Call, Http, Reply } from '../core/google/http';
import type { Token } from '../core/sign-in/sign-in';
import { telling } from './refusals';

/** In the reference of UrlFetchApp, not yet in the types; where it is ignored, the platform's own limit holds. */
export type Request = GoogleAppsScript.URL_Fetch.URLFetchRequest & { readonly timeoutSeconds: number };
export const TIMEOUT_SECONDS = 30;
/** What no request leaves without. */

export const fetchHttp = (
  fetcher: Pick<GoogleAppsScript.URL_Fetch.UrlFetchApp, 'fetchAll'>,
  tokenOf: (fresh: boolean) => Token,
  count: (requests: number) => void,
): Http => ({
  fetchAll: (calls, fresh) => {
    const given = tokenOf(fresh);
    if (!given.ok) return calls.map((): Reply => ({ status: 0, headers: {}, body: '', unsent: given.failure }));
    const authorization = `Bearer ${given.token}`;
    count(calls.length);
    const requests = calls.map(call => requestOf(call, authorization));
    return telling(ASKING, () => fetcher.fetchAll(requests)).map(replyOf);
  },
});

function requestOf({ method, url, body }: Call, authorization: string): Request {
  const headers = { Authorization: authorization, Accept: 'application/json' };
  return {
    url,
    method,
    headers,
    muteHttpExceptions: true,
    timeoutSeconds: TIMEOUT_SECONDS,
    ...(body === null ? {} : { contentType: 'application/json', payload: body }),
  };
}

export function replyOf(response: GoogleAppsScript.URL_Fetch.HTTPResponse): Reply {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.getAllHeaders() as Record<string, unknown>))
    headers[name.toLowerCase()] = Array.isArray(value) ? String(value[0]) : String(value);
  return { status: response.getResponseCode(), headers, body: response.getContentText() };
}
