// That rows are being written stays known until they were seen, also where the end of it is saved with other values.
import { EMPTY_ROW } from '../../../src/core/sheets/columns';
import { rowsMovedAt, rowWrites, WRITING } from '../../../src/core/sheets/write-intent';

const row = (email: string, at: number) => ({
  ...EMPTY_ROW,
  email,
  row: at,
});
const storeOf = (map: Map<string, string>) => ({
  get: (key: string) => map.get(key) ?? null,
  latest: (key: string) => map.get(key) ?? null,
  forget: () => undefined,
  set: (key: string, value: string) => void map.set(key, value),
  setAll: (values: Readonly<Record<string, string>>) => {
    for (const [key, value] of Object.entries(values)) map.set(key, value);
  },
  remove: (key: string) => void map.delete(key),
});

test('an end that is saved later is forgotten when rows are written again before that', () => {
  const [kept, later] = [new Map<string, string>(), new Map<string, string>()];
  const writes = rowWrites(storeOf(kept), () => 7, later);
  const rows = [row('ann@acme.com', 2), row('bob@acme.com', 3)];
  writes.begin(rows, 'here');
  writes.end();
  expect([later.get(WRITING), kept.get(WRITING)]).toEqual(['', expect.stringContaining('"count":2')]);
  writes.begin(rows, 'here');
  expect(later.has(WRITING)).toBe(false);
});

test('until it is saved, rows that still stand where they were prove that nothing moved', () => {
  const kept = new Map<string, string>();
  const rows = [row('ann@acme.com', 2), row('bob@acme.com', 3)];
  const writes = rowWrites(storeOf(kept), () => 7, new Map());
  writes.begin(rows, 'here');
  writes.end();
  const moved = (now: typeof rows): number | null =>
    rowsMovedAt(storeOf(new Map(kept)), () => ({ rows: now, places: 'here' }), 9);
  expect(moved(rows)).toBeNull();
  expect(moved([row('bob@acme.com', 2), row('ann@acme.com', 3)])).toBe(9);
});
