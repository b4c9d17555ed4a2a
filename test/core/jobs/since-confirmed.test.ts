// What holds a job back that was confirmed earlier: here the test mode, switched on meanwhile.
import type { LineOutcome } from '../../../src/core/contract/rows';
import { rulesOf } from '../../../src/core/contract/kinds';
import { saidNow } from '../../../src/core/jobs/since-confirmed';
import type { Line } from '../../../src/core/jobs/queue';
import { makeMemory } from '../../memory/ports';

const line = (outcome: LineOutcome): Line => ({ address: 'ann@acme.com', outcome }) as Line;

/** What is said of one line, where only Bob may be mailed. */
function said(outcome: LineOutcome) {
  const { deps } = makeMemory({ domains: ['acme.com'] }).execution('ada@acme.com');
  const settings = { ...deps.settings(), only: ['bob@acme.com'] };
  return saidNow({ ...deps, settings: () => settings }, rulesOf('send')!, [line(outcome)]);
}

test.each(['queued', 'sending', 'checking'] as const)(
  'a line that is %s may still be mailed: the job is held',
  outcome => {
    expect(said(outcome)).toBe('test-mode');
  },
);

test('whoever is through needs no leave any more', () => {
  expect((['done', 'refused', 'skipped', 'unknown', 'stopped'] as const).map(outcome => said(outcome))).toEqual(
    Array(5).fill(null),
  );
});
