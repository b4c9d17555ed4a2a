// Shows in the rows of the Accounts sheet what became of a job's lines.
import type { Account } from '../accounts/account';
import { readAddress } from '../accounts/address';
import { rulesOf } from '../contract/kinds';
import type { AccountRow } from '../contract/rows';
import type { AccountsTable } from '../ports';
import { rowsIn } from '../sheets/columns';
import { applyWanted, type SheetRow } from '../sheets/patch-rows';
import type { RowWrites } from '../sheets/write-intent';
import type { Words } from '../words';
import { mustDecide } from '../contract/line-reason';
import type { Line } from './queue';
import { SKEW_MS } from './reconcile';

/** The last of them tells whether a row was finished. */
const SHOWN_KEYS: readonly (keyof AccountRow)[] = ['lastAction', 'result'];
const OUTCOME_KEYS: readonly (keyof AccountRow)[] = ['state', 'mails', 'changedAt', ...SHOWN_KEYS];

/** Where outcomes are shown. */
export type Shown = {
  readonly accounts: AccountsTable;
  readonly writes: RowWrites;
  readonly words: Words;
  readonly seen?: ((rows: readonly AccountRow[]) => void) | undefined;
};
/**
 * `facts`: what Google told of an account in this run. `moved`: rows may hold what belongs to others of this job. Then
 * those say nothing any more, and marks are again where the job's lines say.
 */
export type Outcomes = {
  readonly lines: readonly Line[];
  readonly facts: ReadonlyMap<string, Account>;
  readonly moved: boolean;
};

/**
 * Shows in the rows what became of the job's lines. Result holds the line's reason and Last action the job, so a row
 * tells by itself whether it was done already: nothing is counted twice.
 */
export function showOutcomes(
  { accounts, writes, words, seen }: Shown,
  { lines, facts, moved }: Outcomes,
): number | null {
  const shown = new Map(
    lines
      .filter(line => line.reason !== '' && line.outcome !== 'queued' && line.outcome !== 'sending')
      .map(line => [line.address, line]),
  );
  const jobs = moved ? new Map(lines.map(line => [line.address, line])) : null;
  const job = lines[0]?.job ?? '';
  return applyWanted(
    accounts,
    writes,
    (row, address) => {
      const line = shown.get(address);
      if (line === undefined || isShown(row, line))
        return jobs === null ? null : putRight(row, jobs.get(address), line !== undefined, job);
      return {
        ...whatChanged(row, line, facts.get(address)),
        lastAction: words.lastAction(line.action ?? 'send', line.job),
        result: line.reason,
        ...markAfter(line, moved),
      };
    },
    changesAccounts(lines) || facts.size > 0 ? OUTCOME_KEYS : SHOWN_KEYS,
    seen,
  );
}

/** The mark of a row whose line is shown in it; nothing where it stays as it is. */
function markAfter(line: Line, moved: boolean): Partial<Pick<AccountRow, 'mark'>> {
  if (!clearsMarks(line)) return {};
  if (isCleared(line)) return { mark: false };
  return moved ? { mark: true } : {};
}
/** A job that only asks leaves an account as it was. */
const changesAccounts = ([line]: readonly Line[]): boolean => rulesOf(line?.action ?? null)?.leaves !== 'as-it-was';
const clearsMarks = ({ action }: Line): boolean => rulesOf(action)?.clearsMarks !== false;
/** Of whom a person must decide, the mark stays. */
const isCleared = (line: Line): boolean =>
  line.outcome === 'done' || (line.outcome === 'skipped' && !mustDecide(line.code));

/** A row that shows nothing of this job, or what is right: its mark, and no words of a line that is another's. */
function putRight(row: SheetRow, line: Line | undefined, right: boolean, job: string): Partial<AccountRow> | null {
  const foreign = !right && job !== '' && row.lastAction.includes(job);
  const mark = line === undefined || !clearsMarks(line) ? row.mark : !isCleared(line);
  return !foreign && mark === row.mark ? null : { mark, ...(foreign ? { lastAction: '', result: '' } : {}) };
}

/** Those of `lines` whose row does not show them yet. */
export function notShown(table: AccountsTable, lines: readonly Line[]): readonly Line[] {
  const byAddress = new Map(lines.map(line => [line.address, line]));
  const open = new Set<Line>();
  for (const row of rowsIn(table)) {
    const read = readAddress(row.email);
    const line = read.ok ? byAddress.get(read.address) : undefined;
    if (line !== undefined && !isShown(row, line)) open.add(line);
  }
  return [...open];
}

const isShown = (row: AccountRow, line: Line): boolean =>
  row.result === line.reason && row.lastAction.includes(line.job);

function whatChanged(row: SheetRow, line: Line, account: Account | undefined): Partial<AccountRow> {
  if (account !== undefined)
    return { state: account.state, mails: account.mails ?? row.mails, changedAt: account.changedAt ?? row.changedAt };
  const leaves = line.outcome === 'done' ? (rulesOf(line.action)?.leaves ?? 'as-it-was') : 'as-it-was';
  if (leaves === 'as-it-was') return {};
  const { state, mails } = leaves;
  // The row had it already, and only its words or its job were changed since: a mail is counted once.
  const isCounted = row.state === state && (row.changedAt ?? 0) > (line.at ?? Infinity) - SKEW_MS;
  return mails === 0 || isCounted ? { state } : { state, mails: (row.mails ?? 0) + mails, changedAt: line.at };
}
