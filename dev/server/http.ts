// The workbench's web server: the page, its stream of events, and what it asks for. For this machine only.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Caller, DialogReply, EditRequest, RunRequest, ServerEvent, WorldRequest } from '../protocol';
import { frameDocument } from './frames';
import type { Workbench } from './workbench';

/** Nothing is loaded from elsewhere. RevoGrid writes style elements, hence the inline styles. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** An origin of its own, as on Google. */
const FRAME_POLICY =
  "sandbox allow-scripts allow-forms allow-popups allow-modals allow-downloads; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
const FILES: Readonly<Record<string, string>> = { '/main.js': 'text/javascript', '/main.css': 'text/css' };
/** A pasted sheet of 20,000 rows fits. */
const LARGEST_BODY = 32 * 1024 * 1024;
const BEAT_MS = 15_000;

/** A request that cannot be served, with the status that says so. */
class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function createWebServer(bench: Workbench, assets: string): Server {
  const server = createServer((request, response) => {
    serve(bench, assets, request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const status = error instanceof Refusal ? error.status : 500;
      if (status === 500) console.error(error);
      send(response, status, 'text/plain', error instanceof Error ? error.message : String(error));
    });
  });
  // Streams of events stay open; a person who stops the workbench need not wait for them.
  server.on('close', () => {
    server.closeAllConnections();
  });
  return server;
}

async function serve(
  bench: Workbench,
  assets: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  refuseStrangers(request);
  const url = new URL(request.url ?? '/', 'http://localhost');
  const { pathname } = url;
  if (request.method === 'POST') {
    const answer = await answerTo(bench, pathname, await readJson(request));
    send(response, 200, 'application/json', JSON.stringify(answer));
  } else if (request.method !== 'GET') throw new Refusal(405, 'Only GET and POST.');
  else if (pathname === '/')
    send(response, 200, 'text/html', readFileSync(join(assets, 'index.html'), 'utf8'), {
      'content-security-policy': PAGE_POLICY,
    });
  else if (pathname === '/events')
    stream(
      bench,
      { user: url.searchParams.get('user') ?? '', tab: url.searchParams.get('tab') ?? '' },
      request,
      response,
    );
  else if (pathname === '/service-account.json')
    send(response, 200, 'application/json', bench.keyFile(), {
      'content-disposition': 'attachment; filename="service-account.json"',
    });
  else if (pathname.startsWith('/sheet/')) sendSheet(bench, Number(pathname.slice('/sheet/'.length)), response);
  else if (pathname.startsWith('/frame/')) sendFrame(bench, assets, pathname.slice('/frame/'.length), response);
  else if (FILES[pathname] !== undefined)
    send(response, 200, FILES[pathname], readFileSync(join(assets, pathname), 'utf8'));
  else throw new Refusal(404, `There is no ${pathname}.`);
}

/** Other web pages, and names that lead here from elsewhere, may not use the workbench. */
function refuseStrangers({ headers, method }: IncomingMessage): void {
  const host = headers.host ?? '';
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host))
    throw new Refusal(403, 'The workbench serves localhost only.');
  if (headers.origin !== undefined && headers.origin !== `http://${host}`)
    throw new Refusal(403, 'Another page may not use the workbench.');
  if (method === 'POST' && !(headers['content-type'] ?? '').startsWith('application/json'))
    throw new Refusal(415, 'Send JSON.');
}

async function answerTo(bench: Workbench, path: string, body: unknown): Promise<unknown> {
  switch (path) {
    case '/edit':
      return bench.edit(body as EditRequest);
    case '/run':
      return bench.run(body as RunRequest);
    case '/answer':
      return bench.answer(body as DialogReply);
    case '/close':
      return bench.closeFrame(body as Caller);
    case '/world':
      return bench.act((body as WorldRequest).action);
    default:
      throw new Refusal(404, `There is no ${path}.`);
  }
}

function stream(bench: Workbench, caller: Caller, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const tell = (event: ServerEvent): void => {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const leave = bench.join(caller, tell);
  const beat = setInterval(() => {
    response.write(': still here\n\n');
  }, BEAT_MS);
  request.on('close', () => {
    clearInterval(beat);
    leave();
  });
}

function sendSheet(bench: Workbench, id: number, response: ServerResponse): void {
  // One that is gone since the page heard of it is no error: a script may have made it for a moment.
  const isThere = bench.book.sheets.some(sheet => sheet.id === id);
  send(response, 200, 'application/json', JSON.stringify(isThere ? bench.views.whole(id) : null));
}

function sendFrame(bench: Workbench, assets: string, id: string, response: ServerResponse): void {
  const page = bench.frame(id);
  if (page === undefined)
    throw new Refusal(404, 'This page was opened before the workbench was started. Open it again from the menu.');
  const shim = readFileSync(join(assets, 'frame.js'), 'utf8');
  send(response, 200, 'text/html', frameDocument(page.html, shim, bench.functions()), {
    'content-security-policy': FRAME_POLICY,
  });
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > LARGEST_BODY) throw new Refusal(413, 'Too much at once.');
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Refusal(400, 'That is not JSON.');
  }
}
