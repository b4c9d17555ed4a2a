// A fault at every single service call of a job through the shipped bundle; then the admin goes on, and everything must be as if nothing had happened.
import { addAccounts } from '../../dev/emulator/index';
import type { Crash } from '../../dev/rig';
import { NO_OPTIONS, openOffice, people, type Office } from './office';

const COUNT = 2;
const CRASHES: readonly Crash[] = ['kill-before', 'kill-after', 'throw-before', 'throw-after'];

/** The requests of one job, as the sidebar makes them; a request that fails or is killed is simply over. */
function attempt(office: Office, action: 'send' | 'cancel' | 'refresh'): void {
  const answered = <T>(answer: { ok: true; value: T } | { ok: false } | null): T | null => (answer?.ok === true ? answer.value : null);
  let id: string | undefined;
  if (action === 'refresh') id = answered(office.ask('refresh', []))?.id;
  else {
    const plan = answered(office.ask('preview', [action, NO_OPTIONS]));
    if (plan !== null) id = answered(office.ask('start', [action, NO_OPTIONS, plan.planId]))?.id;
  }
  for (let turn = 0; id !== undefined && turn < 3; turn++) office.ask('advance', [id]);
}

/** What an admin does after a fault: continue what is there; then do again what is still to do. */
function recover(office: Office, action: 'send' | 'cancel' | 'refresh'): void {
  for (let turn = 0; turn < 5; turn++) {
    const left = office.get('progress', []);
    if (left === null || left.status === 'done' || left.status === 'stopped') break;
    office.drive(office.get('resume', [left.id]));
  }
  if (action === 'refresh') office.refresh();
  else if (office.get('preview', [action, NO_OPTIONS]).addresses.length > 0) office.run(action);
}

function prepare(action: 'send' | 'cancel' | 'refresh'): Office {
  const office = openOffice({ accounts: people(COUNT) });
  office.refresh();
  if (action === 'refresh') {
    addAccounts(office.rig.world, [{ email: 'new@acme.example' }]);
    office.rig.clock.advance(60_000);
    return office;
  }
  office.markAll();
  if (action === 'send') return office;
  office.run('send');
  office.tick(...people(COUNT).map(person => person.email));
  return office;
}

function callsOf(action: 'send' | 'cancel' | 'refresh'): string[] {
  const office = prepare(action);
  office.rig.calls.reset();
  attempt(office, action);
  return office.rig.calls.list.map(call => call.op);
}

const truth = (office: Office): unknown => ({
  rows: office.rows().map(row => [row['Email'], row['Mark'], row['State'], row['Emails sent']]),
  mails: office.mails(),
  cancels: office.rig.world.ledger.cancels.filter(cancel => cancel.effective).length,
  unfinished: office.rows('Activity').filter(line => ['Queued', 'Sending', 'Checking'].includes(line['Outcome'] ?? '')),
});

describe.each(['send', 'cancel', 'refresh'] as const)('%s', action => {
  const clean = prepare(action);
  attempt(clean, action);
  recover(clean, action);
  const wanted = truth(clean);
  const calls = callsOf(action);

  // In a short run a send is killed at every call, and the other kinds take turns; CRASHES=all has every kind at every call.
  test.each(CRASHES)(`%s at its ${calls.length} calls`, crash => {
    const every = process.env['CRASHES'] === 'all' || (action === 'send' && crash === 'kill-after');
    for (let n = every ? 1 : CRASHES.indexOf(crash) + 1; n <= calls.length; n += every ? 1 : CRASHES.length) {
      const office = prepare(action);
      office.rig.crashAt(n, crash);
      attempt(office, action);
      office.rig.uncrash();
      recover(office, action);
      expect({ n, call: calls[n - 1], ...(truth(office) as object) }).toEqual({ n, call: calls[n - 1], ...(wanted as object) });
    }
  });
});
