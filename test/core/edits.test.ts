// A person edits the sheets at every call of a small send job: nobody is mailed twice, nobody is forgotten without a word, and the rows end up true.
import { code, Killed, makeOffice, NO_OPTIONS, people, value, words, type MemorySheet, type Office } from './office';

const COUNT = 6;
const STATES: Record<string, string> = { NOT_YET_SENT: 'Not invited', INVITED: 'Invited', ACCEPTED: 'Accepted', DECLINED: 'Declined' };

function ready(earlier = true): Office {
  const office = makeOffice({ accounts: people(COUNT + 2) });
  office.refresh();
  if (earlier) {
    // An earlier job's lines stand above, so that a sort mixes the two.
    office.row('p008@acme.example')!['mark'] = true;
    office.run('send');
  }
  for (let at = 1; at <= COUNT; at++) office.row(`p00${at}@acme.example`)!['mark'] = true;
  return office;
}

const remove = (sheet: MemorySheet): void => { sheet.exists = false; sheet.rows.length = 0; };
const byAddress = (one: Record<string, unknown>, other: Record<string, unknown>): number => (String(one['address']) < String(other['address']) ? 1 : -1);
const EDITS: Record<string, (office: Office) => void> = {
  'sorts the accounts the other way round': ({ sheets }) => { sheets.accounts.rows.reverse(); },
  'deletes the first row of the accounts': ({ sheets }) => { sheets.accounts.rows.shift(); },
  'inserts an empty row above the accounts': ({ sheets }) => { sheets.accounts.rows.unshift({}); },
  'types a new address above the accounts': ({ sheets }) => { sheets.accounts.rows.unshift({ email: 'typed@acme.example' }); },
  'copies a marked row': ({ sheets }) => { sheets.accounts.rows.unshift({ ...sheets.accounts.rows[2] }); },
  'sorts the lines by address': ({ sheets }) => { sheets.activity.rows.sort(byAddress); },
  'deletes a line of the job': ({ sheets }) => { const at = sheets.activity.rows.findIndex(row => row['address'] === 'p003@acme.example'); if (at >= 0) sheets.activity.rows.splice(at, 1); },
  'deletes the first line of all': ({ sheets }) => { sheets.activity.rows.shift(); },
  'inserts an empty line above the others': ({ sheets }) => { sheets.activity.rows.unshift({}); },
  'inserts an empty line between them': ({ sheets }) => { sheets.activity.rows.splice(4, 0, {}); },
  'copies a line': ({ sheets }) => { const line = sheets.activity.rows[3]; if (line !== undefined) sheets.activity.rows.splice(2, 0, { ...line }); },
  'types over outcomes': ({ sheets }) => { for (const line of sheets.activity.rows) line['outcome'] = 'hello'; },
  'types Queued over every outcome': ({ sheets }) => { for (const line of sheets.activity.rows) line['outcome'] = 'Queued'; },
  'types over actions': ({ sheets }) => { for (const line of sheets.activity.rows) line['action'] = 'Cancel'; },
  'deletes every line': ({ sheets }) => { sheets.activity.rows.length = 0; },
  'deletes the Activity sheet': ({ sheets }) => { remove(sheets.activity); },
  'deletes the Accounts sheet': ({ sheets }) => { remove(sheets.accounts); },
  'deletes the Result column': ({ sheets }) => { sheets.accounts.missing.add('result'); },
  'deletes the Mark column': ({ sheets }) => { sheets.accounts.missing.add('mark'); },
};

/** What an admin does: continue, do what the problem says, and send to whoever is still marked. Returns what stood in the way at last. */
function finish(office: Office): string {
  for (let turn = 0; turn < 6; turn++) {
    const job = value(office.ask(desk => desk.progress()));
    if (job !== null && job.status !== 'done' && job.status !== 'stopped') {
      const driven = office.drive(value(office.ask(desk => desk.resume(job.id))));
      if (driven.status === 'blocked') {
        expect(driven.problem?.code).toBe('log-edited');
        value(office.ask(desk => desk.stop(job.id)));
      }
      continue;
    }
    const plan = office.ask(desk => desk.preview('send', NO_OPTIONS));
    if (code(plan) === 'refresh-first' || code(plan) === 'no-sheet' || code(plan) === 'no-mark-column') { office.refresh(); continue; }
    const { addresses, planId } = value(plan);
    if (addresses.length === 0) return '';
    office.drive(value(office.ask(desk => desk.start('send', NO_OPTIONS, planId))));
  }
  return 'not finished';
}

function check(office: Office, rowsLeft: boolean, told: unknown): void {
  office.refresh();
  const wrong: unknown[] = [];
  for (let at = 1; at <= COUNT; at++) {
    const email = `p00${at}@acme.example`;
    const row = office.row(email);
    const mails = office.mails(email);
    if (mails > 1) wrong.push(`${email} was mailed ${mails} times`);
    if (mails === 0 && rowsLeft && row?.['mark'] !== true) wrong.push(`${email} was forgotten`);
  }
  for (const row of office.sheets.accounts.rows) {
    const account = office.world.accounts.get(String(row['email'] ?? ''));
    if (account !== undefined && row['state'] !== STATES[account.invitation.state]) wrong.push(`${account.key} is shown as ${String(row['state'])}`);
    if (account !== undefined && row['mails'] !== account.invitation.mails) wrong.push(`${account.key} is shown with ${String(row['mails'])} mails`);
  }
  if (office.mails('p007@acme.example') > 0) wrong.push('somebody not marked was mailed');
  if (office.lockedBy() !== null) wrong.push('the lock is left');
  expect({ told, wrong }).toEqual({ told, wrong: [] });
}

/** After a call is before the next: once is enough. */
function jobWithEdit(edit: (office: Office) => void, step: number, killed: boolean): { office: Office; call: string | undefined; struck: boolean } {
  const office = ready();
  const plan = value(office.ask(desk => desk.preview('send', NO_OPTIONS)));
  const start = office.calls.length;
  let struck = false;
  office.hooks.after = (_name, n) => {
    if (struck || n - start !== step) return;
    struck = true;
    edit(office);
    if (killed) throw new Killed('killed');
  };
  const job = office.ask(desk => desk.start('send', NO_OPTIONS, plan.planId));
  for (let turn = 0; job?.ok && turn < 3; turn++) office.ask(desk => desk.advance(job.value.id));
  office.hooks.after = () => undefined;
  return { office, call: office.calls[start + step - 1], struck };
}

describe.each(Object.keys(EDITS))('a person %s at any call of the job', name => {
  const edit = EDITS[name]!;
  // Where rows were deleted nobody can say who was marked on them.
  const rowsLeft = !name.includes('first row') && name !== 'deletes the Accounts sheet' && name !== 'deletes the Mark column';
  test.each([['and it runs on', false], ['and it is killed there', true]])('%s', (_how, killed) => {
    let step = 1;
    for (; ; step++) {
      const { office, call, struck } = jobWithEdit(edit, step, killed);
      if (!struck) break;
      const told = { step, call };
      expect({ ...told, left: finish(office) }).toEqual({ ...told, left: '' });
      check(office, rowsLeft, told);
    }
    expect(step).toBeGreaterThan(25);
  });
});

test('a queued line that is deleted before the job comes to it is not sent, and the result says so', () => {
  const office = ready(false);
  const job = office.begin('send');
  let done = false;
  office.hooks.after = name => {
    if (done || name !== 'activity.readRows') return;
    done = true;
    office.sheets.activity.rows.splice(2, 1);
  };
  const ended = office.drive(job);
  expect(ended).toMatchObject({ status: 'done', counts: { done: COUNT - 1 }, groups: [{ kind: 'skipped', count: 1, reason: words.results.removed }] });
  expect(office.world.ledger.mails).toHaveLength(COUNT - 1);
});
