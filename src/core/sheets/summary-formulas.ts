// The Summary sheet as formulas over the other two: by state, domain, week and department. Pure: from columns and words
// to blocks of cells. A formula for each list leads over the columns once and fills hidden columns with its numbers;
// what is seen takes them from there, cell by cell, so that nothing spreads over what an admin wrote.
import { KINDS } from '../contract/kinds';
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
  /** null: accounts were never compared with people, or the column was deleted. */
  readonly department: string | null;
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
 * `reminders`, `departments`: null where an admin has written something in the cells that they would take, or there is
 * nothing to show. `data`: the first of the hidden columns.
 */
export type Places = {
  readonly title: Place;
  readonly states: Place;
  readonly domains: Place;
  readonly weeks: Place;
  readonly reminders: Place | null;
  readonly departments: { readonly list: Place; readonly data: Place } | null;
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
  departments: null,
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
/** Of domains and of departments: what it is called, its accounts, and those in each state. */
export const GROUP_COLS = 2 + GOOGLE_STATES.length;
/** With the head and the line of the others. */
export const GROUP_ROWS = DOMAINS + 2;
/** Departments stand below the domains. */
export const departmentsBelow = ({ row, col }: Place): Place => ({ row: row + GROUP_ROWS + 1, col });
/** Rows and columns that the sheet must have. */
export const reachOf = ({ domains, weeks, reminders, departments, data }: Places): Place => ({
  row: Math.max((departments?.list ?? domains).row + GROUP_ROWS - 1, weeks.row + WEEKS, data.row + DOMAINS),
  col: Math.max(domains.col + 1 + GOOGLE_STATES.length, weeks.col + 2, reminders?.col ?? 0, data.col + DATA.cols - 1),
});

export const letters = (col: number): string =>
  (col > 26 ? letters(Math.floor((col - 1) / 26)) : '') + String.fromCharCode(65 + ((col - 1) % 26));
/** A whole column of a sheet, whatever the sheet is called. */
export const columnOf = (sheet: string, col: number): string =>
  `'${sheet.replace(/'/g, "''")}'!${letters(col)}:${letters(col)}`;

const quoted = (text: string): string => `"${text.replace(/"/g, '""')}"`;

/** A code of a row that is no account: larger than each that is counted. */
const OTHER = 99;
const UNKNOWN = STATES.length + 1;

type Codes = readonly (readonly [number, readonly string[]])[];
type Meanings = { readonly states: Codes; readonly accepted: Codes; readonly actions: Codes; readonly done: Codes };

/**
 * The number of what a cell's word means, `otherwise` for any other: rows may hold any word of a code, of every
 * language and edition. A number among them is one that is not known; an error stays one.
 */
function numbered(column: string, codes: Codes, otherwise: number): string {
  const cases = codes.flatMap(([number, words]) => words.map(word => `${quoted(word.toLowerCase())},${number}`));
  return `SWITCH(LOWER(${column}),${cases.join(',')},${otherwise})`;
}

/** Whether a row is one of an account, the header is not. */
const isAccount = ({ email }: Sources): string => `IFERROR(REGEXMATCH(${email}&"","@."),0)`;

const statesFormula = (sources: Sources, { states }: Meanings): string =>
  `=ARRAYFORMULA(ARRAY_CONSTRAIN(FREQUENCY(IF(${isAccount(sources)},IFERROR(${numbered(sources.state, states, UNKNOWN)},${UNKNOWN}),${OTHER}),SEQUENCE(${UNKNOWN})),${UNKNOWN},1))`;

/** What rows are grouped by: texts, '' for a row that is in no group. */
const domainOf = ({ email }: Sources): string => `IFERROR(REGEXEXTRACT(LOWER(${email}),"@([^@]+)$"),"")`;
const departmentOf = (sources: Sources, department: string): string =>
  `IF(${isAccount(sources)},IFERROR(TRIM(${department}&""),""),"")`;

/**
 * The largest groups, and below them the others: what the list of states counts, at `at`, without those. One QUERY
 * groups all rows by group and state, another the few groups by their names. What they are given has one type in each
 * column: a column of mixed types would lose the rarer ones.
 */
function groupsFormula(group: string, code: string, others: string, at: readonly string[]): string {
  const columns = GOOGLE_STATES.map((_, index) => index + 3);
  const groups = `QUERY(HSTACK(${group},${code}),"select Col1,Col2,count(Col2) where Col1<>'' group by Col1,Col2 label count(Col2) ''",0)`;
  const flags = GOOGLE_STATES.map((_, index) => `IF(CHOOSECOLS(groups_,2)=${index + 1},CHOOSECOLS(groups_,3),0)`);
  const sums = [2, ...columns].map(col => `sum(Col${col})`);
  const select = `select Col1,${sums.join(',')} where Col1<>'' group by Col1 order by sum(Col2) desc,Col1 limit ${DOMAINS}`;
  const labels = sums.map(sum => `${sum} ''`).join(',');
  const all = [`SUM(${at[0] ?? ''}:${at[at.length - 1] ?? ''})`, ...at.slice(0, GOOGLE_STATES.length)];
  const rest = all.map((sum, index) => `${sum}-SUM(CHOOSECOLS(top_,${index + 2}))`);
  return `=ARRAYFORMULA(LET(groups_,${groups},top_,QUERY(HSTACK(CHOOSECOLS(groups_,1),CHOOSECOLS(groups_,3),${flags.join(',')}),"${select} label ${labels}",0),VSTACK(top_,HSTACK(${quoted(others)},${rest.join(',')}))))`;
}

/** The only one that changes with the day. One Monday more than there are weeks: where the last one ends. */
const mondaysFormula = `=ARRAYFORMULA(LET(today_,TODAY(),today_-WEEKDAY(today_,2)-${7 * WEEKS - 8}+7*SEQUENCE(${WEEKS + 1},1,0)))`;
/**
 * How many times lie before the first Monday, in each week, and after the last: counted up to a millisecond before each
 * Monday. Texts, and what is an error, are no times.
 */
const byWeek = (times: string, mondays: string): string => `FREQUENCY(IFERROR(${times},""),${mondays}-1/86400000)`;

/** Apart from what is mailed: a job that writes lines into Activity does not have all accounts counted again. */
const acceptedFormula = ({ state, changedAt }: Sources, { accepted }: Meanings, mondays: string): string =>
  `=ARRAYFORMULA(${byWeek(`IF(${numbered(state, accepted, 0)},${changedAt},"")`, mondays)})`;

/**
 * First invitations and reminders. In version 0.1 reminders stood as sendings, told by the end of the job's id.
 */
function mailedFormula({ activity }: Sources, { actions, done }: Meanings, mondays: string): string {
  if (activity === null) return `=ARRAYFORMULA(0*SEQUENCE(${WEEKS + 1},2))`;
  const kind = `IFERROR(IF(${numbered(activity.outcome, done, 0)},${numbered(activity.action, actions, 0)},0),0)`;
  const old = activity.job === null ? '0' : `IFERROR(REGEXMATCH(LOWER(${activity.job}),"-r$"),0)`;
  const [first, again] = [1, 2].map(code => byWeek(`IF(mail_=${code},at_,"")`, mondays));
  return `=ARRAYFORMULA(LET(at_,${activity.at},kind_,${kind},mail_,IF((kind_=1)*${old},2,kind_),HSTACK(${first ?? ''},${again ?? ''})))`;
}

export function summaryOf(sources: Sources, places: Places, words: Words, vocabulary = stored): Piece[] {
  const { summary } = words;
  const names = vocabulary.newest(words.tag);
  const numbers = (codes: readonly string[], table: Coded): (readonly [number, readonly string[]])[] =>
    codes.map((code, at) => [at + 1, vocabulary.wordsOf(code, table)] as const);
  /** First invitations, and those that go only to people who were mailed before. */
  const mailing = (again: 'some' | 'all'): readonly string[] =>
    Object.entries(KINDS).flatMap(([kind, rules]) =>
      rules.again === again ? vocabulary.wordsOf(kind, 'actions') : [],
    );
  const meanings: Meanings = {
    states: numbers(STATES, 'states'),
    accepted: numbers(['ACCEPTED'], 'states'),
    actions: [
      [1, mailing('some')],
      [2, mailing('all')],
    ],
    done: numbers(['done'], 'outcomes'),
  };
  const { states, domains, weeks, reminders, departments, data } = places;
  const below = (place: Place, down: number, right = 0): Place => ({ row: place.row + down, col: place.col + right });
  const block = (first: Place, rows: number): string =>
    `$${letters(first.col)}$${first.row}:$${letters(first.col)}$${first.row + rows - 1}`;

  const fixed = (down: number, right: number, first = data): string =>
    `$${letters(first.col + right)}$${first.row + down}`;
  /**
   * The cells of a hidden column. Each is found by its number, so that a row inserted between moves none to another.
   * Nothing where there is nothing. `fills`: the columns whose first cells have the formulas that it takes; where one
   * had no room, the first cell says so if it `speaks`, and none shows what stands in the way. #N/A is an empty list.
   * `from`: the number of the first that is shown. `first`: of the hidden columns.
   */
  const shown = (
    right: number,
    rows: number,
    fills: readonly number[],
    { speaks = false, from = 1, first = data } = {},
  ): string[] => {
    const blocked = `ISERROR(IFNA(${fills.map(column => fixed(0, column, first)).join('+')},""))`;
    return Array.from({ length: rows }, (_, at) => {
      const cell = `IFERROR(INDEX(${block(below(first, 0, right), rows + from - 1)},${at + from}),"")`;
      return `=IF(${blocked},${quoted(speaks && at === 0 ? summary.noRoom : '')},${cell})`;
    });
  };
  const mailed = [DATA.weeks, DATA.mailed];
  const beside = (lists: readonly (readonly string[])[]): string[][] =>
    (lists[0] ?? []).map((_, row) => lists.map(list => list[row] ?? ''));
  const column = (list: readonly string[]): string[][] => list.map(cell => [cell]);

  const mondays = block(below(data, 0, DATA.weeks), WEEKS + 1);
  const inStates = Array.from({ length: UNKNOWN }, (_, at) => fixed(at, DATA.states));
  const total = `=SUM(${letters(states.col + 1)}${states.row + 1}:${letters(states.col + 1)}${states.row + UNKNOWN})`;
  const remindersAt = (at: Place): Piece[] => [
    { at, kind: 'head', cells: [[summary.reminders]] },
    { at: below(at, 1), kind: 'count', cells: column(shown(DATA.mailed + 1, WEEKS, mailed, { from: 2 })) },
  ];

  const code = `IFERROR(${numbered(sources.state, meanings.states, UNKNOWN)},${UNKNOWN})`;
  /** The groups whose formula stands at `first`. */
  const listOf = (at: Place, name: string, first: Place): Piece[] => {
    const column = (right: number, speaks = false): string[] => shown(right, DOMAINS + 1, [0], { speaks, first });
    return [
      { at, kind: 'head', cells: [[name, summary.accounts, ...GOOGLE_STATES.map(state => names.states[state])]] },
      { at: below(at, 1), kind: 'name', cells: column(0, true).map(cell => [cell]) },
      {
        at: below(at, 1, 1),
        kind: 'count',
        cells: beside(Array.from({ length: GROUP_COLS - 1 }, (_, right) => column(right + 1))),
      },
    ];
  };
  const departmentsAt = ({ list, data: first }: NonNullable<Places['departments']>): Piece[] => {
    // Where there is no such column any more, the list is an empty one.
    const formula =
      sources.department === null
        ? '=NA()'
        : groupsFormula(departmentOf(sources, sources.department), code, summary.noDepartment, inStates);
    return [...listOf(list, names.peopleHeaders.department, first), { at: first, kind: 'data', cells: [[formula]] }];
  };

  return [
    { at: states, kind: 'head', cells: [[names.accountHeaders.state, summary.accounts]] },
    { at: below(states, 1), kind: 'state', cells: STATES.map(code => [names.states[code]]) },
    { at: below(states, UNKNOWN), kind: 'text', cells: [[summary.unknown], [summary.total]] },
    {
      at: below(states, 1, 1),
      kind: 'count',
      cells: [...column(shown(DATA.states, UNKNOWN, [DATA.states], { speaks: true })), [total]],
    },
    ...listOf(domains, summary.domain, below(data, 0, DATA.domains)),
    { at: weeks, kind: 'head', cells: [[summary.week, summary.sent, names.states.ACCEPTED]] },
    { at: below(weeks, 1), kind: 'date', cells: column(shown(DATA.weeks, WEEKS, [DATA.weeks], { speaks: true })) },
    {
      at: below(weeks, 1, 1),
      kind: 'count',
      cells: beside([
        shown(DATA.mailed, WEEKS, mailed, { speaks: true, from: 2 }),
        shown(DATA.accepted, WEEKS, [DATA.weeks, DATA.accepted], { speaks: true, from: 2 }),
      ]),
    },
    ...(reminders === null ? [] : remindersAt(reminders)),
    ...(departments === null ? [] : departmentsAt(departments)),
    ...(
      [
        [DATA.states, statesFormula(sources, meanings)],
        [DATA.domains, groupsFormula(domainOf(sources), code, summary.others, inStates)],
        [DATA.weeks, mondaysFormula],
        [DATA.mailed, mailedFormula(sources, meanings, mondays)],
        [DATA.accepted, acceptedFormula(sources, meanings, mondays)],
      ] as const
    ).map(([right, formula]): Piece => ({ at: below(data, 0, right), kind: 'data', cells: [[formula]] })),
  ];
}
