// A stand-in for the Google services that clasp talks to, so that the real clasp runs without a network.
// It is a TLS server behind a CONNECT proxy that leads every host to it, whatever name is asked for.
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import net from 'node:net';
import { generate } from 'selfsigned';

export type ScriptFile = { readonly name: string; readonly type: string; readonly source: string };
export type Script = { title: string; parentId: string | undefined; files: readonly ScriptFile[] };
type Reply = { readonly status: number; readonly body: unknown };
type Request = { readonly host: string; readonly method: string; readonly path: string; readonly body: unknown };

/** What a new script holds: Google starts each with an empty function and a manifest. */
export const STARTING_FILES: readonly ScriptFile[] = [
  { name: 'appsscript', type: 'JSON', source: '{\n  "timeZone": "America/New_York",\n  "runtimeVersion": "V8"\n}' },
  { name: 'Code', type: 'SERVER_JS', source: 'function myFunction() {\n  \n}\n' },
];

/** Google's error envelope. */
export const refusal = (status: number, message: string): Reply => ({
  status,
  body: { error: { code: status, message, errors: [{ message, domain: 'global', reason: 'x' }] } },
});

/**
 * Google promises no byte for byte storage, so this one stores the manifest in its own format and drops the last line
 * end.
 */
const stored = (file: ScriptFile): ScriptFile => ({
  ...file,
  source: file.type === 'JSON' ? JSON.stringify(JSON.parse(file.source)) : file.source.trimEnd(),
});

const listening = (server: Server): Promise<number> =>
  new Promise(done => {
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port));
  });

export class Google {
  readonly scripts = new Map<string, Script>();
  /** Every request, in order. */
  readonly requests: Request[] = [];
  /**
   * Sheets that nobody has edited yet, and how Google then refuses to bind a script to one: both ways are reported, for
   * sheets that clasp has just made as well (google/clasp#1017).
   */
  readonly unedited = new Map<string, 'invalid' | 'not-found'>();
  /** Answers instead of Google where it gives a reply; set by a test. */
  instead: (request: Request) => Reply | undefined = () => undefined;
  proxyUrl = '';
  certificate = '';
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();

  async start(): Promise<void> {
    const pair = await generate([{ name: 'commonName', value: 'googleapis.com' }], {
      keySize: 2048,
      extensions: [
        { name: 'basicConstraints', cA: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: '*.googleapis.com' },
            { type: 2, value: 'googleapis.com' },
          ],
        },
      ],
    });
    this.certificate = pair.cert;
    const google = https.createServer({ key: pair.private, cert: pair.cert }, (request, response) => {
      let text = '';
      request
        .setEncoding('utf8')
        .on('data', (part: string) => {
          text += part;
        })
        .on('end', () => {
          const path = new URL(request.url ?? '/', 'https://x').pathname;
          const asked = {
            host: request.headers.host ?? '',
            method: request.method ?? '',
            path,
            body: text === '' ? null : (JSON.parse(text) as unknown),
          };
          this.requests.push(asked);
          const { status, body } = this.instead(asked) ?? this.answer(asked);
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        });
    });
    const port = await listening(google);
    const proxy = http.createServer((_request, response) => response.writeHead(405).end());
    proxy.on('connect', (_request, client: Socket) => {
      const onward = net.connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        client.pipe(onward).pipe(client);
      });
      for (const socket of [client, onward]) {
        this.sockets.add(socket);
        socket.on('error', () => socket.destroy()).on('close', () => this.sockets.delete(socket));
      }
    });
    this.proxyUrl = `http://127.0.0.1:${await listening(proxy)}`;
    this.servers.push(google, proxy);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.map(server => new Promise(done => server.close(done))));
  }

  reset(): void {
    this.scripts.clear();
    this.requests.length = 0;
    this.unedited.clear();
    this.instead = () => undefined;
  }

  /** The bodies that would have been uploaded. */
  uploads(): unknown[] {
    return this.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body);
  }

  private answer({ host, method, path, body }: Request): Reply {
    const called = body as { title?: string; parentId?: string; files?: readonly ScriptFile[] } | null;
    if (host === 'www.googleapis.com' && method === 'POST' && path === '/drive/v3/files')
      return { status: 200, body: { id: 'sheet-made-by-drive-1' } };
    if (host !== 'script.googleapis.com') return refusal(404, `No such service: ${host}${path}`);
    if (method === 'POST' && path === '/v1/projects') {
      const unedited = this.unedited.get(called?.parentId ?? '');
      if (unedited === 'invalid') return refusal(400, 'Request contains an invalid argument.');
      if (unedited === 'not-found') return refusal(404, 'Requested entity was not found.');
      const scriptId = `script-made-by-google-${this.scripts.size + 1}`;
      this.scripts.set(scriptId, { title: called?.title ?? '', parentId: called?.parentId, files: STARTING_FILES });
      return { status: 200, body: { scriptId } };
    }
    const scriptId = /^\/v1\/projects\/([^/]+)\/content$/.exec(path)?.[1] ?? '';
    const script = this.scripts.get(scriptId);
    if (script === undefined) return refusal(404, 'Requested entity was not found.');
    if (method === 'PUT') script.files = (called?.files ?? []).map(stored);
    return { status: 200, body: { scriptId, files: script.files } };
  }
}
