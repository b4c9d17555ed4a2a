// The Http port over UrlFetchApp, with the signed-in admin's own token. The token is asked for at each batch and kept nowhere.
import type { Call, Http, Reply } from '../core/ports';

/** In the reference of UrlFetchApp, not yet in the types; where it is ignored, the platform's own limit holds. */
type Request = GoogleAppsScript.URL_Fetch.URLFetchRequest & { readonly timeoutSeconds: number };
const TIMEOUT_SECONDS = 30;

export const fetchHttp = (fetcher: Pick<GoogleAppsScript.URL_Fetch.UrlFetchApp, 'fetchAll'>, token: () => string, count: (requests: number) => void): Http => ({
  // Each call of getOAuthToken gives a token that is valid for minutes at least, so a second one is the fresh one.
  fetchAll: calls => {
    const authorization = `Bearer ${token()}`;
    count(calls.length);
    return fetcher.fetchAll(calls.map(call => requestOf(call, authorization))).map(replyOf);
  },
});

function requestOf({ method, url, body }: Call, authorization: string): Request {
  const headers = { Authorization: authorization, Accept: 'application/json' };
  return { url, method, headers, muteHttpExceptions: true, timeoutSeconds: TIMEOUT_SECONDS, ...(body === null ? {} : { contentType: 'application/json', payload: body }) };
}

function replyOf(response: GoogleAppsScript.URL_Fetch.HTTPResponse): Reply {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.getAllHeaders() as Record<string, unknown>))
    headers[name.toLowerCase()] = Array.isArray(value) ? String(value[0]) : String(value);
  return { status: response.getResponseCode(), headers, body: response.getContentText() };
}
