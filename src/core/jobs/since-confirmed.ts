// What has come since a job was confirmed and keeps people from being mailed: the never list, the test mode, and what
// another copy of the add-on did to them in the same sheet.
import type { ProblemCode } from '../contract/codes';
import { codeWith, evidenceIn } from '../contract/evidence';
import { rulesOf, type KindRules } from '../contract/kinds';
import type { Deps } from '../ports';
import { rowsIn } from '../sheets/columns';
import { loadNever, NEVER, neverIn } from '../settings/never';
import { SETTINGS_KEY } from '../settings/settings';
import { meanwhile } from './again';
import * as job from './job';
import { interrupted, isOpen, put, type LineChange } from './line-outcome';
import type { Slice } from './line-work';
import { otherCopyIn, passOver } from './other-copy';
import { isAllowed, pastOf } from './plan';
import type { Line } from './queue';
import { closeWindow } from './write-down';

/** What the settings say now of these lines, or why nothing may be done about any of them. */
export function saidNow(
  { store, settings }: Deps,
  rules: KindRules,
  lines: readonly Line[],
): Slice['never'] | ProblemCode {
  const now = settings();
  const isBarred = rules.verb !== null && lines.some(line => isOpen(line) && !isAllowed(line.address, now));
  if (isBarred) return 'test-mode';
  const never = rules.mails ? loadNever(store) : [];
  // A list that cannot be read may name anybody.
  if (never === null) return 'settings-unread';
  return never.length === 0 ? null : neverIn(never);
}

/** Another text once somebody has saved settings. */
export const savedIn = ({ store }: Deps): string => `${store.get(NEVER) ?? ''} ${store.get(SETTINGS_KEY) ?? ''}`;

/**
 * What was saved since, as the look for a person's wish has just brought it along, holds from here on: whoever is in
 * the open window and was not asked about is queued again.
 */
export function follow(slice: Slice): void {
  const { ports, rules, queue } = slice;
  const saved = savedIn(ports);
  if (saved === slice.saved) return;
  slice.saved = saved;
  closeWindow(slice);
  const said = saidNow(ports, rules, queue.lines);
  if (typeof said === 'string') slice.record = job.block(slice.record, said);
  else slice.never = said;
}

/**
 * Nobody on the never list is mailed, whenever they came onto it, and nobody whom others have mailed. A line that may
 * have been sent is looked at all the same: what was done is told.
 */
export function holdBack({ queue, never, others, words }: Slice): void {
  if (never === null && others.size === 0) return;
  const held = queue.lines.filter(line => {
    if (line.outcome !== 'queued') return false;
    const entry = never?.(line.address);
    const change: LineChange | undefined =
      entry === undefined
        ? others.get(line.address)
        : { outcome: 'skipped', code: 'never-list', reason: words.results.neverList(entry.reason) };
    if (change !== undefined) put(line, change);
    return change !== undefined;
  });
  queue.note(held);
}

/**
 * A job that stood still shares its sheet with whoever was at work there meanwhile. Their lines count as they do when a
 * job is begun: one copy works at a time, whom it has mailed is not mailed again, and whom it may have mailed is looked
 * at. Why the job must wait; null: it need not.
 */
export function seeOthers(slice: Slice): ProblemCode | null {
  const { ports, record, rules, queue, words } = slice;
  // Nobody resumed it, and it was never left alone for long.
  if (!rules.mails || (record.late !== true && record.swept !== false)) return null;
  const all = rowsIn(ports.activity);
  const now = ports.clock.now();
  const copy = otherCopyIn(ports.store, all, now);
  if (copy !== null) {
    if (record.despite !== true || !job.isLate(copy.movedAt, now)) return 'other-copy';
    passOver(ports.store, copy);
    slice.record = { ...record, despite: false };
  }
  const since = all.filter(line => {
    const at = evidenceIn(line.code).at ?? line.at;
    return line.job !== record.id && (at === null || at >= record.startedAt);
  });
  const past = pastOf(since);
  const others = new Map<string, LineChange>();
  for (const { outcome, action, address } of since)
    if (outcome === 'done' && rulesOf(action)?.verb === 'cancel') others.set(address, meanwhile('cancelled', words));
  for (const [address, { mails }] of past) if (mails > 0) others.set(address, meanwhile('invited', words));
  slice.others = others;
  const unclear = queue.lines.filter(line => {
    const attempt = past.get(line.address)?.unclear ?? null;
    if (line.outcome !== 'queued' || others.has(line.address) || attempt === null) return false;
    const { code, reason } = interrupted(words);
    const known = attempt.known ?? evidenceIn(line.code).known;
    Object.assign(line, { outcome: 'checking', reason, at: attempt.since, attempts: 1 });
    line.code = codeWith({ reason: code, at: attempt.since, known });
    return true;
  });
  queue.note(unclear);
  return null;
}
