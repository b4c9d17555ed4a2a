// Where a sheet of ours is, in whose words it was made, and in which columns, as far as one execution knows.
import { WRITE_TRIES } from '../core/google/retry-timing';
import type { Store } from '../core/ports';
import { placesKey } from '../core/sheets/columns';
import type { Words } from '../core/words';
import { stored, type SheetWords } from '../core/words/stored';
import { missCarried } from './carried';
import { headerOf, sheetByName } from './find-sheet';
import type { Design } from './looks';
import {
  areCalled,
  headerText,
  keptColumns,
  keptText,
  locateColumns,
  placesOf,
  reachOf,
  type Kept,
  type Located,
} from './sheet-columns';
import type { Value } from './sheet-parts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export type FoundSheet<R> = {
  readonly find: () => Sheet | null;
  /** What `find` found before, without a call. */
  readonly before: () => Sheet | null;
  /** Those of the sheet once it is found; until then, of one made now. */
  readonly words: () => SheetWords;
  /**
   * `header`: as just read, at least as far as our columns were known to reach; where there is none, the columns found
   * last are believed.
   */
  readonly columns: (sheet: Sheet, header?: readonly Value[]) => Located<R>;
  /** The columns that were kept; null where the sheet is too narrow for them by now. */
  readonly kept: (sheet: Sheet) => Kept<R> | null;
  readonly isLocated: () => boolean;
  /** The columns that were kept, where the header, as just read, proves them. */
  readonly proven: (places: Kept<R>, header: readonly Value[]) => Located<R> | null;
  /** The columns are to be looked for again. */
  readonly moved: () => void;
  /** After an exception: whether a person deleted the sheet, which is then gone, not broken. */
  readonly isGone: (sheet: Sheet) => boolean;
  readonly newWords: () => SheetWords;
  /** A sheet that was just made, in the words of `newWords`; answers with what the store must keep of it. */
  readonly made: (sheet: Sheet, columns: Located<R>) => Readonly<Record<string, string>>;
};

export function foundSheet<R>(
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  store: Store,
  design: Design<R>,
  words: Words,
): FoundSheet<R> {
  const idKey = `sheet.${design.name}`;
  const placesIn = placesKey(design.view?.name ?? design.name);
  let known: Sheet | null = null;
  let located: Located<R> | null = null;
  let its = stored.newest(words.tag);

  /** By the id kept when it was made (a renamed sheet stays ours); else, in a copied file, by name and header. */
  function find(): Sheet | null {
    if (known !== null) return known;
    if (design.view !== undefined) {
      known = design.view.of.sheet();
      its = design.view.of.words();
      return known;
    }
    const [id, tag = '', edition] = store.get(idKey)?.split(' ') ?? [];
    known = id === undefined ? null : spreadsheet.getSheetById(Number(id));
    if (known !== null) {
      its = stored.under(tag, Number(edition ?? 1));
      return known;
    }
    const named = sheetByName(spreadsheet, design);
    if (named === null) return null;
    its = named.words ?? its;
    known = named.sheet;
    missCarried(spreadsheet, store);
    return known;
  }

  function kept(sheet: Sheet): Kept<R> | null {
    const places = keptColumns(design, sheet.getSheetId(), store.get(placesIn));
    return places !== null && places.reach <= sheet.getMaxColumns() ? places : null;
  }

  function columns(sheet: Sheet, header?: readonly Value[]): Located<R> {
    const isSame =
      located !== null && (header === undefined || located.header === headerText(header, reachOf(design, located.at)));
    if (located !== null && isSame) return located;
    const places = kept(sheet);
    const fitting = places?.fits(header ?? (sheet.getRange(1, 1, 1, places.reach).getValues()[0] as Value[]));
    located = fitting ?? locate(sheet);
    return located;
  }

  function locate(sheet: Sheet, tries = WRITE_TRIES): Located<R> {
    let whole: Value[] | null = null;
    const header = (): Value[] => (whole ??= headerOf(sheet));
    const at = locateColumns(sheet, design, header);
    // Under other words the metadata must say the same after the header was read as before.
    const isSure = (): boolean => placesOf(locateColumns(sheet, design, header)) === placesOf(at);
    if (!areCalled(design, at, header()) && tries > 1 && !isSure()) return locate(sheet, tries - 1);
    const there = { header: headerText(header(), reachOf(design, at)), at };
    const text = keptText(design, sheet.getSheetId(), there);
    if (text !== null && store.get(placesIn) !== text) store.set(placesIn, text);
    return there;
  }

  function isGone(sheet: Sheet): boolean {
    try {
      if (spreadsheet.getSheets().some(other => other.getSheetId() === sheet.getSheetId())) return false;
    } catch {
      // What cannot be asked for its number is gone.
    }
    known = null;
    located = null;
    return true;
  }

  return {
    find,
    before: () => known,
    words: () => its,
    columns,
    kept,
    isLocated: () => located !== null,
    proven: (places, header) => {
      located = places.fits(header);
      return located;
    },
    moved: () => {
      located = null;
    },
    isGone,
    newWords: () => {
      its = stored.newest(words.tag);
      return its;
    },
    made: (sheet, there) => {
      known = sheet;
      located = there;
      const places = keptText(design, sheet.getSheetId(), there);
      return {
        [idKey]: `${sheet.getSheetId()} ${its.tag} ${its.edition}`,
        ...(places === null ? {} : { [placesIn]: places }),
      };
    },
  };
}
