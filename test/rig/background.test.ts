// The build with the capability "background": its scope, its trigger, and a job that goes on with the sidebar closed.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WITH_BACKGROUND as dist, openOffice, people } from './office';

const ROOT = join(__dirname, '../..');

test('it asks for one more permission than the usual build, and adds one function', () => {
  const scopes = (file: string): string[] =>
    (JSON.parse(readFileSync(file, 'utf8')) as { oauthScopes: string[] }).oauthScopes;
  const usual = scopes(join(ROOT, 'appsscript.json'));
  expect(scopes(join(dist, 'appsscript.json'))).toEqual([...usual, 'https://www.googleapis.com/auth/script.scriptapp']);
  expect(readFileSync(join(dist, 'Code.js'), 'utf8')).toMatch(/^function continueInBackground\(/m);
});

test('an unknown capability is refused by name', () => {
  expect(() =>
    execFileSync(
      process.execPath,
      [join(ROOT, 'build.mjs'), '--with', 'telepathy', '--out', join(ROOT, '.build/telepathy')],
      { stdio: 'pipe' },
    ),
  ).toThrow(/no capability "telepathy"/);
});

test('the sidebar is closed and the trigger finishes the job, then it is gone', () => {
  const office = openOffice({ accounts: people(60), dist });
  office.refresh();
  office.markAll();
  const job = office.begin('send');
  expect(job.background).toBe(false);
  expect(office.get('background', [job.id, true]).background).toBe(true);
  expect(office.rig.host.triggers()).toBe(1);
  office.rig.run('continueInBackground');
  expect(Object.values(office.mails())).toEqual(Array.from({ length: 60 }, () => 1));
  expect(office.get('progress', [])).toMatchObject({ status: 'done', background: false });
  expect(office.rig.host.triggers()).toBe(0);
});

test('the usual build says that it cannot, and never touches triggers', () => {
  const office = openOffice({ accounts: people(1) });
  office.refresh();
  office.markAll();
  const job = office.begin('send');
  expect(job.background).toBe(false);
  expect(office.code('background', [job.id, true])).toBe('not-built-in');
});
