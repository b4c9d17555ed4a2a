// The settings: what each may be, what holds when the stored text is broken, who may overwrite whom, and where each one
// takes hold.
import type { SettingKey } from '../../../src/core/contract/settings';
import { planIdOf } from '../../../src/core/jobs/plan';
import { faultText, settingsRequests } from '../../../src/core/requests/settings';
import { loadSettings, SETTINGS, SETTINGS_KEY } from '../../../src/core/settings/settings';
import { code, makeOffice, NO_OPTIONS, people, value, words, type Office } from '../office';

const BOB = 'bob@acme.example';
const set = (office: Office, texts: Partial<Record<SettingKey, string>>, who?: string): void => {
  office.settings(who, desk => {
    const before = value(desk.settings()).texts;
    expect(value(desk.saveSettings({ ...before, ...texts }, before)).saved).toBe(true);
  });
};

test.each<[SettingKey, string, unknown]>([
  ['customer', ' ', 'my_customer'],
  ['customer', 'MY_CUSTOMER', 'my_customer'],
  ['customer', ' c01abc23d ', 'C01abc23d'],
  ['customer', 'acme.com', null],
  ['customer', 'C01/abc', null],
  ['perMinute', '', undefined],
  ['perMinute', ' 600 ', 600],
  ['perMinute', '0', null],
  ['perMinute', '60001', null],
  ['perMinute', '1e3', null],
  ['fetchesADay', '20,000', 20_000],
  ['fetchesADay', '20.000', 20_000],
  ['fetchesADay', '20 000', 20_000],
  ['fetchesADay', '2,00', null],
  ['fetchesADay', '1,000,001', null],
  ['atOnce', '100', 100],
  ['atOnce', '101', null],
  ['atOnce', '', null],
  ['atOnce', '-1', null],
  ['recentDays', '0', 0],
  ['recentDays', '1.5', null],
  ['remindDays', '0', null],
  ['remindDays', '365', 365],
  ['remindMost', '1', null],
  ['remindMost', '20', 20],
  ['only', ' Ann@Acme.example , @acme.example\nacme.example', ['ann@acme.example', 'acme.example']],
  [
    'only',
    'Ann Lee <Ann@acme.example>, "Lee, Bob" <bob@acme.example>; acme.test\n<mailto:cid@acme.example>',
    ['ann@acme.example', 'bob@acme.example', 'acme.test', 'cid@acme.example'],
  ],
  ['only', 'Ann Lee ann@acme.example', null],
  ['only', ' , ', undefined],
  ['only', 'acme', null],
  ['only', 'a@b@c.example', null],
  [
    'only',
    people(51)
      .map(({ email }) => email.slice(1))
      .join(' '),
    null,
  ],
])('%s may be %.40j or not', (key, typed, expected) => {
  const read = SETTINGS[key].read(typed);
  expect(read.ok ? (read.value ?? undefined) : null).toEqual(expected);
  if (read.ok) expect(SETTINGS[key].read(read.text)).toEqual(read);
  else expect(faultText(read.fault, words)).toMatch(/^\S.*\.$/);
});

test('what is stored and cannot be read gives way to the usual value, a test mode to nobody, and the sidebar says so', () => {
  const office = makeOffice();
  office.store.set(
    SETTINGS_KEY,
    JSON.stringify({ perMinute: 'fast', atOnce: '20', only: '?', recentDays: 3, ofLater: 'x' }),
  );
  office.user.set(SETTINGS_KEY, '{');
  const { settings, broken } = office.settings(undefined, (_desk, deps) =>
    loadSettings({ document: deps.store, user: deps.userStore }),
  );
  expect(settings).toEqual({
    customer: 'my_customer',
    perMinute: null,
    atOnce: 20,
    recentDays: 7,
    remindDays: 7,
    remindMost: 3,
    typeAbove: 100,
    only: [],
    fetchesADay: 100_000,
  });
  expect(broken).toEqual(['perMinute', 'recentDays', 'only', 'fetchesADay']);
  expect(value(office.ask(desk => desk.overview())).notices.map(notice => notice.code)).toEqual(['settings-unread']);
  expect(Object.keys(office.settings(undefined, desk => value(desk.settings()).faults))).toEqual(broken);
  set(office, { only: 'acme.example' });
  expect(
    office.settings(undefined, (_desk, deps) => loadSettings({ document: deps.store, user: deps.userStore }).broken),
  ).toEqual([]);
});

test.each([
  ['one text of them', JSON.stringify({ only: 'a@b@c' })],
  ['all of them', '{'],
])(
  'a test mode that cannot be read (%s) is switched off by saving it alone, not beside something else',
  (_what, kept) => {
    const office = makeOffice();
    office.store.set(SETTINGS_KEY, kept);
    const only = (): unknown =>
      office.settings(
        undefined,
        (_desk, deps) => loadSettings({ document: deps.store, user: deps.userStore }).settings.only,
      );
    set(office, { perMinute: '60' });
    expect(only()).toEqual([]);
    expect(Object.keys(office.settings(undefined, desk => value(desk.settings()).faults))).toEqual(['only']);
    set(office, {});
    expect(only()).toBeNull();
  },
);

test('all is saved or nothing, and what somebody else changed meanwhile is overwritten only knowingly', () => {
  const office = makeOffice();
  const before = office.settings(undefined, desk => value(desk.settings()).texts);
  set(office, { perMinute: '60' }, BOB);
  const mine = { ...before, perMinute: '600', recentDays: '14' };
  const first = office.settings(undefined, desk => value(desk.saveSettings(mine, before)));
  expect(first).toMatchObject({
    saved: false,
    view: { texts: { perMinute: '60', recentDays: '7' }, faults: { perMinute: words.settings.changed('60') } },
  });
  expect(
    office.settings(undefined, desk => value(desk.saveSettings({ ...mine, atOnce: '0' }, first.view.texts))),
  ).toMatchObject({ saved: false, view: { texts: { perMinute: '60' } } });
  expect(office.settings(undefined, desk => value(desk.saveSettings(mine, first.view.texts)))).toMatchObject({
    saved: true,
    view: { texts: { perMinute: '600', recentDays: '14' } },
  });
  // Not touched here, so what Bob sets stays.
  set(office, { atOnce: '5' }, BOB);
  office.settings(undefined, desk => desk.saveSettings({ ...mine, typeAbove: '9' }, mine));
  expect(office.settings(BOB, desk => value(desk.settings()).texts)).toMatchObject({
    atOnce: '5',
    typeAbove: '9',
    perMinute: '600',
  });
});

function ready(count: number): Office {
  const office = makeOffice({ accounts: people(count) });
  office.refresh();
  office.markAll();
  return office;
}

test('the organisation set is the one that is asked, and part of what is confirmed; a job keeps to its own', () => {
  const office = ready(3);
  const { planId } = value(office.ask(desk => desk.preview('send', NO_OPTIONS)));
  set(office, { customer: 'C0other' });
  expect(code(office.ask(desk => desk.start('send', NO_OPTIONS, planId)))).toBe('plan-changed');
  const idFor = (customer: string): string =>
    planIdOf({ action: 'send', options: NO_OPTIONS, addresses: ['a'], customer, source: { from: 'marks' } });
  expect(idFor('my_customer')).not.toBe(idFor('C0other'));
  expect(value(office.ask(desk => desk.preview('send', NO_OPTIONS))).organisation).toBe('C0other');
  set(office, { customer: 'my_customer' });
  const job = office.begin('send');
  set(office, { customer: 'C0other' });
  expect(office.drive(job).counts.done).toBe(3);
});

test('so many requests a minute, so many at once, so many days', () => {
  const office = ready(20);
  set(office, { perMinute: '6', atOnce: '4', recentDays: '30' });
  const begun = office.now();
  expect(office.run('send').counts.done).toBe(20);
  const sends = office.world.requests.filter(request => request.method === 'send');
  expect(office.now() - begun).toBeGreaterThanOrEqual(180_000);
  expect(
    Math.max(...[...new Map(sends.map(({ at }) => [at, sends.filter(other => other.at === at).length])).values()]),
  ).toBe(4);
  office.pass(20 * 86_400_000);
  office.markAll();
  expect(value(office.ask(desk => desk.preview('send', NO_OPTIONS)))).toMatchObject({ addresses: [], recentDays: 30 });
});

test('above the number set, the number must be typed, and exactly', () => {
  const office = ready(3);
  set(office, { typeAbove: '2' });
  for (const action of ['send', 'cancel'] as const) {
    const plan = value(office.ask(desk => desk.preview(action, NO_OPTIONS)));
    expect(plan.mustType).toBe(true);
    for (const typed of [null, 2, 4, NaN])
      expect(code(office.ask(desk => desk.start(action, NO_OPTIONS, plan.planId, typed)))).toBe('number-differs');
    expect(office.drive(value(office.ask(desk => desk.start(action, NO_OPTIONS, plan.planId, 3)))).counts.done).toBe(3);
    office.markAll();
  }
  set(office, { typeAbove: '3' });
  office.pass(30 * 86_400_000);
  const again = { ...NO_OPTIONS, includeAgain: true };
  const plan = value(office.ask(desk => desk.preview('send', again)));
  expect([plan.mustType, code(office.ask(desk => desk.start('send', again, plan.planId)))]).toEqual([false, 'ok']);
});

test('in test mode everybody else is skipped; switched on later, it stops a job that goes further', () => {
  const office = ready(4);
  set(office, { only: 'p001@acme.example p002@acme.example other.example' });
  const plan = value(office.ask(desk => desk.preview('send', NO_OPTIONS)));
  expect(plan.addresses).toEqual(['p001@acme.example', 'p002@acme.example']);
  expect(plan.skipped).toEqual([
    { code: 'test-mode', reason: words.skipped['test-mode'], addresses: ['p003@acme.example', 'p004@acme.example'] },
  ]);
  expect([
    plan.warnings.includes(words.warnings.testMode),
    value(office.ask(desk => desk.overview())).testMode?.length,
  ]).toEqual([true, 3]);
  set(office, { only: '' });
  const job = office.begin('send');
  set(office, { only: 'p001@acme.example' });
  const barred = office.drive(job);
  expect([barred.status, barred.problem?.code, office.world.ledger.mails.length]).toEqual(['blocked', 'test-mode', 0]);
  expect(value(office.ask(desk => desk.stop(job.id))).status).toBe('stopped');
  expect(office.run('send').counts.done).toBe(1);
  expect([...office.world.ledger.mailsTo.keys()]).toEqual(['p001@acme.example']);
});

test('a desk of settings that finds the lock taken saves all the same', () => {
  const office = ready(1);
  const busy = office.execution(BOB);
  busy.deps.lock.take(0);
  set(office, { only: 'acme.example' });
  const locked = settingsRequests(busy.deps, words);
  expect(value(locked.settings()).texts['only']).toBe('acme.example');
});
