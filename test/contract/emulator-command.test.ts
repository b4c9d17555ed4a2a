// The emulator's command line, as a person starts it.
import { buildSync } from 'esbuild';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
const program = join(folder, 'emulator.cjs');
beforeAll(() => {
  buildSync({
    entryPoints: [join(__dirname, '../../dev/emulator.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    outfile: program,
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };
function start(...options: readonly string[]): { child: ChildProcess; ended: Promise<Ended>; url: Promise<string> } {
  const child = spawn(process.execPath, [program, ...options]);
  let out = '';
  let err = '';
  let found: (url: string) => void;
  const url = new Promise<string>(resolve => {
    found = resolve;
  });
  child.stdout.on('data', (text: Buffer) => {
    out += text.toString();
    const at = /emulator at (\S+):\s/.exec(out)?.[1];
    if (at !== undefined && out.includes('Ctrl-C')) found(at);
  });
  child.stderr.on('data', (text: Buffer) => {
    err += text.toString();
  });
  return {
    child,
    url,
    ended: new Promise(resolve => {
      child.on('close', code => {
        resolve({ code, out, err });
      });
    }),
  };
}

test('it says where it listens and how to call it, serves what was asked for, and ends on Ctrl-C, even twice', async () => {
  const { child, url, ended } = start(
    '--port',
    '0',
    '--accounts',
    '12',
    '--domains',
    'a.test, b.test',
    '--customer',
    'C9',
    '--latency',
    '1',
    '--option',
    'sendToDeclined=FAILED_PRECONDITION',
    '--option',
    'acceptedStays=false',
    '--option',
    'readLagMs=5',
  );
  const base = await url;
  const state = (await (await fetch(`${base}/_emulator/state`)).json()) as {
    readonly states: { readonly ACCEPTED: number };
  };
  expect(state).toMatchObject({
    customer: 'C9',
    domains: ['a.test', 'b.test'],
    options: { latencyMs: 1, sendToDeclined: 'FAILED_PRECONDITION', acceptedStays: false, readLagMs: 5 },
  });
  const reply = await fetch(`${base}/v1/customers/C9/userinvitations`, { headers: { authorization: 'Bearer x' } });
  const { userInvitations } = (await reply.json()) as { readonly userInvitations: readonly unknown[] };
  expect(userInvitations.length + state.states.ACCEPTED).toBe(12);
  child.kill('SIGINT');
  child.kill('SIGINT');
  const { code, out, err } = await ended;
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(
    `curl -H 'Authorization: Bearer x' '${base}/v1/customers/my_customer/userinvitations?pageSize=3'`,
  );
});
test('its examples work as they are printed', async () => {
  const { child, url, ended } = start('--port', '0');
  const base = await url;
  const ledger = await fetch(`${base}/_emulator/ledger`);
  expect(await ledger.json()).toMatchObject({ mails: [] });
  child.kill('SIGTERM');
  const example = /'(http:\S+:send)'/.exec((await ended).out)?.[1] ?? '';
  const again = start('--port', new URL(base).port);
  await again.url;
  expect((await fetch(example, { method: 'POST', headers: { Authorization: 'Bearer x' } })).status).toBe(200);
  again.child.kill('SIGTERM');
  await again.ended;
});
test.each([
  [['--port', '99999'], '--port must be a whole number from 0 to 65535, not 99999.'],
  [['--accounts', 'many'], '--accounts must be a whole number'],
  [['--bogus'], "Unknown option '--bogus'"],
  [['extra'], "Unexpected argument 'extra'"],
  [['--option', 'nope=1'], 'There is no option nope.'],
  [['--option', 'readLagMs'], '--option must be NAME=VALUE'],
  [['--option', 'cancelLeaves=maybe'], 'cancelLeaves must be one of'],
  [['--domains', ','], 'at least one domain'],
  [['--customer', 'acme'], '--customer must be C and'],
  [['--host', 'no.such.host.invalid'], 'no.such.host.invalid'],
])('%j is answered by a sentence and exit code 2', async (options, sentence) => {
  const { code, err } = await start('--port', '0', ...options).ended;
  expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  expect(err).toContain('--help');
  expect(err).not.toContain('    at ');
});
test('--help and --options tell everything', async () => {
  expect(await start('--help').ended).toMatchObject({ code: 0, out: expect.stringContaining('--latency MS') });
  expect(await start('--options').ended).toMatchObject({
    code: 0,
    out: expect.stringContaining('cancelLeaves: What a cancelled invitation becomes'),
  });
});
