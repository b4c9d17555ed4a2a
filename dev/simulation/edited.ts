// Runs in which a person edits the sheets meanwhile: what must hold then, and nothing less.
import type { Options } from '../emulator/index';
import { isInvitable } from '../emulator/world';
import { kindOf, type OpName } from '../platform';
import { Admin, MANNERS } from './admin';
import { Chance } from './chance';
import { beforeOf, checkList, checkMails, checkRecord, checkRest, mailsSince, type Before } from './check';
import { ACCOUNT_EDITS, ACTIVITY_EDITS, edit, Edited } from './edits';
import { Calls, type Meanwhile, type Strike } from './faults';
import { ADA, addressOf, BOB, type Office, textOf } from './office';
import { callsOf, finish, GOALS, nobody, randomStrikes, toldOf, type Result, type Scenario, type Setting } from './run';
import { DECLINED, type Goal, type Start, starts, sureOnes, UNMARKED, YOUNG } from './start';

type Trouble = {
  readonly start: Start;
  readonly options: Partial<Options>;
  readonly faults: number;
  readonly edits: number;
  /** One edit at a call instead of some at random; `what` other than a sort. */
  readonly sort?: {
    readonly call: number;
    readonly activity: boolean;
    readonly killed?: number;
    readonly what?: string;
  };
  readonly others: (office: Office, admin: Admin, chance: Chance, last: number) => readonly Meanwhile[];
};

/** What people do most; one name in both families. */
const SORTS = 'sorts';

/** Calls between a look and the writing that follows it. */
const NEAR = 6;
/**
 * Whether call number `call` lies between our look at a block of cells and our writing of it, which takes effect at the
 * next flush or read. A writing without a look excuses nothing.
 */
export function isWriting(ops: readonly OpName[], call: number): boolean {
  const next = ops.indexOf('Range.setValues', call);
  const last = ops.lastIndexOf('Range.setValues', call - 1);
  const held = last >= 0 && !ops.slice(last + 1, call).some(op => ['read', 'change', 'flush'].includes(kindOf(op)));
  return [next, held ? last : -1].some(write => {
    const look = Math.max(...(['Range.getValues', 'Sheet.getLastRow'] as const).map(op => ops.lastIndexOf(op, write)));
    return write >= 0 && look >= 0 && look < call && write - look <= NEAR;
  });
}

export function editedRun(
  { start, options, faults, edits, sort, others }: Trouble,
  seed: number,
  chance: Chance,
  setting: Setting,
): Result {
  const strikes: readonly Strike[] =
    sort?.killed === undefined
      ? randomStrikes(chance, start, faults, setting)
      : [{ call: sort.killed, kind: 'kill-before' }];
  const last = callsOf(start, setting).length;
  const manner = chance.pick(MANNERS);
  const office = starts.open(setting.dist, start, options, seed);
  office.begin(setting.print);
  const before = beforeOf(office);
  const admin = new Admin(office, start.goal, null, sort !== undefined || seed % 2 === 0);
  const edited = new Edited();
  // One sheet a run: with the list and the record both falsified nobody can know who was mailed.
  const family = (sort === undefined ? chance.happens(0.4) : sort.activity) ? ACTIVITY_EDITS : ACCOUNT_EDITS;
  const edits_ = Array.from({ length: edits }, (): Meanwhile => {
    const [call, name] = [
      sort?.call ?? 1 + chance.below(last),
      sort !== undefined || chance.happens(0.3) ? (sort?.what ?? SORTS) : chance.pick(Object.keys(family)),
    ];
    return {
      call,
      act: () => {
        edit(office, family, name, chance, edited);
      },
    };
  });
  const ops: OpName[] = [];
  const calls = new Calls(office, strikes, [...edits_, ...others(office, admin, chance, last)], op => ops.push(op));
  admin.attempt(ADA, manner === 'goes-on');
  calls.over();
  Object.assign(office.rig.host.limits, { runtimeMs: 360_000, fetchesPerDay: 100_000 });
  const next = manner === 'another-later' ? BOB : ADA;
  if (manner === 'another-later') office.pass(600_000);
  const ended = admin.recover(next);
  // Begun anew where rows were moved, it has put every one right by itself: nobody need refresh again.
  if (
    start.goal === 'refresh' &&
    sort?.killed !== undefined &&
    ended?.kind === 'refresh' &&
    !before.job.includes(ended.id)
  )
    checkList(office, ended, null, admin.wrong);
  admin.again(next, null);
  if (start.goal !== 'refresh') admin.again(next, address => sureOnes(start).includes(address));
  const { wrong } = admin;
  checkRest(office, wrong, next);
  const mailed: string[] = [];
  checkMails(office, before, start.goal, admin.confirmed, mailed);
  // With the sheet goes what we knew of the young, of whom Google tells nothing (docs/simulation.md).
  const isGone = edited.told.includes('deletes the Activity sheet');
  wrong.push(...mailed.filter(told => !(isGone && told.startsWith(YOUNG))));
  if (!edited.typed && !edited.rows.has(DECLINED) && mailsSince(office.rig.world, before, DECLINED) > 0)
    wrong.push('somebody who declined was mailed');
  // Lines moved between our look and our write: older lines may be written over, or stand twice (docs/simulation.md).
  if (!edited.lines && !edits_.some(({ call }) => isWriting(ops, call))) checkRecord(office, before, wrong);
  checkForgotten(office, start, admin, before, edited, wrong);
  finish(office, admin, wrong, 'refresh');
  if (!edited.columns && !edited.all) checkKept(office, before, edited, wrong);
  else if (sort?.what !== undefined) checkPutBack(office, before, wrong);
  const told = `${start.goal}, ${start.size}${Object.keys(options).length > 0 ? ` under ${JSON.stringify(options)}` : ''}: ${toldOf(strikes)}; ${edited.told.map(name => `a person ${name}`).join(', ')}; ${manner}`;
  return { faults: calls.struck + edits, violations: [...new Set(wrong)], told, digest: office.digest() };
}

/**
 * Whoever was on the list and was not mailed is still marked; and who can be mailed has been, once the admin has sent
 * again.
 */
export function checkForgotten(
  office: Office,
  start: Start,
  admin: Admin,
  before: Before,
  edited: Edited,
  wrong: string[],
): void {
  if (start.goal === 'refresh') return;
  const rows = office.rows('accounts');
  const { world } = office.rig;
  for (const address of admin.confirmed) {
    if (edited.all || edited.rows.has(address)) continue;
    const row = rows.find(other => addressOf(other) === address);
    // A column moved in the moment of our writing may have received values of ours (README, what it cannot promise).
    if (row === undefined && edited.columns) continue;
    if (row === undefined) {
      wrong.push(`the row of ${address} is gone`);
      continue;
    }
    const account = world.accounts.get(address);
    const reached =
      start.goal === 'send'
        ? mailsSince(world, before, address) > 0
        : account?.invitation.state !== 'INVITED' || account.invitation.gone;
    const sure = sureOnes(start).includes(address) && !edited.typed;
    const told = office
      .rows('activity')
      .some(line => textOf(line, 'address') === address && ['Unknown', 'Refused'].includes(textOf(line, 'outcome')));
    // Who has joined, or never had such an account: “Not sent again”, or “No longer invitable”.
    const own = office.rows('activity').filter(line => textOf(line, 'address') === address);
    // A line that is gone was written over by a sort in the moment of our writing (docs/simulation.md).
    const isTold = own.some(line => textOf(line, 'outcome') === 'Skipped');
    // Of whom no state was known any more, what Google shows counts as news.
    const isSkipped =
      (edited.typed && isTold) || (!isInvitable(world, account) && (edited.lines || own.length === 0 || isTold));
    if (!reached && !isSkipped && row['mark'] !== true) wrong.push(`${address} was forgotten`);
    if (!reached && sure && !told) wrong.push(`${address} was not reached, although the job ended well`);
  }
  if (start.goal === 'send' && !edited.rows.has(UNMARKED) && mailsSince(world, before, UNMARKED) > 0)
    wrong.push('somebody not marked was mailed');
}

/** Notes and columns of the admin's own are where they were put, in the row of their account. */
function checkKept(office: Office, before: Before, edited: Edited, wrong: string[]): void {
  for (const row of office.rows('accounts')) {
    const address = addressOf(row);
    const was = before.rows.find(other => addressOf(other) === address);
    if (was === undefined || edited.rows.has(address)) continue;
    const note = edited.notes.get(address) ?? textOf(was, 'notes');
    if (textOf(row, 'notes') !== note) wrong.push(`the note of ${address} is “${textOf(row, 'notes')}”`);
    if (textOf(row, 'foreign Team') !== textOf(was, 'foreign Team'))
      wrong.push(`the team of ${address} is “${textOf(row, 'foreign Team')}”`);
  }
}

/** Of columns of ours that our values went over, each cell is back. */
function checkPutBack(office: Office, before: Before, wrong: string[]): void {
  const now = new Map(office.rows('accounts').map(row => [addressOf(row), row]));
  for (const was of before.rows) {
    const row = now.get(addressOf(was));
    if (row === undefined) wrong.push(`the address ${addressOf(was)} was written over`);
    else if (textOf(row, 'notes') !== textOf(was, 'notes'))
      wrong.push(`the note of ${addressOf(was)} is “${textOf(row, 'notes')}”`);
  }
}

export const edits: Scenario = {
  name: 'edits',
  about: 'a person edits the sheets meanwhile, with and without a fault',
  seeds: () => 900,
  quick: seed => seed < 15,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = { goal: chance.pick(GOALS), size: chance.happens(0.3) ? 'many' : 'small' };
    return editedRun(
      { start, options: {}, faults: chance.happens(0.3) ? 1 : 0, edits: 1 + chance.below(3), others: nobody },
      seed,
      chance,
      setting,
    );
  },
};

/** Both sheets, at every call of a job of several batches. */
export const sorts: Scenario = {
  name: 'sorts',
  about: 'a person sorts the accounts or Activity at every service call',
  seeds: setting => GOALS.length * 2 * callsOf({ goal: 'send', size: 'many' }, setting).length,
  quick: seed => seed % 101 === 5,
  run: (seed, setting) => {
    const start: Start = { goal: GOALS[seed % GOALS.length] ?? 'send', size: 'many' };
    const sort = { call: 1 + Math.floor(seed / GOALS.length / 2), activity: Math.floor(seed / GOALS.length) % 2 === 1 };
    return editedRun(
      { start, options: {}, faults: 0, edits: 1, sort, others: nobody },
      seed,
      new Chance(seed),
      setting,
    );
  },
};

/** One of `whats` at every call of a job of one batch, so often each, of other rows or columns each time. */
const atEveryCall = (
  { name, about }: Pick<Scenario, 'name' | 'about'>,
  goals: readonly Goal[],
  whats: readonly string[],
  often: number,
): Scenario => ({
  name,
  about,
  seeds: setting => goals.length * whats.length * often * callsOf({ goal: 'send', size: 'small' }, setting).length,
  quick: seed => seed % 41 === 5,
  run: (seed, setting) => {
    const start: Start = { goal: goals[seed % goals.length] ?? 'send', size: 'small' };
    const what = whats[Math.floor(seed / goals.length) % whats.length] ?? SORTS;
    const call = 1 + Math.floor(seed / goals.length / whats.length / often);
    return editedRun(
      { start, options: {}, faults: 0, edits: 1, sort: { call, activity: false, what }, others: nobody },
      seed,
      new Chance(seed),
      setting,
    );
  },
});
export const columns = atEveryCall(
  { name: 'columns', about: 'a person moves or inserts a column of the accounts at every service call' },
  ['refresh', 'send'],
  ['moves a column', 'inserts a column'],
  2,
);
export const ticks = atEveryCall(
  { name: 'ticks', about: 'a person ticks or clears a mark at every service call, between preview and start too' },
  ['send', 'cancel'],
  ['ticks or clears a mark'],
  4,
);

/** So many calls lie between the reading of rows and the look at what was written there. */
const WINDOW = 10;
const cutOffIn = (name: string, goals: readonly Goal[], longest: Goal, every: number): Scenario => ({
  name,
  about: `a person sorts the accounts at every service call of a ${longest}, and the execution is killed soon after`,
  seeds: setting => goals.length * WINDOW * callsOf({ goal: longest, size: 'small' }, setting).length,
  quick: seed => seed % every === 7,
  run: (seed, setting) => {
    const start: Start = { goal: goals[seed % goals.length] ?? longest, size: 'small' };
    const call = 1 + Math.floor(seed / goals.length / WINDOW);
    const sort = { call, activity: false, killed: call + 1 + (Math.floor(seed / goals.length) % WINDOW) };
    return editedRun(
      { start, options: {}, faults: 0, edits: 1, sort, others: nobody },
      seed,
      new Chance(seed),
      setting,
    );
  },
});
export const cutOff = cutOffIn('cut-off', GOALS, 'send', 211);
/** To each of its calls: a refresh has others than a send. */
export const cutOffRefresh = cutOffIn('cut-off-refresh', ['refresh'], 'refresh', 101);
