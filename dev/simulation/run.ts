// One run in which nobody edits the sheets: prepared, disturbed, brought to its end, and compared with the ledger.
import type { Options } from '../emulator/index';
import type { OpName } from '../platform';
import { Admin, type Manner } from './admin';
import type { Chance } from './chance';
import {
  beforeOf,
  checkBlame,
  checkFound,
  checkJob,
  checkList,
  checkMails,
  checkRecord,
  checkRest,
  checkTruth,
} from './check';
import type { Limits } from '../platform/run';
import { anyFaultAt, Calls, type FaultKind, type Meanwhile, type Strike } from './faults';
import { ADA, addressOf, BOB, type Office } from './office';
import { type Goal, type Start, starts, sureOnes } from './start';

export type Result = {
  readonly faults: number;
  readonly violations: readonly string[];
  readonly told: string;
  readonly digest: string;
};
export type Setting = { readonly dist: string | null; readonly print: ((line: string) => void) | null };
export type Scenario = {
  readonly name: string;
  readonly about: string;
  /** How many seeds a campaign takes, from 0 on; `quick`: whether a short run takes this one. */
  readonly seeds: (setting: Setting) => number;
  readonly quick: (seed: number, setting: Setting) => boolean;
  readonly run: (seed: number, setting: Setting) => Result;
};

type Case = {
  readonly start: Start;
  readonly options: Partial<Options>;
  readonly strikes: readonly Strike[];
  readonly manner: Manner;
  readonly always: boolean;
  readonly brief?: boolean;
  readonly states?: readonly string[] | null;
  /** See Admin. */
  readonly goOn?: boolean;
  readonly seed: number;
  readonly told: string;
  readonly limits?: Partial<Limits>;
  readonly others?: (office: Office, admin: Admin) => readonly Meanwhile[];
  readonly attempt?: (office: Office, admin: Admin) => void;
};

const NO_LIMITS: Partial<Limits> = {};
export const nobody = (): readonly Meanwhile[] => [];

/** Nobody edits: a job with faults, brought to its end, compared with the ledger. */
export function quietRun(
  {
    start,
    options,
    strikes,
    manner,
    always,
    brief = false,
    states = null,
    goOn = true,
    seed,
    told,
    limits = NO_LIMITS,
    others = nobody,
    attempt = (_office, one) => {
      one.attempt(ADA, manner === 'goes-on');
    },
  }: Case,
  { dist, print }: Setting,
): Result {
  const office = starts.open(dist, start, options, seed);
  office.begin(print);
  const before = beforeOf(office);
  const admin = new Admin(office, start.goal, states, goOn);
  Object.assign(office.rig.host.limits, limits);
  const calls = new Calls(office, strikes, others(office, admin));
  attempt(office, admin);
  calls.over();
  Object.assign(office.rig.host.limits, { runtimeMs: 360_000, fetchesPerDay: 100_000 });
  const next = manner === 'another-later' ? BOB : ADA;
  if (manner === 'another-later') office.pass(600_000);
  admin.recover(next);
  if (start.goal === 'refresh' && others === nobody)
    checkFound(
      office,
      before,
      {
        whole: calls.struck === 0 && limits === NO_LIMITS,
        answered: calls.struck === 0 || strikes.every(({ kind }) => kind.startsWith('kill')),
        states,
      },
      admin.wrong,
    );
  const sure =
    options.sendToInvited === undefined
      ? sureOnes(start)
      : sureOnes(start).filter(address => !address.startsWith('old@'));
  admin.again(next, always ? null : address => sure.includes(address));
  const { wrong } = admin;
  if (!office.fireUntilQuiet()) wrong.push('a trigger is left');
  const job = checkRest(office, wrong, next);
  checkMails(office, before, start.goal, admin.confirmed, wrong);
  checkRecord(office, before, wrong);
  checkJob(office, job, before, wrong);
  checkTruth(office, start, admin, before, sure, wrong);
  checkBlame(office, wrong);
  if (!brief) finish(office, admin, wrong, start.goal);
  return {
    faults: calls.struck,
    violations: [...new Set(wrong)],
    told: states === null ? told : `${told}; only ${states.join()}`,
    digest: office.digest(),
  };
}

/** Another admin refreshes, once the reads show all that was done: then the list must be right. */
export function finish(office: Office, admin: Admin, wrong: string[], goal: Goal): void {
  office.pass(600_000);
  const marks = new Map(office.rows('accounts').map(row => [addressOf(row), row['mark'] === true]));
  checkList(office, admin.refresh(BOB), goal === 'refresh' ? null : marks, wrong);
}

/** `kills`: see killPoints of the rig, each as its number and what is done there. */
type Clean = { readonly ops: readonly OpName[]; readonly kills: ReadonlySet<string> };
const clean = new Map<string, Clean>();
function cleanRun(start: Start, { dist }: Setting, goOn = true): Clean {
  const key = `${start.goal} ${start.size} ${String(goOn)} ${dist ?? ''}`;
  const known = clean.get(key);
  if (known !== undefined) return known;
  const ops: OpName[] = [];
  const office = starts.open(dist, start, {}, 0);
  office.begin(null);
  office.rig.calls.reset();
  const calls = new Calls(office, [], [], op => {
    ops.push(op);
  });
  new Admin(office, start.goal, null, goOn).attempt(ADA, false);
  calls.over();
  const run = { ops, kills: new Set(office.rig.calls.killPoints().map(([call, kind]) => `${call} ${kind}`)) };
  clean.set(key, run);
  return run;
}
/** The calls of a run without a fault. `goOn`: see Admin. */
export const callsOf = (start: Start, setting: Setting, goOn = true): readonly OpName[] =>
  cleanRun(start, setting, goOn).ops;
/** Whether a kill at this one of them, counted from 1, leaves what none before it does. */
export const isKillPoint = (call: number, kind: FaultKind, start: Start, setting: Setting): boolean =>
  cleanRun(start, setting).kills.has(`${call} ${kind}`);

const PARTS = [['INVITED'], ['NOT_YET_SENT'], ['INVITED', 'ACCEPTED', 'DECLINED']];
/** Every third refresh reads some states only. */
export const statesOf = ({ goal }: Start, seed: number): readonly string[] | null =>
  goal === 'refresh' && seed % 3 === 1 ? (PARTS[Math.floor(seed / 3) % PARTS.length] ?? null) : null;

export const GOALS: readonly Goal[] = ['send', 'send', 'cancel', 'refresh'];
/** Where nobody edits. */
export const QUIET_GOALS: readonly Goal[] = ['send', 'send', 'send', 'cancel', 'refresh', 'check'];

/** Faults at random places among the calls of a clean run and a few beyond. */
export function randomStrikes(chance: Chance, start: Start, count: number, setting: Setting): Strike[] {
  const ops = callsOf(start, setting);
  return Array.from({ length: count }, () => {
    const at = chance.below(ops.length + 20);
    // Half of them where Google is asked: there a fault does most.
    const fetches = ops.flatMap((op, index) => (op === 'UrlFetchApp.fetchAll' ? [index] : []));
    const call = chance.happens(0.4) && fetches.length > 0 ? chance.pick(fetches) : at;
    return { call: call + 1, kind: chance.pick(anyFaultAt(ops[call] ?? 'Properties.getProperty')) };
  });
}
export const toldOf = (strikes: readonly Strike[]): string =>
  strikes.map(({ call, kind }) => `${kind} at call ${call}`).join(', ');
