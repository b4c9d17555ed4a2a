// Google's Python client, as Debian 12 has it, against the emulator; where it is not installed, nothing is tried.
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createWorld, makeKeyFile, serve } from '../../dev/emulator/index';

const PYTHON = '/usr/bin/python3';
const needs = 'import google_auth_httplib2, googleapiclient, google.oauth2.service_account';
const isInstalled = spawnSync(PYTHON, ['-c', needs]).status === 0;
const ROBOT = 'inviter@demo.iam.gserviceaccount.com';
const ADA = 'ada@acme.test';

(isInstalled ? test : test.skip)('signs in with a key file, and lists, gets, checks, sends and cancels', async () => {
  const world = createWorld({
    now: Date.now(),
    domains: ['acme.test'],
    accounts: ['one', 'two', 'three'].map(name => ({ email: `${name}@acme.test` })),
    serviceAccounts: [{ email: ROBOT }],
    admins: [ADA],
  });
  const folder = mkdtempSync(join(tmpdir(), 'python-client-'));
  const served = await serve(world);
  try {
    const file = join(folder, 'key.json');
    writeFileSync(file, makeKeyFile(world.serviceAccounts.get(ROBOT)!));
    const script = join(__dirname, 'python-client.py');
    const { stdout } = await promisify(execFile)(PYTHON, [script, served.url, file, ADA]);
    expect(JSON.parse(stdout)).toEqual({
      pages: 2,
      listed: expect.arrayContaining([expect.stringMatching(/\/userinvitations\/one@acme\.test$/)]) as unknown,
      state: 'NOT_YET_SENT',
      invitable: true,
      sent: true,
      after: 'INVITED',
      cancelled: true,
      refused: 404,
    });
    expect(world.ledger.mails).toHaveLength(1);
  } finally {
    await served.close();
    rmSync(folder, { recursive: true });
  }
});
