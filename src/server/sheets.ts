// The two sheets of the add-on: how each is dressed when it is made, and what each can do beyond a plain table.
import type { AccountRow, ActivityRow, PersonRow } from '../core/contract/rows';
import type { AccountsTable, ActivityTable, Store, Tabs } from '../core/ports';
import { ACCOUNT_COLUMNS, ACTIVITY_COLUMNS, PEOPLE_COLUMNS, withInstant } from '../core/sheets/columns';
import { letters } from '../core/sheets/summary-formulas';
import type { Words } from '../core/words';
import { stored } from '../core/words/stored';
import { hiddenRows } from './hidden-rows';
import { stretch, unfiltered } from './reach';
import type { Design } from './looks';
import { cellOf, type Value } from './sheet-parts';
import { sheetTable, type Pending, type SheetTable } from './sheet-table';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** Text colour on background, at least 4.5 to 1; the word itself says the same. */
export const STATE_COLOURS = [
  ['NOT_YET_SENT', '#3c4043', '#e8eaed'],
  ['INVITED', '#174ea6', '#d2e3fc'],
  ['ACCEPTED', '#0d652d', '#ceead6'],
  ['DECLINED', '#a50e0e', '#fad2cf'],
  ['NOT_LISTED', '#7a4100', '#feefc3'],
] as const;
const OUTCOME_COLOURS = [
  ['done', '#0d652d', '#ceead6'],
  ['refused', '#a50e0e', '#fad2cf'],
  ['unknown', '#7a4100', '#feefc3'],
  ['sending', '#174ea6', '#d2e3fc'],
  ['checking', '#174ea6', '#d2e3fc'],
] as const;

const ACCOUNTS: Design<AccountRow> = {
  name: 'accounts',
  columns: ACCOUNT_COLUMNS,
  understood: row => row,
  timeFormat: words => words.timeFormats.minute,
  headers: words => words.accountHeaders,
  coloured: words => Object.values(words.states),
  isRow: ({ email }) => email.includes('@'),
  dress: (sheet, { words, columnOf, isNew }) => {
    sheet.setFrozenRows(1);
    if (isNew || sheet.getFilter() === null)
      sheet.getRange(1, 1, sheet.getMaxRows(), isNew ? ACCOUNT_COLUMNS.length : sheet.getLastColumn()).createFilter();
    if (isNew || sheet.getConditionalFormatRules().length === 0)
      colour(
        sheet,
        columnOf('state'),
        STATE_COLOURS.map(([code, text, background]) => [words.states[code], text, background]),
      );
    wrap(sheet, columnOf('result'));
  },
  dressRows: (sheet, first, count, columnOf) => {
    const column = columnOf('mark');
    if (column !== undefined) dressMarks(sheet, first, count, column);
  },
};

const ACTIVITY: Design<ActivityRow> = {
  name: 'activity',
  columns: ACTIVITY_COLUMNS,
  understood: withInstant,
  timeFormat: words => words.timeFormats.second,
  headers: words => words.activityHeaders,
  coloured: words => Object.values(words.outcomes),
  isRow: ({ job }) => /^\d{8}-\d{6}-/.test(job),
  dress: (sheet, { words, shown, columnOf, isNew }) => {
    sheet.setFrozenRows(1);
    if (isNew || sheet.getConditionalFormatRules().length === 0)
      colour(
        sheet,
        columnOf('outcome'),
        OUTCOME_COLOURS.map(([code, text, background]) => [words.outcomes[code], text, background]),
      );
    wrap(sheet, columnOf('reason'));
    // It is the record of who was mailed and the queue of running jobs: an edit asks first.
    const [cutOff = null] = isNew ? [] : sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET);
    (cutOff ?? sheet.protect()).setDescription(shown.protectActivity).setWarningOnly(true);
  },
  dressRows: null,
};

function wrap(sheet: Sheet, column: number | undefined): void {
  if (column !== undefined) sheet.getRange(2, column, sheet.getMaxRows() - 1, 1).setWrap(true);
}

/** Tick boxes; what the cells hold stays. */
function dressMarks(sheet: Sheet, first: number, count: number, column: number): void {
  sheet
    .getRange(first, column, count, 1)
    .setDataValidation(SpreadsheetApp.newDataValidation().requireCheckbox().build());
}

function colour(sheet: Sheet, column: number | undefined, rules: readonly (readonly [string, string, string])[]): void {
  if (column === undefined) return;
  const range = sheet.getRange(2, column, sheet.getMaxRows() - 1, 1);
  sheet.setConditionalFormatRules(
    rules.map(([word, text, background]) =>
      SpreadsheetApp.newConditionalFormatRule()
        .whenTextEqualTo(word)
        .setFontColor(text)
        .setBackground(background)
        .setRanges([range])
        .build(),
    ),
  );
}

export function accountsTable(
  spreadsheet: Spreadsheet,
  store: Store,
  words: Words,
  pending: Pending,
): AccountsTable & SheetTable<AccountRow> {
  const table = sheetTable<AccountRow>(spreadsheet, store, ACCOUNTS, words, pending);
  return {
    ...table,
    setMarks: (rows, value) => {
      const sheet = table.sheet();
      const column = table.columnOf('mark');
      if (sheet === null || column === undefined || rows.length === 0) return;
      pending.note();
      const letter = letters(column);
      const list = sheet.getRangeList(runsOf(rows).map(([first, last]) => `${letter}${first}:${letter}${last}`));
      // Not check(): it passes over cells without a tick box, as in rows that a person typed below the list.
      list.setValue(value);
      const first = rows.reduce((least, row) => Math.min(least, row));
      const last = rows.reduce((most, row) => Math.max(most, row));
      if (value) table.dressing.later(found => dressMarks(found, first, last - first + 1, column));
    },
    formulas: () => {
      const sheet = table.sheet();
      const column = table.columnOf('email');
      const last = sheet?.getLastRow() ?? 0;
      if (sheet === null || column === undefined || last < 2) return [];
      const cells = sheet.getRange(2, column, last - 1, 1).getFormulas();
      return cells.flatMap(([formula], at) => (formula === '' ? [] : [at + 2]));
    },
    headers: () => {
      const sheet = table.sheet();
      if (sheet === null) return [];
      const words = headerOf(sheet).map(word => word.trim());
      return words.filter((word, at) => word !== '' && words.indexOf(word) === at);
    },
    cellsUnder: header => {
      const sheet = table.sheet();
      const column = sheet === null ? 0 : headerOf(sheet).findIndex(word => word.trim() === header) + 1;
      if (sheet === null || column === 0) return null;
      const last = sheet.getLastRow();
      return last < 2
        ? []
        : sheet
            .getRange(2, column, last - 1, 1)
            .getDisplayValues()
            .map(([cell = '']) => cell);
    },
    hidden: rows => {
      const sheet = table.sheet();
      const column = table.columnOf('email');
      return sheet === null || column === undefined
        ? new Set()
        : hiddenRows(spreadsheet, sheet, rows, [column, column]);
    },
  };
}

const headerOf = (sheet: Sheet): string[] =>
  sheet.getRange(1, 1, 1, Math.max(1, sheet.getLastColumn())).getDisplayValues()[0] ?? [];

/** What a comparison writes, in columns of the Accounts sheet that are not made before somebody wants them. */
export function peopleTable(
  {
    spreadsheet,
    store,
    words,
    pending,
  }: {
    readonly spreadsheet: Spreadsheet;
    readonly store: Store;
    readonly words: Words;
    readonly pending: Pending;
  },
  accounts: SheetTable<AccountRow>,
): SheetTable<PersonRow> {
  const design: Design<PersonRow> = {
    name: 'accounts',
    view: { name: 'people', of: accounts },
    columns: PEOPLE_COLUMNS,
    understood: row => row,
    timeFormat: ACCOUNTS.timeFormat,
    headers: its => ({ email: its.accountHeaders.email, ...its.peopleHeaders }),
    coloured: () => [],
    isRow: ({ email }) => email.includes('@'),
    dress: () => undefined,
    dressRows: null,
  };
  return sheetTable<PersonRow>(spreadsheet, store, design, words, pending);
}

/**
 * Half a day and some more: a date is midnight where the sheet is, and with that it is the same day everywhere from
 * Hawaii to New Zealand.
 */
const TO_THE_DAY_MS = 13.5 * 3_600_000;
const textOf = (value: Value): string =>
  typeof value === 'object'
    ? new Date(Number(cellOf(value)) + TO_THE_DAY_MS).toISOString().slice(0, 10)
    : String(value);

/** The sheet that a new file begins with. It often stays empty; to ask that of every tab would cost a call for each. */
const FIRST_OF_A_FILE = 0;

/** `own`: the add-on's sheets, which are no list of people. */
export const otherTabs = (spreadsheet: Spreadsheet, own: () => readonly (Sheet | null)[]): Tabs => ({
  list: () => {
    const ours = new Set(own().map(sheet => sheet?.getSheetId()));
    return spreadsheet
      .getSheets()
      .filter(sheet => sheet.getType() === SpreadsheetApp.SheetType.GRID && !ours.has(sheet.getSheetId()))
      .filter(
        sheet =>
          !stored.every().some(({ sheets }) => sheets.summary === sheet.getName()) &&
          (sheet.getSheetId() !== FIRST_OF_A_FILE || sheet.getLastRow() > 0),
      )
      .map(sheet => ({ id: sheet.getSheetId(), name: sheet.getName() }));
  },
  front: () => spreadsheet.getActiveSheet().getSheetId(),
  read: id => {
    const sheet = spreadsheet.getSheetById(id);
    return sheet === null ? null : (sheet.getDataRange().getValues() as Value[][]).map(row => row.map(textOf));
  },
});

/** `filterByJob`: shows only the lines of this job, or those of all again (null). */
export type ActivitySheet = ActivityTable &
  SheetTable<ActivityRow> & { readonly filterByJob: (job: string | null) => void };

export function activityTable(spreadsheet: Spreadsheet, store: Store, words: Words, pending: Pending): ActivitySheet {
  const table = sheetTable<ActivityRow>(spreadsheet, store, ACTIVITY, words, pending);
  return {
    ...table,
    regroup: () => {
      const sheet = table.sheet();
      const column = table.columnOf('job');
      if (sheet === null || column === undefined || sheet.getLastRow() < 3) return;
      pending.note();
      unfiltered(sheet, () => {
        sheet.getRange(2, 1, sheet.getLastRow() - 1, sheet.getLastColumn()).sort({ column, ascending: true });
      });
    },
    filterByJob: job => {
      const sheet = table.sheet();
      const column = table.columnOf('job');
      if (sheet === null || column === undefined) return;
      if (job === null) {
        clearCriteria(sheet, column);
        return;
      }
      table.dressing.later(its => {
        stretch(its, []);
        const filter = its.getFilter() ?? its.getRange(1, 1, its.getMaxRows(), its.getLastColumn()).createFilter();
        if (covers(filter, column))
          filter.setColumnFilterCriteria(column, SpreadsheetApp.newFilterCriteria().whenTextEqualTo(job).build());
      });
      table.dressing.now();
    },
  };
}

/** A person may have made a filter of some other columns. */
function covers(filter: GoogleAppsScript.Spreadsheet.Filter, column: number): boolean {
  const range = filter.getRange();
  return range.getColumn() <= column && column <= range.getLastColumn();
}

function clearCriteria(sheet: Sheet, column: number): void {
  const filter = sheet.getFilter();
  if (filter !== null && covers(filter, column)) filter.removeColumnFilterCriteria(column);
}

/** Row numbers → [first, last] of each run of neighbours. */
export function runsOf(rows: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const row of [...rows].sort((one, other) => one - other)) {
    const last = runs[runs.length - 1];
    if (last?.[1] === row - 1) last[1] = row;
    else runs.push([row, row]);
  }
  return runs;
}
