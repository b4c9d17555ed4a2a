// A job as the server would describe it, for tests that care about a few of its fields.
import type { JobView } from '../../../src/core/contract/rpc';

export const aJob = (patch: Partial<JobView> = {}): JobView => ({
  id: 'j1',
  kind: 'send',
  status: 'running',
  by: 'ada@acme.com',
  mine: true,
  stale: false,
  startedAt: '2026-01-01T00:00:00.000Z',
  resumeAt: null,
  rests: false,
  freeAt: '2026-01-01T00:01:30.000Z',
  now: '2026-01-01T00:00:00.000Z',
  total: 310,
  finished: 0,
  counts: { queued: 310, checking: 0, done: 0, eligible: 0, refused: 0, unknown: 0, skipped: 0 },
  perSecond: null,
  secondsLeft: null,
  problem: null,
  background: false,
  groups: [],
  refreshed: null,
  dressing: false,
  only: null,
  ...patch,
});
