// Compares what the sheets say with what Google did (the emulator's ledger), after a run in which nobody edited the
// sheets.
import type { World } from '../emulator/index';
import type { Account } from '../emulator/types';
import { isInvitable, visibleIn } from '../emulator/world';
import type { Admin } from './admin';
import { ADA, addressOf, hasEnded, type Job, type Office, type Row, textOf } from './office';
import { type Goal, LATE, type Start } from './start';

const WORDS = { NOT_YET_SENT: 'Not invited', INVITED: 'Invited', ACCEPTED: 'Accepted', DECLINED: 'Declined' } as const;
const UNFINISHED = ['Queued', 'Sending', 'Checking'];
const ACTIONS: Readonly<Record<Goal, string>> = { send: 'Send', cancel: 'Cancel', refresh: 'Refresh', check: 'Check' };

/** How things stood when the run began. */
export type Before = {
  readonly job: string;
  readonly rows: readonly Row[];
  readonly lines: number;
  readonly record: readonly Row[];
  readonly mails: number;
  readonly cancels: number;
};
export const beforeOf = (office: Office): Before => ({
  job: office.rig.host.properties('document').get('job') ?? '',
  rows: office.rows('accounts'),
  lines: office.rows('activity').length,
  record: office.rows('activity'),
  mails: office.rig.world.ledger.mails.length,
  cancels: office.rig.world.ledger.cancels.length,
});

const countOf = (entries: readonly { readonly email: string }[], address: string): number =>
  entries.filter(({ email }) => email === address).length;
export const mailsSince = (world: World, { mails }: Before, address: string): number =>
  countOf(world.ledger.mails.slice(mails), address);
const takenBack = (world: World, { cancels }: Before, address: string): number =>
  countOf(
    world.ledger.cancels.slice(cancels).filter(({ effective }) => effective),
    address,
  );

/** Nobody holds anything, and the last job has ended. */
export function checkRest(office: Office, wrong: string[], who: string): Job | null {
  if (office.rig.host.locked()) wrong.push('a lock is left');
  const left = office.progress(who);
  if (!left.ok) {
    wrong.push(`progress: ${left.code}`);
    return null;
  }
  if (left.value !== null && !hasEnded(left.value)) wrong.push(`the job is ${left.value.status}`);
  return left.value;
}

/** What the add-on says only where a person changed the sheets. */
const BLAME = [
  'log-edited',
  'log-lost',
  'activity-columns',
  'refresh-first',
  'rows-moved',
  'no-sheet',
  'no-mark-column',
  'no-email-column',
];
/** In a run in which nobody edits, nobody is told that somebody did. */
export function checkBlame(office: Office, wrong: string[]): void {
  for (const code of BLAME) if (office.heard.has(code)) wrong.push(`nobody edited, and yet it says ${code}`);
}

/** Nobody is mailed more often than confirmed, nobody without. */
export function checkMails(
  office: Office,
  before: Before,
  goal: Goal,
  confirmed: ReadonlySet<string>,
  wrong: string[],
): void {
  const mailed = new Map<string, number>();
  for (const { email } of office.rig.world.ledger.mails.slice(before.mails))
    mailed.set(email, (mailed.get(email) ?? 0) + 1);
  for (const [address, count] of mailed) {
    if (goal !== 'send') wrong.push(`${address} was mailed by a ${goal}`);
    else if (!confirmed.has(address)) wrong.push(`${address} was mailed without being confirmed`);
    if (count > 1) wrong.push(`${address} was mailed ${count} times`);
    // Whose row still said "Invited": they had accepted before the run began.
    if (address === LATE) wrong.push(`${address} was mailed again after having accepted`);
  }
}

const lineKey = (line: Row): string =>
  ['job', 'address', 'outcome', 'reason', 'attempts'].map(key => textOf(line, key)).join(' ');

/** What was on record stays on record, and no job has two lines for an address. */
export function checkRecord(office: Office, { record }: Before, wrong: string[]): void {
  const now = office.rows('activity');
  const kept = new Set(now.map(lineKey));
  for (const line of record) if (!kept.has(lineKey(line))) wrong.push(`the earlier line ${lineKey(line)} is gone`);
  const seen = new Set<string>();
  for (const line of now) {
    const key = `${textOf(line, 'job')} ${textOf(line, 'address')}`;
    if (seen.has(key)) wrong.push(`there are two lines for ${key}`);
    seen.add(key);
  }
}

export function checkJob(office: Office, job: Job | null, before: Before, wrong: string[]): void {
  const lines = office.rows('activity').slice(before.lines);
  for (const line of lines)
    if (UNFINISHED.includes(textOf(line, 'outcome')) || textOf(line, 'outcome') === '')
      wrong.push(`a line of ${textOf(line, 'address')} is left ${textOf(line, 'outcome')}`);
  if (job === null || job.kind === 'refresh') return;
  const own = lines.filter(line => textOf(line, 'job') === job.id);
  const count = (...outcomes: string[]): number =>
    own.filter(line => outcomes.includes(textOf(line, 'outcome'))).length;
  const said = [job.counts.done, job.counts.refused, job.counts.unknown, job.counts.skipped];
  const true_ = [
    count('Done', 'Eligible', 'Not eligible'),
    count('Refused'),
    count('Unknown'),
    count('Skipped', 'Stopped'),
  ];
  if (said.join() !== true_.join()) wrong.push(`the job counts ${said.join()}, its lines ${true_.join()}`);
  const told = job.groups.filter(group => group.kind !== 'skipped').reduce((sum, group) => sum + group.count, 0);
  if (told !== job.counts.refused + job.counts.unknown) wrong.push('the groups of failures do not add up');
}

/** Every row and line against the ledger, before any further refresh. */
export function checkTruth(
  office: Office,
  start: Start,
  admin: Admin,
  before: Before,
  sure: readonly string[],
  wrong: string[],
): void {
  const { world } = office.rig;
  const { goal } = start;
  const now = office.rows('accounts');
  const lines = office.rows('activity').slice(before.lines);
  if (goal !== 'refresh' && now.map(addressOf).join() !== before.rows.map(addressOf).join())
    wrong.push('there are other rows than before');
  for (const row of now) {
    const address = addressOf(row);
    checkForeign(row, before, wrong);
    if (goal === 'refresh') continue;
    const was = before.rows.find(other => addressOf(other) === address);
    if (!admin.confirmed.has(address)) {
      for (const key of ['mark', 'state', 'mails', 'result', 'lastAction'])
        if (was !== undefined && textOf(row, key) !== textOf(was, key))
          wrong.push(`${key} of ${address}, who was not concerned, has changed`);
      continue;
    }
    const own = lines.filter(line => textOf(line, 'address') === address && textOf(line, 'action') === ACTIONS[goal]);
    if (goal === 'check') {
      checkAnswers(office, row, before, own, wrong);
      continue;
    }
    const done = own.filter(line => textOf(line, 'outcome') === 'Done');
    const last = own[own.length - 1];
    const count = goal === 'send' ? mailsSince(world, before, address) : takenBack(world, before, address);
    // Whoever could not be settled says so; taking back twice then finds nothing left to take back.
    const unsure = (goal === 'cancel' ? own : own.slice(-1)).some(line => textOf(line, 'outcome') === 'Unknown');
    if (sure.includes(address) && count !== 1)
      wrong.push(`${address} was ${goal === 'send' ? 'mailed' : 'taken back'} ${count} times`);
    if (count > 1) wrong.push(`${address}: ${count} times`);
    if (done.length > 1) wrong.push(`${address} has ${done.length} lines that say done`);
    if (done.length === 1 && count === 0 && goal === 'send')
      wrong.push(`${address} was not mailed, but a line says so`);
    // To a person who had accepted, and whose reply was lost: “Not sent again”.
    const skipped = last !== undefined && textOf(last, 'outcome') === 'Skipped';
    if (done.length === 0 && count > 0 && !unsure && !skipped)
      wrong.push(
        `${address} was concerned, but no line says so (${last === undefined ? 'no line' : textOf(last, 'outcome')})`,
      );
    if (sure.includes(address) && last !== undefined && textOf(last, 'outcome') === 'Unknown')
      wrong.push(`${address} is left not certain`);
    // Of whom Google's answer does not tell whether they have joined, a person decides.
    const heldBack = skipped && textOf(last, 'reason').startsWith('Not sent: Google’s answer does not tell');
    const cleared = done.length > 0 || (skipped && !heldBack);
    if ((row['mark'] === true) === cleared) wrong.push(`${address} is ${cleared ? 'still' : 'no longer'} marked`);
    const told = done[0];
    if (told !== undefined && told === last) checkDone(office, row, told, goal, wrong);
    if (
      last !== undefined &&
      (textOf(row, 'result') !== textOf(last, 'reason') || !textOf(row, 'lastAction').includes(textOf(last, 'job')))
    )
      wrong.push(`the row of ${address} does not show its line`);
  }
}

/** Every answer is Google's own, the last one is there and shown, and a check changes nothing else. */
function checkAnswers(
  { rig: { world } }: Office,
  row: Row,
  before: Before,
  own: readonly Row[],
  wrong: string[],
): void {
  const address = addressOf(row);
  const was = before.rows.find(other => addressOf(other) === address);
  for (const key of ['mark', 'state', 'mails', 'changedAt'])
    if (was !== undefined && textOf(row, key) !== textOf(was, key))
      wrong.push(`the check changed ${key} of ${address}`);
  const answer = isInvitable(world, world.accounts.get(address)) ? 'Eligible' : 'Not eligible';
  for (const line of own)
    if (['Eligible', 'Not eligible'].includes(textOf(line, 'outcome')) && textOf(line, 'outcome') !== answer)
      wrong.push(`a line says ${textOf(line, 'outcome')} of ${address}, Google says ${answer}`);
  const last = own[own.length - 1];
  if (last === undefined || textOf(last, 'outcome') !== answer)
    wrong.push(`${address} is left ${last === undefined ? 'without a line' : textOf(last, 'outcome')}`);
  else if (textOf(row, 'result') !== textOf(last, 'reason') || !textOf(row, 'lastAction').includes(textOf(last, 'job')))
    wrong.push(`the row of ${address} does not show its line`);
}

function checkDone({ rig: { world } }: Office, row: Row, line: Row, goal: Goal, wrong: string[]): void {
  const address = addressOf(row);
  const account = world.accounts.get(address);
  if (textOf(line, 'by') === '' || Number(line['attempts']) < 1)
    wrong.push(`the line of ${address} does not tell who, or no attempt`);
  if (account === undefined) return;
  const { invitation } = account;
  const hidden = goal === 'cancel' && (world.options.readLagMs > 0 || !visibleIn(world)(account));
  const shown = textOf(row, 'state');
  if (!hidden && shown !== WORDS[invitation.state])
    wrong.push(`${address} is shown as ${shown}, not ${WORDS[invitation.state]}`);
  if (goal === 'send' && Number(row['mails']) !== invitation.mails)
    wrong.push(`${address} is shown with ${String(row['mails'])} mails, not ${invitation.mails}`);
  if (
    goal === 'send' &&
    row['changedAt'] instanceof Date &&
    Math.abs(row['changedAt'].getTime() - invitation.updatedAt) > 300_000
  )
    wrong.push(`the last change of ${address} is shown wrong`);
}

/** Notes and columns of the admin's own stay with their account. */
export function checkForeign(row: Row, { rows }: Before, wrong: string[]): void {
  const was = rows.find(other => addressOf(other) === addressOf(row));
  if (was === undefined) return;
  for (const key of Object.keys(was).filter(name => name === 'notes' || name.startsWith('foreign ')))
    if (textOf(row, key) !== textOf(was, key)) wrong.push(`${key} of ${addressOf(row)} is “${textOf(row, key)}”`);
}

/**
 * After a refresh in peace: what is listed has a row, and every row says what Google says. `lines`: how many lines
 * there were before it.
 */
export function checkList(
  office: Office,
  job: Job | null,
  marks: ReadonlyMap<string, boolean> | null,
  wrong: string[],
): void {
  const { world } = office.rig;
  if (job?.status !== 'done') {
    wrong.push(`the last refresh is ${String(job?.status)}${job?.problem ? ` (${job.problem.code})` : ''}`);
    return;
  }
  const isVisible = visibleIn(world);
  const rows = office.rows('accounts');
  const seen = new Set(rows.map(addressOf));
  const listed: Account[] = [...world.accounts.values()].filter(isVisible);
  for (const { key } of listed) if (!seen.has(key)) wrong.push(`${key} has no row`);
  for (const row of rows) {
    const address = addressOf(row);
    if (!/^[^@\s]+@[^@\s]+\.[a-z]+$/.test(address)) continue;
    const account = world.accounts.get(address);
    const visible = account !== undefined && isVisible(account);
    const truth = visible ? WORDS[account.shown.state] : 'Not listed';
    if (textOf(row, 'state') !== truth)
      wrong.push(`after a refresh ${address} is shown as ${textOf(row, 'state')}, not ${truth}`);
    if (visible && Number(row['mails']) !== account.shown.mails)
      wrong.push(`after a refresh ${address} is shown with ${textOf(row, 'mails')} mails, not ${account.shown.mails}`);
    if ((marks?.get(address) ?? row['mark'] === true) !== (row['mark'] === true))
      wrong.push(`the refresh changed the mark of ${address}`);
  }
  if (job.refreshed?.listed !== listed.length)
    wrong.push(`the refresh says ${String(job.refreshed?.listed)} are listed, Google lists ${listed.length}`);
  const own = office.rows('activity').filter(line => textOf(line, 'job') === job.id);
  if (own.length !== 1) wrong.push(`the refresh has ${own.length} lines`);
  for (const line of own)
    if (!textOf(line, 'reason').startsWith(`${listed.length} account`))
      wrong.push(`the line of the refresh says “${textOf(line, 'reason')}”`);
}

/**
 * What a refresh says it found, against the rows before and after. One that was interrupted after it wrote rows, and
 * before it counted them, may count too few
 * (never too many): `whole` tells that nothing ended it in between, `answered` that no answer of Google's was lost.
 * `states`: what was asked for, null for all.
 */
export function checkFound(
  office: Office,
  before: Before,
  {
    whole,
    answered,
    states,
  }: { readonly whole: boolean; readonly answered: boolean; readonly states: readonly string[] | null },
  wrong: string[],
): void {
  const left = office.progress(ADA);
  const job = left.ok ? left.value : null;
  // A request that did not get that far leaves the job of before.
  if (job?.kind !== 'refresh' || job.status !== 'done' || job.refreshed === null || before.job.includes(job.id)) return;
  const old = new Map(before.rows.map(row => [addressOf(row), row]));
  const rows = office.rows('accounts');
  const added = rows.filter(row => !old.has(addressOf(row))).length;
  const wasListed = (row: Row): boolean => {
    const was = old.get(addressOf(row));
    return was?.['seenAt'] instanceof Date && textOf(was, 'state') !== 'Not listed';
  };
  if (job.only !== null) checkPart(office, rows, old, job.only, answered, wrong);
  if ((job.only ?? states)?.join() !== states?.join())
    wrong.push(`the refresh read ${String(job.only)}, asked for was ${String(states)}`);
  const gone = rows.filter(row => wasListed(row) && textOf(row, 'state') === 'Not listed').length;
  const said = job.refreshed;
  const listed = [...office.rig.world.accounts.values()].filter(
    account => visibleIn(office.rig.world)(account) && (job.only?.includes(account.shown.state) ?? true),
  );
  if (said.listed !== listed.length || listed.some(({ key }) => !rows.some(row => addressOf(row) === key)))
    wrong.push(`the refresh says ${said.listed} are listed, Google lists ${listed.length}`);
  const fits = whole ? said.added === added && said.gone === gone : said.added <= added && said.gone <= gone;
  if (!fits) wrong.push(`the refresh says ${said.added} new, ${said.gone} gone; there are ${added} and ${gone}`);
}

/**
 * After a refresh of `states` only: accounts in one of these are right, and, where every answer came, rows that showed
 * one; no other row was changed but to what is true.
 */
function checkPart(
  { rig: { world } }: Office,
  rows: readonly Row[],
  old: ReadonlyMap<string, Row>,
  states: readonly string[],
  answered: boolean,
  wrong: string[],
): void {
  const words = states.map(state => WORDS[state as keyof typeof WORDS]) as readonly string[];
  for (const row of rows) {
    const account = world.accounts.get(addressOf(row));
    const truth = account !== undefined && visibleIn(world)(account) ? WORDS[account.shown.state] : 'Not listed';
    const was = textOf(old.get(addressOf(row)) ?? row, 'state');
    const shown = textOf(row, 'state');
    if (shown !== truth && (shown !== was || (answered && words.includes(was)) || words.includes(truth)))
      wrong.push(`after a refresh of ${states.join()} ${addressOf(row)} is shown as ${shown}, not ${truth}`);
  }
}
