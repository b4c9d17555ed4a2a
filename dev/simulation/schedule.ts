// Scheduled reminders: somebody switches them off at every service call of the trigger's run, and nobody whose mail was
// not under way is mailed; somebody else bends them, and nobody is mailed by that.
import { Admin } from './admin';
import { beforeOf, checkBlame, checkMails, checkRest } from './check';
import { Chance } from './chance';
import { Calls } from './faults';
import { ADA, BOB, type Office } from './office';
import { finish, type Result, type Scenario, type Setting } from './run';
import { type Start, starts } from './start';
import { distOf, hasTriggers } from './with-background';
import type { OpName } from '../platform';

const START: Start = { goal: 'send', size: 'small' };
const HOUR_MS = 3_600_000;
const PER_RUN = 10;
const TURNS = 3;

function prepared(setting: Setting, seed: number): Office {
  const office = starts.open(distOf(setting), START, {}, seed);
  office.begin(setting.print);
  return office;
}
const switchOn = (office: Office): boolean => office.ask('switchSchedule', [true, PER_RUN, null], ADA).ok;
const turn = (office: Office): void => {
  office.pass(HOUR_MS);
  office.fire();
};

/** The calls of a run of the trigger that nobody disturbs. */
const clean = new Map<string, readonly OpName[]>();
function callsOfTurn(setting: Setting): readonly OpName[] {
  const key = distOf(setting);
  const known = clean.get(key);
  if (known !== undefined) return known;
  const ops: OpName[] = [];
  const office = prepared({ ...setting, print: null }, 0);
  switchOn(office);
  const calls = new Calls(office, [], [], op => ops.push(op));
  turn(office);
  calls.over();
  clean.set(key, ops);
  return ops;
}

type Working = { readonly kind: string; readonly scheduled: boolean; readonly first: number };
/**
 * Whether a slice of sending has looked already whether it may go on: what it then sends was under way. `ops`: the
 * calls of the run so far.
 */
function isUnderWay(office: Office, ops: readonly OpName[]): boolean {
  const job = office.rig.host.properties('document').get('job');
  const record = JSON.parse(job ?? 'null') as Working | null;
  const slice = ops.slice(ops.lastIndexOf('Lock.tryLock'));
  // Before its lines are there, the run looks at settings of other kinds.
  return record?.kind === 'remind' && record.scheduled && record.first > 0 && slice.includes('Properties.getProperty');
}

/** As the request does it, or as far as it got when its execution was killed: no schedule is left, no job stopped. */
function switchOff(office: Office, isCut: boolean, wrong: string[]): void {
  if (isCut) {
    const store = office.rig.host.properties('document');
    const ended = { was: ADA, by: BOB, signature: BOB, at: office.rig.clock.now(), told: false };
    store.set('schedule.ended', JSON.stringify(ended));
    store.delete('schedule');
  } else if (!office.ask('switchSchedule', [false, PER_RUN, null], BOB).ok)
    wrong.push('the schedule cannot be switched off');
}

function run(seed: number, setting: Setting): Result {
  const call = 1 + Math.floor(seed / 2);
  const isCut = seed % 2 === 1;
  const office = prepared(setting, seed);
  const before = beforeOf(office);
  const { world } = office.rig;
  const admin = new Admin(office, 'send');
  const { wrong } = admin;
  if (!switchOn(office)) wrong.push('the schedule cannot be switched on');
  for (const { key } of world.accounts.values()) admin.confirmed.add(key);
  /** How many mails there were at that moment, and whether more were under way. */
  const off: { readonly mails: number; readonly underWay: boolean }[] = [];
  const ops: OpName[] = [];
  const act = (): void => {
    off.push({ mails: world.ledger.mails.length, underWay: isUnderWay(office, ops) });
    switchOff(office, isCut, wrong);
  };
  const calls = new Calls(office, [], [{ call, act }], op => ops.push(op));
  turn(office);
  calls.over();
  if (off.length === 0) wrong.push('the run of the trigger was shorter than before');
  for (let turns = 0; turns < TURNS; turns++) turn(office);
  for (const { mails, underWay } of off)
    if (!underWay && world.ledger.mails.length > mails)
      wrong.push(`${world.ledger.mails.length - mails} mailed after the schedule was switched off`);
  if (office.rig.host.triggered().length > 0) wrong.push('a trigger is left');
  checkMails(office, before, 'send', admin.confirmed, wrong);
  checkBlame(office, wrong);
  admin.recover(ADA);
  checkRest(office, wrong, ADA);
  finish(office, admin, wrong, 'refresh');
  return {
    faults: 1,
    violations: [...new Set(wrong)],
    told: `Bob switches the schedule off at call ${call} of the trigger's run${isCut ? ', and is cut off' : ''}`,
    digest: office.digest(),
  };
}

const DAY_MS = 24 * HOUR_MS;
/** As it is where nothing is set: so many days between two mails, and so many mails to one person. */
const AGREED = { days: 7, most: 3 };
/** A run need not wait for the very hour. */
const LEEWAY_MS = 2 * HOUR_MS;
const WATCHED_DAYS = 25;

/** Another admin sets the reminders to every day and without end, inside a call of the trigger's run or after it. */
function bent(seed: number, setting: Setting): Result {
  const chance = new Chance(seed);
  // To find them out, the start is opened: so before this run begins.
  const last = callsOfTurn(setting).length;
  const office = prepared(setting, seed);
  const { world } = office.rig;
  const wrong: string[] = [];
  if (!switchOn(office)) wrong.push('the schedule cannot be switched on');
  const changed = chance.pick([{ remindDays: '1' }, { remindMost: '20' }, { remindDays: '1', remindMost: '20' }]);
  const act = (): void => {
    const view = office.ask<{ texts: Readonly<Record<string, string>> }>('settings', [], BOB);
    const texts = view.ok ? view.value.texts : {};
    if (!office.ask('saveSettings', [{ ...texts, recentDays: '0', ...changed }, texts], BOB).ok)
      wrong.push('the settings cannot be saved');
  };
  const call = 1 + chance.below(last);
  const calls = new Calls(office, [], chance.happens(0.7) ? [{ call, act }] : []);
  turn(office);
  calls.over();
  if (chance.happens(0.5)) act();
  const mails = new Map<string, number[]>();
  for (let day = 0; day < WATCHED_DAYS; day++) {
    office.pass(DAY_MS);
    office.fire();
  }
  for (const { email, at } of world.ledger.mails) mails.set(email, [...(mails.get(email) ?? []), at]);
  for (const [email, times] of mails) {
    const isEarly = times.some(
      (at, place) => place > 0 && at - (times[place - 1] ?? 0) < AGREED.days * DAY_MS - LEEWAY_MS,
    );
    // Those of the start had one mail before.
    if (times.length > AGREED.most - 1 || isEarly)
      wrong.push(`${email} was mailed ${times.length} times in ${WATCHED_DAYS} days, by settings of another admin`);
  }
  checkRest(office, wrong, ADA);
  return {
    faults: 1,
    violations: [...new Set(wrong)],
    told: `Bob saves ${JSON.stringify(changed)} for the schedule of Ada`,
    digest: office.digest(),
  };
}

export const bentSchedule: Scenario = {
  name: 'bent-schedule',
  about: 'another admin sets reminders to come sooner and more often than its owner switched on',
  seeds: setting => (hasTriggers(setting) ? 60 : 0),
  quick: seed => seed < 2,
  run: bent,
};

export const schedule: Scenario = {
  name: 'schedule',
  about: "somebody switches scheduled reminders off at every service call of the trigger's run",
  seeds: setting => (hasTriggers(setting) ? 2 * callsOfTurn(setting).length : 0),
  quick: seed => seed % 31 === 3,
  run,
};
