// What Google, or something in between, may reply: each is told as what it is, waits are neither too short nor without
// end, and one address harms no other.
import { addFault, clearFaults, type FaultRule } from '../../dev/emulator/index';
import { ADA, BOB, NO_OPTIONS, openOffice, people, type Office } from './office';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function ready(count: number): Office {
  const office = openOffice({ world: { accounts: people(count) } });
  office.refresh();
  office.markAll();
  return office;
}
/** Until `ms` from now, and then no more. */
function forAWhile({ rig }: Office, rule: FaultRule, ms: number): void {
  const until = rig.clock.now() + ms;
  addFault(rig.world, rule);
  rig.before = () => {
    if (rig.clock.now() >= until) clearFaults(rig.world);
  };
}

describe('Retry-After', () => {
  test.each<[string, object]>([
    ['none', {}],
    ['0', { retryAfter: 0 }],
    ['a negative number', { retryAfter: -30 }],
    ['a second', { retryAfter: 1 }],
    ['a date that has passed', { retryAfter: -3600, asDate: true }],
    ['a second in the body', { retryInfo: 1 }],
  ])('%s: a minute and a half of “too many” passes, and nobody is forgotten', (_what, more) => {
    const office = ready(40);
    forAWhile(office, { kind: '429', ...more, match: { method: 'send' } }, 90_000);
    expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 40 } });
  });

  test.each<[string, object]>([
    ['in the header', { retryAfter: 86_400 }],
    ['as a date', { retryAfter: 86_400, asDate: true }],
    ['in the body', { retryInfo: 86_400 }],
  ])('one reply of 60 that names a whole day, %s, holds the job for a quarter of an hour', (_where, more) => {
    const office = ready(60);
    addFault(office.rig.world, { kind: '429', ...more, limit: 1, match: { method: 'send', every: 30 } });
    const began = office.rig.clock.now();
    expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 60 } });
    expect(office.rig.clock.now() - began).toBeLessThan(20 * MINUTE);
  });

  test('that names a day each time: a person is asked within the hour, and who resumes asks at once', () => {
    const office = ready(10);
    addFault(office.rig.world, { kind: '429', retryAfter: 86_400, match: { method: 'send' } });
    const began = office.rig.clock.now();
    const job = office.run('send');
    expect(job).toMatchObject({ status: 'blocked', problem: { code: 'slow-down' } });
    expect(office.rig.clock.now() - began).toBeLessThan(60 * MINUTE);
    clearFaults(office.rig.world);
    const resumed = office.rig.clock.now();
    expect(office.drive(office.get('resume', [job.id]))).toMatchObject({ status: 'done', counts: { done: 10 } });
    expect(office.rig.clock.now() - resumed).toBeLessThan(MINUTE);
  });

  test('that is longer than our own wait is kept: nobody is asked before', () => {
    const office = ready(10);
    addFault(office.rig.world, { kind: '429', retryInfo: 200, limit: 10, match: { method: 'send' } });
    office.run('send');
    const [first] = office.rig.world.requests.filter(({ method }) => method === 'send');
    const next = office.rig.world.requests.find(({ method, status }) => method === 'send' && status === 200);
    expect(next!.at - first!.at).toBeGreaterThanOrEqual(200_000);
  });
});

test('a day’s quota as 429 stops the job at once, and it is finished tomorrow', () => {
  const office = ready(30);
  Object.assign(office.rig.world.options, { quotaPerDay: 20 });
  const job = office.run('send');
  expect(job).toMatchObject({ status: 'blocked', problem: { code: 'quota-day' } });
  office.rig.clock.advance(DAY);
  Object.assign(office.rig.world.options, { quotaPerDay: 0 });
  expect(office.drive(office.get('resume', [job.id]))).toMatchObject({ status: 'done', counts: { done: 30 } });
  expect(Math.max(...Object.values(office.mails()))).toBe(1);
});

describe('a 403 that no administrator role mends', () => {
  test.each([
    ['CONSUMER_INVALID', 'project', /Cloud console/],
    ['CONSUMER_SUSPENDED', 'project', /Cloud console/],
    ['USER_PROJECT_DENIED', 'project', /Cloud console/],
    ['BILLING_DISABLED', 'billing', /Billing/],
    ['SECURITY_POLICY_VIOLATED', 'policy', /VPC Service Controls/],
    ['domainPolicy', 'policy', /Admin console/],
  ] as const)('%s has its own remedy, in a job and in the set-up check', (reason, code, remedy) => {
    for (const old of [false, true]) {
      const office = ready(3);
      addFault(office.rig.world, { kind: 'project-403', reason, old });
      expect(office.run('send')).toMatchObject({
        status: 'blocked',
        problem: { code, advice: expect.stringMatching(remedy) },
      });
      const failed = office.get('checkSetup', []).steps.filter(({ state }) => state === 'failed');
      expect(failed).toMatchObject([{ problem: { code, advice: expect.stringMatching(remedy) } }]);
      expect(office.mails()).toEqual({});
    }
  });
});

describe('an edition without it', () => {
  test('a check of eligibility says so, and is no “no”', () => {
    const office = ready(12);
    Object.assign(office.rig.world.options, { checkIsSupported: false });
    const job = office.drive(office.get('startCheck', [people(12).map(({ email }) => email)]));
    expect(job).toMatchObject({
      status: 'done',
      counts: { refused: 12, eligible: 0 },
      groups: [{ reason: expect.stringContaining('does not offer this question in your edition') }],
    });
    expect(office.get('lookUp', ['p001@acme.example'])).toMatchObject({
      eligible: null,
      problem: { code: 'not-supported', advice: expect.stringContaining('Essentials') },
    });
  });
});

describe('HTML from in between', () => {
  test('with the status 404 says nothing of an account', () => {
    const office = ready(1);
    addFault(office.rig.world, { kind: 'html', status: 404, match: { method: 'get' } });
    expect(office.get('lookUp', ['p001@acme.example'])).toMatchObject({ listed: null, problem: { code: 'no-answer' } });
  });

  test.each([400, 403, 404, 409, 451])(
    'with the status %i where a mail was sent: it is looked up, and neither refused nor sent again',
    status => {
      const office = ready(4);
      addFault(office.rig.world, { kind: 'html', status, when: 'after', match: { method: 'send', firstAttempts: 1 } });
      expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 4, refused: 0 } });
      expect(Object.values(office.mails())).toEqual([1, 1, 1, 1]);
    },
  );
});

describe('an address that no cell or no URL gives back as it was', () => {
  const BAD = ['a\ud83d@acme.example', `${'山'.repeat(240)}@acme.example`, 'a\u0085@acme.example'];

  test('is skipped in the preview, and the others are mailed', () => {
    const office = ready(3);
    for (const [at, email] of BAD.entries()) {
      office.rig.person.type(office.sheetId(), 5 + at, office.column('Email'), email);
      office.rig.person.tick(office.sheetId(), 5 + at, office.column('Mark'), true);
    }
    const plan = office.get('preview', ['send', NO_OPTIONS]);
    expect(plan.addresses).toHaveLength(3);
    expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 3 } });
    expect(Object.keys(office.mails())).toEqual(people(3).map(({ email }) => email));
    expect(office.refresh()).toMatchObject({ status: 'done', counts: { unknown: 0 } });
  });

  test('is named as none in a list that somebody pastes', () => {
    const office = ready(1);
    const plan = office.get('previewCheck', [{ from: 'text', text: ['p001@acme.example', ...BAD].join('\n') }]);
    expect(plan.addresses).toEqual(['p001@acme.example']);
  });
});

test('what evicts people is told above the first sending of each admin, once, and above no cancelling', () => {
  const office = openOffice({ world: { accounts: people(3) } });
  office.refresh();
  office.tick('p001@acme.example');
  const told = (who: string, action: 'send' | 'cancel' = 'send') =>
    office.get('preview', [action, NO_OPTIONS], who).warnings.filter(text => text.includes('GCDS')).length;
  expect([told(ADA), told(ADA), told(ADA, 'cancel')]).toEqual([1, 1, 0]);
  office.run('send');
  office.tick('p002@acme.example');
  expect([told(ADA), told(BOB)]).toEqual([0, 1]);
});

test.each([
  ['after the cancelling had its effect', 'after', { Outcome: 'Done' }, { State: 'Not invited', Mark: 'FALSE' }],
  ['and nothing was done', 'before', { Outcome: 'Refused' }, { State: 'Invited', Mark: 'TRUE' }],
] as const)('an operation of a cancelling fails %s: the same run tells which', (_what, when, line, row) => {
  const office = ready(3);
  office.run('send');
  for (const { email } of people(3)) office.tick(email);
  addFault(office.rig.world, { kind: 'operation-error', when, match: { method: 'cancel', address: 'p002*' } });
  expect(office.run('cancel').status).toBe('done');
  expect(office.lines('p002@acme.example').at(-1)).toMatchObject(line);
  expect(office.row('p002@acme.example')).toMatchObject(row);
  expect(office.row('p001@acme.example')).toMatchObject({ State: 'Not invited', Mark: 'FALSE' });
});
