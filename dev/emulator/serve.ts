// Puts the emulator behind node:http for browsers, curl and other people's clients: waits out latency, really drops
// connections.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { handleAdmin } from './admin';
import { handle } from './handle';
import type { ApiResponse, World } from './types';

/** The port after `listen` is the one asked for, or for 0 the one the system chose. */
export type Served = {
  readonly url: string;
  readonly port: number;
  /** Connections made so far, requests being answered now, and the most at one time. */
  readonly traffic: { connections: number; now: number; peak: number };
  readonly close: () => Promise<void>;
};

/** Larger than anything this API takes, small enough not to fill the memory. */
const LARGEST_BODY = 64 * 1024 * 1024;
/** Longer than clients keep an idle connection, so that it is the client who lets go. */
const KEEP_ALIVE_MS = 75_000;

export async function serve(
  world: World,
  { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {},
): Promise<Served> {
  const traffic = { connections: 0, now: 0, peak: 0 };
  const waiting = new Set<NodeJS.Timeout>();
  const answerLater = (response: ApiResponse, out: ServerResponse, socket: Socket) => {
    const timer = setTimeout(() => {
      waiting.delete(timer);
      if (response.lost === undefined) write(response, out);
      else socket.destroy();
    }, response.delayMs);
    waiting.add(timer);
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true }, (incoming, out) => {
    traffic.now += 1;
    traffic.peak = Math.max(traffic.peak, traffic.now);
    out.on('close', () => {
      traffic.now -= 1;
    });
    readBody(incoming)
      .then(body => {
        if (body === null) {
          write(tooLarge, out);
          return;
        }
        const request = {
          method: incoming.method ?? 'GET',
          url: incoming.url ?? '/',
          headers: plainHeaders(incoming),
          body,
        };
        const response = handleAdmin(world, request) ?? handle(world, request);
        if (response.delayMs === 0 && response.lost === undefined) write(response, out);
        else answerLater(response, out, incoming.socket);
      })
      .catch((thrown: unknown) => {
        // A client that went away while sending is its own affair; anything else is a mistake of the emulator and must
        // be seen.
        if (incoming.destroyed && !incoming.complete) return;
        write(
          {
            status: 500,
            headers: { 'content-type': 'text/plain; charset=UTF-8' },
            body: `The emulator failed: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`,
            delayMs: 0,
          },
          out,
        );
      });
  });
  server.on('connection', () => {
    traffic.connections += 1;
  });
  await listen(server, port, host);
  const chosen = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${chosen}`,
    port: chosen,
    traffic,
    close: () =>
      new Promise(resolve => {
        for (const timer of waiting) clearTimeout(timer);
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const tooLarge: ApiResponse = {
  status: 413,
  headers: { 'content-type': 'text/plain; charset=UTF-8', connection: 'close' },
  body: 'Request body too large.\n',
  delayMs: 0,
};

function write(response: ApiResponse, out: ServerResponse): void {
  if (out.destroyed) return;
  const body = Buffer.from(response.body);
  out.writeHead(response.status, { ...response.headers, 'content-length': body.length });
  out.end(body);
}

/** Null when there is too much of it. */
async function readBody(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size <= LARGEST_BODY) chunks.push(bytes);
  }
  return size > LARGEST_BODY ? null : Buffer.concat(chunks).toString();
}

const plainHeaders = (incoming: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use. Choose another one with --port, or 0 for any that is free.`)
          : error,
      );
    });
    server.listen(port, host, () => {
      resolve();
    });
  });
