// The Summary sheet as formulas over the other two: by state, by domain, by week. Pure: from columns and words to
// blocks of cells. A formula for each list leads over the columns once and fills hidden columns with its numbers; what
// is seen takes them from there, cell by cell, so that nothing spreads over what an admin wrote.
import { GOOGLE_STATES, STATES } from '../accounts/account';
import type { Words } from '../words';
import { stored, type Coded } from '../words/stored';

/**
 * Whole columns as a formula names them: `'Accounts'!B:B`. Whole ones, so that rows inserted at the very top count too;
 * the header is no address, state or date.
 */
export type Sources = {
  readonly email: string;
  readonly state: string;
  readonly changedAt: string;
  /** null: there is no Activity sheet. `job`: null where that column was deleted. */
  readonly activity: {
    readonly at: string;
    readonly action: string;
    readonly outcome: string;
    readonly job: string | null;
  } | null;
};

/** Row and column, from 1. */
export type Place = { readonly row: number; readonly col: number };
/**
 * `reminders`: null where an admin has written something in the column that they would take. `data`: the first of the
 * hidden columns.
 */
export type Places = {
  readonly title: Place;
  readonly states: Place;
  readonly domains: Place;
  readonly weeks: Place;
  readonly reminders: Place | null;
  readonly data: Place;
};
/**
 * Cells to write from `at` on: all formulas, or all text. `head`: names of what stands below; `state`: names of states;
 * `data`: what fills the hidden columns.
 */
export type Piece = {
  readonly at: Place;
  readonly cells: readonly (readonly string[])[];
  readonly kind: 'text' | 'state' | 'head' | 'count' | 'date' | 'name' | 'data';
};

/** Where a new sheet has them; between the states and the two lists there is room for the charts. */
export const NEW_PLACES: Places = {
  title: { row: 1, col: 1 },
  states: { row: 4, col: 1 },
  domains: { row: 19, col: 1 },
  weeks: { row: 19, col: 8 },
  reminders: { row: 19, col: 11 },
  data: { row: 19, col: 13 },
};

export const DOMAINS = 20;
export const WEEKS = 12;
/** Of each list, for the charts: its rows with the head, its columns. Reminders stand beside those, in no chart. */
export const SIZES = { states: { rows: STATES.length + 1, cols: 2 }, weeks: { rows: WEEKS + 1, cols: 3 } } as const;
/**
 * The hidden columns: one of states; of a domain its name, its accounts and those in each state; of a week its Monday,
 * what was sent, the reminders, and who accepted.
 */
const DATA = {
  states: 0,
  domains: 1,
  weeks: 3 + GOOGLE_STATES.length,
  mailed: 4 + GOOGLE_STATES.length,
  accepted: 6 + GOOGLE_STATES.length,
  cols: 7 + GOOGLE_STATES.length,
} as const;
export const DATA_COLS = DATA.cols;
/** Rows and columns that the sheet must have. */
export const reachOf = ({ domains, weeks, reminders, data }: Places): Place => ({
  row: Math.max(domains.row + DOMAINS + 1, weeks.row + WEEKS, data.row + DOMAINS),
  col: Math.max(domains.col + 1 + GOOGLE_STATES.length, weeks.col + 2, reminders?.col ?? 0, data.col + DATA.cols - 1),
});

export const letters = (col: number): string =>
  (col > 26 ? letters(Math.floor((col - 1) / 26)) : '') + String.fromCharCode(65 + ((col - 1) % 26));
/** A whole column of a sheet, whatever the sheet is called. */
export const columnOf = (sheet: string, col: number): string =>
  `'${sheet.replace(/'/g, "''")}'!${letters(col)}:${letters(col)}`;

const quoted = (text: string): string => `"${text.replace(/"/g, '""')}"`;

/** A code of a row that is no account, or of a time outside the weeks: larger than each that is counted. */
const OTHER = 99;
const UNKNOWN = STATES.length + 1;
const isAddress = (column: string): string => `REGEXMATCH(IFERROR(${column}&"",""),"@.")`;

/**
 * The number of what a cell's word means, `otherwise` for any other: rows may hold any word of a code, of every
 * language and edition. Cells are taken as text, so that a number or an error among them is one that is not known.
 */
function numbered(column: string, codes: readonly (readonly [number, readonly string[]])[], otherwise: number): string {
  const cases = codes.flatMap(([number, words]) => words.map(word => `${quoted(word.toLowerCase())},${number}`));
  return `SWITCH(LOWER(IFERROR(${column}&"","")),${cases.join(',')},${otherwise})`;
}

/** How many rows have each of the numbers up to `most`, one below the other. */
const tally = (numbers: string, most: number, from = 1): string =>
  `ARRAY_CONSTRAIN(FREQUENCY(${numbers},SEQUENCE(${most},1,${from})),${most},1)`;

type Meanings = {
  readonly states: readonly (readonly [number, readonly string[]])[];
  readonly actions: readonly (readonly [number, readonly string[]])[];
  readonly done: readonly (readonly [number, readonly string[]])[];
};

const statesFormula = ({ email, state }: Sources, { states }: Meanings): string =>
  `=ARRAYFORMULA(${tally(`IF(${isAddress(email)},${numbered(state, states, UNKNOWN)},${OTHER})`, UNKNOWN)})`;

/**
 * The largest domains, and below them the others: what the list of states counts, at `states`, without those. QUERY
 * groups in one pass, and what it is given has one type in each column: a column of mixed types would lose the rarer
 * ones.
 */
function domainsFormula(
  { email, state }: Sources,
  { states }: Meanings,
  others: string,
  at: readonly string[],
): string {
  const columns = GOOGLE_STATES.map((_, index) => index + 2);
  const site = `IFERROR(REGEXEXTRACT(LOWER(IFERROR(${email}&"","")),"@([^@]+)$"),"")`;
  const sums = ['count(Col1)', ...columns.map(col => `sum(Col${col})`)];
  const select = `select Col1,${sums.join(',')} where Col1<>'' group by Col1 order by count(Col1) desc,Col1`;
  const labels = sums.map(sum => `${sum} ''`).join(',');
  const flags = columns.map(col => `IF(code_=${col - 1},1,0)`);
  const all = [`SUM(${at[0] ?? ''}:${at[at.length - 1] ?? ''})`, ...at.slice(0, GOOGLE_STATES.length)];
  const rest = all.map((sum, index) => `${sum}-SUM(CHOOSECOLS(top_,${index + 2}))`);
  return `=ARRAYFORMULA(LET(code_,${numbered(state, states, UNKNOWN)},top_,QUERY(HSTACK(${site},${flags.join(',')}),"${select} limit ${DOMAINS} label ${labels}",0),VSTACK(top_,HSTACK(${quoted(others)},${rest.join(',')}))))`;
}

/** The only one that changes with the day. */
const mondaysFormula = `=ARRAYFORMULA(LET(today_,TODAY(),today_-WEEKDAY(today_,2)-${7 * WEEKS - 8}+7*SEQUENCE(${WEEKS},1,0)))`;
const weekOf = (times: string, first: string): string => `IF(ISNUMBER(${times}),INT((${times}-${first})/7),-1)`;
const byWeek = (week: string, holds: string): string =>
  tally(`IF((${week}>=0)*(${week}<${WEEKS})*(${holds}),${week},${OTHER})`, WEEKS, 0);

/** Apart from what is mailed: a job that writes lines into Activity does not have all accounts counted again. */
const acceptedFormula = ({ state, changedAt }: Sources, { states }: Meanings, first: string): string =>
  `=ARRAYFORMULA(LET(when_,${changedAt},week_,${weekOf('when_', first)},${byWeek('week_', `${numbered(state, states, UNKNOWN)}=${STATES.indexOf('ACCEPTED') + 1}`)}))`;

/**
 * First invitations and reminders. In version 0.1 reminders stood as sendings, told by the end of the job's id.
 */
function mailedFormula({ activity }: Sources, { actions, done }: Meanings, first: string): string {
  if (activity === null) return `=ARRAYFORMULA(0*SEQUENCE(${WEEKS},2))`;
  const kind = `IF(${numbered(activity.outcome, done, 0)}=1,${numbered(activity.action, actions, 0)},0)`;
  const old = activity.job === null ? 'FALSE' : `REGEXMATCH(LOWER(IFERROR(${activity.job}&"","")),"-r$")`;
  return `=ARRAYFORMULA(LET(at_,${activity.at},week_,${weekOf('at_', first)},kind_,${kind},mail_,IF((kind_=1)*${old},2,kind_),HSTACK(${byWeek('week_', 'mail_=1')},${byWeek('week_', 'mail_=2')})))`;
}

export function summaryOf(sources: Sources, places: Places, words: Words, vocabulary = stored): Piece[] {
  const { summary } = words;
  const names = vocabulary.newest(words.tag);
  const numbers = (codes: readonly string[], table: Coded): (readonly [number, readonly string[]])[] =>
    codes.map((code, at) => [at + 1, vocabulary.wordsOf(code, table)] as const);
  const meanings: Meanings = {
    states: numbers(STATES, 'states'),
    actions: numbers(['send', 'remind'], 'actions'),
    done: numbers(['done'], 'outcomes'),
  };
  const { states, domains, weeks, reminders, data } = places;
  const below = (place: Place, down: number, right = 0): Place => ({ row: place.row + down, col: place.col + right });
  const block = (first: Place, rows: number): string =>
    `$${letters(first.col)}$${first.row}:$${letters(first.col)}$${first.row + rows - 1}`;

  const fixed = (down: number, right: number): string => `$${letters(data.col + right)}$${data.row + down}`;
  /**
   * The cells of a hidden column. Each is found by its number, so that a row inserted between moves none to another.
   * Nothing where there is nothing. `fills`: the columns whose first cells have the formulas that it takes; where one
   * had no room, the first cell says so if it `speaks`, and none shows what stands in the way. #N/A is an empty list.
   */
  const shown = (right: number, rows: number, fills: readonly number[], speaks = false): string[] => {
    const blocked = `ISERROR(IFNA(${fills.map(column => fixed(0, column)).join('+')},""))`;
    return Array.from({ length: rows }, (_, at) => {
      const cell = `IFERROR(INDEX(${block(below(data, 0, right), rows)},${at + 1}),"")`;
      return `=IF(${blocked},${quoted(speaks && at === 0 ? summary.noRoom : '')},${cell})`;
    });
  };
  const mailed = [DATA.weeks, DATA.mailed];
  const beside = (lists: readonly (readonly string[])[]): string[][] =>
    (lists[0] ?? []).map((_, row) => lists.map(list => list[row] ?? ''));
  const column = (list: readonly string[]): string[][] => list.map(cell => [cell]);

  const first = fixed(0, DATA.weeks);
  const inStates = Array.from({ length: UNKNOWN }, (_, at) => fixed(at, DATA.states));
  const total = `=SUM(${letters(states.col + 1)}${states.row + 1}:${letters(states.col + 1)}${states.row + UNKNOWN})`;
  const remindersAt = (at: Place): Piece[] => [
    { at, kind: 'head', cells: [[summary.reminders]] },
    { at: below(at, 1), kind: 'count', cells: column(shown(DATA.mailed + 1, WEEKS, mailed)) },
  ];

  return [
    { at: states, kind: 'head', cells: [[names.accountHeaders.state, summary.accounts]] },
    { at: below(states, 1), kind: 'state', cells: STATES.map(code => [names.states[code]]) },
    { at: below(states, UNKNOWN), kind: 'text', cells: [[summary.unknown], [summary.total]] },
    {
      at: below(states, 1, 1),
      kind: 'count',
      cells: [...column(shown(DATA.states, UNKNOWN, [DATA.states], true)), [total]],
    },
    {
      at: domains,
      kind: 'head',
      cells: [[summary.domain, summary.accounts, ...GOOGLE_STATES.map(code => names.states[code])]],
    },
    { at: below(domains, 1), kind: 'name', cells: column(shown(DATA.domains, DOMAINS + 1, [DATA.domains], true)) },
    {
      at: below(domains, 1, 1),
      kind: 'count',
      cells: beside(
        [1, ...GOOGLE_STATES.map((_, at) => at + 2)].map(right =>
          shown(DATA.domains + right, DOMAINS + 1, [DATA.domains]),
        ),
      ),
    },
    { at: weeks, kind: 'head', cells: [[summary.week, summary.sent, names.states.ACCEPTED]] },
    { at: below(weeks, 1), kind: 'date', cells: column(shown(DATA.weeks, WEEKS, [DATA.weeks], true)) },
    {
      at: below(weeks, 1, 1),
      kind: 'count',
      cells: beside([
        shown(DATA.mailed, WEEKS, mailed, true),
        shown(DATA.accepted, WEEKS, [DATA.weeks, DATA.accepted], true),
      ]),
    },
    ...(reminders === null ? [] : remindersAt(reminders)),
    ...(
      [
        [DATA.states, statesFormula(sources, meanings)],
        [DATA.domains, domainsFormula(sources, meanings, summary.others, inStates)],
        [DATA.weeks, mondaysFormula],
        [DATA.mailed, mailedFormula(sources, meanings, first)],
        [DATA.accepted, acceptedFormula(sources, meanings, first)],
      ] as const
    ).map(([right, formula]): Piece => ({ at: below(data, 0, right), kind: 'data', cells: [[formula]] })),
  ];
}
