// For browser tests: waits for what a page shows.
import { isDeepStrictEqual } from 'node:util';

const WAIT_MS = 15_000;
const PAUSE_MS = 40;

/** Playwright makes an error with most steps, and jest would bring a hundred calls of each back to the source. */
Error.stackTraceLimit = 5;

/**
 * Waits until `read` gives what is expected, and fails with the difference, or with why nothing could be read, if it
 * never does.
 */
export async function eventually<T>(read: () => Promise<T> | T, expected: T): Promise<void> {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    try {
      const now = await read();
      if (isDeepStrictEqual(now, expected)) return;
      if (Date.now() > until) {
        expect(now).toStrictEqual(expected);
        throw new Error('What was read is never strictly what is expected.');
      }
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
}
