// Runs in which what was known is taken away, or bent, while not everything is certain: an earlier version of the
// spreadsheet, lines that are gone or parted, another time zone; under a Google that tells little of a mail.
import { type Options, setOptions } from '../emulator/index';
import { refusal } from '../platform';
import { Admin, MANNERS } from './admin';
import { Chance } from './chance';
import { beforeOf, checkMails, checkRest } from './check';
import { checkForgotten } from './edited';
import { Edited } from './edits';
import { Calls, type FaultKind } from './faults';
import type { Edit } from './lines';
import { ADA, BOB, type Office } from './office';
import { callsOf, finish, toldOf, type Scenario } from './run';
import { LATE, starts, type Start, YOUNG } from './start';

const HOUR = 3_600_000;

/** Of the job's lines, one column of every one of them. */
const sortAlone: Edit = (office, edited, chance) => {
  const sheet = office.sheet('activity');
  const key = chance.pick(['address', 'outcome', 'attempts', 'http', 'at']);
  const [col, lines] = [office.column('activity', key), office.rows('activity')];
  const [first, last] = [lines[0], lines[lines.length - 1]];
  if (sheet === null || col === 0 || first === undefined || last === undefined) return;
  edited.told.push(`sorts the column ${key} of Activity alone`);
  const area = { row: first.row, col, rows: last.row - first.row + 1, cols: 1 };
  office.rig.person.sortArea(sheet.id, area, col, chance.happens(0.5));
};

/** One after another, from a random one on; sometimes all. */
export const deleteLines: Edit = (office, edited, chance) => {
  const sheet = office.sheet('activity');
  const lines = office.rows('activity');
  const from = chance.happens(0.5) ? 0 : chance.below(lines.length);
  const first = lines[from];
  if (sheet === null || first === undefined) return;
  edited.told.push(`deletes the lines from ${first.row} on`);
  office.rig.person.remove(sheet.id, 'rows', first.row, lines.length - from);
};

export const moveZone: Edit = (office, edited, chance) => {
  const zone = chance.pick(['Asia/Tokyo', 'America/Los_Angeles', 'Europe/Madrid', 'Pacific/Auckland']);
  edited.told.push(`sets the time zone to ${zone}`);
  office.rig.person.setTimeZone(zone);
};

const TOLD: readonly Partial<Options>[] = [
  {},
  { sendTouchesUpdateTime: false },
  { mailCountIsTold: false },
  { sendTouchesUpdateTime: false, mailCountIsTold: false },
];
const AT_FETCH: readonly FaultKind[] = [
  'replies-lost',
  'one-lost-after',
  'some-500-after',
  'kill-after',
  'kill-before',
];

/**
 * Once its lines are gone only Google can tell of a mail: it tells nothing of accounts younger than two days, and of
 * somebody mailed again no time where it leaves that as it was.
 */
const isUnseeable = (told: string, { sendTouchesUpdateTime = true }: Partial<Options>): boolean =>
  told.startsWith(YOUNG) || (!sendTouchesUpdateTime && told.startsWith('old@'));

function attempted(office: Office, admin: Admin): void {
  admin.attempt(ADA, false);
  office.pass(1_000);
}

/** What the reads lag behind in these runs, and what passes at most before the job goes on: less than the grace. */
const ZONE_LAG_MS = 90_000;
const SOON_MS = 30_000;

/**
 * All replies of a batch are lost, and the job is paused before anybody is looked at. Then the time zone changes, by
 * which the times in the cells are others, and the job goes on while Google shows none of those mails yet.
 */
export const zones: Scenario = {
  name: 'zones',
  about: 'the time zone changes while nobody knows whether the mails of a batch went out, and the reads lag',
  seeds: () => 120,
  quick: seed => seed < 4,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = { goal: 'send', size: chance.happens(0.3) ? 'many' : 'small' };
    const options = { ...chance.pick(TOLD), readLagMs: ZONE_LAG_MS };
    const office = starts.open(setting.dist, start, options, seed);
    office.begin(setting.print);
    const before = beforeOf(office);
    const admin = new Admin(office, start.goal, null, false);
    const edited = new Edited();
    const begun = admin.begin(ADA);
    const id = begun.ok ? begun.value.id : '';
    let isAsked = false;
    office.rig.after = op => {
      if (isAsked || op !== 'UrlFetchApp.fetchAll' || office.rig.world.ledger.mails.length === before.mails) return;
      isAsked = true;
      office.ask('pause', [id], BOB);
      throw refusal('url-unreachable', { url: 'https://cloudidentity.googleapis.com/' });
    };
    office.ask('advance', [id], ADA);
    office.rig.after = null;
    moveZone(office, edited, chance);
    office.pass(chance.below(SOON_MS));
    const { wrong } = admin;
    if (office.rig.world.ledger.mails.length === before.mails) wrong.push('nobody was asked about');
    admin.recover(ADA);
    admin.again(ADA, null);
    const mailed: string[] = [];
    checkMails(office, before, start.goal, admin.confirmed, mailed);
    wrong.push(...mailed.filter(told => !isUnseeable(told, options)));
    setOptions(office.rig.world.options, { mailCountIsTold: true });
    return {
      faults: 2,
      violations: [...new Set(wrong)],
      told: `${start.goal}, ${start.size} under ${JSON.stringify(options)}: a person ${edited.told.join()}`,
      digest: office.digest(),
    };
  },
};

export const evidence: Scenario = {
  name: 'evidence',
  about:
    'what was known is taken away or bent: a restored version, lines deleted or parted, another time zone, clocks that differ',
  seeds: () => 2_000,
  quick: seed => seed < 14,
  run: (seed, setting) => {
    const chance = new Chance(seed);
    const start: Start = { goal: 'send', size: chance.happens(0.3) ? 'many' : 'small' };
    const options = {
      ...chance.pick(TOLD),
      clockSkewMs: chance.pick([0, 0, -90_000, 90_000, -HOUR, HOUR]),
      readLagMs: chance.pick([0, 0, 30_000, 90_000]),
    };
    const calls = callsOf(start, setting);
    const fetches = calls.flatMap((op, at) => (op === 'UrlFetchApp.fetchAll' ? [at + 1] : []));
    const call = chance.pick(fetches);
    const strikes = chance.happens(0.25)
      ? []
      : [
          { call, kind: chance.pick(AT_FETCH) },
          ...(chance.happens(0.5) ? [{ call: call + 1 + chance.below(12), kind: 'kill-before' as const }] : []),
        ];
    const office = starts.open(setting.dist, start, options, seed);
    office.begin(setting.print);
    const before = beforeOf(office);
    const restore = office.rig.person.keepVersion();
    const admin = new Admin(office, start.goal);
    const edited = new Edited();
    edited.lines = true;
    // They accepted, and the line that says why they were skipped may be among those that go.
    edited.rows.add(LATE);
    const putBack: Edit = () => {
      edited.told.push('restores the version of before the job');
      restore();
    };
    let restoreQueued = restore;
    const keepQueued = (): void => {
      restoreQueued = office.rig.person.keepVersion();
    };
    const putBackQueued: Edit = () => {
      edited.told.push('restores the version of before the first request');
      restoreQueued();
    };
    const disturbed = new Calls(office, strikes, [{ call: (fetches[0] ?? 2) - 1, act: keepQueued }]);
    attempted(office, admin);
    disturbed.over();
    const edit = chance.pick([sortAlone, deleteLines, moveZone, putBack, putBackQueued]);
    edit(office, edited, chance);
    const manner = chance.pick(MANNERS);
    const next = manner === 'another-later' ? BOB : ADA;
    if (manner === 'another-later') office.pass(600_000);
    admin.recover(next);
    admin.again(next, null);
    const { wrong } = admin;
    checkRest(office, wrong, next);
    const mailed: string[] = [];
    checkMails(office, before, start.goal, admin.confirmed, mailed);
    const areGone = edit !== sortAlone && edit !== moveZone;
    wrong.push(...mailed.filter(told => !(areGone && isUnseeable(told, options))));
    checkForgotten(office, start, admin, before, edited, wrong);
    setOptions(office.rig.world.options, { mailCountIsTold: true });
    finish(office, admin, wrong, 'refresh');
    return {
      faults: disturbed.struck + edited.told.length,
      violations: [...new Set(wrong)],
      told: `${start.goal}, ${start.size} under ${JSON.stringify(options)}: ${toldOf(strikes)}; a person ${edited.told.join(', then ')}; ${manner}`,
      digest: office.digest(),
    };
  },
};
