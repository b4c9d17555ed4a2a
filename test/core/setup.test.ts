// The set-up check where the build has background runs: whether the trigger of a waiting job is there.
import { checkSetup, type Host } from '../../src/core/setup';
import { makeOffice, people, value, words, type Office } from './office';

const host: Host = { installation: () => 'script', access: () => ({ wanted: 6, missing: [], url: null }) };
function background(office: Office, given: Host = host) {
  const { deps, end } = office.execution('ada@acme.example');
  try { return value(checkSetup(deps, words, given)).steps.find(({ id }) => id === 'background')!; } finally { end(); }
}

test('built in; in use; its trigger deleted; its permission not granted', () => {
  const office = makeOffice({ accounts: people(2), background: true });
  office.refresh();
  expect(background(office)).toMatchObject({ state: 'ok', problem: null });
  office.markAll();
  const job = office.begin('send');
  office.ask(desk => desk.background(job.id, true));
  expect(background(office)).toMatchObject({ state: 'ok', problem: null });
  office.triggers.set = false;
  expect(background(office)).toMatchObject({ state: 'failed', problem: { code: 'no-trigger' } });
  expect(background(office, { ...host, access: () => ({ wanted: 6, missing: ['https://www.googleapis.com/auth/script.scriptapp'], url: null }) })).toMatchObject({ state: 'unchecked' });
});
