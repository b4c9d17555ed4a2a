// What makes a sheet pleasant and no job depends on: tick boxes, formats, colours, filter. It comes after the values,
// in a step of its own that may fail.
import { NO_LOOKS_AGAIN_MS } from '../core/google/retry-timing';
import type { Store } from '../core/ports';
import type { Words } from '../core/words';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export type Kept = () => Readonly<Record<string, string>>;
export type Dressing = {
  /** Has this done once all values are written; what `done` tells is kept when Google has taken it. */
  readonly later: (work: (sheet: Sheet) => void, done?: Kept) => void;
  /** The sheet was made just now: it is no table yet, and refuses nothing. */
  readonly made: () => void;
  readonly isNew: () => boolean;
  /**
   * Does it for a sheet that was just made, so that one flush is enough for its values and its looks. Returns what is
   * to be kept after that flush; null where there was nothing to do, or it failed: the next refresh completes it.
   */
  readonly early: () => Kept | null;
  /** Does it; the caller has flushed the values, so that none of theirs is taken for a refusal of this. */
  readonly now: () => void;
};

/**
 * A table refuses tick boxes, formats and filters for its typed columns, and only when Google comes to them: at the
 * next flush or read. So they are flushed in here. What is refused is said once.
 */
export function makeDressing(
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  store: Store,
  name: string,
  words: Words,
  find: () => Sheet | null,
): Dressing {
  const key = `sheet.${name}.plain`;
  type Work = { readonly work: (sheet: Sheet) => void; readonly done: Kept | undefined };
  let waiting: Work[] = [];
  let isNew = false;
  function take(): readonly Work[] {
    const works = waiting;
    waiting = [];
    return works;
  }

  function refused(sheet: Sheet, error: unknown, before: string | null): void {
    if (spreadsheet.getSheetById(sheet.getSheetId()) === null) return;
    store.set(key, String(Date.now()));
    if (before === null)
      spreadsheet.toast(
        words.plainSheet(sheet.getName(), error instanceof Error ? error.message : String(error)),
        words.sidebarTitle,
        30,
      );
  }

  return {
    later: (work, done) => {
      waiting.push({ work, done });
    },
    made: () => {
      isNew = true;
    },
    isNew: () => isNew,
    early: () => {
      const works = isNew ? take() : [];
      isNew = false;
      const sheet = works.length === 0 ? null : find();
      if (sheet === null) return null;
      try {
        for (const { work } of works) work(sheet);
        return keptOf(works);
      } catch {
        return null;
      }
    },
    now: () => {
      const works = take();
      const sheet = works.length === 0 ? null : find();
      if (sheet === null) return;
      const before = store.get(key);
      if (before !== null && Date.now() - Number(before) < NO_LOOKS_AGAIN_MS) return;
      try {
        for (const { work } of works) work(sheet);
        SpreadsheetApp.flush();
        if (before !== null) store.remove(key);
      } catch (error) {
        quietly(() => {
          refused(sheet, error, before);
        });
        return;
      }
      keep(store, [keptOf(works)]);
    },
  };
}

const keptOf =
  (works: readonly { readonly done: Kept | undefined }[]): Kept =>
  () =>
    works.reduce((all, { done }) => ({ ...all, ...done?.() }), {});

/** In one write. */
export function keep(store: Store, all: readonly (Kept | null)[]): void {
  quietly(() => {
    const values = all.reduce((sum, of) => ({ ...sum, ...of?.() }), {});
    if (Object.keys(values).length > 0) store.setAll(values);
  });
}

/** Where nothing can be kept or said, it is tried and said again next time. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}
