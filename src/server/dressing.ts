// What makes a sheet pleasant and no job depends on: tick boxes, formats, colours, filter. It comes after the values,
// in a step of its own that may fail.
import type { Store } from '../core/ports';
import type { Words } from '../core/words';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export type Dressing = {
  /** Has this done once all values are written; `done` when Google has taken it. */
  readonly later: (work: (sheet: Sheet) => void, done?: () => void) => void;
  /** Does it; the caller has flushed the values, so that none of theirs is taken for a refusal of this. */
  readonly now: () => void;
};

/** A sheet that takes none is asked again after so long: the admin may have turned its table back into cells. */
const AGAIN_MS = 86_400_000;

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
  let waiting: { readonly work: (sheet: Sheet) => void; readonly done: (() => void) | undefined }[] = [];

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
    now: () => {
      const works = waiting;
      waiting = [];
      const sheet = works.length === 0 ? null : find();
      if (sheet === null) return;
      const before = store.get(key);
      if (before !== null && Date.now() - Number(before) < AGAIN_MS) return;
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
      quietly(() => {
        for (const { done } of works) done?.();
      });
    },
  };
}

/** Where nothing can be kept or said, it is tried and said again next time. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}
