// The page's clock for tests that push it: time passes as ever, and as much more at once as a test says. Playwright's
// own cannot be taken out of a page again, so that each such test would need a page, and with it a process, of its own.
type Timer = { due: number; readonly every: number | null; readonly call: () => void; native?: number };

export type PushedClock = { readonly push: (milliseconds: number) => Promise<void> };

/** Takes the place of Date and the timers of this document. `from`: the time that it is; null: the real one. */
export function takeClock(from: number | null): PushedClock {
  const RealDate = Date;
  const wait = window.setTimeout.bind(window);
  const forget = window.clearTimeout.bind(window);
  let ahead = from === null ? 0 : from - RealDate.now();
  /** Where the time stands while it is being pushed from timer to timer. */
  let standing: number | null = null;
  let lastId = 0;
  const timers = new Map<number, Timer>();
  const now = (): number => standing ?? RealDate.now() + ahead;

  function arm(id: number, timer: Timer): void {
    if (standing === null) timer.native = wait(() => fire(id, timer), timer.due - now());
  }
  function fire(id: number, timer: Timer): void {
    if (timer.every === null) timers.delete(id);
    else {
      timer.due += timer.every;
      arm(id, timer);
    }
    timer.call();
  }
  const begin =
    (repeats: boolean) =>
    (call: (...given: unknown[]) => void, delay = 0, ...given: unknown[]): number => {
      lastId += 1;
      const timer: Timer = { due: now() + delay, every: repeats ? delay : null, call: () => call(...given) };
      timers.set(lastId, timer);
      arm(lastId, timer);
      return lastId;
    };
  function end(id: number): void {
    forget(timers.get(id)?.native);
    timers.delete(id);
  }
  class PushedDate extends RealDate {
    constructor(...given: [] | [number]) {
      if (given.length === 0) super(now());
      else super(...given);
    }
    static override now = now;
  }
  Object.assign(window, {
    Date: PushedDate,
    setTimeout: begin(false),
    setInterval: begin(true),
    clearTimeout: end,
    clearInterval: end,
  });

  /** What a timer sets off gets its turn before the next one is due. */
  const turn = (): Promise<void> =>
    new Promise(done => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done();
      port2.postMessage(null);
    });
  return {
    push: async milliseconds => {
      const until = now() + milliseconds;
      standing = now();
      for (const timer of timers.values()) forget(timer.native);
      for (;;) {
        const [next] = [...timers].filter(([, { due }]) => due <= until).sort(([, a], [, b]) => a.due - b.due);
        if (next === undefined) break;
        standing = Math.max(standing, next[1].due);
        fire(...next);
        await turn();
      }
      standing = null;
      ahead = until - RealDate.now();
      for (const [id, timer] of timers) arm(id, timer);
    },
  };
}
