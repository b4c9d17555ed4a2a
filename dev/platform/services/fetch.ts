// UrlFetchApp: which requests leave, and what a script is told when one fails.
import type { FetchReply, MaybePromise } from '../host-types';
import type { OutgoingRequest } from '../ops';
import { refusal } from '../rules';
import type { HandlersOf, Run } from '../run';
import type { HttpReply } from '../shapes';
import { then } from '../then';

const URL_CHARS = 2082;
const DAY_MS = 86_400_000;

/** A prefix of the manifest: https, a whole domain (or `*.` in front of one) and a path. */
function matches(prefix: string, url: string): boolean {
  const [, wild, domain = '', path = ''] = /^https:\/\/(\*\.)?([^/]+)(\/.*)$/.exec(prefix) ?? [];
  const [, host = '', rest = ''] = /^https:\/\/([^/?#:]+)(?::443)?(\/.*)?$/.exec(url) ?? [];
  return (
    domain !== '' &&
    rest.startsWith(path) &&
    (host.toLowerCase() === domain || (wild !== undefined && host.toLowerCase().endsWith(`.${domain}`)))
  );
}

function refuse({ state: { manifest } }: Run, { url }: OutgoingRequest): void {
  if (!/^https?:\/\/[^/]+/i.test(url)) throw refusal('url-invalid', { url });
  if (url.length > URL_CHARS) throw refusal('url-length');
  if (manifest.urlFetchWhitelist?.some(prefix => matches(prefix, url)) === false)
    throw refusal('url-not-listed', { url });
}

function count({ state, execution }: Run, requests: number): void {
  const now = state.clock.now();
  const seen = state.fetched.get(execution.user.email);
  const day = seen === undefined || now - seen.since >= DAY_MS ? { since: now, count: 0 } : seen;
  state.fetched.set(execution.user.email, day);
  if (day.count + requests > state.limits.fetchesPerDay) throw refusal('fetch-quota');
  day.count += requests;
}

function judged(request: OutgoingRequest, reply: FetchReply): HttpReply {
  if (reply.kind === 'lost') throw refusal('url-unreachable', { url: request.url });
  const { status, headers, body } = reply;
  if (!request.mute && status >= 400)
    throw refusal('url-status', {
      host: /^https?:\/\/[^/]+/i.exec(request.url)?.[0] ?? request.url,
      status,
      body: body.slice(0, 200),
    });
  return { status, headers, body };
}

function send(run: Run, requests: readonly OutgoingRequest[]): MaybePromise<HttpReply[]> {
  for (const request of requests) refuse(run, request);
  count(run, requests.length);
  const {
    state: { options, clock },
  } = run;
  return then(
    options.fetch(requests.map(({ url, method, headers, body }) => ({ url, method, headers, body }))),
    replies => {
      // A batch is as slow as its slowest reply; a real port has waited already.
      const slowest = clock.virtual ? Math.max(0, ...replies.map(reply => reply.delayMs ?? 0)) : 0;
      // One lost connection throws for the whole batch, though the other requests had their effect.
      return then(clock.wait(slowest), () =>
        requests.map((request, index) => judged(request, replies[index] ?? { kind: 'lost' })),
      );
    },
  );
}

export const fetch: HandlersOf<'UrlFetchApp'> = {
  'UrlFetchApp.fetch': (run, request) =>
    then(send(run, [request]), replies => {
      const [reply] = replies;
      if (reply === undefined) throw refusal('url-unreachable', { url: request.url });
      return reply;
    }),
  'UrlFetchApp.fetchAll': send,
};
