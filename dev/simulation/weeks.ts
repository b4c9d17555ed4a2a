// Weeks of an office in which all that parts a person from what is known comes together: an earlier version restored,
// lines deleted, another time zone, another copy of the add-on, people who answer, a never list that grows, runs that
// are cut off; under a Google whose list is days behind.
import { accept, decline, type Options } from '../emulator/index';
import { Admin } from './admin';
import { Chance } from './chance';
import { Edited } from './edits';
import { deleteLines, moveZone } from './evidence';
import { Calls } from './faults';
import { saveNever } from './lines';
import { copyBeside } from './neighbours';
import { ADA, ALSO_AGAIN, BOB, addressOf, type Job, NO_OPTIONS, type Office, type Plan, type Reply } from './office';
import { callsOf, randomStrikes, type Result, type Scenario, type Setting } from './run';
import { starts, type Start, STRANGER, sureOnes, YOUNG } from './start';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MARKS = { from: 'marks' };
/** What Google's list may be behind, and then some. */
const CAUGHT_UP_MS = 4 * DAY;

type FullPlan = Plan & { readonly again: readonly { readonly address: string }[] };
/** Google tells nothing of an account so young, and refuses the stranger. */
const isKnowable = (address: string): boolean => address !== YOUNG && address !== STRANGER;

/** What is true of the people, whatever the sheets say. */
class Truth {
  readonly wrong: string[] = [];
  private readonly office: Office;
  private readonly answered = new Set<string>();
  private readonly never = new Set<string>();
  /** How often each has been mailed, as far as it was counted. */
  private readonly mailed = new Map<string, number>();
  private counted: number;

  constructor(office: Office) {
    this.office = office;
    this.counted = office.rig.world.ledger.mails.length;
  }
  answers(address: string, chance: Chance): void {
    const { world } = this.office.rig;
    if (chance.happens(0.7) ? accept(world, address) : decline(world, address)) this.answered.add(address);
  }
  addNever(address: string): void {
    if (saveNever(this.office, [...this.never, address])) this.never.add(address);
  }
  tellNever(office: Office): void {
    saveNever(office, [...this.never]);
  }
  isNever(address: string): boolean {
    return this.never.has(address);
  }
  mailsOf(address: string): number {
    return this.mailed.get(address) ?? 0;
  }
  /**
   * After a piece of work in which nobody answered: `first` were told as never mailed before. `knows`: that copy of the
   * add-on has the never list, which is kept apart for each.
   */
  count(first: ReadonlySet<string>, knows: boolean): void {
    const before = new Map(this.mailed);
    const { mails } = this.office.rig.world.ledger;
    for (const { email } of mails.slice(this.counted)) {
      const address = email.toLowerCase();
      this.mailed.set(address, this.mailsOf(address) + 1);
      if (!isKnowable(address)) continue;
      if (this.answered.has(address)) this.wrong.push(`${address} was mailed after having answered`);
      if (knows && this.never.has(address)) this.wrong.push(`${address} was mailed, who is on the never list`);
    }
    this.counted = mails.length;
    for (const [address, count] of this.mailed) {
      const earlier = before.get(address) ?? 0;
      if (count === earlier || !isKnowable(address)) continue;
      if (count > earlier + 1) this.wrong.push(`${address} was mailed ${count - earlier} times by one job`);
      else if (earlier > 0 && first.has(address))
        this.wrong.push(`${address} was mailed again, told as the first time`);
    }
  }
}

/** Whose turn it is, with what that copy of the add-on has confirmed last. */
class Desk {
  readonly office: Office;
  private readonly truth: Truth;
  private readonly knowsNever: boolean;
  private first: ReadonlySet<string> = new Set();

  constructor(office: Office, truth: Truth, knowsNever: boolean) {
    this.office = office;
    this.truth = truth;
    this.knowsNever = knowsNever;
  }
  /** Brings to its end what there is, looks anew or not, sends; the first attempt may be cut off. */
  work(who: string, chance: Chance, cutOff: () => Calls | null): void {
    this.finish(who);
    if (chance.happens(0.5)) this.refresh(who);
    const options = chance.happens(0.7) ? NO_OPTIONS : ALSO_AGAIN;
    const calls = cutOff();
    const begun = this.send(options, who, chance.happens(0.8));
    if (begun.ok && calls !== null) this.office.ask('advance', [begun.value?.id], who);
    calls?.over();
    if (!begun.ok && begun.code === 'refresh-first') {
      this.refresh(who);
      this.send(options, who, true);
    }
    // A copy that has no list learns from the file that there is one. What others add later it does not see.
    if (!begun.ok && begun.code === 'settings-unread') {
      this.truth.tellNever(this.office);
      this.send(options, who, true);
    }
    this.finish(who);
  }
  finish(who: string): void {
    const admin = new Admin(this.office, 'send');
    admin.recover(who);
    this.truth.wrong.push(...admin.wrong);
    this.truth.count(this.first, this.knowsNever);
  }
  refresh(who: string): void {
    const begun = this.office.ask<Job>('refresh', [], who);
    if (begun.ok) this.finish(who);
  }
  private send(options: typeof ALSO_AGAIN, who: string, goOn: boolean): Reply<Job | null> {
    const plan = this.office.ask<FullPlan>('preview', ['send', options], who);
    if (!plan.ok) return plan;
    const { addresses, again, planId } = plan.value;
    if (addresses.length === 0) return { ok: true, value: null };
    const repeats = new Set(again.map(({ address }) => address));
    this.first = new Set(addresses.filter(address => !repeats.has(address)));
    return this.office.ask<Job>('start', ['send', options, planId, addresses.length, MARKS, goOn], who);
  }
}

function run(seed: number, setting: Setting): Result {
  const { dist, print } = setting;
  const chance = new Chance(seed);
  const start: Start = { goal: 'send', size: chance.happens(0.2) ? 'many' : 'small' };
  const listLagMs = chance.pick([36 * HOUR, 48 * HOUR, 72 * HOUR]);
  // Where lines are gone, or a run was cut off, only Google can tell of a mail: by `get`, or not at all.
  const isGone = chance.happens(0.6);
  const isCutOff = isGone || chance.happens(0.7);
  const getLagMs = isCutOff || chance.happens(0.3) ? 0 : listLagMs;
  const options: Partial<Options> = { listLagMs, getLagMs, sendToAccepted: 'mail' };
  // To find them out, the start is opened: so before this run begins.
  callsOf(start, setting);
  const office = starts.open(dist, start, options, seed);
  office.begin(print);
  const copy = copyBeside(office, setting, chance);
  const truth = new Truth(office);
  const [ours, theirs] = [new Desk(office, truth, true), new Desk(copy, truth, false)];
  const edited = new Edited();
  const people = sureOnes(start);
  const versions = [office.rig.person.keepVersion()];
  const tell = (what: string): void => {
    edited.told.push(what);
  };
  const events: readonly (() => void)[] = [
    () => {
      tell('time goes by');
    },
    () => {
      const address = chance.pick(people);
      tell(`${address} answers`);
      truth.answers(address, chance);
    },
    () => {
      const address = chance.pick(people);
      tell(`${address} is put on the never list`);
      truth.addNever(address);
    },
    () => {
      moveZone(office, edited, chance);
    },
    () => {
      tell('the other copy is at work');
      theirs.work(BOB, chance, () => null);
    },
    ...(isGone
      ? [
          () => {
            tell('an earlier version is restored');
            chance.pick(versions)();
          },
          () => {
            deleteLines(office, edited, chance);
          },
        ]
      : []),
  ];
  let struck = 0;
  for (let turn = 0, turns = 3 + chance.below(4); turn < turns; turn++) {
    if (chance.happens(0.7)) chance.pick(events)();
    if (chance.happens(0.3)) versions.push(office.rig.person.keepVersion());
    office.pass(chance.pick([1_000, MINUTE, HOUR, 12 * HOUR, DAY, 3 * DAY]));
    ours.work(chance.happens(0.8) ? ADA : BOB, chance, () => {
      if (!isCutOff || chance.happens(0.5)) return null;
      struck++;
      tell('a run is cut off');
      return new Calls(office, randomStrikes(chance, start, 1, setting));
    });
  }
  office.pass(CAUGHT_UP_MS);
  theirs.finish(BOB);
  ours.finish(ADA);
  ours.refresh(ADA);
  const marked = new Set(office.rows('accounts').flatMap(row => (row['mark'] === true ? [addressOf(row)] : [])));
  for (const address of people)
    if (truth.mailsOf(address) === 0 && !truth.isNever(address) && !address.startsWith('old@') && !marked.has(address))
      truth.wrong.push(`${address} was never mailed, and has lost the mark`);
  return {
    faults: struck + edited.told.length,
    violations: [...new Set(truth.wrong)],
    told: `${start.size} under ${JSON.stringify(options)}: ${edited.told.join(', then ')}`,
    digest: office.digest(),
  };
}

export const weeks: Scenario = {
  name: 'weeks',
  about: 'versions restored, lines deleted, zones, copies, answers, the never list and runs cut off, in one run',
  seeds: () => 2_000,
  quick: seed => seed < 5,
  run,
};
