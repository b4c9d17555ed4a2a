// Reads any list that a person has: pasted, selected in a sheet, or opened as a file. The page and the server read with
// this alone.
import { narrowed, seen } from './clean';
import { headed, headerAt, readTable, type FromTable } from './columns';
import { gather } from './gathered';
import { headerKind } from './headers';
import { fromCalendar, fromCards, fromJson, fromLdif, isCard, isLdif, type Records } from './records';
import { namedSeparator, rowsOf, SEPARATORS, type Row, type Separator } from './table';
import { readText } from './text';

export type ListFormat = 'text' | 'table' | 'ldif' | 'vcard' | 'json';
export type ReadList = FromTable & { readonly format: ListFormat };

/**
 * Everything is read or told, nothing is guessed. `picked`: the columns that a person wants, by their `at`; null leaves
 * the choice to the headers.
 */
export function readList(text: string, picked: readonly number[] | null = null): ReadList {
  const found = tableIn(text);
  if (typeof found !== 'string') {
    const { rows, together, format } = found;
    return { ...readTable(rows, { picked, together, isHeaded: format !== 'table' }), format };
  }
  const into = gather();
  readText(withoutHeader(found), into);
  return { ...into.result(), columns: [], format: 'text' };
}

/** The list as a table with a header, to tell more of its people than their addresses. */
export function peopleTable(text: string): readonly Row[] {
  const found = tableIn(text);
  if (typeof found !== 'string') return headed(found.rows);
  const { addresses, invalid } = readList(text);
  if (addresses.length === 0) return [];
  // Who has no address that can be read is shown by what stands there.
  return [['Email', 'Name'], ...addresses.map(address => [address, '']), ...invalid.map(told => ['', told])];
}

type Found = Records & { readonly format: ListFormat };

/** A text, without unseen signs, where it is no table. */
function tableIn(text: string): Found | string {
  const clean = fromCalendar(seen(text));
  const records = recordsIn(clean);
  if (records !== null) return records;
  const named = namedSeparator(clean);
  const body = named === null ? clean : named.rest;
  const wide = narrowed(body);
  const sign = named?.sign ?? separatorOf(wide);
  return sign === null ? body : { rows: rowsOf(wide, sign), together: null, format: 'table' };
}

function recordsIn(text: string): Found | null {
  if (isCard(text)) return { ...fromCards(text), format: 'vcard' };
  if (isLdif(text)) return { ...fromLdif(text), format: 'ldif' };
  const json = fromJson(text);
  return json === null ? null : { ...json, format: 'json' };
}

/** A word over one column of addresses. */
function withoutHeader(text: string): string {
  const [all = '', line = ''] = /^\s*"?([^\n"]{1,80})"?\n/.exec(text.slice(0, 1_000)) ?? [];
  return headerKind(line.trim()) === 'none' || /[,;|\t:]/.test(line) ? text : text.slice(all.length);
}

/** So much shows what a table looks like. */
const SAMPLE_ROWS = 60;
const SAMPLE = 60_000;

/** The sign that makes a table of the text; null where it is none. */
function separatorOf(text: string): Separator | null {
  const sample = text.slice(0, SAMPLE);
  const isCut = sample.length < text.length;
  let best: { readonly sign: Separator; readonly cells: number } | null = null;
  for (const sign of SEPARATORS) {
    if (!sample.includes(sign)) continue;
    const rows = rowsOf(sample, sign, SAMPLE_ROWS);
    // The last row of a sample may be half of one.
    const cells = cellsOf(isCut && rows.length < SAMPLE_ROWS ? rows.slice(0, -1) : rows);
    if (cells > (best?.cells ?? 1)) best = { sign, cells };
  }
  return best?.sign ?? null;
}

const isBlank = (row: Row): boolean => row.every(cell => cell.trim() === '');

/** How many columns the table has; 0 where these rows are none. */
function cellsOf(rows: readonly Row[]): number {
  const header = headerAt(rows);
  const width = rows[header]?.length ?? 0;
  // Under a header most rows have as many cells; a program leaves out empty ones at the end, a line of text has fewer.
  if (header !== -1) return width > 1 && rows.slice(header + 1).some(row => row.length > 1) ? width + 1_000 : 0;
  return withoutHeaderCells(rows.filter(row => !isBlank(row)));
}

/**
 * Without a header it is a table only if that is plain to see: rows of the same length, addresses in some of the
 * columns and in these only.
 */
function withoutHeaderCells(all: readonly Row[]): number {
  const width = all[0]?.length ?? 0;
  // The first row may be a header in a language that we do not know: it is told.
  const rows = all[0]?.some(cell => cell.includes('@')) === true ? all : all.slice(1);
  if (rows.length < 2 || width < 2 || all.some(row => row.length !== width)) return 0;
  const having = Array.from(
    { length: width },
    (_none, at) => rows.filter(row => row[at]?.includes('@') === true).length,
  );
  const full = having.filter(count => count === rows.length).length;
  const others = having.every((count, at) => count === rows.length || (count === 0 && isOther(rows, at)));
  return full > 0 && full < width && others ? width : 0;
}

/** Nothing in the column looks as if it were meant for an address. */
const isOther = (rows: readonly Row[], at: number): boolean =>
  rows.every(row => !/[([{]\s*(?:at|arroba|a)\s*[)\]}]/i.test(row[at] ?? ''));
