// Google's own refusals through the bundle that ships, in three languages: what they mean is told by what stays in each
// of them and by what ScriptApp says is granted, never by words.
import { type HostEvent, type Language, LANGUAGES, PlatformError, type Trouble } from '../../dev/platform/index';
import type { SetupStepId, SetupView } from '../../src/core/contract/rpc';
import { ADA, BOB, openOffice, people, type Office, WITH_BACKGROUND } from './office';

const AUTH = 'https://www.googleapis.com/auth/';
const SHEET = `${AUTH}spreadsheets.currentonly`;
const FETCHING = `${AUTH}script.external_request`;
const EMAIL = `${AUTH}userinfo.email`;
const INVITATIONS = `${AUTH}cloud-identity.userinvitations`;
const HOUR = 3_600_000;

type Options = NonNullable<Parameters<typeof openOffice>[0]>;
/** `refused`: what Ada does not allow; a test changes it as Google's page would. */
function abroad(language: Language, options: Options = {}): { office: Office; refused: string[]; logged: string[] } {
  const refused: string[] = [];
  const office = openOffice({
    accounts: people(3),
    language,
    users: [{ email: ADA, refused }, { email: BOB }],
    ...options,
  });
  const logged: string[] = [];
  office.rig.host.onEvent((event: HostEvent) => {
    if (event.kind === 'log') logged.push(event.text);
  });
  return { office, refused, logged };
}
const stepOf = (view: SetupView, id: SetupStepId) => view.steps.find(step => step.id === id)!;
const stateOf = (view: SetupView, id: SetupStepId) => stepOf(view, id).state;
const trouble = (office: Office, change: Partial<Trouble>): void => {
  Object.assign(office.rig.host.trouble, change);
};
/** Whether a refusal names the permission, as it usually does, or says only that authorization is required. */
const MANNERS = LANGUAGES.flatMap(language => [
  [language, 'names it', false] as const,
  [language, 'names none', true] as const,
]);

describe.each(MANNERS)('%s, one permission missing, a refusal that %s', (language, _manner, namelessRefusals) => {
  const without = (scope: string, options: Options = {}) => {
    const made = abroad(language, options);
    made.office.refresh();
    made.office.markAll();
    trouble(made.office, { namelessRefusals });
    made.refused.push(scope);
    return made;
  };

  test('this spreadsheet: each screen says that a permission is missing, which, and where to give it', () => {
    const { office } = without(SHEET);
    for (const name of ['overview', 'progress', 'refresh', 'pastJobs'] as const) {
      const answer = office.ask(name, []);
      expect(answer?.ok === false && answer.problem).toMatchObject({
        code: 'scope',
        advice: expect.stringContaining('Not granted: this spreadsheet.'),
        link: { text: 'Grant them on Google’s page', url: expect.stringContaining('authorize') },
      });
    }
  });

  test('this spreadsheet: the set-up check names it all the same, and judges the rest', () => {
    const view = without(SHEET).office.get('checkSetup', []);
    expect(stepOf(view, 'permissions')).toMatchObject({
      state: 'failed',
      told: 'Not granted: this spreadsheet.',
      problem: { code: 'scope', link: { url: expect.stringContaining('authorize') } },
    });
    expect([stateOf(view, 'organisation'), stateOf(view, 'sheet')]).toEqual(['ok', 'unchecked']);
  });

  test('calling Google: a job stops with the remedy, nobody is mailed, and it goes on once it is granted', () => {
    const { office, refused } = without(FETCHING);
    const job = office.run('send');
    expect([job.status, job.problem?.code, office.mails()]).toEqual(['blocked', 'scope', {}]);
    expect(stepOf(office.get('checkSetup', []), 'permissions').told).toBe('Not granted: calling Google’s API.');
    refused.pop();
    expect(office.drive(office.get('resume', [job.id])).counts.done).toBe(3);
    expect(Object.values(office.mails())).toEqual([1, 1, 1]);
  });

  test('user invitations: Google refuses the token, a job stops with the remedy, and it goes on once it is granted', () => {
    const { office, refused } = without(INVITATIONS);
    const job = office.run('send');
    expect([job.status, job.problem?.code, office.mails()]).toEqual(['blocked', 'scope', {}]);
    expect(stepOf(office.get('checkSetup', []), 'permissions').told).toBe('Not granted: user invitations.');
    refused.pop();
    expect(office.drive(office.get('resume', [job.id])).counts.done).toBe(3);
    expect(Object.values(office.mails())).toEqual([1, 1, 1]);
  });

  test('your address: only the record does without it', () => {
    const { office } = without(EMAIL);
    expect(office.code('overview', [])).toBe('ok');
    expect(office.run('send').counts.done).toBe(3);
  });

  test('consent that lapses while a job is under way is as if it had never been given, and nothing is lost', () => {
    const { office, refused } = without('none', { accounts: people(40) });
    const job = office.begin('send');
    let asked = 0;
    office.rig.before = op => {
      if (op === 'UrlFetchApp.fetchAll' && ++asked === 2) refused.push(FETCHING, SHEET);
    };
    expect(office.code('advance', [job.id])).toBe('scope');
    expect(office.code('stop', [job.id])).toBe('scope');
    office.rig.uncrash();
    refused.splice(0);
    office.rig.clock.advance(HOUR);
    const now = office.get('progress', [])!;
    const ended = office.drive(now.status === 'blocked' ? office.get('resume', [job.id]) : now);
    expect([ended.status, ended.counts.done]).toEqual(['done', 40]);
    expect(Object.values(office.mails())).toEqual(Array.from({ length: 40 }, () => 1));
  });

  test('background runs: switching them on says what is missing', () => {
    const { office } = without(`${AUTH}script.scriptapp`, { dist: WITH_BACKGROUND });
    const job = office.begin('send');
    expect(office.code('background', [job.id, true])).toBe('scope');
    expect(office.code('overview', [])).toBe('ok');
  });
});

describe.each(LANGUAGES)('%s', language => {
  test('a day’s requests used up: the job waits for tomorrow, by itself where it runs in the background', () => {
    const { office } = abroad(language, { dist: WITH_BACKGROUND });
    office.refresh();
    office.markAll();
    office.rig.host.limits.fetchesPerDay = 0;
    const job = office.begin('send');
    office.get('background', [job.id, true]);
    office.drive(job);
    expect(office.get('progress', [])).toMatchObject({ status: 'blocked', problem: { code: 'quota-day' } });
    expect(stepOf(office.get('checkSetup', []), 'quota').problem?.code).toBe('quota-day');
    office.rig.host.limits.fetchesPerDay = 100_000;
    for (let hours = 0; hours < 30; hours++) {
      office.rig.clock.advance(HOUR);
      for (const { functionName } of [...office.rig.host.triggered()]) office.rig.as(ADA).run(functionName);
    }
    expect(office.get('progress', [])).toMatchObject({ status: 'done', counts: { done: 3 } });
    expect(Object.values(office.mails())).toEqual([1, 1, 1]);
  });

  test('another service’s day used up is told as that, with Google’s words, and the set-up check still answers', () => {
    const { office } = abroad(language);
    office.refresh();
    trouble(office, { quotaSpent: op => op.startsWith('Properties.get') });
    const answer = office.ask('overview', []);
    expect(answer?.ok === false && answer.problem).toMatchObject({
      code: 'quota-service',
      advice: expect.stringContaining('properties get'),
    });
    const view = office.get('checkSetup', []);
    expect([stateOf(view, 'permissions'), stepOf(view, 'quota').problem?.code]).toEqual(['ok', 'quota-service']);
    trouble(office, { quotaSpent: () => false });
    expect(office.code('overview', [])).toBe('ok');
  });

  test('a cut-off in the middle of a job by such a quota mails nobody twice', () => {
    const { office } = abroad(language, { accounts: people(40) });
    office.refresh();
    office.markAll();
    const job = office.begin('send');
    let asked = 0;
    office.rig.before = op => {
      if (op === 'UrlFetchApp.fetchAll' && ++asked === 2)
        trouble(office, { quotaSpent: one => one.startsWith('Properties.set') });
    };
    expect(office.code('advance', [job.id])).toBe('quota-service');
    office.rig.uncrash();
    trouble(office, { quotaSpent: () => false });
    office.rig.clock.advance(24 * HOUR);
    expect(office.drive(office.get('resume', [job.id]))).toMatchObject({ status: 'done', counts: { done: 40 } });
    expect(Object.values(office.mails())).toEqual(Array.from({ length: 40 }, () => 1));
  });

  test('Google asked too fast is no day’s quota: the job goes on by itself', () => {
    const { office } = abroad(language);
    office.refresh();
    office.markAll();
    const job = office.begin('send');
    let left = 2;
    trouble(office, { tooFast: op => op === 'UrlFetchApp.fetchAll' && left-- > 0 });
    expect(office.drive(job)).toMatchObject({ status: 'done', counts: { done: 3 } });
    expect(Object.values(office.mails())).toEqual([1, 1, 1]);
  });

  test('locks taken too often: another run is at it, wait; and what was done stays done where one cannot be let go', () => {
    const { office } = abroad(language);
    office.refresh();
    trouble(office, { lockBusy: true });
    expect(office.code('refresh', [])).toBe('busy');
    trouble(office, { lockBusy: false });
    office.rig.before = op => {
      if (op === 'Lock.releaseLock') trouble(office, { lockBusy: true });
    };
    const job = office.get('refresh', []);
    office.rig.uncrash();
    trouble(office, { lockBusy: false });
    expect(office.drive(job).status).toBe('done');
  });
});

test('the sidebar that may not be opened: a dialog says which permission is missing', () => {
  const { office, refused } = abroad('es');
  refused.push(`${AUTH}script.container.ui`);
  office.rig.run('showSidebar');
  expect(office.rig.sidebar).toBeNull();
  expect(office.rig.dialogs[0]).toMatchObject({ message: expect.stringContaining('Not granted: the sidebar.') });
});

test('the set-up check from the menu works without the permission for the spreadsheet', () => {
  const { office, refused } = abroad('ja');
  office.rig.menu();
  refused.push(SHEET);
  office.rig.click('Check the set-up');
  expect(office.rig.dialogs[0]).toMatchObject({ message: expect.stringContaining('Not granted: this spreadsheet.') });
});

describe('the log', () => {
  const strange = [
    'ada.lovelace@acme.example',
    '"ada lovelace"@acme.example',
    'ada.lovelace%40acme.example',
    'ada.lovelace＠acme.example',
    'ada.lovelace\\u0040acme.example',
  ];
  test.each(strange)('holds no address, whatever an exception says: %s', address => {
    const { office, logged } = abroad('en');
    for (const said of [
      `Invalid argument: https://one.example/users/${address}?x=1`,
      `Unexpected token a in "to: ${address}, lovel" of ${address}`,
    ]) {
      office.rig.before = op => {
        if (op === 'Properties.getProperties') throw new PlatformError(said);
      };
      expect(office.code('overview', [])).toBe('interrupted');
    }
    expect(logged).toHaveLength(2);
    expect(logged.join('\n')).not.toMatch(/lovel|acme/i);
    expect(logged.join('\n')).toContain('Invalid argument: https://one.example/');
  });
});
