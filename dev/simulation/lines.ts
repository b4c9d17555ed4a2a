// Runs in which a person changes lines of Activity at the moments when most depends on them: copies lines that are
// queued, deletes one before it is sent, types over its address, or over the time of an attempt.
import type { Options } from '../emulator/index';
import { Admin, MANNERS } from './admin';
import { Chance } from './chance';
import { beforeOf, checkMails, checkRest, mailsSince, type Before } from './check';
import { checkForgotten, isWriting } from './edited';
import { Edited } from './edits';
import { Calls, type FaultKind, type Strike } from './faults';
import { ADA, BOB, type Office, type Row, textOf } from './office';
import { callsOf, finish, toldOf, type Result, type Scenario, type Setting } from './run';
import { type Start, starts, sureOnes, UNMARKED } from './start';
import type { OpName } from '../platform';

/** The lines of the job under way that read so. */
function linesOf(office: Office, outcomes: readonly string[]): readonly Row[] {
  const job = office.rig.host.properties('document').get('job');
  const { id } = JSON.parse(job ?? '{}') as { readonly id?: string };
  return office
    .rows('activity')
    .filter(line => textOf(line, 'job') === id && outcomes.includes(textOf(line, 'outcome')));
}

export type Edit = (office: Office, edited: Edited, chance: Chance) => void;

/** To the end of the sheet, as a person pastes them: every cell that they show. */
const copy: Edit = (office, edited) => {
  const sheet = office.sheet('activity');
  const lines = linesOf(office, ['Queued']);
  const [first, last] = [lines[0], lines[lines.length - 1]];
  if (sheet === null || first === undefined || last === undefined) return;
  edited.lines = true;
  edited.told.push(`copies ${lines.length} lines`);
  const cells = sheet.values({ row: first.row, col: 1, rows: last.row - first.row + 1, cols: sheet.lastColumn() });
  const shown = cells.map(row =>
    row.map(cell => (cell instanceof Date ? cell.toISOString().slice(0, 19).replace('T', ' ') : String(cell))),
  );
  office.rig.person.paste(sheet.id, sheet.lastRow() + 1, 1, shown);
};

const sortAll: Edit = (office, edited, chance) => {
  const sheet = office.sheet('activity');
  if (sheet === null) return;
  edited.told.push('sorts');
  office.rig.person.sortSheet(sheet.id, 1 + chance.below(sheet.lastColumn()), chance.happens(0.5));
};

/**
 * Nothing of it, and a time that is years away. A time long past is believed where the code is left, which holds the
 * moment: an old attempt may be that old.
 */
const TIMES = ['', '2031-05-01 10:00:00'];
const PAST = '2021-05-01 10:00:00';
const typeTimes: Edit = (office, edited, chance) => {
  const [sheet, col] = [office.sheet('activity'), office.column('activity', 'at')];
  if (sheet === null || col === 0) return;
  const code = chance.happens(0.5) ? office.column('activity', 'code') : 0;
  const time = chance.pick(code > 0 ? [...TIMES, PAST] : TIMES);
  edited.told.push(`types “${time}” over the times${code > 0 ? ', and empties the codes' : ''}`);
  for (const { row } of linesOf(office, ['Sending', 'Checking', 'Queued'])) {
    office.rig.person.type(sheet.id, row, col, time);
    if (code > 0) office.rig.person.type(sheet.id, row, code, '');
  }
};

type Case = {
  readonly start: Start;
  readonly options?: Partial<Options>;
  readonly strikes: readonly Strike[];
  /** Default: the job is started and driven, once. */
  readonly attempt?: (office: Office, admin: Admin) => void;
  /** While that call is under way. */
  readonly during?: { readonly call: number; readonly edit: Edit };
  /** After the attempt that was cut off, before anybody goes on. */
  readonly after?: Edit;
  /** Once the job has ended, before anybody sends again. */
  readonly look?: (office: Office, before: Before, ops: readonly OpName[], wrong: string[]) => void;
  /** When all is over. */
  readonly end?: (office: Office, wrong: string[]) => void;
};

const once = (_office: Office, admin: Admin): void => {
  admin.attempt(ADA, false);
};

function run(
  { start, options = {}, strikes, attempt = once, during, after, look, end }: Case,
  seed: number,
  setting: Setting,
): Result {
  const chance = new Chance(seed + 1_000_000);
  const office = starts.open(setting.dist, start, options, seed);
  office.begin(setting.print);
  const before = beforeOf(office);
  const admin = new Admin(office, start.goal, null, false);
  const edited = new Edited();
  const ops: OpName[] = [];
  const meanwhile =
    during === undefined
      ? []
      : [
          {
            call: during.call,
            act: () => {
              during.edit(office, edited, chance);
            },
          },
        ];
  const calls = new Calls(office, strikes, meanwhile, op => ops.push(op));
  attempt(office, admin);
  calls.over();
  after?.(office, edited, chance);
  const manner = chance.pick(MANNERS);
  const next = manner === 'another-later' ? BOB : ADA;
  if (manner === 'another-later') office.pass(600_000);
  admin.recover(next);
  const { wrong } = admin;
  look?.(office, before, ops, wrong);
  admin.again(next, null);
  checkRest(office, wrong, next);
  checkMails(office, before, start.goal, admin.confirmed, wrong);
  checkForgotten(office, start, admin, before, edited, wrong);
  finish(office, admin, wrong, 'refresh');
  end?.(office, wrong);
  return {
    faults: calls.struck + edited.told.length,
    violations: [...new Set(wrong)],
    told: `${start.goal}, ${start.size}${Object.keys(options).length > 0 ? ` under ${JSON.stringify(options)}` : ''}: ${toldOf(strikes)}; a person ${edited.told.join(', then ')}; ${manner}`,
    digest: office.digest(),
  };
}

const sizeOf = (chance: Chance, many: number): Start => ({
  goal: 'send',
  size: chance.happens(many) ? 'many' : 'small',
});

export const copies: Scenario = {
  name: 'copies',
  about: 'a person copies queued lines, the execution is killed later, and Activity is sorted before anybody goes on',
  seeds: () => 300,
  quick: seed => seed < 8,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start = sizeOf(chance, 0.8);
    const last = callsOf(start, setting, false).length;
    const call = 1 + chance.below(last);
    const strikes: readonly Strike[] = [{ call: call + 1 + chance.below(last - call + 1), kind: 'kill-after' }];
    return run({ start, strikes, during: { call, edit: copy }, after: sortAll }, seed, setting);
  },
};

/** Those who are sent first, so that the look before the first write covers them. */
const SENT_FIRST = 3;
/** At which calls people are mailed: after the reading of what others did, and the look whether it knows. */
const mailingIn = (start: Start, setting: Setting): number[] =>
  callsOf(start, setting, false)
    .flatMap((op, at) => (op === 'UrlFetchApp.fetchAll' ? [at] : []))
    .slice(2);

export const removals: Scenario = {
  name: 'removals',
  about: 'a person deletes one of the first lines at every service call before it is sent: that job mails nobody on it',
  seeds: setting => SENT_FIRST * (1 + (mailingIn({ goal: 'send', size: 'new' }, setting)[0] ?? 0)),
  quick: seed => seed % 31 === 3,
  run: (seed, setting) => {
    const start: Start = { goal: 'send', size: 'new' };
    const call = 1 + Math.floor(seed / SENT_FIRST);
    const removed: string[] = [];
    const remove: Edit = (office, edited) => {
      const [sheet, line] = [office.sheet('activity'), linesOf(office, ['Queued'])[seed % SENT_FIRST]];
      // Later lines, while others are written, are taken for written over and put back (docs/simulation.md).
      if (sheet === null || line === undefined || linesOf(office, ['Sending']).length > 0) return;
      removed.push(textOf(line, 'address'));
      edited.lines = true;
      edited.told.push(`deletes the line of ${removed.join()}`);
      office.rig.person.remove(sheet.id, 'rows', line.row);
    };
    return run(
      {
        start,
        strikes: [],
        during: { call, edit: remove },
        look: (office, before, ops, wrong) => {
          for (const address of removed)
            if (!isWriting(ops, call) && mailsSince(office.rig.world, before, address) > 0)
              wrong.push(`${address} was mailed, whose queued line was deleted`);
        },
      },
      seed,
      setting,
    );
  },
};

type SettingTexts = Readonly<Record<string, string>>;
/** As somebody does it in the settings. Whether it is kept: the execution may be killed. */
export function saveNever(office: Office, addresses: readonly string[]): boolean {
  const settings = office.ask<{ readonly texts: SettingTexts }>('settings', [], BOB);
  if (!settings.ok) return false;
  const { texts } = settings.value;
  const never = addresses.map(address => `${address}, on leave`).join('\n');
  const saved = office.ask<{ readonly saved: boolean }>('saveSettings', [{ ...texts, never }, texts], BOB);
  return saved.ok && saved.value.saved;
}

/** Calls of the two requests that save a list. */
const CALLS_OF_SAVING = 16;
export const neverList: Scenario = {
  name: 'never-list',
  about:
    'a send is cut off, and somebody writes people of its list onto the never list, cut off at times while saving it',
  seeds: () => 300,
  quick: seed => seed < 8,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start = sizeOf(chance, 0.5);
    const last = callsOf(start, setting, false).length;
    const strikes: readonly Strike[] = [{ call: 1 + chance.below(last), kind: 'kill-after' }];
    const listed: { readonly addresses: ReadonlySet<string>; readonly mails: number }[] = [];
    const write: Edit = (office, edited, more) => {
      const all = sureOnes(start);
      const addresses = new Set(Array.from({ length: 1 + more.below(3) }, () => more.pick(all)));
      edited.told.push(`writes ${[...addresses].join()} onto the never list`);
      for (const address of addresses) edited.rows.add(address);
      if (more.happens(0.4)) {
        const cut = new Calls(office, [{ call: 1 + more.below(CALLS_OF_SAVING), kind: 'kill-after' }], []);
        saveNever(office, [...addresses]);
        cut.over();
      }
      if (saveNever(office, [...addresses])) listed.push({ addresses, mails: office.rig.world.ledger.mails.length });
    };
    return run(
      {
        start,
        strikes,
        after: write,
        end: ({ rig: { world } }, wrong) => {
          if (listed.length === 0) wrong.push('the never list cannot be saved');
          for (const { addresses, mails } of listed)
            for (const { email } of world.ledger.mails.slice(mails))
              if (addresses.has(email)) wrong.push(`${email} was mailed, who is on the never list`);
        },
      },
      seed,
      setting,
    );
  },
};

const typeAddress: Edit = (office, edited, chance) => {
  const [sheet, col, queued] = [
    office.sheet('activity'),
    office.column('activity', 'address'),
    linesOf(office, ['Queued']),
  ];
  if (sheet === null || col === 0 || queued.length === 0) return;
  const line = chance.pick(queued);
  edited.lines = true;
  edited.rows.add(textOf(line, 'address'));
  edited.told.push(`types ${UNMARKED} over ${textOf(line, 'address')}`);
  office.rig.person.type(sheet.id, line.row, col, UNMARKED);
};
export const typedOver: Scenario = {
  name: 'typed-over',
  about: 'a person types the address of somebody who is not on the list over that of a queued line, at every call',
  seeds: setting => callsOf({ goal: 'send', size: 'many' }, setting, false).length,
  quick: seed => seed % 31 === 3,
  run: (seed, setting) =>
    run(
      { start: { goal: 'send', size: 'many' }, strikes: [], during: { call: 1 + seed, edit: typeAddress } },
      seed,
      setting,
    ),
};

/** What leaves lines that must be looked at. */
const UNCLEAR: readonly FaultKind[] = ['replies-lost', 'replies-500', 'kill-after', 'one-lost-after', 'some-500-after'];
/** So old a job is in half of the runs when its first attempt is made: older than any lag. */
const AGE_MS = 600_000;
export const times: Scenario = {
  name: 'times',
  about: 'a person types over the times of lines that must be looked at, under a Google whose reads lag',
  seeds: () => 300,
  quick: seed => seed < 8,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start = sizeOf(chance, 0.3);
    const isOld = chance.happens(0.5);
    const call = chance.pick(mailingIn(start, setting)) + 1;
    // What is not clear is left as it is: the execution ends before it is looked at.
    const strikes: readonly Strike[] = [
      { call, kind: chance.pick(UNCLEAR) },
      { call: call + 1 + chance.below(12), kind: 'kill-before' },
    ];
    const options = { readLagMs: chance.pick([0, 5_000, 30_000, 90_000]) };
    const attempt = (office: Office, admin: Admin): void => {
      const started = admin.begin(ADA);
      if (isOld) office.pass(AGE_MS);
      if (started.ok) office.ask('advance', [started.value.id], ADA);
    };
    return run({ start, options, strikes, attempt, after: typeTimes }, seed, setting);
  },
};
