// A job's lines in the Activity sheet: queue and write-ahead log in one. Finds them again when a person moves or
// deletes them.
import { WRITE_TRIES } from '../google/retry-timing';
import { isParted, isUnsealed, sealed } from '../contract/evidence';
import { fnv1a } from '../contract/fnv';
import type { ActivityRow } from '../contract/rows';
import type { ActivityTable } from '../ports';
import { ACTIVITY_COLUMNS, rowsIn } from '../sheets/columns';
import { hasSeals, NO_COUNTS, type Counts, type JobRecord } from './job';

/**
 * One address of the job. `row`: where it was seen last. `lookAt`: when it may be looked at (again), in this run;
 * `fails`: looks that brought no answer. `standing`: whether it may be sent, in this run (again.ts).
 */
export type Line = { -readonly [K in keyof ActivityRow]: ActivityRow[K] } & {
  row: number;
  lookAt: number;
  fails: number;
  standing: Standing;
};
/**
 * Of a line that Google need not be asked about, that must be looked at, or asked about live, and what it said: it may
 * be sent when `first` or `clear`.
 */
export type Standing = 'first' | 'doubted' | 'unasked' | 'invitable' | 'not-invitable' | 'clear';

const KEYS = ACTIVITY_COLUMNS.map(column => column.key);
/** A write covers the lines between two that changed, where these are no more: a call costs more than their cells. */
const REACH = 100;
/** Whether lines are where they should be is seen with one read where they lie no farther apart. */
const LOOK_REACH = 2_000;

export type Queue = {
  readonly lines: Line[];
  /** These lines say something else from now on, in this run; the sheet follows at the next `save`. */
  readonly note: (changed: readonly Line[]) => void;
  readonly isNoted: () => boolean;
  /** The sheet has none of the lines yet: the next `save` adds them. */
  readonly isNew: () => boolean;
  /**
   * Writes the lines that were noted, each to where it is now, with what tells whose they are, so that a line that a
   * sort put in their place is missed and not believed. What was written holds once the caller has flushed it.
   */
  readonly save: () => void;
  /** Looks where all lines are now, so that one that was deleted while it was queued is missed. */
  readonly prove: () => void;
  /** How many queued lines a person deleted during this run: nobody on them is mailed. */
  readonly removed: () => number;
};

const isOurs = (row: ActivityRow, line: ActivityRow): boolean => row.job === line.job && row.address === line.address;

/** The job's lines as the sheet has them now; null when none is left. */
export function openQueue(table: ActivityTable, record: JobRecord): Queue | null {
  const lines = readLines(table, record);
  return lines.length === 0 ? null : queueOf(table, record, lines);
}

/** Lines that no sheet has yet. `hasLog`: there is one that could have them. */
export const newQueue = (
  table: ActivityTable,
  record: JobRecord,
  rows: readonly ActivityRow[],
  hasLog: boolean,
): Queue =>
  queueOf(
    table,
    record,
    rows.map(row => asLine({ ...row, row: 0 }, record)),
    hasLog,
  );

function queueOf(table: ActivityTable, record: JobRecord, lines: Line[], hasLog = true): Queue {
  let removed = 0;
  /** What the sheet held last, as far as we know: a line that a person deletes while it is queued there is not sent. */
  const held = new Map(lines.map(line => [line, line.outcome]));
  const noted = new Set<Line>();
  const write = (span: readonly Line[]): void => {
    table.write(span[0]?.row ?? 0, span.map(sealed), KEYS);
    for (const line of span) held.set(line, line.outcome);
  };
  /** What was written last: whether it went where it should is seen at the next look. */
  let unproven: readonly Line[] = [];

  const isNew = (): boolean => (lines[0]?.row ?? 0) === 0;
  /** The column of the seals may be gone; without it, each run would look at every line anew. */
  let lacksSeals = !isNew() && lines.some(line => lostSeal(line, record));
  function add(some: readonly Line[]): void {
    const first = table.append(some.map(sealed), hasLog || !isNew());
    some.forEach((line, at) => {
      line.row = first + at;
      held.set(line, line.outcome);
    });
  }

  /** The lines moved: finds them by job and address, and puts back what our own write may have overwritten. */
  function findAgain(): void {
    const sheet = table.read();
    if (sheet === null) table.ensure();
    const found = new Map(together(table, record.id, sheet?.rows ?? []).map(row => [row.address, row]));
    const lost = lines.filter(line => !found.has(line.address));
    for (const line of lines) line.row = found.get(line.address)?.row ?? 0;
    const deleted = new Set(
      sheet === null || unproven.length > 0 ? [] : lost.filter(line => held.get(line) === 'queued'),
    );
    if (deleted.size > 0)
      refill(
        lines,
        lines.filter(line => !deleted.has(line)),
      );
    removed += deleted.size;
    const again = lost.filter(line => !deleted.has(line));
    if (again.length > 0) add(again);
    lines.sort((one, other) => one.row - other.row);
    const wrong = lines.filter(line => {
      const row = found.get(line.address);
      return row !== undefined && row.outcome !== line.outcome;
    });
    unproven = [];
    for (const span of spansOf(wrong, lines)) write(span);
  }

  function inPlace(some: readonly Line[]): boolean {
    return spansOf(some, lines, LOOK_REACH).every(span => {
      const [first, last] = [span[0], span[span.length - 1]];
      if (first === undefined || last === undefined) return true;
      const rows = table.readRows(first.row, last.row, ['job', 'address']);
      return span.every((line, at) => {
        const row = rows[at];
        return row !== undefined && isOurs(row, line);
      });
    });
  }

  function save(): void {
    if (isNew()) {
      add(lines);
      noted.clear();
      return;
    }
    if (lacksSeals) table.ensure();
    lacksSeals = false;
    for (let tries = 0; tries < WRITE_TRIES; tries++) {
      const present = lines.filter(line => noted.has(line));
      if (inPlace([...unproven, ...present])) {
        const spans = spansOf(present, lines);
        for (const span of spans) write(span);
        unproven = spans.flat();
        noted.clear();
        return;
      }
      // Where our last write went right, a line that is gone was taken away by a person.
      if (inPlace(unproven)) unproven = [];
      findAgain();
    }
    throw new Error('The Activity sheet keeps changing.');
  }
  function prove(): void {
    if (isNew() || inPlace(lines)) return;
    if (inPlace(unproven)) unproven = [];
    findAgain();
  }
  return {
    lines,
    prove,
    note: changed => {
      for (const line of changed) noted.add(line);
    },
    isNoted: () => noted.size > 0 || isNew(),
    isNew,
    save,
    removed: () => removed,
  };
}

/**
 * From where the record says, with one read; else, when a person sorted, inserted or deleted rows, from the whole
 * sheet.
 */
function readLines(table: ActivityTable, record: JobRecord): Line[] {
  // After a run that was killed, copies that a person made may lie there in the place of lines that went further.
  const near =
    record.untriedChecksum !== null && record.first > 1 && record.total > 0
      ? table.readRows(record.first, record.first + record.total - 1)
      : [];
  const complete =
    near.length === record.total &&
    near.every(row => row.job === record.id) &&
    distinct(near).length === record.total &&
    checksumOf(near) === record.checksum;
  const own = complete ? near : together(table, record.id, rowsIn(table));
  const rows = distinct(own);
  if (rows.length < own.length) disown(table, own, new Set(rows));
  return rows.map(row => asLine(isParted(row) || lostSeal(row, record) ? unsure(row, record) : row, record));
}

/** What the job does is in its record, whatever a person typed into the Action column. */
const asLine = (row: SheetLine, { kind }: JobRecord): Line => ({
  ...row,
  action: kind,
  lookAt: 0,
  fails: 0,
  standing: 'first',
});

/** Somebody emptied its Code, or deleted that column: what else they changed, nothing tells. */
const lostSeal = (row: ActivityRow, record: JobRecord): boolean => hasSeals(record) && isUnsealed(row);

/**
 * Address, outcome and evidence do not belong together, or nothing says that they do: whatever it says, that account
 * has to be looked at. No attempt began later than the job moved.
 */
const unsure = (row: SheetLine, { updatedAt }: JobRecord): SheetLine => ({
  ...row,
  at: updatedAt,
  outcome: 'checking',
  code: '',
  reason: '',
  attempts: Math.max(1, row.attempts ?? 0),
});

/** Copies are no longer the job's: one that stays queued could be sent after its original, once that is typed over. */
function disown(table: ActivityTable, own: readonly SheetLine[], kept: ReadonlySet<SheetLine>): void {
  let run: SheetLine[] = [];
  for (const row of [...own, null]) {
    const last = run[run.length - 1];
    if (last !== undefined && (row === null || kept.has(row) || row.row !== last.row + 1)) {
      table.write(run[0]?.row ?? 0, run, ['job']);
      run = [];
    }
    if (row !== null && !kept.has(row)) run.push({ ...row, job: '' });
  }
}

type SheetLine = ActivityRow & { readonly row: number };
/** The order in which an address goes through them; a line that stands twice is the one that went further. */
const rank = ({ outcome }: ActivityRow): number => {
  if (outcome === 'done') return 3;
  if (outcome === 'queued') return 0;
  return outcome === 'sending' || outcome === 'checking' ? 1 : 2;
};
/** Each address once. Copies come from a person, or from a write of ours that met a sort. */
function distinct(rows: readonly SheetLine[]): readonly SheetLine[] {
  const best = new Map<string, SheetLine>();
  for (const row of rows) {
    const other = best.get(row.address);
    if (other === undefined || rank(row) > rank(other)) best.set(row.address, row);
  }
  return rows.filter(row => best.get(row.address) === row);
}
/**
 * The job's rows. Scattered ones (a person sorted the sheet) are brought together first, so that a batch stays one
 * write.
 */
function together(table: ActivityTable, job: string, rows: readonly SheetLine[]): readonly SheetLine[] {
  const own = rows.filter(row => row.job === job);
  const [first, last] = [own[0], own[own.length - 1]];
  if (first === undefined || last === undefined || last.row - first.row === own.length - 1) return own;
  table.regroup();
  return rowsIn(table).filter(row => row.job === job);
}

/**
 * A number that changes when any of the addresses does, whatever their order: a line typed over is noticed before
 * anyone is mailed.
 */
export function checksumOf(lines: readonly { readonly address: string }[]): number {
  let sum = 0;
  for (const { address } of lines) sum = (sum + fnv1a(address)) % 0x1fffffffffffff;
  return sum;
}

/**
 * Runs of neighbouring rows that hold all of `changed`, filled up with the job's lines in between. `all` is in the
 * order of rows.
 */
function spansOf(changed: readonly Line[], all: readonly Line[], reach = REACH): Line[][] {
  const wanted = new Set(changed);
  const spans: Line[][] = [];
  let span: Line[] = [];
  let between: Line[] = [];
  const close = (): void => {
    if (span.length > 0) spans.push(span);
    span = [];
    between = [];
  };
  let before = -1;
  for (const line of all) {
    if (line.row !== before + 1 || between.length > reach) close();
    before = line.row;
    if (!wanted.has(line)) {
      if (span.length > 0) between.push(line);
      continue;
    }
    for (const passed of [...between, line]) span.push(passed);
    between = [];
  }
  close();
  return spans;
}

/** The same array with other content. */
export function refill<T>(list: T[], content: readonly T[]): void {
  list.length = 0;
  for (const item of content) list.push(item);
}

/** The first that fit. */
export function firstOf(lines: readonly Line[], fits: (line: Line) => boolean, most: number): Line[] {
  const found: Line[] = [];
  for (const line of lines) {
    if (found.length >= most) break;
    if (fits(line)) found.push(line);
  }
  return found;
}

/** Of a reply that turned us away before anything was done; or there was none. */
export const wasTurnedAway = ({ http }: Line): boolean => http === null || TURNED_AWAY.includes(http);
const TURNED_AWAY: readonly number[] = [401, 403, 429];
/** Lines that would be worked on as they stand, or only for want of an Attempts column would not. */
export const untriedOf = (lines: readonly Line[]): readonly Line[] =>
  lines.filter(line => line.outcome === 'queued' && (line.attempts ?? 0) <= 0 && wasTurnedAway(line));

export function countsOf(lines: readonly Line[]): Counts {
  const counts = { ...NO_COUNTS };
  for (const { outcome } of lines) {
    switch (outcome) {
      case 'sending':
      case 'checking':
        counts.checking++;
        break;
      case 'queued':
        counts.queued++;
        break;
      case 'done':
      case 'not-eligible':
        counts.done++;
        break;
      case 'eligible':
        counts.done++;
        counts.eligible++;
        break;
      case 'refused':
        counts.refused++;
        break;
      case 'skipped':
      case 'stopped':
        counts.skipped++;
        break;
      case 'unknown':
      case null:
        counts.unknown++;
        break;
    }
  }
  return counts;
}
