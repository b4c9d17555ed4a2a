// Sign-in with a service account through the bundles built with it: with a key of the person's own, and without one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addFault, clearFaults, createWorld, makeKeyFile, revokeTokens, type World } from '../../dev/emulator/index';
import { personOf } from '../../dev/platform/services/script';
import type { SignInTried, SignInWish } from '../../src/core/contract/rpc';
import { ADA, BOB, NO_OPTIONS, openOffice, people, type Office } from './office';

const ROOT = join(__dirname, '../..');
const ROBOT = 'inviter@demo.iam.gserviceaccount.com';
/** The bundles with these capabilities, made by `node dev/run.mjs --build-only`. */
const [dist, withKey] = ['with-delegation', 'with-key'].map(name => join(__dirname, '../../.build', name)) as [
  string,
  string,
];

/** Bob is no admin: with his own sign-in he may do nothing. */
const spec = {
  domains: ['acme.example'],
  admins: [ADA],
  ownerOf: personOf,
  serviceAccounts: [{ email: ROBOT, creators: [BOB] }],
};
const keyed = createWorld(spec).serviceAccounts.get(ROBOT)!;
const KEY = makeKeyFile(keyed);

function open(options: Parameters<typeof openOffice>[0] & { readonly count?: number } = {}): Office {
  const office = openOffice({ dist: withKey, ...options, world: { ...spec, accounts: people(options.count ?? 3) } });
  for (const [id, half] of keyed.keys) office.rig.world.serviceAccounts.get(ROBOT)?.keys.set(id, half);
  return office;
}
const robotOf = ({ rig }: Office) => rig.world.serviceAccounts.get(ROBOT)!;
const wish = (patch: Partial<SignInWish>): SignInWish => ({
  mode: 'key',
  serviceAccount: ROBOT,
  actFor: ADA,
  key: KEY,
  ...patch,
});
const use = (office: Office, patch: Partial<SignInWish> = {}, anyway = false, who = BOB): SignInTried =>
  office.get('useSignIn', [wish(patch), anyway], who);
const keyless = { mode: 'delegation', key: '' } as const;
const asked = (world: World, method: string): number => world.requests.filter(note => note.method === method).length;
function sendAll(office: Office, who = BOB): void {
  office.refresh(who);
  office.get('mark', ['notInvited'], who);
  const { planId, addresses, by } = office.get('preview', ['send', NO_OPTIONS], who);
  expect(by).toBe('bob@acme.example for ada@acme.example');
  office.drive(office.get('start', ['send', NO_OPTIONS, planId, addresses.length], who), who);
}
const one = { 'p001@acme.example': 1, 'p002@acme.example': 1, 'p003@acme.example': 1 };

test.each([
  ['a key', withKey, {}],
  ['no key', dist, keyless],
] as const)('with %s a service account acts for the admin, and every line names both', (_what, built, patch) => {
  const office = open({ dist: built });
  expect(office.drive(office.get('refresh', [], BOB), BOB).problem?.code).toBe('not-admin');
  expect(use(office, patch)).toMatchObject({
    used: true,
    problem: null,
    said: `It works: Google answers ${ROBOT} for ${ADA}.`,
    view: { mode: patch === keyless ? 'delegation' : 'key', actFor: ADA },
  });
  expect(office.get('overview', [], BOB)).toMatchObject({ who: BOB, actsFor: ADA, organisation: 'acme.example' });
  sendAll(office);
  expect(office.mails()).toEqual(one);
  expect(office.lines('p001@acme.example').map(line => line['By'])).toEqual(['bob@acme.example for ada@acme.example']);
  // One to try it, and that one serves for all executions of the hour.
  expect(asked(office.rig.world, 'token')).toBe(1);
  expect(office.get('progress', [], ADA)).toMatchObject({ by: 'bob@acme.example for ada@acme.example', mine: false });
});

test('the set-up check sees at once that the key was deleted, although the token of before still lives', () => {
  const office = open();
  use(office);
  const failed = () =>
    office
      .get('checkSetup', [], BOB)
      .steps.filter(({ state }) => state === 'failed')
      .map(({ id, problem }) => [id, problem?.code]);
  expect(failed()).toEqual([]);
  robotOf(office).keys.clear();
  expect(failed()).toEqual([['token', 'key-refused']]);
});

test('the key is this person’s alone, never comes back, and goes when it is removed', () => {
  const office = open();
  use(office);
  const view = office.get('signIn', [], BOB);
  expect(view.key).toEqual({ email: ROBOT, id: (JSON.parse(KEY) as { private_key_id: string }).private_key_id });
  expect(office.get('signIn', [], ADA)).toMatchObject({ mode: 'own', key: null });
  sendAll(office);
  const everywhere = JSON.stringify([
    office.rig.logs,
    office.rig.sheet('Activity'),
    office.rig.sheet('Accounts'),
    office.get('overview', [], BOB),
    view,
    office.rig.toasts,
  ]);
  expect(everywhere).not.toMatch(/PRIVATE KEY|ya29\.c\./);
  expect(office.get('removeKey', [], BOB)).toMatchObject({ mode: 'own', key: null });
  expect(use(office, { key: '' }).faults['key']).toMatch(/no key/);
});

test('a token that runs out in the middle of a job, or is refused, is renewed once and nobody is mailed twice', () => {
  const office = open({ count: 120 });
  use(office);
  office.refresh(BOB);
  office.get('mark', ['notInvited'], BOB);
  office.get(
    'saveSettings',
    [
      { atOnce: '20', perMinute: '30' },
      { atOnce: '50', perMinute: '' },
    ],
    BOB,
  );
  const { planId, addresses } = office.get('preview', ['send', NO_OPTIONS], BOB);
  const job = office.get('start', ['send', NO_OPTIONS, planId, addresses.length], BOB);
  const before = asked(office.rig.world, 'token');
  office.get('advance', [job.id], BOB);
  revokeTokens(office.rig.world);
  office.rig.clock.advance(60_000);
  expect(office.get('advance', [job.id], BOB).finished).toBeLessThan(120);
  expect(asked(office.rig.world, 'token')).toBe(before + 1);
  office.rig.clock.advance(3_500_000);
  office.drive(job, BOB);
  expect(asked(office.rig.world, 'token')).toBe(before + 2);
  expect(Object.values(office.mails())).toEqual(Array.from({ length: 120 }, () => 1));
});

test('a token endpoint that fails in passing stops nothing: what was not sent waits, and only the list is asked for again', () => {
  const office = open();
  use(office);
  office.refresh(BOB);
  office.get('mark', ['notInvited'], BOB);
  revokeTokens(office.rig.world);
  for (const kind of ['503', 'lost'] as const)
    addFault(office.rig.world, { kind, match: { method: 'token' }, limit: 1 });
  const gets = asked(office.rig.world, 'get');
  const { planId, addresses } = office.get('preview', ['send', NO_OPTIONS], BOB);
  expect(office.drive(office.get('start', ['send', NO_OPTIONS, planId, addresses.length], BOB), BOB).status).toBe(
    'done',
  );
  expect([office.mails(), asked(office.rig.world, 'get') - gets]).toEqual([one, 4]);
});

test('delegation taken away blocks the job with the remedy, and the job goes on once it is back', () => {
  const office = open();
  use(office);
  office.refresh(BOB);
  office.get('mark', ['notInvited'], BOB);
  revokeTokens(office.rig.world);
  robotOf(office).delegated.clear();
  const { planId, addresses } = office.get('preview', ['send', NO_OPTIONS], BOB);
  const blocked = office.drive(office.get('start', ['send', NO_OPTIONS, planId, addresses.length], BOB), BOB);
  expect([blocked.status, blocked.problem?.code, office.mails()]).toEqual(['blocked', 'not-delegated', {}]);
  expect(blocked.problem?.advice).toContain('https://www.googleapis.com/auth/cloud-identity.userinvitations');
  robotOf(office).delegated.add('https://www.googleapis.com/auth/cloud-identity.userinvitations');
  office.drive(office.get('resume', [blocked.id], BOB), BOB);
  expect(office.mails()).toEqual(one);
});

test.each<[string, string, Partial<SignInWish>, (office: Office) => void]>([
  [
    'no delegation',
    'not-delegated',
    {},
    office => {
      robotOf(office).delegated.clear();
    },
  ],
  [
    'a key that was deleted',
    'key-refused',
    {},
    office => {
      robotOf(office).keys.clear();
    },
  ],
  [
    'a key that is none',
    'key-refused',
    {
      key: KEY.replace(
        /("private_key": ")[^"]+/,
        '$1-----BEGIN PRIVATE KEY-----\\nnonsense\\n-----END PRIVATE KEY-----\\n',
      ),
    },
    () => undefined,
  ],
  [
    'an account that was deleted',
    'no-service-account',
    {},
    office => {
      office.rig.world.serviceAccounts.clear();
    },
  ],
  ['a subject who is not there', 'no-such-admin', { actFor: 'nobody@other.example' }, () => undefined],
  ['a subject whom nobody has', 'no-such-admin', { actFor: 'nobody@acme.example' }, () => undefined],
  ['a subject who is no admin', 'not-admin', { actFor: BOB }, () => undefined],
  [
    'Cloud Identity switched off',
    'api-off',
    {},
    office => {
      addFault(office.rig.world, { kind: 'SERVICE_DISABLED' });
    },
  ],
  [
    'a token endpoint that is down',
    'slow-down',
    {},
    office => {
      addFault(office.rig.world, { kind: '503', match: { method: 'token' } });
    },
  ],
  [
    'without a key: no role',
    'not-creator',
    keyless,
    office => {
      robotOf(office).creators = new Set();
    },
  ],
  [
    'without a key: its API switched off',
    'iam-off',
    keyless,
    office => {
      addFault(office.rig.world, { kind: 'SERVICE_DISABLED', match: { method: 'signJwt' } });
    },
  ],
  [
    'without a key: permission not granted',
    'scope',
    keyless,
    office => {
      addFault(office.rig.world, { kind: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', match: { method: 'signJwt' } });
    },
  ],
])('the test of the connection says what is wrong, and changes nothing: %s', (_what, code, patch, spoil) => {
  const office = open({ dist });
  spoil(office);
  const tried = use(office, patch);
  expect([tried.used, tried.problem?.code, tried.view.mode, tried.view.key]).toEqual([false, code, 'own', null]);
  expect(JSON.stringify(tried)).not.toContain('PRIVATE KEY');
  clearFaults(office.rig.world);
  expect(use(office, patch, true)).toMatchObject({ used: true, view: { mode: patch.mode ?? 'key' } });
});

test('what is typed wrong is said at its field', () => {
  const office = open();
  expect(Object.keys(use(office, { key: '{}', actFor: 'ada' }).faults)).toEqual(['actFor', 'key']);
  expect(Object.keys(use(office, { ...keyless, serviceAccount: ADA, actFor: ROBOT }).faults)).toEqual([
    'mode',
    'serviceAccount',
    'actFor',
  ]);
  for (const wrong of [{ mode: 'other' }, { key: 'x'.repeat(9_000) }, { actFor: 7 }])
    expect(office.code('useSignIn', [wish(wrong as never), false])).toBe('bad-argument');
});

test('the usual build asks for no more, says what it cannot do, and leads back from what another build left', () => {
  const office = open({ dist: join(ROOT, 'dist') });
  expect(office.get('signIn', [])).toMatchObject({ mode: 'own', builtIn: ['own'] });
  expect(use(office)).toMatchObject({ used: false, problem: { code: 'no-delegation' } });
  office.rig.host
    .properties('user', BOB)
    .set('signIn', JSON.stringify({ mode: 'key', serviceAccount: ROBOT, actFor: ADA }));
  expect(office.drive(office.get('refresh', [], BOB), BOB)).toMatchObject({
    status: 'blocked',
    problem: { code: 'no-delegation' },
  });
  expect(use(office, { mode: 'own' })).toMatchObject({ used: true, view: { mode: 'own' } });
  expect(open().get('signIn', []).builtIn).toEqual(['own', 'key']);
  expect(open({ dist }).get('signIn', []).builtIn).toEqual(['own', 'key', 'delegation']);
  const manifest = (file: string) =>
    JSON.parse(readFileSync(file, 'utf8')) as { oauthScopes: string[]; urlFetchWhitelist: string[] };
  const usual = manifest(join(ROOT, 'dist/appsscript.json'));
  expect(usual.urlFetchWhitelist).toEqual(['https://cloudidentity.googleapis.com/']);
  for (const host of ['iamcredentials', 'oauth2'])
    expect(readFileSync(join(ROOT, 'dist/Code.js'), 'utf8')).not.toContain(`${host}.googleapis.com/`);
  const key = manifest(join(withKey, 'appsscript.json'));
  expect([key.oauthScopes, key.urlFetchWhitelist]).toEqual([
    usual.oauthScopes,
    [...usual.urlFetchWhitelist, 'https://oauth2.googleapis.com/'],
  ]);
  const more = manifest(join(dist, 'appsscript.json'));
  expect(more.oauthScopes).toEqual([
    ...usual.oauthScopes,
    'https://www.googleapis.com/auth/script.scriptapp',
    'https://www.googleapis.com/auth/cloud-platform',
  ]);
  expect(more.urlFetchWhitelist).toEqual([
    ...usual.urlFetchWhitelist,
    'https://oauth2.googleapis.com/',
    'https://iamcredentials.googleapis.com/',
  ]);
});

test('a trigger works with the sign-in of whoever made it', () => {
  const office = open({ dist });
  use(office, keyless);
  office.refresh(BOB);
  office.get('mark', ['notInvited'], BOB);
  const { planId, addresses } = office.get('preview', ['send', NO_OPTIONS], BOB);
  const job = office.get('start', ['send', NO_OPTIONS, planId, addresses.length], BOB);
  office.get('background', [job.id, true], BOB);
  office.rig.as(BOB).run('continueInBackground');
  expect([office.mails(), office.lines('p003@acme.example')[0]?.['By']]).toEqual([
    one,
    'bob@acme.example for ada@acme.example',
  ]);
});

test('a preview confirmed for one is not carried out for another', () => {
  const office = open();
  use(office);
  office.refresh(BOB);
  office.get('mark', ['notInvited'], BOB);
  const { planId } = office.get('preview', ['send', NO_OPTIONS], BOB);
  use(office, { mode: 'own' }, true);
  expect(office.code('start', ['send', NO_OPTIONS, planId, 3], BOB)).toBe('plan-changed');
});
