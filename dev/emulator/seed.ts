// Fills a world with accounts: the same ones for the same numbers, every time.
import { makeLocalPart, typed } from './names';
import { randomFrom } from './random';
import type { AccountSpec, SeedSpec, State, World } from './types';
import { addAccounts } from './world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Most people of a newly verified domain have not been asked yet. */
const USUAL: Readonly<Record<State, number>> = { NOT_YET_SENT: 0.7, INVITED: 0.2, ACCEPTED: 0.06, DECLINED: 0.04 };

/** Adds `spec.accounts` accounts that Google lists, and the young and the managed ones, to what is there. */
export function seed(world: World, spec: SeedSpec): void {
  const random = randomFrom(spec.seed ?? world.inner.seed);
  for (const domain of spec.domains ?? []) world.domains.add(domain.toLowerCase());
  const domains = (spec.domains ?? [...world.domains]).map(domain => domain.toLowerCase());
  const weights = Object.entries(spec.states ?? USUAL) as [State, number][];
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);

  const taken = new Map<string, number>();
  const uniqueAddress = (): string => {
    // Two draws, the smaller: the first domains have the most people.
    const domain = domains[Math.floor(Math.min(random(), random()) * domains.length)] ?? 'acme.example';
    const local = makeLocalPart(random);
    for (;;) {
      const wanted = `${local}@${domain}`;
      const count = taken.get(wanted) ?? 0;
      taken.set(wanted, count + 1);
      const numbered = count === 0 ? wanted : `${local}${count + 1}@${domain}`;
      if (count > 0 && taken.has(numbered)) continue;
      taken.set(numbered, 1);
      if (!world.accounts.has(numbered.normalize('NFC'))) return numbered;
    }
  };
  const drawState = (): State => {
    let lot = random() * total;
    for (const [state, weight] of weights) {
      lot -= weight;
      if (lot < 0) return state;
    }
    return weights[0]?.[0] ?? 'NOT_YET_SENT';
  };

  const now = world.now();
  const specs: AccountSpec[] = [];
  const extra = (share: number): number => Math.ceil(spec.accounts * share);
  for (let count = 0; count < spec.accounts; count++) {
    const email = typed(uniqueAddress(), random);
    const createdAt = Math.floor(now - (3 + random() * 1500) * DAY_MS);
    const state = drawState();
    const mails = state === 'NOT_YET_SENT' ? 0 : 1 + Math.floor(random() * random() * 5);
    const updatedAt = state === 'NOT_YET_SENT' ? createdAt : now - random() * Math.min(120 * DAY_MS, now - createdAt);
    specs.push({ email, state, mails, createdAt, updatedAt: Math.floor(updatedAt * 1000) / 1000 });
  }
  for (let count = 0; count < extra(spec.young ?? 0.01); count++)
    specs.push({ email: uniqueAddress(), createdAt: Math.floor(now - random() * 40 * HOUR_MS) });
  for (let count = 0; count < extra(spec.managed ?? 0.01); count++)
    specs.push({ email: uniqueAddress(), kind: 'managed', createdAt: Math.floor(now - random() * 1500 * DAY_MS) });
  addAccounts(world, specs);
}
