// Finds our columns in a sheet that people rearrange: by the metadata each carries, else by its header word in any
// language and edition.
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
 * `at`: column number (from 1) by key. `header`: the header row when they were found, null when it was not read;
 * another header means they must be found anew.
 */
export type Located<R> = { readonly header: string | null; readonly at: ReadonlyMap<keyof R & string, number> };

/** Reads the header only where the metadata does not tell it all. */
export function locateColumns<R>(
  sheet: GoogleAppsScript.Spreadsheet.Sheet,
  design: Columns<R>,
  header: () => readonly unknown[],
): Map<keyof R & string, number> {
  const at = new Map<keyof R & string, number>();
  const keys = design.columns.map(column => column.key);
  const finder = sheet
    .createDeveloperMetadataFinder()
    .withKey(METADATA_KEY)
    .withLocationType(SpreadsheetApp.DeveloperMetadataLocationType.COLUMN);
  for (const metadata of finder.find()) {
    const key = keys.find(name => metadata.getValue() === `${design.name}.${name}`);
    const column = metadata.getLocation().getColumn()?.getColumn();
    if (key !== undefined && column !== undefined && !at.has(key)) at.set(key, column);
  }
  if (at.size === keys.length) return at;
  // A column pasted over or copied from elsewhere has no metadata, only its word.
  const taken = new Set(at.values());
  header().forEach((cell, index) => {
    const word = String(cell).trim().toLowerCase();
    const key = keys.find(
      name => !at.has(name) && stored.every().some(words => design.headers(words)[name].toLowerCase() === word),
    );
    if (key !== undefined && !taken.has(index + 1)) at.set(key, index + 1);
  });
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
