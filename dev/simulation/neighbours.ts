// Runs in which others work on the same people: another spreadsheet of the organisation, or another copy of the add-on
// in the same sheet. Neither knows the other's record.
import { accept, decline, handle, type Options, setClock } from '../emulator/index';
import { GOOGLE_LATENCY, startRig } from '../rig';
import { Admin, MANNERS } from './admin';
import { Chance } from './chance';
import { Calls } from './faults';
import { ADA, BOB, NO_OPTIONS, Office, type Plan } from './office';
import { callsOf, randomStrikes, toldOf, type Result, type Scenario, type Setting } from './run';
import { drive, starts, type Start, STRANGER, sureOnes, YOUNG } from './start';

const HOUR = 3_600_000;
/** Google tells nothing of an account so young, and refuses the stranger. */
const isKnowable = (address: string): boolean => address !== YOUNG && address !== STRANGER;

/** Who was mailed more than once since `before` mails. */
function twice({ rig }: Office, before: number): string[] {
  const seen = new Map<string, number>();
  for (const { email } of rig.world.ledger.mails.slice(before)) seen.set(email, (seen.get(email) ?? 0) + 1);
  return [...seen].flatMap(([email, count]) =>
    count > 1 && isKnowable(email) ? [`${email} was mailed ${count} times by two who did not know of each other`] : [],
  );
}

function send(office: Office, who: string): string {
  const plan = office.ask<Plan>('preview', ['send', NO_OPTIONS], who);
  if (!plan.ok) return plan.code;
  const { planId, addresses } = plan.value;
  if (addresses.length === 0) return 'nobody';
  const job = office.ask<{ id: string }>('start', ['send', NO_OPTIONS, planId, addresses.length], who);
  if (!job.ok) return job.code;
  drive(office, job.value.id, who);
  return 'sent';
}

function refresh(office: Office, who: string): void {
  const job = office.ask<{ id: string }>('refresh', [], who);
  if (job.ok) drive(office, job.value.id, who);
}

function slowDown(office: Office, who: string): void {
  const seen = office.ask<{ texts: Record<string, string> }>('settings', [], who);
  if (!seen.ok) return;
  const { texts } = seen.value;
  office.ask('saveSettings', [{ ...texts, perMinute: '12' }, texts], who);
}

type Told = { readonly told: string; readonly faults: number; readonly wrong: string[]; readonly office: Office };
const resultOf = ({ told, faults, wrong, office }: Told): Result => ({
  faults,
  violations: [...new Set(wrong)],
  told,
  digest: office.digest(),
});

/** Another spreadsheet that was refreshed before, and sends meanwhile, or before. */
function twoSheets(seed: number, { dist, print }: Setting): Result {
  const chance = new Chance(seed);
  const start: Start = { goal: 'send', size: 'new' };
  const behind = chance.pick([0, 0, 36 * HOUR, 72 * HOUR]);
  const options: Partial<Options> = { listLagMs: 0, getLagMs: 0 };
  const office = starts.open(dist, start, options, seed);
  office.begin(print);
  const { world } = office.rig;
  const rig = startRig({
    ...(dist === null ? {} : { dist }),
    world,
    latency: GOOGLE_LATENCY,
    users: [{ email: ADA }, { email: BOB }],
    random: () => chance.next(),
    sameContext: true,
  });
  const other = new Office(rig);
  other.print = print;
  refresh(other, BOB);
  other.ask('mark', ['notInvited'], BOB);
  world.options.listLagMs = behind;
  const before = world.ledger.mails.length;
  const wrong: string[] = [];
  const first = chance.happens(0.5) ? [other, office] : [office, other];
  const isSlow = chance.happens(0.4);
  for (const one of first) {
    // Whoever's turn it is sees the hour that the one before ended at, and Google goes by their clock.
    one.rig.clock.set(world.now());
    setClock(world, one.rig.clock.now);
    // Who sends second does so over several runs, the first of which cannot look at everybody.
    const who = one === office ? ADA : BOB;
    if (isSlow && one === first[1]) slowDown(one, who);
    send(one, who);
    one.rig.clock.advance(chance.pick([1_000, 60_000, HOUR]));
  }
  wrong.push(...twice(office, before));
  world.options.listLagMs = 0;
  return resultOf({
    told: `two spreadsheets, ${first[0] === office ? 'this' : 'the other'} one first, a list ${behind / HOUR} hours behind${isSlow ? ', then few requests a minute' : ''}`,
    faults: 1,
    wrong,
    office,
  });
}

/** Another copy of the add-on in the same sheet. Its chance is the run's: a seed decides everything. */
export function copyBeside(office: Office, { dist, print }: Setting, chance: Chance): Office {
  const bundle = dist === null ? {} : { dist };
  const copy = new Office(startRig({ ...bundle, beside: office.rig, random: () => chance.next(), sameContext: true }));
  copy.print = print;
  return copy;
}

/** Another copy in the same sheet, which sends while the job of the first one is under way, or was cut off. */
function twoCopies(seed: number, setting: Setting): Result {
  const { dist, print } = setting;
  const chance = new Chance(seed);
  const start: Start = { goal: 'send', size: chance.happens(0.5) ? 'new' : 'many' };
  // To find them out, the start is opened: so before this run begins.
  const last = callsOf(start, setting).length;
  const strikes = chance.happens(0.7) ? randomStrikes(chance, start, 1, setting) : [];
  // Without a fault nobody need be looked at: then Google tells of no mail before the end.
  const behind = strikes.length === 0 ? 36 * HOUR : 0;
  const office = starts.open(dist, start, { listLagMs: behind, getLagMs: behind }, seed);
  office.begin(print);
  const copy = copyBeside(office, setting, chance);
  refresh(copy, BOB);
  const before = office.rig.world.ledger.mails.length;
  const admin = new Admin(office, 'send', null, seed % 2 === 0);
  if (seed >= PAUSED_FROM) return pausedBeside(office, copy, chance, before);
  const calls = new Calls(office, strikes, [
    {
      call: 1 + chance.below(last),
      act: () => {
        if (office.rows('activity').some(line => line['outcome'] === 'Sending' || line['outcome'] === 'Queued'))
          send(copy, BOB);
      },
    },
  ]);
  admin.attempt(ADA, false);
  calls.over();
  if (chance.happens(0.5)) send(copy, BOB);
  const next = chance.pick(MANNERS) === 'another-later' ? BOB : ADA;
  if (next === BOB) office.pass(600_000);
  admin.recover(next);
  admin.wrong.push(...twice(office, before));
  return resultOf({
    told: `two copies in one sheet, ${start.size}: ${toldOf(strikes)}`,
    faults: calls.struck + 1,
    wrong: admin.wrong,
    office,
  });
}

/** These seeds are about a job that stands still. */
const PAUSED_FROM = 400;
/** So long no copy believes that lines which are open are worked on. */
const NOT_AT_WORK_MS = 24 * HOUR;
/** A job is paused, the other copy sends to the same people, and neither Google's list nor `get` tells of that yet. */
function pausedBeside(office: Office, copy: Office, chance: Chance, before: number): Result {
  const admin = new Admin(office, 'send', null, false);
  Object.assign(office.rig.world.options, { listLagMs: 96 * HOUR, getLagMs: 96 * HOUR });
  const begun = admin.begin(ADA);
  if (begun.ok) office.ask('pause', [begun.value.id], ADA);
  const waitMs = NOT_AT_WORK_MS + chance.below(48) * HOUR;
  office.pass(waitMs);
  const sent = send(copy, BOB);
  office.pass(chance.pick([1_000, HOUR]));
  admin.recover(chance.happens(0.5) ? ADA : BOB);
  admin.wrong.push(...twice(office, before));
  return resultOf({
    told: `two copies in one sheet: a job is paused for ${waitMs / HOUR} hours, the other one ${sent}`,
    faults: 1,
    wrong: admin.wrong,
    office,
  });
}

/** Google as its own console asks it. */
function sendFromConsole({ rig: { world } }: Office, address: string): void {
  handle(world, {
    method: 'POST',
    url: `/v1/customers/my_customer/userinvitations/${encodeURIComponent(address)}:send`,
    headers: { authorization: `Bearer ya29.workbench-${BOB}`, 'content-type': 'application/json' },
    body: '{}',
  });
}

/** A job stands still for up to twenty days, and just before it goes on some of its people are invited, and answer. */
function goesOnLate(seed: number, { dist, print }: Setting): Result {
  const chance = new Chance(seed);
  const start: Start = { goal: 'send', size: 'new' };
  const office = starts.open(dist, start, { listLagMs: 72 * HOUR, sendToAccepted: 'mail' }, seed);
  office.begin(print);
  const before = office.rig.world.ledger.mails.length;
  const admin = new Admin(office, 'send', null, false);
  const begun = admin.begin(ADA);
  const id = begun.ok ? begun.value.id : '';
  const isPaused = chance.happens(0.5);
  if (isPaused) office.ask('pause', [id], ADA);
  const waitMs = HOUR * (1 + chance.below(20 * 24));
  office.pass(waitMs);
  const told: string[] = [];
  const chosen = new Set(Array.from({ length: 1 + chance.below(3) }, () => chance.pick(sureOnes(start))));
  for (const address of chosen) {
    sendFromConsole(office, address);
    const answer = chance.pick([null, accept, decline]);
    answer?.(office.rig.world, address);
    told.push(`${address} is invited elsewhere${answer === null ? '' : ` and ${answer.name}s`}`);
  }
  office.pass(chance.pick([1_000, HOUR]));
  if (!isPaused) office.ask('advance', [id], ADA);
  admin.recover(chance.happens(0.5) ? ADA : BOB);
  admin.wrong.push(...twice(office, before));
  return resultOf({
    told: `a job ${isPaused ? 'is paused' : 'is left alone'} for ${waitMs / HOUR} hours; ${told.join('; ')}`,
    faults: told.length,
    wrong: admin.wrong,
    office,
  });
}

export const late: Scenario = {
  name: 'late',
  about: 'a job that stands still for up to twenty days, while its people are invited elsewhere, and answer',
  seeds: () => 200,
  quick: seed => seed < 4,
  run: goesOnLate,
};

export const sheets: Scenario = {
  name: 'two-sheets',
  about: 'another spreadsheet of the organisation sends to the same people; a list that may be days behind',
  seeds: () => 400,
  quick: seed => seed < 6,
  run: twoSheets,
};
export const twins: Scenario = {
  name: 'two-copies',
  about: 'another copy of the add-on in the same sheet sends while a job is under way, was cut off or is paused',
  seeds: () => PAUSED_FROM + 100,
  quick: seed => seed < 8 || (seed >= PAUSED_FROM && seed < PAUSED_FROM + 4),
  run: twoCopies,
};
