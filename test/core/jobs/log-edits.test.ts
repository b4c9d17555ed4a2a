// A person types into the lines of a job, or copies them, between its slices: nobody is mailed twice, and no row says
// "Sent" that was not.
import { addFault } from '../../../dev/emulator/index';
import type { JobView } from '../../../src/core/contract/rpc';
import { Killed, makeOffice, people, value, words, type Office } from '../office';

/** Two batches. */
const COUNT = 31;
const at = (number: number): string => `p${String(number).padStart(3, '0')}@acme.example`;

function begun(count = COUNT): { office: Office; job: JobView } {
  const office = makeOffice({ accounts: people(count) });
  office.refresh();
  office.markAll();
  return { office, job: office.begin('send') };
}
/** One batch. */
const advance = (office: Office, job: JobView): JobView => value(office.ask(desk => desk.advance(job.id, 1)));
const mostMails = (office: Office): number => Math.max(...people(COUNT).map(({ email }) => office.mails(email)));

test('an address typed over that of a line that is done clears nobody’s mark when the job is stopped for it', () => {
  const { office, job } = begun();
  advance(office, job);
  office.lines(at(3))[0]!['address'] = at(26);
  expect(advance(office, job)).toMatchObject({ status: 'blocked', problem: { code: 'log-edited' } });
  expect(value(office.ask(desk => desk.stop(job.id)))).toMatchObject({ status: 'stopped' });
  expect(office.mails(at(26))).toBe(0);
  // Whether anything was done to them, the line that names them now does not say.
  expect(office.row(at(26))).toMatchObject({ mark: true, result: words.results.unclear.stopped });
});

test('a copy of a queued line is not sent once its original was, also when that is typed over', () => {
  const { office, job } = begun();
  const { rows } = office.sheets.activity;
  rows.unshift({ ...rows[rows.length - 1] });
  advance(office, job);
  expect(office.mails(at(COUNT))).toBe(1);
  office.lines(at(COUNT)).find(line => line['outcome'] === 'Done')!['address'] = at(1);
  office.drive(job);
  expect(mostMails(office)).toBe(1);
});

test('after a run that was killed, a copy in the place of a line that went further is not believed', () => {
  const { office, job } = begun();
  const { rows } = office.sheets.activity;
  const copy = { ...office.lines(at(1))[0] };
  office.hooks.after = name => {
    if (name === 'fetchAll' && office.world.ledger.mails.length > 0) throw new Killed();
  };
  office.ask(desk => desk.advance(job.id, 1));
  office.hooks.after = () => undefined;
  const [refreshed] = rows.splice(0, 1);
  rows.splice(1, 0, copy);
  rows.push({ ...refreshed });
  expect(office.lines(at(1)).map(line => line['outcome'])).toEqual(['Sending', 'Queued']);
  office.drive(job);
  expect(mostMails(office)).toBe(1);
});

test('copied lines no longer belong to the job, which goes on', () => {
  const { office, job } = begun();
  const { rows } = office.sheets.activity;
  rows.unshift(...rows.slice(5, 9).map(row => ({ ...row })));
  expect(office.drive(job)).toMatchObject({ status: 'done', counts: { done: COUNT } });
  expect(rows.filter(row => row['job'] === '').map(row => row['address'])).toEqual([5, 6, 7, 8].map(at));
  expect(rows.filter(row => row['job'] === job.id)).toHaveLength(COUNT);
});

test('a stopped job leaves no line queued, also where a line was copied and typed over', () => {
  const { office, job } = begun();
  const { rows } = office.sheets.activity;
  rows.splice(3, 0, { ...rows[11], address: 'typed@acme.example' });
  expect(advance(office, job)).toMatchObject({ status: 'blocked' });
  value(office.ask(desk => desk.stop(job.id)));
  expect(rows.filter(row => row['outcome'] === 'Queued')).toEqual([]);
  expect(office.lines(at(COUNT))).toMatchObject([{ outcome: 'Stopped', reason: words.results.stopped.send }]);
});

test.each<[string, (office: Office, began: number) => number | string]>([
  ['into the next century', () => Date.UTC(2126, 0, 1)],
  ['to a moment after the mail', (_office, began) => began + 120_000],
  ['to nothing', () => ''],
])('a line whose time is set %s while nobody knows whether it was sent is not sent again', (_how, time) => {
  const { office, job } = begun(1);
  addFault(office.world, { kind: 'lost', when: 'after', match: { method: 'send' }, limit: 1 });
  advance(office, job);
  const line = office.lines(at(1))[0]!;
  expect(line['outcome']).toBe('Checking');
  const began = Number(line['at']);
  office.pass(200_000);
  line['at'] = time(office, began);
  const ended = office.drive(job);
  expect(ended).toMatchObject({ status: 'done', counts: { done: 1 } });
  expect(office.now()).toBeLessThan(began + 3_600_000);
  expect(office.mails(at(1))).toBe(1);
});

test.each([
  ['its attempts taken away', { attempts: '' }],
  ['its attempts set to none', { attempts: 0 }],
  ['its attempts made a word', { attempts: 'x' }],
])('Queued typed over Done, %s: seen, and not sent again', (_how, more) => {
  const { office, job } = begun();
  advance(office, job);
  Object.assign(office.lines(at(2))[0]!, { outcome: 'Queued', ...more });
  expect(office.drive(job)).toMatchObject({ status: 'done', counts: { done: COUNT } });
  expect(mostMails(office)).toBe(1);
});

test.each<[string, (lines: Record<string, unknown>[]) => void]>([
  [
    'two addresses change places',
    lines => {
      [lines[0]!['address'], lines[25]!['address']] = [lines[25]!['address'], lines[0]!['address']];
    },
  ],
  [
    'the Address column alone is sorted',
    lines => {
      lines
        .map(line => line['address'])
        .reverse()
        .forEach((address, row) => {
          lines[row]!['address'] = address;
        });
    },
  ],
  [
    'a line still to be sent is typed over with Done',
    lines => {
      lines[25]!['outcome'] = 'Done';
    },
  ],
])('%s: the job stops, nobody is mailed twice, and nobody is taken for mailed', (_what, edit) => {
  const { office, job } = begun();
  advance(office, job);
  edit(office.sheets.activity.rows.slice(1));
  expect(advance(office, job)).toMatchObject({ status: 'blocked', problem: { code: 'log-edited' } });
  value(office.ask(desk => desk.stop(job.id)));
  for (const { email } of people(COUNT)) expect(office.row(email)!['mark']).toBe(office.mails(email) === 0);
  office.refresh();
  office.run('send', { includeRecent: false, includeDeclined: false, includeAgain: false });
  expect(mostMails(office)).toBe(1);
});

test('a list of lines that a person puts right again goes on', () => {
  const { office, job } = begun();
  advance(office, job);
  const line = office.lines(at(30))[0]!;
  line['outcome'] = 'Done';
  expect(advance(office, job)).toMatchObject({ status: 'blocked' });
  line['outcome'] = 'Queued';
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({
    status: 'done',
    counts: { done: COUNT },
  });
});

test('without its Attempts column the job looks first, and goes on', () => {
  const { office, job } = begun();
  advance(office, job);
  office.sheets.activity.missing.add('attempts');
  for (const row of office.sheets.activity.rows) row['attempts'] = null;
  expect(office.drive(job)).toMatchObject({ status: 'done', counts: { done: COUNT } });
  expect(mostMails(office)).toBe(1);
});
