// What a sheet of ours has beyond its values: header, formats, widths and names of columns, and how far all that has
// got, over the death of an execution.
import type { Store } from '../core/ports';
import type { Column } from '../core/sheets/columns';
import type { Words } from '../core/words';
import type { SheetWords, StoredWords } from '../core/words/stored';
import { groupColumns, METADATA_KEY, namedIn, type Columns, type Located } from './sheet-columns';
import { alike, wholeColumn } from './sheet-parts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The table whose sheet more columns are added to. */
type Host = {
  readonly sheet: () => Sheet | null;
  readonly words: () => SheetWords;
  readonly ensure: () => boolean;
};

/** What makes one kind of sheet: its columns, the words of its header, and how a new one is dressed. */
export type Design<R> = Columns<R> & {
  /** More columns of a sheet that is there already: `view` names them, and `of` finds and makes the sheet. */
  readonly view?: { readonly name: string; readonly of: Host };
  /** Of what the cells of a row say together. */
  readonly understood: (row: R) => R;
  readonly timeFormat: (words: StoredWords) => string;
  /**
   * Colours, filter and the like of a new sheet. `isNew`: it has none of it yet; else a run that was cut off may have
   * left some.
   */
  readonly dress: (sheet: Sheet, how: Dress<keyof R & string>) => void;
  /** The words that its colours know. */
  readonly coloured: (words: StoredWords) => readonly string[];
  /** Whether the first row, read like the others, is none of headers: somebody deleted that. */
  readonly isRow: (first: R) => boolean;
  /** After rows were added: what only data rows need, such as tick boxes; null where they need nothing. */
  readonly dressRows:
    | ((sheet: Sheet, first: number, count: number, columnOf: (key: keyof R & string) => number | undefined) => void)
    | null;
};

export type Dress<K> = {
  readonly words: StoredWords;
  readonly shown: Words;
  readonly columnOf: (key: K) => number | undefined;
  readonly isNew: boolean;
};

const HEADER_COLOUR = '#f1f3f4';
/** Of a column that nobody made wider or narrower, in pixels. */
const USUAL_WIDTH = 100;
/** Of a sheet that is being made, and of one that is there without its looks. */
const MAKING = 'making';
const BARE = 'bare';

export type Looks = {
  /** Whether a run that was cut off left the sheet half made, or without its looks. */
  readonly state: () => 'making' | 'bare' | null;
  /** The last row with a tick box, and how many rows the sheet had, which is where filter and colours end. */
  readonly reach: () => { readonly rows: number; readonly max: number };
  /** What is kept before the sheet is made, and the values for once it is there, and for once it is dressed. */
  readonly begin: () => void;
  readonly bare: () => Readonly<Record<string, string>>;
  readonly dressed: (max: number, last: number) => Readonly<Record<string, string>>;
};

export function keptLooks(store: Store, name: string): Looks {
  const key = `sheet.${name}.looks`;
  const reach = (): ReturnType<Looks['reach']> => {
    const [rows = 0, max = 0] = (store.get(key) ?? '').split(' ').map(Number);
    return { rows: rows || 0, max: max || 0 };
  };
  return {
    state: () => ([MAKING, BARE] as const).find(text => text === store.get(key)) ?? null,
    reach,
    begin: () => {
      store.set(key, MAKING);
    },
    bare: () => ({ [key]: BARE }),
    dressed: (max, last) => {
      const text = `${Math.max(last, reach().rows)} ${max}`;
      return store.get(key) === text ? {} : { [key]: text };
    },
  };
}

export type ColumnLooks<R> = {
  readonly words: (sheet: Sheet, made: readonly Column<R>[], first: number) => void;
  readonly names: (sheet: Sheet, made: readonly Column<R>[], first: number) => void;
  readonly header: (sheet: Sheet, first: number, count: number) => void;
  readonly formats: (sheet: Sheet, made: readonly Column<R>[], first: number) => void;
  readonly widths: (sheet: Sheet, made: readonly Column<R>[], first: number) => void;
  /**
   * All that a new sheet has beyond values and formats: each call costs half a second, and no job depends on it. What a
   * run that was cut off has done already is not done twice.
   */
  readonly dressNew: (
    sheet: Sheet,
    at: Located<R>['at'],
    how: Pick<Dress<keyof R & string>, 'shown' | 'isNew'>,
  ) => void;
};

/** `its`: the words of the sheet. */
export function columnLooks<R>(design: Design<R>, its: () => StoredWords): ColumnLooks<R> {
  const formatOf = ({ kind }: Column<R>): string =>
    kind === 'mark' ? '' : kind === 'time' ? design.timeFormat(its()) : kind === 'count' ? '0' : '@';
  const looks: ColumnLooks<R> = {
    words: (sheet, made, first) => {
      sheet.getRange(1, first, 1, made.length).setValues([made.map(({ key }) => design.headers(its())[key])]);
    },
    /** What a column is found by when it was moved or renamed. */
    names: (sheet, made, first) => {
      const isWhole = made.length === design.columns.length;
      made.forEach(({ key, beside }, index) => {
        if (isWhole && beside === true) return;
        wholeColumn(sheet, first + index).addDeveloperMetadata(
          METADATA_KEY,
          `${design.name}.${key}`,
          SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT,
        );
      });
    },
    header: (sheet, first, count) => {
      sheet.getRange(1, first, 1, count).setFontWeight('bold').setBackground(HEADER_COLOUR);
    },
    /** Neighbours that are alike are dressed together. */
    formats: (sheet, made, first) => {
      const rows = Math.max(1, sheet.getMaxRows() - 1);
      for (const { at, count, same } of alike(made, formatOf))
        if (same !== '') sheet.getRange(2, first + at, rows, count).setNumberFormat(same);
    },
    widths: (sheet, made, first) => {
      for (const { at, count, same } of alike(made, column => column.width))
        if (same !== USUAL_WIDTH) sheet.setColumnWidths(first + at, count, same);
    },
    dressNew: (sheet, at, { shown, isNew }) => {
      const width = Math.max(0, ...at.values());
      // All cells count for the limit of ten million, also empty ones.
      const used = isNew ? width : Math.max(width, sheet.getLastColumn());
      const spare = sheet.getMaxColumns() - used;
      if (spare > 0) sheet.deleteColumns(used + 1, spare);
      const named = isNew ? new Map<string, number>() : namedIn(sheet, design);
      for (const { first, columns: run } of groupColumns(design.columns, at, [...at.keys()])) {
        if (!isNew) looks.header(sheet, first, run.length);
        if (!isNew) looks.formats(sheet, run, first);
        looks.widths(sheet, run, first);
        run.forEach((column, index) => {
          if (column.beside !== true && !named.has(column.key)) looks.names(sheet, [column], first + index);
        });
      }
      design.dress(sheet, { words: its(), shown, columnOf: key => at.get(key), isNew });
    },
  };
  return looks;
}
