// Finds our columns in a sheet that people rearrange: by the metadata each carries, else by its header word in any
// language and edition.
import { fnv1a } from '../core/contract/fnv';
import type { Column } from '../core/sheets/columns';
import { stored, type StoredWords } from '../core/words/stored';

/** What a sheet's columns are known by: the name in their metadata, and the words of their headers. */
export type Columns<R> = {
  readonly name: 'accounts' | 'activity';
  readonly columns: readonly Column<R>[];
  readonly headers: (words: StoredWords) => Readonly<Record<keyof R & string, string>>;
};

export const METADATA_KEY = 'unmanaged-accounts.column';

/**
 * `at`: column number (from 1) by key. `header`: the header row as far as our columns reach, when they were found; null
 * when it was not read. Another header means they must be found anew.
 */
export type Located<R> = { readonly header: string | null; readonly at: ReadonlyMap<keyof R & string, number> };

/** The same as one text: another when they have moved. */
export const placesOf = (at: ReadonlyMap<string, number>): string =>
  [...at.entries()]
    .map(([key, column]) => `${key} ${column}`)
    .sort()
    .join();

/** How many columns of the sheet, from the left, hold all of ours; endless while one of them is missing. */
export const reachOf = <R>({ columns }: Columns<R>, at: Located<R>['at']): number =>
  at.size < columns.length ? Infinity : Math.max(...at.values());

/** What tells one header row from another. */
export const headerText = (header: readonly unknown[], reach: number): string => header.slice(0, reach).join('\n');

// Where our columns are is kept from one execution to the next: to ask the metadata costs a call, while the header
// comes along with the rows. Under the same header they are where they were.

/** null: the header does not tell our columns from each other, or one of them is missing. */
export function keptText<R>(design: Columns<R>, sheetId: number, { at, header }: Located<R>): string | null {
  const reach = reachOf(design, at);
  const words = header?.split('\n') ?? [];
  const own = [...at.values()].map(column => words[column - 1] ?? '');
  const isClear =
    reach < Infinity &&
    words.length === reach &&
    own.every(word => word !== '' && words.indexOf(word) === words.lastIndexOf(word));
  if (!isClear || header === null) return null;
  return [sheetId, fnv1a(header).toString(36), ...design.columns.map(({ key }) => at.get(key))].join(' ');
}

/** `fits`: whether that header is the one under which the columns were found. */
export type Kept<R> = { readonly reach: number; readonly fits: (header: readonly unknown[]) => Located<R> | null };

export function keptColumns<R>({ columns }: Columns<R>, sheetId: number, text: string | null): Kept<R> | null {
  const [id, print, ...places] = text?.split(' ') ?? [];
  if (id !== String(sheetId) || places.length !== columns.length) return null;
  const at = new Map(columns.map(({ key }, index) => [key, Number(places[index])]));
  const reach = Math.max(...at.values());
  return {
    reach,
    fits: header => {
      const words = headerText(header, reach);
      return fnv1a(words).toString(36) === print ? { header: words, at } : null;
    },
  };
}

function isCalled<R>(design: Columns<R>, key: keyof R & string, cell: unknown): boolean {
  const word = String(cell).trim().toLowerCase();
  return stored.every().some(words => design.headers(words)[key].toLowerCase() === word);
}
/** The columns that were found are those of this header: nobody moved one between the two readings. */
export const areCalled = <R>(design: Columns<R>, at: Located<R>['at'], header: readonly unknown[]): boolean =>
  [...at].every(([key, column]) => isCalled(design, key, header[column - 1]));

/** Reads the header only where the metadata does not tell it all. */
export function locateColumns<R>(
  sheet: GoogleAppsScript.Spreadsheet.Sheet,
  design: Columns<R>,
  header: () => readonly unknown[],
): Map<keyof R & string, number> {
  const at = new Map<keyof R & string, number>();
  const keys = design.columns.map(column => column.key);
  for (const [key, column] of namedIn(sheet, design)) at.set(key, column);
  if (at.size === keys.length) return at;
  // A column pasted over or copied from elsewhere has no metadata, only its word.
  const taken = new Set(at.values());
  header().forEach((cell, index) => {
    const key = keys.find(name => !at.has(name) && isCalled(design, name, cell));
    if (key !== undefined && !taken.has(index + 1)) at.set(key, index + 1);
  });
  placeBeside(design.columns, at);
  return at;
}

/**
 * A column without a name whose header somebody renamed or deleted: it stands where it stood, between the same
 * neighbours and with as many columns between them. Where anything else came or went there, it counts as gone.
 */
function placeBeside<R>(columns: readonly Column<R>[], at: Map<keyof R & string, number>): void {
  columns.forEach(({ key, beside }, index) => {
    const left = at.get(columns[index - 1]?.key ?? key);
    if (beside !== true || at.has(key) || left === undefined) return;
    const named = columns.findIndex((column, place) => place > index && column.beside !== true);
    const right = at.get(columns[named]?.key ?? key);
    if (right === left + 1 + named - index && ![...at.values()].includes(left + 1)) at.set(key, left + 1);
  });
}

/** The columns that carry metadata of ours. */
export function namedIn<R>(
  sheet: GoogleAppsScript.Spreadsheet.Sheet,
  design: Columns<R>,
): Map<keyof R & string, number> {
  const at = new Map<keyof R & string, number>();
  const finder = sheet
    .createDeveloperMetadataFinder()
    .withKey(METADATA_KEY)
    .withLocationType(SpreadsheetApp.DeveloperMetadataLocationType.COLUMN);
  for (const metadata of finder.find()) {
    const key = design.columns.find(column => metadata.getValue() === `${design.name}.${column.key}`)?.key;
    const column = metadata.getLocation().getColumn()?.getColumn();
    if (key !== undefined && column !== undefined && !at.has(key)) at.set(key, column);
  }
  return at;
}

export type Group<R> = { readonly first: number; readonly columns: readonly Column<R>[] };

/** The wanted columns as runs of neighbours, each one block to write; the run with the last of `keys` comes last. */
export function groupColumns<R>(
  columns: readonly Column<R>[],
  at: ReadonlyMap<keyof R & string, number>,
  keys: readonly (keyof R & string)[],
): Group<R>[] {
  const wanted = columns
    .flatMap(column => {
      const position = at.get(column.key);
      return position !== undefined && keys.includes(column.key) ? [{ column, position }] : [];
    })
    .sort((one, other) => one.position - other.position);
  const groups: { first: number; columns: Column<R>[] }[] = [];
  for (const { column, position } of wanted) {
    const last = groups[groups.length - 1];
    if (last !== undefined && last.first + last.columns.length === position) last.columns.push(column);
    else groups.push({ first: position, columns: [column] });
  }
  const final = keys[keys.length - 1];
  return groups.sort(
    (one, other) =>
      Number(one.columns.some(column => column.key === final)) -
      Number(other.columns.some(column => column.key === final)),
  );
}
