// The record of a job.
import { newRecord, type Beginning } from '../../../src/core/jobs/job';

const beginning: Beginning = {
  kind: 'send',
  by: { who: 'ada@acme.example', signature: 'ada@acme.example' },
  customer: 'my_customer',
  now: Date.UTC(2026, 10, 21, 9),
  chance: 0.25,
  origin: {},
};

test('a job does not take the name of the one before it, whatever chance says', () => {
  const before = newRecord(beginning);
  expect(newRecord({ ...beginning, after: before }).id).not.toBe(before.id);
  expect(newRecord({ ...beginning, after: null }).id).toBe(before.id);
});
