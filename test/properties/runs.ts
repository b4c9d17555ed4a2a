// How often each property runs, and from which seed: PROPERTY_RUNS=1000 for a long run from a new seed, PROPERTY_SEED=n
// (with the same PROPERTY_RUNS) to repeat one that failed.
import fc from 'fast-check';

const { PROPERTY_RUNS, PROPERTY_SEED } = process.env;

/** The usual run is the same every time. fast-check prints seed and counterexample of a failure. */
const SEED = 20_261_121;
const seed = PROPERTY_SEED !== undefined ? Number(PROPERTY_SEED) : PROPERTY_RUNS === undefined ? SEED : undefined;

if (PROPERTY_RUNS !== undefined) jest.setTimeout(3_600_000);

/**
 * `usual`: runs that take about a quarter of a second. `share`: the part of a long run that slow properties, and one
 * property asked in many cases, take.
 */
export function holds<T>(given: fc.Arbitrary<T>, usual: number, check: (value: T) => void, share = 1): void {
  fc.assert(fc.property(given, check), {
    numRuns: Math.max(usual, Math.ceil(Number(PROPERTY_RUNS ?? 0) * share)),
    ...(seed === undefined ? {} : { seed }),
  });
}

/**
 * For what is asked ten thousand times: an expect takes longer than what it looks at. `seen` is told when it does not
 * hold.
 */
export function claim(holding: boolean, what: string, seen: unknown): void {
  if (!holding) throw new Error(`Not so: ${what}. Seen: ${JSON.stringify(seen)}`);
}

/** Surrogates are halves of signs, and no signs. */
const [FIRST_HALF, HALVES] = [0xd800, 0x800];
/**
 * What `unit: 'binary'` means: any sign of Unicode. That of fast-check makes a table of all million of them for each
 * kind of text, to find a sign's number.
 */
export const anySign = fc.nat(0x10ffff - HALVES).map(
  at => String.fromCodePoint(at < FIRST_HALF ? at : at + HALVES),
  sign => {
    if (typeof sign !== 'string' || Array.from(sign).length !== 1 || /[\ud800-\udfff]/u.test(sign))
      throw new Error('No sign.');
    const point = sign.codePointAt(0) ?? 0;
    return point < FIRST_HALF ? point : point - HALVES;
  },
);
