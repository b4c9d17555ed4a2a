// Runs with several people or tabs at once, with short limits, and with everything together.
import { OPTIONS, type Options } from '../emulator/index';
import { type Admin, MANNERS } from './admin';
import { Chance } from './chance';
import { editedRun } from './edited';
import type { Meanwhile } from './faults';
import { ADA, BOB, type Office } from './office';
import { callsOf, GOALS, QUIET_GOALS, quietRun, randomStrikes, type Scenario, statesOf, toldOf } from './run';
import type { Start } from './start';
import { distOf, hasTriggers } from './with-background';

const jobOf = (office: Office): { id: string } | null => {
  const text = office.rig.host.properties('document').get('job');
  return text === undefined ? null : (JSON.parse(text) as { id: string });
};

type Doing = (office: Office, admin: Admin, who: string) => void;
const onJob =
  (name: string): Doing =>
  (office, _admin, who) => {
    const job = jobOf(office);
    if (job !== null) office.ask(name, [job.id], who);
  };
/**
 * Requests of somebody else, or of another tab, made while a call of the first is under way: each runs from beginning
 * to end inside it.
 */
const DOINGS: Readonly<Record<string, Doing>> = {
  'starts too': (_office, admin, who) => {
    admin.begin(who);
  },
  'starts too and goes on': (office, admin, who) => {
    admin.begin(who);
    onJob('advance')(office, admin, who);
  },
  'goes on': onJob('advance'),
  'stops it': onJob('stop'),
  'pauses it': onJob('pause'),
  'resumes it': onJob('resume'),
  'takes it over': (office, admin, who) => {
    onJob('takeOver')(office, admin, who);
    onJob('advance')(office, admin, who);
  },
  'takes it over when it is stale': (office, admin, who) => {
    office.pass(100_000);
    onJob('takeOver')(office, admin, who);
    onJob('advance')(office, admin, who);
  },
  looks: office => {
    office.progress(BOB);
  },
};

function doings(
  office: Office,
  admin: Admin,
  chance: Chance,
  last: number,
  count: number,
): { readonly told: string; readonly list: readonly Meanwhile[] } {
  const chosen = Array.from({ length: count }, () => ({
    call: 1 + chance.below(last),
    name: chance.pick(Object.keys(DOINGS)),
    who: chance.pick([ADA, BOB]),
  }));
  return {
    told: chosen
      .map(({ call, name, who }) => `${who === ADA ? 'another tab' : 'Bob'} ${name} at call ${call}`)
      .join(', '),
    list: chosen.map(({ call, name, who }) => ({
      call,
      act: () => {
        DOINGS[name]?.(office, admin, who);
      },
    })),
  };
}

export const admins: Scenario = {
  name: 'admins',
  about: 'two admins, or two tabs, at once',
  seeds: () => 900,
  quick: seed => seed < 15,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = { goal: chance.pick(QUIET_GOALS), size: chance.happens(0.5) ? 'many' : 'small' };
    const last = callsOf(start, setting).length;
    const strikes = randomStrikes(chance, start, chance.happens(0.3) ? 1 : 0, setting);
    const count = 1 + chance.below(3);
    const plan = new Chance(seed + 1_000_000);
    const told: string[] = [];
    const manner = chance.pick(MANNERS);
    const result = quietRun(
      {
        start,
        options: {},
        strikes,
        manner,
        always: true,
        states: statesOf(start, seed),
        goOn: seed % 2 === 0,
        seed,
        told: '',
        others: (office, admin) => {
          const made = doings(office, admin, plan, last, count);
          told.push(made.told);
          return made.list;
        },
      },
      setting,
    );
    return {
      ...result,
      faults: result.faults + count,
      told: `${start.goal}, ${start.size}: ${toldOf(strikes)}; ${told.join()}; ${manner}`,
    };
  },
};

export const limits: Scenario = {
  name: 'limits',
  about: "executions that run out of time anywhere, and a day's quota that runs out",
  seeds: () => 400,
  quick: seed => seed < 10,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = { goal: chance.pick(QUIET_GOALS), size: chance.happens(0.5) ? 'many' : 'small' };
    const limit = chance.happens(0.6)
      ? { runtimeMs: 1_000 + chance.below(25_000) }
      : { fetchesPerDay: 1 + chance.below(50) };
    const manner = chance.pick(MANNERS);
    const strikes = randomStrikes(chance, start, chance.below(2), setting);
    return quietRun(
      {
        start,
        options: {},
        strikes,
        manner,
        always: true,
        states: statesOf(start, seed),
        seed,
        limits: limit,
        told: `${start.goal}, ${start.size}: ${JSON.stringify(limit)} ${toldOf(strikes)}; ${manner}`,
      },
      setting,
    );
  },
};

/** Starts the job, asks for the background and closes the tab: from then on only the trigger works. */
function leaves(office: Office, admin: Admin): void {
  const started = admin.begin(ADA);
  if (!started.ok) return;
  office.ask('background', [started.value.id, true], ADA);
  office.fireUntilQuiet();
}

export const background: Scenario = {
  name: 'background',
  about: 'a job that a trigger goes on with, faults and other people meanwhile',
  seeds: setting => (hasTriggers(setting) ? 900 : 0),
  quick: seed => seed < 8,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = { goal: chance.pick(QUIET_GOALS), size: chance.happens(0.4) ? 'many' : 'small' };
    const last = callsOf(start, setting).length + 20;
    const strikes = randomStrikes(chance, start, chance.below(3), setting);
    const plan = new Chance(seed + 1_000_000);
    const count = chance.happens(0.4) ? 1 : 0;
    const told: string[] = [];
    const manner = chance.pick(MANNERS);
    const result = quietRun(
      {
        start,
        options: {},
        strikes,
        manner,
        always: true,
        states: statesOf(start, seed),
        seed,
        told: '',
        attempt: leaves,
        others: (office, admin) => {
          const made = doings(office, admin, plan, last, count);
          told.push(made.told);
          return made.list;
        },
      },
      { ...setting, dist: distOf(setting) },
    );
    return {
      ...result,
      faults: result.faults + count,
      told: `${start.goal}, ${start.size}: ${toldOf(strikes)}; ${told.join()}; ${manner}`,
    };
  },
};

/**
 * Where a Google of that kind cannot be known from its answers together with an edit, the promise is another: left out.
 */
const optionOf = (chance: Chance): Partial<Options> => {
  const { name, values } = chance.pick<{ readonly name: string; readonly values: readonly unknown[] }>(OPTIONS);
  return { [name]: chance.pick(values) };
};

export const everything: Scenario = {
  name: 'everything',
  about: 'faults, edits, other people and an unusual Google together',
  seeds: () => 900,
  quick: seed => seed < 8,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = { goal: chance.pick(GOALS), size: chance.happens(0.4) ? 'many' : 'small' };
    const options = chance.happens(0.6) ? optionOf(chance) : {};
    return editedRun(
      {
        start,
        options,
        faults: chance.below(3),
        edits: chance.below(3),
        others: (office, admin, more, last) => doings(office, admin, more, last, more.below(3)).list,
      },
      seed,
      chance,
      setting,
    );
  },
};
