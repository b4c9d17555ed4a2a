// The pace, whatever Google answers: within its bounds, never early, small enough to keep, and fast again once Google
// is content.
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import {
  afterBatch,
  allowance,
  LARGEST_BATCH,
  startPace,
  type BatchReport,
  type Pace,
} from '../../src/core/google/rate-limiter';
import { claim, holds } from './runs';

const START = Date.UTC(2026, 10, 21, 9);
const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * What became of a batch, in shares of it; `gap`: how long until the next is asked for, `took`: how long it was under
 * way.
 */
const event = fc.record({
  accepted: fc.constantFrom(0, 0.5, 1),
  later: fc.constantFrom(0, 0, 0.5, 1),
  unsure: fc.constantFrom(0, 0, 0.5, 1),
  waitMs: fc.option(fc.oneof(fc.nat(120_000), fc.constantFrom(0, DAY))),
  took: fc.nat(40_000),
  gap: fc.oneof(fc.constant(0), fc.nat(90_000), fc.nat(DAY)),
  spread: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});
type Counted = Omit<BatchReport, 'at' | 'now'>;
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** The batch as far as there is one: what was accepted first, then what was put off, and no clear reply to the rest. */
function reportOf({ accepted, later, unsure, waitMs }: Event, size: number): Counted {
  const taken = Math.round(accepted * size);
  const putOff = Math.min(size - taken, Math.round(later * size));
  return {
    accepted: taken,
    later: putOff,
    unsure: Math.min(size - taken - putOff, Math.round(unsure * size)),
    waitMs: putOff > 0 ? waitMs : null,
  };
}

function isInBounds(pace: Pace): void {
  claim(
    Number.isInteger(pace.size) && pace.size >= 1 && pace.size <= LARGEST_BATCH,
    'the batch is of a size that Google takes',
    pace,
  );
  claim((pace.ceiling ?? 10) >= 10, 'the learnt limit stays above the least', pace);
  const kept = JSON.stringify(pace);
  claim(kept.length < 2_000, 'the record is small', pace);
  claim(isDeepStrictEqual(JSON.parse(kept), pace), 'the record is kept whole', pace);
}

/**
 * Asks when it may, as a job does: what is to be waited for is waited for. Returns the pace, the time, and the batches
 * sent.
 */
function drive(events: readonly Event[], cap: number | null): { pace: Pace; now: number; batches: [number, number][] } {
  let pace = startPace();
  let now = START;
  const batches: [number, number][] = [];
  for (const given of events) {
    for (let turns = 0; ; turns++) {
      claim(turns < 100, 'waiting as told leads on', pace);
      const { size, waitMs } = allowance(pace, now, cap);
      claim(
        size === 0 ? waitMs > 0 : waitMs === 0 && size <= LARGEST_BATCH && Number.isInteger(size),
        'it is either a batch or a wait',
        { size, waitMs, pace },
      );
      if (now < pace.notBefore)
        claim(size === 0 && waitMs === pace.notBefore - now, 'nothing is sent before Google allows it', {
          size,
          waitMs,
          now,
          pace,
        });
      if (size > 0) {
        const report = reportOf(given, size);
        const at = now;
        now += given.took;
        pace = afterBatch(pace, { at, now, ...report }, given.spread);
        batches.push([at, report.accepted]);
        if (report.waitMs !== null)
          claim(pace.notBefore >= now + report.waitMs, 'Google’s own wait is kept', { report, now, pace });
        else if (report.later > 0)
          claim(pace.notBefore >= now + 2_000, 'what was put off has a wait', { report, now, pace });
        break;
      }
      now += waitMs;
    }
    isInBounds(pace);
    now += given.gap;
  }
  return { pace, now, batches };
}

const events = fc.array(event, { maxLength: 80 });

test('whatever became of the batches, the next is within the bounds and never before Google allows it', () => {
  holds(fc.tuple(events, fc.option(fc.integer({ min: 1, max: 5_000 }))), 150, ([given, cap]) => {
    drive(given, cap);
  });
});

test('quick batches without end keep the record small', () => {
  holds(
    fc.array(
      fc.record({
        took: fc.integer({ min: 0, max: 1_500 }),
        spread: fc.constant(0),
        gap: fc.constant(0),
        accepted: fc.constant(1),
        later: fc.constant(0),
        unsure: fc.constant(0),
        waitMs: fc.constant(null),
      }),
      { minLength: 200, maxLength: 300 },
    ),
    4,
    given => {
      drive(given, null);
    },
    1 / 50,
  );
});

test('the admin’s own limit a minute is kept', () => {
  holds(fc.tuple(events, fc.integer({ min: 1, max: 2_000 })), 60, ([given, cap]) => {
    const { batches } = drive(
      given.map(one => ({ ...one, gap: one.gap % 700, took: one.took % 700 })),
      cap,
    );
    // A second less than a minute: requests are counted by the second.
    for (const [at] of batches)
      expect(
        batches.filter(([time]) => time >= at && time < at + MINUTE - 1_000).reduce((sum, [, count]) => sum + count, 0),
      ).toBeLessThanOrEqual(cap);
  });
});

test('a report that comes without any batch, at any time, does no harm', () => {
  const report = fc.record({
    accepted: fc.nat(10 * LARGEST_BATCH),
    later: fc.nat(LARGEST_BATCH),
    unsure: fc.nat(LARGEST_BATCH),
    waitMs: fc.option(fc.nat(DAY)),
  });
  holds(fc.array(fc.tuple(fc.nat(90_000), report), { maxLength: 60 }), 100, given => {
    let pace = startPace();
    let now = START;
    for (const [passed, one] of given) {
      now += passed;
      pace = afterBatch(pace, { at: now, now, ...one }, 0.5);
      isInBounds(pace);
    }
  });
});

test('after any trouble, half an hour without it brings the largest batches back', () => {
  const clean: Event = { accepted: 1, later: 0, unsure: 0, waitMs: null, took: 1_000, gap: 0, spread: 0 };
  holds(events, 15, given => {
    let { pace, now } = drive(given, null);
    const calm = Math.max(now, pace.notBefore) + 30 * MINUTE;
    while (now < calm) {
      const { size, waitMs } = allowance(pace, now, null);
      if (size > 0) pace = afterBatch(pace, { at: now, now: now + clean.took, ...reportOf(clean, size) }, 0);
      now += size > 0 ? clean.took : waitMs;
    }
    expect(allowance(pace, now, null)).toEqual({ size: LARGEST_BATCH, waitMs: 0 });
  });
});
