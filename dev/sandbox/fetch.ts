// UrlFetchApp: what a script asks for becomes plain requests, and the replies become HTTPResponse.
import type { OutgoingRequest } from '../platform/ops';
import type { HttpReply } from '../platform/shapes';
import { call, exception, refuse } from './call';
import { strict } from './strict';

type Options = GoogleAppsScript.URL_Fetch.URLFetchRequestOptions;
type Response = GoogleAppsScript.URL_Fetch.HTTPResponse;

const METHODS = ['get', 'delete', 'patch', 'post', 'put'];
/** `timeoutSeconds` is in Google's reference of 2026, not yet in its types. */
const KNOWN = new Set([
  'url',
  'method',
  'payload',
  'contentType',
  'headers',
  'muteHttpExceptions',
  'validateHttpsCertificates',
  'followRedirects',
  'escaping',
  'useIntranet',
  'timeoutSeconds',
]);

const form = (fields: object): string =>
  Object.entries(fields)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
    .join('&');

function request(url: unknown, options: Options): OutgoingRequest {
  if (typeof url !== 'string') refuse('UrlFetchApp.fetch', [url]);
  for (const name of Object.keys(options))
    if (!KNOWN.has(name))
      throw exception(`not implemented in the workbench: UrlFetchApp.fetch with ${name}`, 'NotImplemented');
  const method = (options.method ?? (options.payload === undefined ? 'get' : 'post')).toLowerCase();
  if (!METHODS.includes(method)) throw exception('Attribute provided with invalid value: method');
  const { payload } = options;
  const body = payload === undefined ? null : typeof payload === 'string' ? payload : form(payload);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries<unknown>(options.headers ?? {})) {
    if (value === undefined || value === null) throw exception(`Attribute provided with invalid value: Header:${name}`);
    headers[name] = value as string;
  }
  if (body !== null && !Object.keys(headers).some(name => name.toLowerCase() === 'content-type'))
    headers['Content-Type'] = options.contentType ?? 'application/x-www-form-urlencoded';
  return { url, method: method.toUpperCase(), headers, body, mute: options.muteHttpExceptions === true };
}

class ResponseFacade implements Pick<Response, 'getResponseCode' | 'getContentText' | 'getAllHeaders' | 'getHeaders'> {
  private readonly reply: HttpReply;
  constructor(reply: HttpReply) {
    this.reply = reply;
  }
  getResponseCode(): number {
    return this.reply.status;
  }
  getContentText(): string {
    return this.reply.body;
  }
  /** Several values of one header come as a list. */
  getAllHeaders(): object {
    return { ...this.reply.headers };
  }
  getHeaders(): object {
    return Object.fromEntries(
      Object.entries(this.reply.headers).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : (value[value.length - 1] ?? ''),
      ]),
    );
  }
  toString(): string {
    return this.reply.body;
  }
}

const response = (reply: HttpReply): Response =>
  strict('HTTPResponse', new ResponseFacade(reply)) as unknown as Response;

export const urlFetchApp: Pick<GoogleAppsScript.URL_Fetch.UrlFetchApp, 'fetch' | 'fetchAll'> = strict('UrlFetchApp', {
  fetch: (url: string, options: Options = {}) => response(call('UrlFetchApp.fetch', request(url, options))),
  fetchAll: (requests: (GoogleAppsScript.URL_Fetch.URLFetchRequest | string)[]) => {
    if (!Array.isArray(requests)) refuse('UrlFetchApp.fetchAll', [requests]);
    return call(
      'UrlFetchApp.fetchAll',
      requests.map(one => (typeof one === 'string' ? request(one, {}) : request(one.url, one))),
    ).map(response);
  },
});
