// What Google Sheets refuses for good: each is a job that waits for a person with Google's words, never an interrupted
// one, and Stop ends it without writing there.
import { addAccounts } from '../../dev/emulator/index';
import { refusal, ruleText } from '../../dev/platform/index';
import type { RigOptions } from '../../dev/rig';
import type { JobView } from '../../src/core/contract/rpc';
import { ADA, NO_OPTIONS, openOffice, people, type Office } from './office';

const PROTECTED = 'You are trying to edit a protected cell';
const store = (office: Office): Map<string, string> => office.rig.host.properties('document');
/** `over`: by so much beyond what it may hold. */
const fillStore = (office: Office, over = 0): void => {
  const used = [...store(office)].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  for (let left = 500 * 1024 - used + over, n = store(office).size; left > 20; n++) {
    const size = Math.min(9_000, left - 12);
    store(office).set(`other${n}`.padEnd(12), 'x'.repeat(size));
    left -= size + 12;
  }
};
function marked(count = 3, options: RigOptions = {}): Office {
  const office = openOffice({ accounts: people(count), ...options });
  office.refresh();
  office.markAll();
  return office;
}
const cells = (office: Office, word: string, name = 'Accounts') => ({
  row: 2,
  col: office.column(word, name),
  rows: 900,
  cols: 1,
});
const oneRule = { kind: 'list', values: ['Yes', 'No'], showDropdown: true, allowInvalid: false, help: null } as const;

type Refusal = {
  readonly set: (office: Office) => void;
  readonly lift: (office: Office) => void;
  readonly says: string;
};
const liftProtection = (office: Office): void => {
  for (const sheet of office.rig.spreadsheet.sheets)
    sheet.protections.splice(0, sheet.protections.length, ...sheet.protections.filter(one => one.warningOnly));
};
const AFTER_THE_MAIL: Readonly<Record<string, Refusal>> = {
  'the Accounts sheet is protected': {
    set: office => office.rig.person.protect(office.sheetId(), null),
    lift: liftProtection,
    says: PROTECTED,
  },
  'a column of ours is protected': {
    set: office => office.rig.person.protect(office.sheetId(), cells(office, 'Result')),
    lift: liftProtection,
    says: PROTECTED,
  },
  'a rule rejects what would be written': {
    set: office => office.rig.person.validate(office.sheetId(), cells(office, 'State'), oneRule as never),
    lift: office => office.rig.person.validate(office.sheetId(), cells(office, 'State'), null),
    says: 'violates the data validation rules',
  },
};
const BEFORE_THE_MAIL: Readonly<Record<string, Refusal>> = {
  'the Activity sheet is protected': {
    set: office => office.rig.person.protect(office.sheetId('Activity'), null),
    lift: liftProtection,
    says: PROTECTED,
  },
  'the column of outcomes is protected': {
    set: office => office.rig.person.protect(office.sheetId('Activity'), cells(office, 'Outcome', 'Activity')),
    lift: liftProtection,
    says: PROTECTED,
  },
};

const expectBlocked = (view: JobView, says: string): void => {
  expect(view).toMatchObject({ status: 'blocked', problem: { code: 'sheet-refuses' } });
  expect(view.problem?.advice).toContain(says);
};

describe.each(Object.entries({ ...AFTER_THE_MAIL, ...BEFORE_THE_MAIL }))('while %s', (name, { set, lift, says }) => {
  const mailed = name in AFTER_THE_MAIL;

  test('a sending that began is blocked with the words of Google, and goes on once that is mended: everybody has one mail', () => {
    const office = marked();
    const job = office.begin('send');
    set(office);
    expectBlocked(office.drive(job), says);
    expect(Object.values(office.mails())).toEqual(mailed ? [1, 1, 1] : []);
    lift(office);
    expect(office.drive(office.get('resume', [job.id]))).toMatchObject({ status: 'done', counts: { done: 3 } });
    expect(Object.values(office.mails())).toEqual([1, 1, 1]);
    expect(office.rows().map(row => [row['Mark'], row['State']])).toEqual(Array(3).fill(['FALSE', 'Invited']));
  });

  test('it is stopped without being written anywhere, and a refresh comes before the next sending', () => {
    const office = marked();
    const job = office.begin('send');
    set(office);
    office.drive(job);
    expect(office.get('stop', [job.id])).toMatchObject({ status: 'stopped', problem: { code: 'sheet-refuses' } });
    expect(office.code('preview', ['send', NO_OPTIONS])).toBe('refresh-first');
    lift(office);
    office.refresh();
    if (office.get('preview', ['send', NO_OPTIONS]).addresses.length > 0) office.run('send');
    expect(Object.values(office.mails())).toEqual([1, 1, 1]);
  });

  test('a job that is resumed too early is blocked again at once', () => {
    const office = marked();
    const job = office.begin('send');
    set(office);
    office.drive(job);
    office.get('resume', [job.id]);
    expectBlocked(office.get('advance', [job.id]), says);
  });
});

test('a fault of some seconds blocks nothing: the job waits a little and goes on', () => {
  const office = marked();
  const job = office.begin('send');
  let isThrown = false;
  office.rig.before = op => {
    if (op !== 'Range.setValues' || isThrown) return;
    isThrown = true;
    throw refusal('service-error');
  };
  const view = office.get('advance', [job.id]);
  office.rig.before = null;
  expect(view.status).toBe('waiting');
  expect(office.drive(view)).toMatchObject({ status: 'done', counts: { done: 3 } });
  expect(Object.values(office.mails())).toEqual([1, 1, 1]);
});

test('a refresh into a protected sheet is blocked, and one of a full file', () => {
  for (const set of [
    (office: Office) => office.rig.person.protect(office.sheetId(), null),
    (office: Office) => office.rig.person.fillFile(),
  ]) {
    const office = marked();
    addAccounts(office.rig.world, people(2_000).slice(3));
    set(office);
    const view = office.refresh();
    expect(view).toMatchObject({ status: 'blocked', problem: { code: 'sheet-refuses' } });
    expect(office.get('stop', [view.id])).toMatchObject({ status: 'stopped' });
  }
});

test('a first refresh into a full file says so', () => {
  const office = openOffice({ accounts: people(3) });
  office.rig.person.fillFile(1_000);
  expect(office.refresh().problem).toMatchObject({
    code: 'sheet-refuses',
    advice: expect.stringContaining('10000000 cells'),
  });
});

test('a job whose lines cannot be written does not begin, and keeps nobody from the next', () => {
  const office = marked();
  office.rig.person.protect(office.sheetId('Activity'), null);
  const { planId, addresses } = office.get('preview', ['send', NO_OPTIONS]);
  expect(office.ask('start', ['send', NO_OPTIONS, planId, addresses.length])).toMatchObject({
    ok: false,
    problem: { code: 'sheet-refuses', advice: expect.stringContaining(PROTECTED) },
  });
  liftProtection(office);
  expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 3 } });
  expect(Object.values(office.mails())).toEqual([1, 1, 1]);
});

test('marks in a protected sheet are refused with the words of Google', () => {
  const office = openOffice({ accounts: people(3) });
  office.refresh();
  office.rig.person.protect(office.sheetId(), null);
  expect(office.ask('mark', ['notInvited'])).toMatchObject({
    ok: false,
    problem: { code: 'sheet-refuses', advice: expect.stringContaining(PROTECTED) },
  });
});

test('with a full store nothing begins, and a job under way can be stopped: nobody is mailed twice', () => {
  const office = marked(300, { latency: { fetch: 20_000 } });
  const job = office.begin('send');
  office.get('advance', [job.id]);
  const before = Object.values(office.mails()).length;
  fillStore(office);
  expect(office.code('refresh', [])).toBe('other-job');
  expect(office.code('advance', [job.id])).toMatch(/^(?:ok|store-refuses)$/);
  expect(office.get('stop', [job.id])).toMatchObject({ status: 'stopped' });
  expect(office.get('progress', [])?.status ?? 'none').toMatch(/stopped|none/);
  for (const key of store(office).keys()) if (key.startsWith('other')) store(office).delete(key);
  office.refresh();
  office.markAll();
  office.run('send');
  expect(before).toBeGreaterThan(0);
  expect(Object.values(office.mails()).filter(mails => mails !== 1)).toEqual([]);
});

test('whatever else is kept in a full store is refused with the words of Google', () => {
  const office = marked();
  fillStore(office);
  const { planId, addresses } = office.get('preview', ['send', NO_OPTIONS]);
  // What the last job kept leaves room for a beginning; then there is none.
  const begun = office.ask('start', ['send', NO_OPTIONS, planId, addresses.length]);
  expect(begun).toMatchObject({ ok: true });
  fillStore(office, 3_000);
  const job = office.get('progress', [])!;
  for (const answer of [
    office.ask('advance', [job.id]),
    office.ask('saveSettings', [{ remindDays: '31' }, { remindDays: '7' }]),
  ])
    expect(answer).toMatchObject({
      problem: { code: 'store-refuses', advice: expect.stringContaining('property storage quota') },
    });
  expect(office.get('stop', [job.id])).toMatchObject({ status: 'stopped' });
  for (const key of store(office).keys()) if (key.startsWith('other')) store(office).delete(key);
  office.refresh();
  office.markAll();
  if (office.get('preview', ['send', NO_OPTIONS]).addresses.length > 0) office.run('send');
  expect(Object.values(office.mails())).toEqual([1, 1, 1]);
});

test('another person can stop a job that is blocked so', () => {
  const office = marked();
  const job = office.begin('send');
  office.rig.person.protect(office.sheetId(), null, [ADA]);
  office.drive(job);
  expect(office.get('stop', [job.id], 'bob@acme.example')).toMatchObject({ status: 'stopped' });
});

test.each(['es', 'ja'] as const)('a host that speaks %s is understood as well: its own words are shown', language => {
  const office = marked(3, { language });
  const job = office.begin('send');
  office.rig.person.protect(office.sheetId(), null);
  const view = office.drive(job);
  expectBlocked(view, ruleText('protected', {}, language));
  expect(office.get('stop', [job.id])).toMatchObject({ status: 'stopped' });
});
