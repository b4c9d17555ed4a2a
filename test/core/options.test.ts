// Whatever Google does where its documentation is silent: jobs over every value of every option, in good times and bad.
import { addFault, OPTIONS, setOptions } from '../../dev/emulator/index';
import { Killed, makeOffice, people, value, type Office } from './office';

const WEEK = 9 * 86_400_000;
const SHOWN: Record<string, string> = { NOT_YET_SENT: 'Not invited', INVITED: 'Invited', ACCEPTED: 'Accepted', DECLINED: 'Declined' };
const CASES = OPTIONS.flatMap(({ name, values, default: usual }) => (values as readonly unknown[]).filter(given => given !== usual).map(given => [name, given] as const)).filter(([name]) => name !== 'unknownCustomer');
const TROUBLES = ['none', 'a lost reply', 'a kill'] as const;

function troubled(office: Office, action: 'send' | 'cancel', trouble: (typeof TROUBLES)[number]) {
  if (trouble === 'a lost reply') addFault(office.world, { kind: 'lost', when: 'after', match: { method: action }, limit: 2 });
  const job = office.begin(action);
  if (trouble !== 'a kill') return office.drive(job);
  office.hooks.after = name => { if (name === 'fetchAll') throw new Killed(name); };
  office.ask(desk => desk.advance(job.id));
  office.hooks.after = () => undefined;
  return office.drive(value(office.ask(desk => desk.resume(job.id))));
}

function wrongs(office: Office, action: 'send' | 'cancel', before: number, job: ReturnType<typeof troubled>): unknown[] {
  const wrong: unknown[] = [];
  if (job.status !== 'done') wrong.push(`the job is ${job.status}`);
  const done = new Set(office.sheets.activity.rows.filter(row => row['job'] === job.id && row['outcome'] === 'Done').map(row => row['address']));
  const mails = office.world.ledger.mails.slice(before).map(mail => mail.email);
  if (action === 'send') {
    if (new Set(mails).size !== mails.length) wrong.push('somebody was mailed twice');
    for (const { key } of office.world.accounts.values()) if (done.has(key) !== mails.includes(key)) wrong.push(`${key} was ${done.has(key) ? 'not ' : ''}mailed, whatever its line says`);
  } else for (const { key, invitation } of office.world.accounts.values()) if (done.has(key) && invitation.state === 'INVITED' && !invitation.gone) wrong.push(`${key} was not taken back`);
  office.pass(600_000);
  office.refresh();
  for (const { key, invitation } of office.world.accounts.values()) {
    const state = office.row(key)?.['state'];
    if (state !== (invitation.gone ? 'Not listed' : SHOWN[invitation.state])) wrong.push(`${key} is shown as ${String(state)}`);
  }
  if (office.lockedBy() !== null) wrong.push('the lock is left');
  return wrong;
}

test.each(CASES)('the promise holds when %s is %s', (name, given) => {
  for (const trouble of TROUBLES) {
    for (const what of ['send', 'send again', 'cancel'] as const) {
      const office = makeOffice({ accounts: people(8) });
      office.refresh();
      if (what !== 'send') { office.markAll(); office.run('send'); office.pass(WEEK); office.refresh(); }
      const before = office.world.ledger.mails.length;
      setOptions(office.world.options, { [name]: given });
      office.markAll();
      const action = what === 'cancel' ? 'cancel' : 'send';
      expect({ trouble, what, wrong: wrongs(office, action, before, troubled(office, action, trouble)) }).toEqual({ trouble, what, wrong: [] });
    }
  }
});
