// Makes the Summary sheet and its charts, or makes them anew where they stand by now; writes only our own cells of it.
import type { ProblemCode } from '../core/contract/codes';
import type { AccountRow, ActivityRow, PersonRow } from '../core/contract/rows';
import {
  columnOf,
  DATA_COLS,
  departmentsBelow,
  GROUP_COLS,
  GROUP_ROWS,
  NEW_PLACES,
  reachOf,
  SIZES,
  summaryOf,
  WEEKS,
  type Piece,
  type Place,
  type Places,
  type Sources,
} from '../core/sheets/summary-formulas';
import type { Words } from '../core/words';
import { stored } from '../core/words/stored';
import { freeName, wholeColumn } from './sheet-parts';
import { type SheetTable } from './sheet-table';
import { STATE_COLOURS } from './sheets';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/**
 * On two rows and three columns of the sheet: so our lists are found when people insert, move or rename around them.
 * Not on the third, the first of the hidden ones, in a Summary of version 0.1.
 */
const KEY = 'unmanaged-accounts.summary';
/** Hidden columns: their name there, and how many. */
const DATA: readonly [string, number] = ['data', DATA_COLS];
const DEPARTMENTS: readonly [string, number] = ['departments', GROUP_COLS];
const NO_PLACE = { row: undefined, col: undefined };
const SENT_COLOUR = '#1a73e8';
const ACCEPTED_COLOUR = '#188038';
/** Pixels. */
const NAMES_WIDTH = 280;
const CHART = { width: 380, height: 290 };

const VISIBLE = () => SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT;

export function showSummary(
  spreadsheet: Spreadsheet,
  accounts: SheetTable<AccountRow>,
  activity: SheetTable<ActivityRow>,
  people: SheetTable<PersonRow>,
  words: Words,
): ProblemCode | null {
  const sources = sourcesOf(accounts, activity, people, words);
  if (typeof sources === 'string') return sources;
  const {
    sheet,
    departments = NO_PLACE,
    ...rest
  }: Found = find(spreadsheet) ?? {
    sheet: create(spreadsheet, words, sources),
    places: NEW_PLACES,
  };
  const places = { ...rest.places, departments: roomForDepartments(sheet, rest.places, sources, departments) };
  makeRoom(sheet, reachOf(places));
  sheet.hideColumns(places.data.col, DATA_COLS);
  if (places.departments !== null) sheet.hideColumns(places.departments.data.col, GROUP_COLS);
  for (const piece of summaryOf(sources, places, words)) write(sheet, piece, stored.newest(words.tag).timeFormats.day);
  addCharts(sheet, places, words);
  sheet.activate();
  return null;
}

/** `names`: what the sheets are called by now. */
type Named = Sources & { readonly names: { readonly accounts: string; readonly activity: string } };

function sourcesOf(
  accounts: SheetTable<AccountRow>,
  activity: SheetTable<ActivityRow>,
  people: SheetTable<PersonRow>,
  words: Words,
): Named | ProblemCode {
  const sheet = accounts.sheet();
  if (sheet === null) return 'no-sheet';
  const name = sheet.getName();
  const [email, state, changedAt] = (['email', 'state', 'changedAt'] as const).map(key => accounts.columnOf(key));
  if (email === undefined) return 'no-email-column';
  if (state === undefined || changedAt === undefined) return 'missing-columns';
  const department = people.columnOf('department');
  const log = activity.sheet();
  const [at, action, outcome, job] =
    log === null ? [] : (['at', 'action', 'outcome', 'job'] as const).map(key => activity.columnOf(key));
  const logName = log?.getName() ?? stored.newest(words.tag).sheets.activity;
  return {
    names: { accounts: name, activity: logName },
    email: columnOf(name, email),
    state: columnOf(name, state),
    changedAt: columnOf(name, changedAt),
    department: department === undefined ? null : columnOf(name, department),
    activity:
      at === undefined || action === undefined || outcome === undefined
        ? null
        : {
            at: columnOf(logName, at),
            action: columnOf(logName, action),
            outcome: columnOf(logName, outcome),
            job: job === undefined ? null : columnOf(logName, job),
          },
  };
}

/** An earlier Summary has no such list, and an admin may have written there. */
function roomFor(sheet: Sheet, place: Place, rows: number, cols: number): Place | null {
  if (place.col > sheet.getMaxColumns() || place.row + rows - 1 > sheet.getMaxRows()) return place;
  const cells = sheet.getRange(place.row, place.col, rows, cols);
  const isFree = cells.getDisplayValues().every(line => line.every(text => text === ''));
  // Formulas all the way down are those of an earlier time.
  const isOurs = (): boolean =>
    cells
      .getFormulas()
      .slice(1)
      .every(line => line.every(formula => formula !== ''));
  return isFree || isOurs() ? place : null;
}

/**
 * The hidden columns, or new ones at the end where there are none, or where something of an admin's stands in the way
 * of what fills them.
 */
function roomForData(sheet: Sheet, row: number, known: number | undefined, [name, cols] = DATA): Place {
  if (known !== undefined && known + cols - 1 <= sheet.getMaxColumns() && row <= sheet.getMaxRows()) {
    const first = sheet.getRange(row, known, 1, cols).getDisplayValues()[0] ?? [];
    if (!first.includes('#REF!')) return { row, col: known };
  }
  const last = sheet.getMaxColumns();
  sheet.insertColumnsAfter(last, cols);
  if (known !== undefined)
    for (const metadata of wholeColumn(sheet, known).getDeveloperMetadata())
      if (metadata.getKey() === KEY) metadata.remove();
  wholeColumn(sheet, last + 1).addDeveloperMetadata(KEY, name, VISIBLE());
  return { row, col: last + 1 };
}

/** Once there they stay, though the accounts may have no departments any more. */
function roomForDepartments(
  sheet: Sheet,
  { domains, data }: Places,
  { department }: Sources,
  { row, col }: NonNullable<Found['departments']>,
): Places['departments'] {
  if (department === null && col === undefined) return null;
  const below = departmentsBelow(domains);
  const list = row === undefined ? roomFor(sheet, below, GROUP_ROWS, GROUP_COLS) : { ...below, row };
  if (list === null) return null;
  makeRoom(sheet, list);
  if (row === undefined) wholeRow(sheet, list.row).addDeveloperMetadata(KEY, DEPARTMENTS[0], VISIBLE());
  return { list, data: roomForData(sheet, data.row, col, DEPARTMENTS) };
}

const wholeRow = (sheet: Sheet, row: number): GoogleAppsScript.Spreadsheet.Range => sheet.getRange(`${row}:${row}`);

/** `departments`: where their list is, and the first of their hidden columns; undefined for what is not there yet. */
type Found = {
  readonly sheet: Sheet;
  readonly places: Places;
  readonly departments?: Readonly<Record<'row' | 'col', number | undefined>>;
};

/**
 * null where there is none, or a row or column of it that we go by was deleted: then a new sheet is made, and the old
 * one stays as it is.
 */
function find(spreadsheet: Spreadsheet): Found | null {
  const bySheet = new Map<number, { sheet: Sheet; rows: Map<string, number>; cols: Map<string, number> }>();
  for (const metadata of spreadsheet.createDeveloperMetadataFinder().withKey(KEY).find()) {
    const location = metadata.getLocation();
    const [row, column, name] = [location.getRow(), location.getColumn(), metadata.getValue() ?? ''];
    const sheet = (row ?? column)?.getSheet();
    if (sheet === undefined) continue;
    const known = bySheet.get(sheet.getSheetId()) ?? {
      sheet,
      rows: new Map<string, number>(),
      cols: new Map<string, number>(),
    };
    bySheet.set(sheet.getSheetId(), known);
    if (row !== null) known.rows.set(name, row.getRow());
    else if (column !== null) known.cols.set(name, column.getColumn());
  }
  for (const { sheet, rows, cols } of bySheet.values()) {
    const [states, lists, left, right] = [rows.get('states'), rows.get('lists'), cols.get('left'), cols.get('right')];
    if (states === undefined || lists === undefined || left === undefined || right === undefined) continue;
    return {
      sheet,
      departments: { row: rows.get(DEPARTMENTS[0]), col: cols.get(DEPARTMENTS[0]) },
      places: {
        title: NEW_PLACES.title,
        states: { row: states, col: left },
        domains: { row: lists, col: left },
        weeks: { row: lists, col: right },
        reminders: roomFor(sheet, { row: lists, col: right + 3 }, WEEKS + 1, 1),
        departments: null,
        data: roomForData(sheet, lists, cols.get('data')),
      },
    };
  }
  return null;
}

function create(spreadsheet: Spreadsheet, words: Words, { names }: Named): Sheet {
  const sheet = spreadsheet.insertSheet(freeName(spreadsheet, stored.newest(words.tag).sheets.summary));
  const { title, states, domains, weeks, data } = NEW_PLACES;
  sheet
    .getRange(title.row, title.col, 2, 1)
    .setValues([[words.summary.title], [words.summary.about(names.accounts, names.activity)]]);
  sheet.getRange(title.row, title.col).setFontWeight('bold');
  sheet.setColumnWidth(states.col, NAMES_WIDTH);
  for (const [name, row] of [
    ['states', states.row],
    ['lists', domains.row],
  ] as const)
    wholeRow(sheet, row).addDeveloperMetadata(KEY, name, VISIBLE());
  for (const [name, col] of [
    ['left', states.col],
    ['right', weeks.col],
    ['data', data.col],
  ] as const)
    wholeColumn(sheet, col).addDeveloperMetadata(KEY, name, VISIBLE());
  return sheet;
}

function makeRoom(sheet: Sheet, { row, col }: Place): void {
  const [rows, cols] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (rows < row) sheet.insertRowsAfter(rows, row - rows);
  if (cols < col) sheet.insertColumnsAfter(cols, col - cols);
}

function write(sheet: Sheet, { at, cells, kind }: Piece, dayFormat: string): void {
  const range = sheet.getRange(at.row, at.col, cells.length, cells[0]?.length ?? 1);
  const block = cells.map(line => [...line]);
  if (kind === 'text' || kind === 'head' || kind === 'state') range.setValues(block);
  // Unlike setValues, setFormulas takes English names and commas in a spreadsheet of any language. Whether a formula in
  // a cell for plain text stays text, reports disagree: so no such cell has that format, nor had it before.
  else range.setNumberFormat(kind === 'date' ? dayFormat : kind === 'count' ? '0' : 'General').setFormulas(block);
  if (kind === 'state')
    range
      .setFontColors(STATE_COLOURS.map(([, text]) => [text]))
      .setBackgrounds(STATE_COLOURS.map(([, , background]) => [background]));
  if (kind === 'head') range.setFontWeight('bold').setBackground('#f1f3f4').setWrap(true);
}

/** A chart that is there stays as the admin may have made it; it follows its cells by itself. */
function addCharts(sheet: Sheet, { states, weeks }: Places, words: Words): void {
  const there = sheet.getCharts().map(chart => chart.getRanges()[0]);
  const missing = (place: Place): boolean =>
    !there.some(range => range?.getRow() === place.row && range.getColumn() === place.col);
  const base = (place: Place, { rows, cols }: { readonly rows: number; readonly cols: number }, title: string) =>
    sheet
      .newChart()
      .asColumnChart()
      .addRange(sheet.getRange(place.row, place.col, rows, cols))
      .setNumHeaders(1)
      .setOption('title', title)
      .setOption('width', CHART.width)
      .setOption('height', CHART.height);
  if (missing(states))
    sheet.insertChart(
      base(states, SIZES.states, words.summary.chartStates)
        .setOption('legend.position', 'none')
        .setOption('colors', [SENT_COLOUR])
        .setPosition(states.row, states.col + 2, 10, 0)
        .build(),
    );
  if (missing(weeks))
    sheet.insertChart(
      base(weeks, SIZES.weeks, words.summary.chartWeeks)
        .setOption('legend.position', 'bottom')
        .setOption('colors', [SENT_COLOUR, ACCEPTED_COLOUR])
        .setPosition(states.row, states.col + 6, 10, 0)
        .build(),
    );
}
