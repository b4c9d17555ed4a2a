// npm start: serves the workbench on this machine.
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createWebServer } from './server/http';
import { Workbench } from './server/workbench';

const HELP = `Serves a spreadsheet page that runs the add-on in dist/ against an emulated Google.

  npm start -- [options]

  --port N       where to listen (default: PORT, else 8080; the next free one if that is taken; 0: any)
  --accounts N   unmanaged accounts at Google (default 450)
  --domains N    verified domains, 1 to 5 (default 2)
  --locale L     the language of the admins' Google accounts (default en)
  --with NAMES   with what the usual build lacks: background, key, delegation, apart by commas
  --latency MS   how long Google takes for an answer (default 200 in a terminal; 0 where a program reads the output)
  --slow-services  Apps Script's services take as long as on Google (so in a terminal, where no --latency is given)
  --dist FOLDER  the add-on to run (default dist)

Environment:
  PORT                  as --port
  CLOUD_IDENTITY_URL    another server to talk to instead of the emulated Google, such as http://127.0.0.1:8085
  CLOUD_IDENTITY_TOKEN  the bearer token for it
`;
const TRIED_PORTS = 20;

/** A mistake of the person who typed the command, told without a stack. */
class Misuse extends Error {}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new Misuse(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
  return number;
}

function readRemote(): { url: URL; token: string | null } | null {
  const given = process.env['CLOUD_IDENTITY_URL'] ?? '';
  if (given === '') return null;
  const token = process.env['CLOUD_IDENTITY_TOKEN'] ?? '';
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    throw new Misuse(`CLOUD_IDENTITY_URL is no address: "${given}". An example: http://127.0.0.1:8085`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Misuse('CLOUD_IDENTITY_URL must begin with http:// or https://.');
  return { url, token: token === '' ? null : token };
}

function readOptions() {
  let values;
  try {
    const text = { type: 'string' } as const;
    values = parseArgs({
      options: {
        port: text,
        accounts: text,
        domains: text,
        latency: text,
        'slow-services': { type: 'boolean' },
        locale: text,
        dist: text,
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
  const locale = values.locale ?? 'en';
  if (!/^[a-z]{2,3}([-_]\w{2,4})?$/i.test(locale))
    throw new Misuse(`--locale must be a language such as en, es or es-MX, not "${locale}".`);
  // A person sees progress, Pause and a closed tab at work only where things take as long as they do; a program that
  // starts the workbench waits for nothing that it did not ask for.
  const isPerson = process.stdout.isTTY && values.latency === undefined;
  const dist = resolve(values.dist ?? 'dist');
  if (values.help !== true && !existsSync(join(dist, 'appsscript.json')))
    throw new Misuse(`${dist} holds no add-on (no appsscript.json). Run npm run build first.`);
  return {
    help: values.help === true,
    port: wholeNumber('The port', values.port ?? process.env['PORT'] ?? '8080', 0, 65_535),
    bench: {
      dist,
      accounts: wholeNumber('--accounts', values.accounts ?? '450', 0, 200_000),
      domains: wholeNumber('--domains', values.domains ?? '2', 1, 5),
      latencyMs: wholeNumber('--latency', values.latency ?? (isPerson ? '200' : '0'), 0, 60_000),
      slowServices: values['slow-services'] ?? isPerson,
      locale,
      remote: readRemote(),
    },
  };
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((settle, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      settle((server.address() as AddressInfo).port);
    });
  });

async function listenNear(server: Server, wanted: number): Promise<number> {
  for (let port = wanted; ; port++) {
    try {
      return await listen(server, port);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EACCES') throw new Misuse(`Port ${port} needs special rights. Choose another one with --port.`);
      if (code !== 'EADDRINUSE') throw error;
      if (port >= Math.min(wanted + TRIED_PORTS, 65_535))
        throw new Misuse(`Ports ${wanted} to ${port} are all taken. Choose another one with --port.`);
    }
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    console.log(HELP);
    return;
  }
  const bench = new Workbench(options.bench);
  const server = createWebServer(bench, join(__dirname, 'page'));
  const port = await listenNear(server, options.port);
  if (options.port !== 0 && port !== options.port) console.log(`Port ${options.port} is taken.`);
  const { remote } = options.bench;
  console.log(
    remote === null
      ? `Google is emulated: ${options.bench.accounts} unmanaged accounts. Nothing leaves this machine.`
      : `The add-on's requests go to ${remote.url.origin}${remote.token === null ? '' : ', with the token of CLOUD_IDENTITY_TOKEN'}.`,
  );
  if (options.bench.slowServices) console.log('Calls take as long as on Google. World > Network > No delay ends that.');
  console.log(`Workbench: http://localhost:${port}`);
  const stop = (): void => {
    bench.close();
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Misuse ? error.message : error);
  process.exitCode = 1;
});
