// Checking and looking up in memory: sources, refusals, and what each kind of answer becomes.
import { addFault } from '../../../dev/emulator/index';
import { code, makeOffice, NO_OPTIONS, people, value, words, type Office } from '../office';

const nothing = (): string => '';
function ready(count = 4): Office {
  const office = makeOffice({ accounts: people(count) });
  office.refresh();
  return office;
}
const check = (office: Office, addresses: readonly string[]) =>
  office.drive(value(office.ask(desk => desk.startCheck(addresses))));

test('marked rows, selected cells and pasted text are each read as addresses, and what is none is told', () => {
  const office = ready();
  office.row('p001@acme.example')!['mark'] = true;
  office.row('p002@acme.example')!['mark'] = true;
  office.sheets.accounts.rows.push(
    { email: 'P001@acme.example', mark: true },
    { email: '', mark: true },
    { email: 'no address', mark: true },
  );
  expect(value(office.ask(desk => desk.previewCheck({ from: 'marked' }, nothing)))).toMatchObject({
    addresses: ['p001@acme.example', 'p002@acme.example'],
    skipped: [
      { code: 'invalid', addresses: ['—', 'no address'] },
      { code: 'repeated', addresses: ['p001@acme.example'] },
    ],
  });
  expect(
    value(office.ask(desk => desk.previewCheck({ from: 'selection' }, () => 'ann@acme.example\nann@acme.example')))
      .addresses,
  ).toEqual(['ann@acme.example']);
  expect(value(office.ask(desk => desk.previewCheck({ from: 'text', text: '' }, nothing))).addresses).toEqual([]);
});

test('what stands in the way of a check is said', () => {
  expect(code(makeOffice().ask(desk => desk.previewCheck({ from: 'marked' }, nothing)))).toBe('no-sheet');
  const office = ready();
  expect(code(office.ask(desk => desk.startCheck(['no address'])))).toBe('nothing-to-check');
  expect(code(office.ask(desk => desk.addToSheet([], true)))).toBe('nothing-to-check');
  office.sheets.accounts.missing.add('mark');
  expect(code(office.ask(desk => desk.previewCheck({ from: 'marked' }, nothing)))).toBe('no-mark-column');
  office.sheets.accounts.missing.add('email');
  expect(code(office.ask(desk => desk.previewCheck({ from: 'marked' }, nothing)))).toBe('no-email-column');
  value(office.ask(desk => desk.startCheck(['p001@acme.example'])));
  for (const ask of [
    () => office.ask(desk => desk.startCheck(['p002@acme.example'])),
    () => office.ask(desk => desk.previewCheck({ from: 'text', text: 'a@b.example' }, nothing)),
  ])
    expect(code(ask())).toBe('other-job');
});

test('more requests than the day has left: a warning, and the job goes on another day', () => {
  const office = makeOffice({ accounts: people(4), fetchesPerDay: 3 });
  const plan = value(
    office.ask(desk =>
      desk.previewCheck(
        { from: 'text', text: 'p001@acme.example p002@acme.example, p003@acme.example; p004@acme.example' },
        nothing,
      ),
    ),
  );
  expect(plan.warnings).toEqual([words.warnings.fetches('check', 4, 3)]);
  expect(check(office, plan.addresses)).toMatchObject({ status: 'blocked', problem: { code: 'quota-day' } });
});

test('eligible, not eligible and not known; the eligible ones go into the sheet once, marked if wished', () => {
  const office = ready(3);
  addFault(office.world, { kind: '500', match: { address: 'p003@acme.example' } });
  const job = check(office, [
    'p001@acme.example',
    'p002@acme.example',
    'p003@acme.example',
    'stranger@elsewhere.example',
  ]);
  expect(job).toMatchObject({ kind: 'check', status: 'done', total: 4 });
  const found = value(office.ask(desk => desk.checked(job.id)));
  expect(found).toEqual({
    declined: 0,
    absent: 0,
    eligible: ['p001@acme.example', 'p002@acme.example'],
    notEligible: ['stranger@elsewhere.example'],
    other: [{ address: 'p003@acme.example', reason: expect.stringContaining('Google did not answer') }],
  });
  office.sheets.accounts.rows.splice(0, 1);
  expect(value(office.ask(desk => desk.checked(job.id)))).toMatchObject({ absent: 1 });
  expect(value(office.ask(desk => desk.addToSheet(found.eligible, true)))).toEqual({ added: 1, present: 1, marked: 2 });
  expect(value(office.ask(desk => desk.addToSheet(found.eligible, false)))).toEqual({
    added: 0,
    present: 2,
    marked: 2,
  });
  expect(
    value(office.ask(desk => desk.preview('send', NO_OPTIONS)))
      .addresses.slice()
      .sort(),
  ).toEqual(found.eligible);
  expect(office.world.ledger.mails).toEqual([]);
});

test('a check is stopped, and what was not asked says so', () => {
  const office = ready();
  const job = value(office.ask(desk => desk.startCheck(['p001@acme.example'])));
  expect(value(office.ask(desk => desk.stop(job.id)))).toMatchObject({ status: 'stopped' });
  expect(value(office.ask(desk => desk.checked(job.id)))).toEqual({
    declined: 0,
    absent: 0,
    eligible: [],
    notEligible: [],
    other: [{ address: 'p001@acme.example', reason: 'Not checked: the job was stopped first.' }],
  });
});

test('looking up tells state, row and history; what is no address, or not one, is refused', () => {
  const office = ready();
  office.row('p001@acme.example')!['mark'] = true;
  office.run('send');
  expect(value(office.ask(desk => desk.lookUp(' P001@acme.example ')))).toMatchObject({
    address: 'p001@acme.example',
    listed: true,
    account: { state: 'INVITED', mails: 1 },
    row: { marked: false },
  });
  expect(value(office.ask(desk => desk.lookUp('p001@acme.example'))).history).toHaveLength(1);
  expect(value(office.ask(desk => desk.lookUp('stranger@elsewhere.example')))).toMatchObject({
    listed: false,
    account: null,
    eligible: false,
    row: null,
    history: [],
  });
  for (const text of ['', 'no address', 'a@b.example, c@d.example', 'a@b.example, c(at)d.example', 'anna b@c.example'])
    expect(code(office.ask(desk => desk.lookUp(text)))).toBe('not-an-address');
});
