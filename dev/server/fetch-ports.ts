// Where the add-on's requests to Google go: to the emulated Google in this process, or over HTTP to another server.
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { handle, isGoogle, type World } from '../emulator/index';
import type { FetchPort, FetchReply, FetchRequest } from '../platform/index';

/** As many at a time as a batch may have requests: fetchAll sends them all at once. */
const SOCKETS = 200;
/** URL Fetch gives up after a minute. */
const TIMEOUT_MS = 60_000;

const wait = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise(resolve => setTimeout(resolve, ms));

/** `noted` is told of every request, when its answer is on the way. */
export function emulatedFetch(world: World, noted: () => void): FetchPort {
  return requests =>
    Promise.all(
      requests.map(async ({ url, method, headers, body }): Promise<FetchReply> => {
        if (!isGoogle(url)) return { kind: 'lost' };
        const reply = handle(world, { method: method.toUpperCase(), url, headers, body: body ?? '' });
        noted();
        await wait(reply.delayMs);
        return reply.lost === undefined
          ? { kind: 'reply', status: reply.status, headers: reply.headers, body: reply.body }
          : { kind: 'lost' };
      }),
    );
}

/** `token` replaces the add-on's made-up one, and is never told to anybody else. */
export function remoteFetch(base: URL, token: string | null, noted: () => void): FetchPort {
  const secure = base.protocol === 'https:';
  const agent = secure
    ? new HttpsAgent({ keepAlive: true, maxSockets: SOCKETS })
    : new HttpAgent({ keepAlive: true, maxSockets: SOCKETS });
  const send = ({ url, method, headers, body }: FetchRequest): Promise<FetchReply> =>
    new Promise(resolve => {
      if (!isGoogle(url)) {
        resolve({ kind: 'lost' });
        return;
      }
      noted();
      const path = base.pathname.replace(/\/$/, '') + url.replace(/^https:\/\/[^/]+/, '');
      const sent: Record<string, string> = {};
      for (const [name, value] of Object.entries(headers))
        if (
          !['host', 'content-length', 'connection', ...(token === null ? [] : ['authorization'])].includes(
            name.toLowerCase(),
          )
        )
          sent[name] = value;
      if (token !== null) sent['authorization'] = `Bearer ${token}`;
      if (body !== null) sent['content-length'] = String(Buffer.byteLength(body));
      const options: RequestOptions = {
        host: base.hostname.replace(/^\[|\]$/g, ''),
        port: base.port,
        path,
        method: method.toUpperCase(),
        headers: sent,
        agent,
        timeout: TIMEOUT_MS,
      };
      const lost = (): void => {
        resolve({ kind: 'lost' });
      };
      const outgoing = (secure ? httpsRequest : httpRequest)(options, (incoming: IncomingMessage) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', lost).on('aborted', lost);
        incoming.on('end', () => {
          resolve({
            kind: 'reply',
            status: incoming.statusCode ?? 0,
            headers: plain(incoming.headers),
            body: Buffer.concat(chunks).toString(),
          });
        });
      });
      outgoing.on('error', lost).on('timeout', () => {
        outgoing.destroy();
      });
      outgoing.end(body ?? undefined);
    });
  return requests => Promise.all(requests.map(send));
}

function plain(headers: IncomingMessage['headers']): Record<string, string | readonly string[]> {
  const result: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) result[name] = value;
  return result;
}
