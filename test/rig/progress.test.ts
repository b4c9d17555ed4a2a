// What a person sees of a job while it works: that it moves, and how long it still takes.
import { GOOGLE_LATENCY } from '../../dev/rig';
import type { Rpc } from '../../src/core/contract/rpc';
import { NO_OPTIONS, openOffice, people, type Office } from './office';

const slow = (count: number, quota?: number): Office => {
  const office = openOffice({
    accounts: people(count),
    latency: (_op, kind) => (office.rig.world.options.latencyMs > 0 ? (GOOGLE_LATENCY[kind] ?? 0) : 0),
  });
  office.refresh();
  office.markAll();
  Object.assign(office.rig.world.options, {
    latencyMs: 200,
    ...(quota === undefined ? {} : { quotaPerMinute: quota }),
  });
  return office;
};

type Seen = { readonly at: number; readonly finished: number; readonly left: number | null };
/** Looks once a second, as the page does, whenever a call of a service gives the time to. */
function watched({ rig, get, begin, drive }: Office): readonly Seen[] {
  const seen: Seen[] = [];
  let looking = false;
  rig.after = op => {
    const at = rig.clock.now();
    if (looking || op === 'Lock.releaseLock' || at - (seen[seen.length - 1]?.at ?? 0) < 1_000) return;
    looking = true;
    const job = get('progress', []);
    looking = false;
    if (job?.status === 'running' && job.kind === 'send')
      seen.push({ at, finished: job.finished, left: job.secondsLeft });
  };
  expect(drive(begin('send')).status).toBe('done');
  rig.after = null;
  return seen;
}
const pairs = (seen: readonly Seen[]) => seen.slice(1).map((one, at) => [seen[at]!, one] as const);

test('while requests go out, what is finished moves every second', () => {
  const office = slow(600);
  const sent: { readonly at: number; readonly finished: number }[] = [];
  const { rig } = office;
  rig.after = op => {
    if (op !== 'UrlFetchApp.fetchAll') return;
    const { counts } = JSON.parse(rig.host.properties('document').get('job')!) as { counts: { done: number } };
    sent.push({ at: rig.clock.now(), finished: counts.done });
  };
  office.run('send');
  const later = (from: number): number => {
    let to = from;
    while (sent[to + 1] !== undefined && sent[to + 1]!.at - sent[to]!.at < 500 && sent[to]!.at - sent[from]!.at < 1_300)
      to++;
    return to;
  };
  const spans = sent.map((one, from) => [one, sent[later(from)]!] as const);
  const long = spans.filter(([from, to]) => to.at - from.at >= 1_300);
  expect(long.length).toBeGreaterThan(3);
  expect(long.filter(([from, to]) => to.finished <= from.finished)).toEqual([]);
});

test('against a quota the time left follows the pauses: it grows with them, and never jumps', () => {
  const seen = watched(slow(300, 60));
  const jumps = pairs(seen.filter(({ finished }) => finished > 0)).filter(
    ([{ left: before, at }, { left: after, at: later }]) =>
      later - at < 3_000 && before !== null && after !== null && Math.abs(after - before) > Math.max(20, before / 2),
  );
  expect(jumps).toEqual([]);
  expect(seen.length).toBeGreaterThan(20);
});

test('the preview names as many requests as the job then makes', () => {
  const office = openOffice({ accounts: people(40) });
  office.refresh();
  const told = (...[action, options, source]: Parameters<Rpc['preview']>): number[] => {
    const { planId, addresses, fetches } = office.get('preview', [action, options, source]);
    office.drive(office.get('start', [action, options, planId, addresses.length, source]));
    return [addresses.length, fetches.needed, fetches.left - office.get('overview', []).requestsLeft];
  };
  const some = people(3).map(({ email }) => email);
  office.tick(...some);
  expect(told('send', NO_OPTIONS)).toEqual([3, 5, 5]);
  office.tick(...some);
  expect(told('cancel', NO_OPTIONS)).toEqual([3, 3, 3]);
  office.markAll();
  expect(told('send', NO_OPTIONS)).toEqual([37, 39, 39]);
  office.rig.clock.advance(8 * 86_400_000);
  expect(told('send', NO_OPTIONS, { from: 'reminders', days: 7, most: 3 })).toEqual([37, 111, 111]);
});
