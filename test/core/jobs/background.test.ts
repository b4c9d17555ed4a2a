// Continuing in the background: what a run of the trigger does, and when the trigger is taken away.
import { addFault, clearFaults } from '../../../dev/emulator/index';
import { code, makeOffice, people, value } from '../office';

const RUN_MS = 270_000;
const ready = (count: number, spec = {}) => {
  const office = makeOffice({ accounts: people(count), background: true, ...spec });
  office.refresh();
  office.markAll();
  return office;
};

test('without the capability it is said so, and nothing changes', () => {
  const office = makeOffice({ accounts: people(1) });
  office.refresh();
  office.markAll();
  const job = office.begin('send');
  expect(job.background).toBe(false);
  expect(code(office.ask(desk => desk.background(job.id, true)))).toBe('not-built-in');
  value(office.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(office.world.ledger.mails).toHaveLength(0);
});

test('a job that is wanted in the background is finished by the trigger, which is then gone', () => {
  const office = ready(130);
  const job = office.begin('send');
  expect(value(office.ask(desk => desk.background(job.id, true))).background).toBe(true);
  expect(office.triggers.set).toBe(true);
  value(office.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(value(office.ask(desk => desk.progress()))).toMatchObject({ status: 'done', background: false });
  expect(office.world.ledger.mails).toHaveLength(130);
  expect(office.triggers.set).toBe(false);
});

test('a job that is not wanted there, paused, ended or gone takes the trigger away and sends nothing', () => {
  const office = ready(3);
  const job = office.begin('send');
  value(office.ask(desk => desk.background(job.id, true)));
  value(office.ask(desk => desk.pause(job.id)));
  value(office.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(office.triggers.set).toBe(false);
  expect(office.world.ledger.mails).toHaveLength(0);
  value(office.ask(desk => desk.resume(job.id)));
  value(office.ask(desk => desk.background(job.id, true)));
  value(office.ask(desk => desk.background(job.id, false)));
  expect(office.triggers.set).toBe(false);
  value(office.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(office.world.ledger.mails).toHaveLength(0);
});

test('a trigger whose wish was never written down takes itself away at its first run', () => {
  const office = ready(3);
  const job = office.begin('send');
  value(office.ask(desk => desk.background(job.id, true)));
  office.store.delete('job.background');
  value(office.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(office.triggers.set).toBe(false);
  expect(office.world.ledger.mails).toHaveLength(0);
});

test('while the sidebar works the trigger does nothing; what waits is left for a later run', () => {
  const office = ready(20);
  const job = office.begin('send');
  value(office.ask(desk => desk.background(job.id, true)));
  const page = office.execution('ada@acme.example');
  page.deps.lock.take(0);
  expect(code(office.ask(desk => desk.continueInBackground(RUN_MS)))).toBe('busy');
  page.end();
  addFault(office.world, { kind: '429', retryAfter: 600, match: { method: 'send' }, limit: 20 });
  value(office.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(value(office.ask(desk => desk.progress()))).toMatchObject({ status: 'waiting' });
  expect(office.triggers.set).toBe(true);
  clearFaults(office.world);
  office.pass(700_000);
  value(office.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(office.world.ledger.mails).toHaveLength(20);
});

test('after the day’s quota the trigger goes on the next day by itself; other obstacles need a person', () => {
  const office = ready(120, { fetchesPerDay: 100 });
  const job = office.begin('send');
  value(office.ask(desk => desk.background(job.id, true)));
  value(office.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(value(office.ask(desk => desk.progress()))).toMatchObject({
    status: 'blocked',
    problem: { code: 'quota-day' },
  });
  value(office.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(office.triggers.set).toBe(true);
  office.pass(86_400_000);
  value(office.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(office.world.ledger.mails).toHaveLength(120);
  const other = ready(3);
  const stuck = other.begin('send');
  value(other.ask(desk => desk.background(stuck.id, true)));
  addFault(other.world, { kind: 'SERVICE_DISABLED' });
  value(other.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(other.triggers.set).toBe(false);
});

test('a job that somebody else took over is no business of this person’s trigger', () => {
  const office = ready(4);
  const job = office.begin('send');
  value(office.ask(desk => desk.background(job.id, true)));
  office.pass(200_000);
  value(office.ask(desk => desk.resume(job.id), 'bob@acme.example'));
  value(office.ask(desk => desk.continueInBackground(RUN_MS)));
  expect(office.triggers.set).toBe(false);
  expect(office.world.ledger.mails).toHaveLength(0);
});
