// Keeps the emulator's world, so that many runs can begin from one prepared moment.
import type { World } from '../emulator/index';
import { randomFrom } from '../emulator/random';

const refill = <T>(list: T[], items: readonly T[]): void => {
  // One by one: a call takes no more than some hundred thousand arguments.
  list.length = 0;
  for (const item of items) list.push(item);
};

/** Returns what brings the world back to how it is now; its chance then begins anew with `seed`. */
export function saveWorld(world: World): (seed: number) => void {
  const accounts = [...world.accounts].map(([key, account]) => [key, { ...account }] as const);
  const options = { ...world.options };
  const { mails, cancels, mailsTo } = world.ledger;
  const ledger = { mails: [...mails], cancels: [...cancels], mailsTo: [...mailsTo] };
  const { clock, offsetMs, requestCount, writeCount, faultCount, pending, quota } = world.inner;
  if (pending.get.length + pending.list.length > 0) throw new Error('A world whose reads still lag cannot be kept.');
  const quotaThen = [...quota];
  return seed => {
    world.accounts.clear();
    for (const [key, account] of accounts) world.accounts.set(key, { ...account });
    Object.assign(world.options, options);
    refill(mails, ledger.mails);
    refill(cancels, ledger.cancels);
    mailsTo.clear();
    for (const [key, count] of ledger.mailsTo) mailsTo.set(key, count);
    refill(world.faults, []);
    refill(world.requests, []);
    world.tokens = null;
    Object.assign(world.inner, {
      clock,
      offsetMs,
      requestCount,
      writeCount,
      faultCount,
      pending: { get: [], list: [] },
      quota: [...quotaThen],
      quotaToday: null,
      byEmail: null,
      byTime: null,
    });
    Object.assign(world, { random: randomFrom(seed) });
  };
}
