// Runs in which a job is killed, and the property that tells how far its window was is lost, refused, cut or gone.
import { noTrouble, type Trouble } from '../platform';
import type { Admin } from './admin';
import { MANNERS } from './admin';
import { Chance } from './chance';
import type { FaultKind } from './faults';
import { ADA, type Office } from './office';
import { callsOf, quietRun, randomStrikes, toldOf, type Scenario } from './run';
import type { Start } from './start';

const WINDOW = 'job.window';
const KILLS: readonly FaultKind[] = ['kill-before', 'kill-after', 'kill-after', 'throw-after', 'replies-lost'];

/** What befalls the store while the job works. */
function troubleOf(chance: Chance): { readonly told: string; readonly trouble: Partial<Trouble> } {
  let taken = chance.below(8);
  return chance.pick([
    { told: 'a store that keeps all', trouble: {} },
    { told: 'a store that loses the last write at a kill', trouble: { lastWriteLostAtKill: true } },
    { told: 'a store that loses the last write at a kill', trouble: { lastWriteLostAtKill: true } },
    {
      told: `a store that takes the window ${taken} times`,
      trouble: { refuseWrite: (key: string) => key === WINDOW && taken-- <= 0 },
    },
  ]);
}

/** What becomes of the property before the next run finds it. */
const BENDS: Readonly<Record<string, (text: string, chance: Chance) => string | null>> = {
  'as it was': text => text,
  gone: () => null,
  cut: (text, chance) => text.slice(0, chance.below(text.length)),
  'one letter short': text => text.replace(/(\d,")[.?dnlA-F](?=[.?dnlA-F]*"\])/g, '$1'),
};

function bend(office: Office, how: string, chance: Chance): void {
  const store = office.rig.host.properties('document');
  const text = store.get(WINDOW);
  if (text === undefined) return;
  const bent = BENDS[how]?.(text, chance) ?? null;
  if (bent === null) store.delete(WINDOW);
  else store.set(WINDOW, bent);
}

export const windows: Scenario = {
  name: 'windows',
  about: 'a job that is killed, and a store that loses, refuses or cuts what tells how far it was',
  seeds: () => 2_000,
  quick: seed => seed < 14,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = {
      goal: chance.pick(['send', 'send', 'cancel']),
      size: chance.happens(0.7) ? 'many' : 'small',
    };
    // A reply that takes so long ends its window.
    const options = { latencyMs: chance.pick([150, 20_000]) };
    const ops = callsOf(start, setting);
    const fetches = ops.flatMap((op, at) => (op === 'UrlFetchApp.fetchAll' ? [at + 1] : []));
    const call = chance.happens(0.4) ? chance.pick(fetches) : 1 + chance.below(ops.length + 4);
    const strikes = [
      { call, kind: chance.pick(KILLS) },
      ...(chance.happens(0.5) ? randomStrikes(chance, start, 1, setting) : []),
    ];
    const { told, trouble } = troubleOf(chance);
    const how = chance.pick(Object.keys(BENDS));
    const manner = chance.pick(MANNERS);
    const attempt = (office: Office, admin: Admin): void => {
      Object.assign(office.rig.host.trouble, trouble);
      admin.attempt(ADA, false);
      Object.assign(office.rig.host.trouble, noTrouble());
      bend(office, how, chance);
    };
    return quietRun(
      {
        start,
        options,
        strikes,
        manner,
        always: true,
        seed,
        told: `${start.goal}, ${start.size}, replies after ${options.latencyMs} ms: ${toldOf(strikes)}; ${told}; then the window is ${how}; ${manner}`,
        attempt,
      },
      setting,
    );
  },
};
