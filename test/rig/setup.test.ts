// The set-up check through the bundle that ships: each thing that may be missing, with its remedy, and nothing changed
// by looking.
import { addFault, type FaultRule } from '../../dev/emulator/index';
import type { SetupStepId, SetupView } from '../../src/core/contract/rpc';
import { ADA, openOffice, people, type Office } from './office';

const AUTH = 'https://www.googleapis.com/auth/';
type Options = NonNullable<Parameters<typeof openOffice>[0]>;
function ready(options: Options = {}): Office {
  const office = openOffice({ accounts: people(3), ...options });
  office.refresh();
  office.rig.calls.reset();
  return office;
}
const states = ({ steps }: SetupView): Record<string, string> =>
  Object.fromEntries(steps.map(({ id, state }) => [id, state]));
const stepOf = (view: SetupView, id: SetupStepId) => view.steps.find(step => step.id === id)!;
const fault = (office: Office, rule: FaultRule): SetupView => {
  addFault(office.rig.world, rule);
  return office.get('checkSetup', []);
};

test('all is well: every step says so, for one request, and nothing is changed', () => {
  const office = ready();
  const sheets = () => JSON.stringify([office.rig.sheet('Accounts'), office.rig.sheet('Activity')]);
  const before = sheets();
  const view = office.get('checkSetup', []);
  expect(states(view)).toEqual({
    permissions: 'ok',
    quota: 'ok',
    answer: 'ok',
    token: 'ok',
    api: 'ok',
    role: 'ok',
    organisation: 'ok',
    background: 'note',
    sheet: 'ok',
  });
  expect([view.failed, stepOf(view, 'background').problem?.code, stepOf(view, 'sheet').told]).toEqual([
    0,
    'not-built-in',
    '3 accounts in the Accounts sheet, of acme.example.',
  ]);
  expect(stepOf(view, 'organisation').told).toBe('acme.example. Google lists accounts there.');
  expect([
    office.rig.calls.count('UrlFetchApp.fetchAll'),
    office.rig.calls.count('write') + office.rig.calls.count('change'),
    office.rig.calls.count('lock'),
  ]).toEqual([1, 0, 0]);
  expect([sheets(), office.mails()]).toEqual([before, {}]);
});

test.each<[string, FaultRule, SetupStepId, string]>([
  ['the API is off', { kind: 'SERVICE_DISABLED' }, 'api', 'api-off'],
  ['no right to it', { kind: 'PERMISSION_DENIED' }, 'role', 'not-admin'],
  ['the token is refused twice', { kind: '401' }, 'token', 'token'],
  ['the token lacks the scope', { kind: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }, 'permissions', 'scope'],
  ['the organisation is unknown', { kind: 'refused', status: 'INVALID_ARGUMENT' }, 'organisation', 'bad-customer'],
  ['Google does not answer', { kind: 'lost' }, 'answer', 'no-answer'],
  ['Google fails', { kind: '503' }, 'answer', 'no-answer'],
  ['the answer is no answer', { kind: 'html' }, 'answer', 'unreadable'],
  ['Google asks to slow down', { kind: '429' }, 'answer', 'slow-down'],
  ['Google counts the day’s quota as spent', { kind: 'quota-403', daily: true }, 'quota', 'quota-day'],
])(
  '%s: that step fails with its remedy, what came before is fine, what comes after is not judged',
  (_name, rule, id, code) => {
    const view = fault(ready(), rule);
    const chain = view.steps.slice(0, 7);
    const at = chain.findIndex(step => step.id === id);
    expect(chain.map(({ state }) => state)).toEqual(
      chain.map((_step, place) => (place < at ? 'ok' : place === at ? 'failed' : 'unchecked')),
    );
    expect([view.failed, stepOf(view, id).problem?.code, stepOf(view, 'sheet').state]).toEqual([1, code, 'ok']);
  },
);

test('the remedy fits who can do it: the owner of the script, who published the add-on, or the admin who installed it', () => {
  const apiOff = (installed?: 'WEB_STORE_ADD_ON' | 'APPS_MARKETPLACE_DOMAIN_ADD_ON') =>
    fault(ready({ users: [{ email: ADA, ...(installed === undefined ? {} : { installed }) }] }), {
      kind: 'SERVICE_DISABLED',
    });
  const own = apiOff();
  expect(own.text).toMatch(/project=\d+/);
  expect(own.installation).toBe('A script of your own, in this sheet');
  expect(stepOf(own, 'api').problem).toMatchObject({
    advice: expect.stringContaining('Project settings in the Apps Script editor'),
    link: { url: expect.stringMatching(/^https:\/\/console\..*project=\d+/) },
  });
  expect(stepOf(apiOff('WEB_STORE_ADD_ON'), 'api').problem!.advice).toContain('Only who published this add-on');
  const installed = apiOff('APPS_MARKETPLACE_DOMAIN_ADD_ON');
  expect([installed.installation, stepOf(installed, 'api').problem!.advice]).toEqual([
    expect.stringContaining('administrator'),
    expect.stringContaining('Only who published this add-on'),
  ]);
});

test('a box left out at consent is named, with the way to Google’s page; without it nothing can be asked', () => {
  const office = openOffice({
    accounts: people(1),
    users: [
      { email: ADA, refused: [`${AUTH}cloud-identity.userinvitations`] },
      { email: 'eve@acme.example', refused: [`${AUTH}userinfo.email`] },
    ],
  });
  const view = office.get('checkSetup', []);
  expect(stepOf(view, 'permissions')).toMatchObject({
    state: 'failed',
    told: 'Not granted: user invitations.',
    problem: {
      code: 'scope',
      link: { text: 'Grant them on Google’s page', url: expect.stringContaining('authorize') },
    },
  });
  expect(view.text).not.toMatch(/https:|@/);
  expect([states(view)['role'], states(view)['sheet'], office.rig.calls.count('UrlFetchApp.fetchAll')]).toEqual([
    'unchecked',
    'note',
    0,
  ]);
  // One that is only for the record does not hinder the rest.
  const eve = office.get('checkSetup', [], 'eve@acme.example');
  expect([stepOf(eve, 'permissions').told, states(eve)['role']]).toEqual(['Not granted: your address.', 'ok']);
});

test('columns that are gone, and a quota that this person has used up', () => {
  const office = ready({ fetchesPerDay: 100_000 });
  const column = (word: string, sheet: string): void => {
    office.rig.person.remove(office.sheetId(sheet), 'cols', office.column(word, sheet), 1);
  };
  column('Reason', 'Activity');
  expect(stepOf(office.get('checkSetup', []), 'sheet').problem).toMatchObject({
    code: 'activity-columns',
    advice: expect.stringContaining('Reason'),
  });
  column('State', 'Accounts');
  expect(stepOf(office.get('checkSetup', []), 'sheet').problem).toMatchObject({
    code: 'missing-columns',
    advice: expect.stringContaining('State'),
  });
  column('Email', 'Accounts');
  expect(stepOf(office.get('checkSetup', []), 'sheet').problem?.code).toBe('no-email-column');
  const { texts } = office.get('settings', []);
  office.get('saveSettings', [{ ...texts, fetchesADay: '100', customer: 'C0elsewhere' }, texts]);
  addFault(office.rig.world, { kind: 'PERMISSION_DENIED' });
  expect(stepOf(office.get('checkSetup', []), 'role').problem!.advice).toContain(
    'organisation C0elsewhere instead of that of your sign-in',
  );
  for (let n = 0; n < 100; n++) office.ask('lookUp', ['p001@acme.example']);
  const spent = office.get('checkSetup', []);
  expect([stepOf(spent, 'quota'), states(spent)['role']]).toMatchObject([
    { state: 'failed', told: expect.stringMatching(/^0 of 100,/), problem: { code: 'quota-day' } },
    'unchecked',
  ]);
});

test('every answer tells the version, good or bad, by which an older page knows that it is old', () => {
  const office = ready();
  const answers = [
    office.ask('overview', []),
    office.ask('advance', ['no such job']),
    office.ask('advance', ['']),
    office.ask('signIn', []),
  ];
  expect(answers.map(answer => [answer?.ok, answer?.version])).toEqual([
    [true, VERSION],
    [false, VERSION],
    [false, VERSION],
    [true, VERSION],
  ]);
});

test('as text it holds no address and no way in; the menu shows it with the links', () => {
  const office = ready();
  addFault(office.rig.world, {
    kind: 'refused',
    status: 'INVALID_ARGUMENT',
    message: 'Bad boss@acme.example, <eve@acme.example>',
  });
  const { text, version } = office.get('checkSetup', []);
  expect(version).toBe(`Version ${VERSION}`);
  expect(text.split('\n')).toContain(version);
  expect(text).toContain('[Failed] Organisation: Google does not know this organisation.');
  expect(text).toContain('Google says: Bad (address), <(address)> (HTTP 400)');
  expect(text).not.toMatch(/@|https:\/\/script|ya29/);
  office.rig.menu();
  office.rig.click('Check the set-up');
  expect(office.rig.dialogs[0]).toMatchObject({
    title: '1 thing needs attention',
    message: expect.stringMatching(/\nVersion \d+\.\d+\.\d+\n[^]*\[Failed\] Organisation/),
  });
});
