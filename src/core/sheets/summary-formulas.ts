// The Summary sheet as formulas over the other two: by state, by domain, by week. Pure: from columns and words to
// blocks of cells.
import { GOOGLE_STATES, STATES } from '../accounts/account';
import type { AccountState } from '../contract/rpc';
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
/** `reminders`: null where an admin has written something in the column that they would take. */
export type Places = {
  readonly title: Place;
  readonly states: Place;
  readonly domains: Place;
  readonly weeks: Place;
  readonly reminders: Place | null;
};
/** Cells to write from `at` on: all formulas, or all text. `head`: names of what stands below. */
export type Piece = {
  readonly at: Place;
  readonly cells: readonly (readonly string[])[];
  readonly kind: 'text' | 'head' | 'count' | 'date' | 'name';
};

/** Where a new sheet has them; between the states and the two lists there is room for the charts. */
export const NEW_PLACES: Places = {
  title: { row: 1, col: 1 },
  states: { row: 4, col: 1 },
  domains: { row: 19, col: 1 },
  weeks: { row: 19, col: 8 },
  reminders: { row: 19, col: 11 },
};

export const DOMAINS = 20;
export const WEEKS = 12;
/** Of each list, for the charts: its rows with the head, its columns. Reminders stand beside those, in no chart. */
export const SIZES = { states: { rows: STATES.length + 1, cols: 2 }, weeks: { rows: WEEKS + 1, cols: 3 } } as const;
/** Rows and columns that the sheet must have. */
export const reachOf = ({ domains, weeks, reminders }: Places): Place => ({
  row: Math.max(domains.row + DOMAINS + 1, weeks.row + WEEKS),
  col: Math.max(domains.col + 1 + GOOGLE_STATES.length, weeks.col + 2, reminders?.col ?? 0),
});

export const letters = (col: number): string =>
  (col > 26 ? letters(Math.floor((col - 1) / 26)) : '') + String.fromCharCode(65 + ((col - 1) % 26));
/** A whole column of a sheet, whatever the sheet is called. */
export const columnOf = (sheet: string, col: number): string =>
  `'${sheet.replace(/'/g, "''")}'!${letters(col)}:${letters(col)}`;

const quoted = (text: string): string => `"${text.replace(/"/g, '""')}"`;

/** Rows may hold any word of a code, of every language and edition. COUNTIFS does not tell capitals. */
export function summaryOf(sources: Sources, places: Places, words: Words, vocabulary = stored): Piece[] {
  const { email, state, changedAt, activity } = sources;
  const { summary } = words;
  const names = vocabulary.newest(words.tag);
  const wordsOf = (code: string, table: Coded): string[] => vocabulary.wordsOf(code, table).map(quoted);
  const { states, domains, weeks, reminders } = places;
  const counted = (code: AccountState, ...conditions: readonly string[]): string =>
    wordsOf(code, 'states')
      .map(word => `COUNTIFS(${[...conditions, state, word].join(',')})`)
      .join('+');
  const isAddress = [email, '"*@?*"'];
  const cell = (place: Place, down: number, right: number): string =>
    `${letters(place.col + right)}${place.row + down}`;
  const below = (place: Place, down: number, right = 0): Place => ({ row: place.row + down, col: place.col + right });

  const stateSum = `SUM(${cell(states, 1, 1)}:${cell(states, STATES.length, 1)})`;
  const all = `COUNTIF(${isAddress.join(',')})`;

  /**
   * The n-th domain in the order of the alphabet; computed by each cell for itself, so that nothing spills over what an
   * admin wrote.
   */
  const domain = (n: number): string =>
    `=ARRAYFORMULA(IFERROR(INDEX(SORT(UNIQUE(FILTER(REGEXEXTRACT(LOWER(${email}&""),"@([^@]+)$"),REGEXMATCH(${email}&"","@[^@]+$")))),${n}),""))`;
  const domainRow = (n: number): string[] => {
    const name = cell(domains, n, 0);
    const there = `${email},"*@"&${name}`;
    return [
      domain(n),
      `=IF(${name}="","",COUNTIF(${there}))`,
      ...GOOGLE_STATES.map(code => `=IF(${name}="","",${counted(code, there)})`),
    ];
  };
  const others = [all, ...GOOGLE_STATES.map(code => counted(code, ...isAddress))].map(
    (sum, at) => `=${sum}-SUM(${cell(domains, 1, at + 1)}:${cell(domains, DOMAINS, at + 1)})`,
  );

  const week = (n: number): string[] => {
    const monday = cell(weeks, n, 0);
    const within = (column: string): string => `${column},">="&N(${monday}),${column},"<"&N(${monday}+7)`;
    const mailed = (kind: 'send' | 'remind', ...conditions: readonly string[]): string[] =>
      activity === null
        ? ['0']
        : wordsOf(kind, 'actions').flatMap(action =>
            wordsOf('done', 'outcomes').map(outcome => {
              const all = [within(activity.at), activity.action, action, activity.outcome, outcome, ...conditions];
              return `COUNTIFS(${all.join(',')})`;
            }),
          );
    // In version 0.1 reminders stood as sendings, told by the end of the job's id.
    const jobs = activity?.job ?? null;
    const before = jobs === null ? [] : mailed('send', jobs, '"*-r"');
    return [
      `=TODAY()-WEEKDAY(TODAY(),2)+1-${7 * (WEEKS - n)}`,
      `=${mailed('send').join('+')}${before.map(count => `-${count}`).join('')}`,
      `=${counted('ACCEPTED', within(changedAt))}`,
      `=${[...mailed('remind'), ...before].join('+')}`,
    ];
  };
  const weekRows = Array.from({ length: WEEKS }, (_, at) => week(at + 1));

  const remindersAt = (at: Place): Piece[] => [
    { at, kind: 'head', cells: [[summary.reminders]] },
    { at: below(at, 1), kind: 'count', cells: weekRows.map(row => row.slice(3)) },
  ];

  return [
    { at: states, kind: 'head', cells: [[names.accountHeaders.state, summary.accounts]] },
    {
      at: below(states, 1),
      kind: 'text',
      cells: [...STATES.map(code => [names.states[code]]), [summary.unknown], [summary.total]],
    },
    {
      at: below(states, 1, 1),
      kind: 'count',
      cells: [...STATES.map(code => [`=${counted(code, ...isAddress)}`]), [`=${all}-${stateSum}`], [`=${all}`]],
    },
    {
      at: domains,
      kind: 'head',
      cells: [[summary.domain, summary.accounts, ...GOOGLE_STATES.map(code => names.states[code])]],
    },
    {
      at: below(domains, 1),
      kind: 'name',
      cells: Array.from({ length: DOMAINS }, (_, at) => domainRow(at + 1).slice(0, 1)),
    },
    {
      at: below(domains, 1, 1),
      kind: 'count',
      cells: Array.from({ length: DOMAINS }, (_, at) => domainRow(at + 1).slice(1)),
    },
    { at: below(domains, DOMAINS + 1), kind: 'text', cells: [[summary.others]] },
    { at: below(domains, DOMAINS + 1, 1), kind: 'count', cells: [others] },
    { at: weeks, kind: 'head', cells: [[summary.week, summary.sent, names.states.ACCEPTED]] },
    { at: below(weeks, 1), kind: 'date', cells: weekRows.map(row => row.slice(0, 1)) },
    { at: below(weeks, 1, 1), kind: 'count', cells: weekRows.map(row => row.slice(1, 3)) },
    ...(reminders === null ? [] : remindersAt(reminders)),
  ];
}
