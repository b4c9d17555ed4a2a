// The kinds of runs: each takes a seed, and from it alone follows everything that happens.
import { addAccounts, OPTIONS, type Options } from '../emulator/index';
import type { OpName } from '../platform';
import { MANNERS } from './admin';
import { Chance } from './chance';
import { columns, cutOff, cutOffRefresh, edits, sorts, ticks } from './edited';
import { type FaultKind, faultsAt, hasEffect, type Strike } from './faults';
import { ADA } from './office';
import { evidence, zones } from './evidence';
import { copies, neverList, removals, times, typedOver } from './lines';
import { admins, background, everything, limits } from './others';
import {
  callsOf,
  isKillPoint,
  QUIET_GOALS,
  quietRun,
  randomStrikes,
  statesOf,
  toldOf,
  type Scenario,
  type Setting,
} from './run';
import { late, sheets, twins } from './neighbours';
import { bentSchedule, schedule } from './schedule';
import { weeks } from './weeks';
import { windows } from './windows';
import type { Goal, Start } from './start';

type Place = { readonly call: number; readonly op: OpName; readonly kind: FaultKind };
const known = new WeakMap<readonly OpName[], readonly Place[]>();
function places(start: Start, setting: Setting): readonly Place[] {
  const ops = callsOf(start, setting);
  const all = known.get(ops) ?? ops.flatMap((op, at) => faultsAt(op).map(kind => ({ call: at + 1, op, kind })));
  known.set(ops, all);
  return all;
}
/** Each fault is gone on from in every manner; where runs are long, the faults take the manners in turn. */
const mannersOf = ({ size }: Start): number => (size === 'pages' ? 1 : MANNERS.length);
const placeOf = (seed: number, start: Start, setting: Setting): Place | undefined =>
  places(start, setting)[Math.floor(seed / mannersOf(start))];

/** A short run takes every place of a send, and one in so many of the others. */
const QUICK_EVERY: Readonly<Record<Goal, number>> = { send: 1, cancel: 4, refresh: 4, check: 12 };
/** A kill that leaves what one before it does, and a fault after a call that has no effect, are left out. */
const isTold = ({ call, op, kind }: Place, start: Start, setting: Setting): boolean =>
  kind.startsWith('kill') ? !isKillPoint(call, kind, start, setting) : kind.endsWith('after') && !hasEffect(op);
/**
 * One fault, at every call, of every kind, gone on from in every manner. A short run takes the manners in turn, leaves
 * out what is the same by definition.
 */
function steps(goal: Goal, size: Start['size']): Scenario {
  const start: Start = { goal, size };
  return {
    name: `step-${goal}${size === 'small' ? '' : `-${size}`}`,
    about: `a fault at every service call of a ${goal}${size === 'small' ? '' : ' of several batches'}`,
    seeds: setting => places(start, setting).length * mannersOf(start),
    quick: (seed, setting) => {
      const place = placeOf(seed, start, setting);
      const turn = Math.floor(seed / MANNERS.length);
      return (
        size === 'small' &&
        place !== undefined &&
        !isTold(place, start, setting) &&
        seed % MANNERS.length === turn % MANNERS.length &&
        (turn + Math.floor(turn / MANNERS.length)) % QUICK_EVERY[goal] === 0
      );
    },
    run: (seed, setting) => {
      const place = placeOf(seed, start, setting);
      const manner = MANNERS[seed % MANNERS.length] ?? 'goes-on';
      const told = place === undefined ? 'no fault' : `${place.kind} at call ${place.call}, ${place.op}; ${manner}`;
      return quietRun(
        {
          start,
          options: {},
          strikes: place === undefined ? [] : [place],
          manner,
          always: false,
          brief: goal !== 'refresh' && manner !== 'another-later',
          seed,
          told,
        },
        setting,
      );
    },
  };
}

const twoFaults: Scenario = {
  name: 'two-faults',
  about: 'two or three faults at random places',
  seeds: () => 900,
  quick: seed => seed < 15,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = { goal: chance.pick(QUIET_GOALS), size: chance.happens(0.3) ? 'many' : 'small' };
    const strikes = randomStrikes(chance, start, chance.happens(0.7) ? 2 : 3, setting);
    const manner = chance.pick(MANNERS);
    return quietRun(
      {
        start,
        options: {},
        strikes,
        manner,
        always: chance.happens(0.5),
        states: statesOf(start, seed),
        seed,
        told: `${start.goal}, ${start.size}: ${toldOf(strikes)}; ${manner}`,
      },
      setting,
    );
  },
};

const CASES: readonly Partial<Options>[] = OPTIONS.flatMap(
  ({ name, values }: { readonly name: string; readonly values: readonly unknown[] }) =>
    values.map(value => ({ [name]: value })),
);
const IN_EACH: readonly Goal[] = ['send', 'cancel', 'refresh', 'check'];
/** At the last of the fetches, where most of the job is decided; then at random. */
const AT_FETCH: readonly FaultKind[] = ['replies-lost', 'replies-500', 'kill-after'];
const FAULTS_OF_EACH = 1 + AT_FETCH.length + 3;
function strikesUnder(chance: Chance, start: Start, which: number, setting: Setting): readonly Strike[] {
  const kind = AT_FETCH[which - 1];
  if (which === 0) return [];
  return kind === undefined
    ? randomStrikes(chance, start, 1 + (which % 2), setting)
    : [{ call: 1 + callsOf(start, setting).lastIndexOf('UrlFetchApp.fetchAll'), kind }];
}
const options: Scenario = {
  name: 'options',
  about: 'every value of everything that Google does not document, without a fault and with some',
  seeds: () => CASES.length * IN_EACH.length * FAULTS_OF_EACH,
  quick: seed => seed % 83 === 4,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const given = CASES[Math.floor(seed / (IN_EACH.length * FAULTS_OF_EACH))] ?? {};
    const start: Start = { goal: IN_EACH[seed % IN_EACH.length] ?? 'send', size: 'small' };
    const strikes = strikesUnder(chance, start, Math.floor(seed / IN_EACH.length) % FAULTS_OF_EACH, setting);
    const manner = chance.pick(MANNERS);
    return quietRun(
      {
        start,
        options: given,
        strikes,
        manner,
        always: chance.happens(0.5),
        states: statesOf(start, seed),
        seed,
        told: `${start.goal} under ${JSON.stringify(given)}: ${toldOf(strikes)}; ${manner}`,
      },
      setting,
    );
  },
};

/** No row has these, and they have not changed lately: only the lists tell of them. */
const UNLISTED = Array.from({ length: 30 }, (_, at) => ({
  email: `page${String(at * 10 + 105)}.b@acme.example`,
  updatedAt: 0,
}));
const emptyPages: Scenario = {
  name: 'empty-pages',
  about: 'a Google that gives empty pages with a token, a list of several pages, and a fault or none',
  seeds: () => 60,
  quick: seed => seed < 3,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = { goal: 'refresh', size: 'pages' };
    const given = { emptyPages: 1 + chance.below(2), pageTokenMeans: chance.pick(['last-row', 'offset'] as const) };
    const strikes = randomStrikes(chance, start, chance.below(2), setting);
    const manner = chance.pick(MANNERS);
    return quietRun(
      {
        start,
        options: given,
        strikes,
        manner,
        always: false,
        states: statesOf(start, seed),
        seed,
        told: `refresh, pages under ${JSON.stringify(given)}: ${toldOf(strikes)}; ${manner}`,
        attempt: (office, admin) => {
          addAccounts(office.rig.world, UNLISTED);
          admin.attempt(ADA, manner === 'goes-on');
        },
      },
      setting,
    );
  },
};

const lag: Scenario = {
  name: 'lag',
  about: 'a Google whose reads lag behind its writes, and a fault where it is asked',
  seeds: () => 300,
  quick: seed => seed < 10,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = {
      goal: chance.pick(['send', 'send', 'cancel']),
      size: chance.happens(0.3) ? 'many' : 'small',
    };
    const strikes = [
      ...strikesUnder(chance, start, 1 + chance.below(AT_FETCH.length), setting),
      ...randomStrikes(chance, start, chance.below(2), setting),
    ];
    const given = { readLagMs: chance.pick([1_000, 5_000, 30_000, 90_000, 110_000]) };
    const manner = chance.pick(MANNERS);
    return quietRun(
      {
        start,
        options: given,
        strikes,
        manner,
        always: true,
        seed,
        told: `${start.goal}, ${start.size} under ${JSON.stringify(given)}: ${toldOf(strikes)}; ${manner}`,
      },
      setting,
    );
  },
};

/** What a list cannot tell: one of those to be mailed again accepted since it was read. Google would mail them. */
const answered: Scenario = {
  name: 'answered',
  about: 'a Google that mails who has accepted, one whose acceptance no row shows yet, and a fault where it is asked',
  seeds: () => 120,
  quick: seed => seed < 6,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = { goal: 'send', size: chance.happens(0.3) ? 'many' : 'small' };
    const strikes = randomStrikes(chance, start, chance.below(3), setting);
    const given = {
      sendToAccepted: chance.pick(['mail', 'ok-without-mail'] as const),
      acceptedStays: chance.happens(0.5),
    };
    const manner = chance.pick(MANNERS);
    return quietRun(
      {
        start,
        options: given,
        strikes,
        manner,
        always: chance.happens(0.5),
        seed,
        told: `send, ${start.size} under ${JSON.stringify(given)}: ${toldOf(strikes)}; ${manner}`,
      },
      setting,
    );
  },
};

export const SCENARIOS: readonly Scenario[] = [
  ...IN_EACH.map(goal => steps(goal, 'small')),
  steps('send', 'many'),
  steps('cancel', 'many'),
  steps('check', 'many'),
  steps('refresh', 'pages'),
  twoFaults,
  edits,
  sorts,
  columns,
  ticks,
  cutOff,
  cutOffRefresh,
  copies,
  removals,
  typedOver,
  times,
  evidence,
  zones,
  windows,
  sheets,
  twins,
  late,
  neverList,
  admins,
  background,
  schedule,
  bentSchedule,
  limits,
  options,
  emptyPages,
  lag,
  answered,
  weeks,
  everything,
];
