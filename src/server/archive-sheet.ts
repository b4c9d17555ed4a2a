// The archive of the Activity sheet: a dated sheet beside it. Rows go there with all that is in them, each step in a
// fixed number of calls.
import type { ArchiveSheet, Store } from '../core/ports';
import { freeName } from './sheet-parts';
import { unfiltered } from './reach';
import type { ActivitySheet } from './sheets';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The id of the sheet that a run is filling, until that run is through. */
const UNFINISHED = 'archive.sheet';
/** Heads the column that the rows are sorted by; it is emptied at once, or by the next run when this one is cut off. */
const ORDER = '_order';

export function archiveSheet(
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  store: Store,
  activity: ActivitySheet,
  touch: () => void,
): ArchiveSheet {
  function unfinished(): Sheet | null {
    const id = store.get(UNFINISHED);
    return id === null ? null : spreadsheet.getSheetById(Number(id));
  }

  function make(): Sheet {
    const day = Utilities.formatDate(new Date(), spreadsheet.getSpreadsheetTimeZone(), 'yyyy-MM-dd');
    const name = `${activity.words().sheets.activity} ${day}`;
    const inFront = spreadsheet.getActiveSheet();
    // An empty one is what a run left that was cut off right here.
    const there = spreadsheet.getSheetByName(name);
    const empty = there?.getType() === SpreadsheetApp.SheetType.GRID ? there : null;
    const sheet = empty?.getLastRow() === 0 ? empty : spreadsheet.insertSheet(freeName(spreadsheet, name));
    inFront.activate();
    store.set(UNFINISHED, String(sheet.getSheetId()));
    return sheet;
  }

  function theActivity(): Sheet {
    const sheet = activity.sheet();
    if (sheet === null) throw new Error('There is no Activity sheet.');
    return sheet;
  }

  return {
    lines: () => {
      const sheet = unfinished();
      return sheet === null ? [] : activity.parse(sheet.getDataRange().getValues().slice(1));
    },
    sink: (fresh, copied) => {
      const sheet = theActivity();
      const [last, width] = [sheet.getLastRow(), sheet.getLastColumn()];
      const known = (sheet.getRange(1, 1, 1, width).getValues()[0] ?? []).indexOf(ORDER) + 1;
      const column = known > 0 ? known : width + 1;
      if (column > sheet.getMaxColumns()) sheet.insertColumnsAfter(sheet.getMaxColumns(), 1);
      const rank = new Map<number, number>([
        ...fresh.map(row => [row, 1] as const),
        ...copied.map(row => [row, 2] as const),
      ]);
      const job = activity.columnOf('job') ?? 1;
      touch();
      unfiltered(sheet, () => {
        const order = sheet.getRange(1, column, last, 1);
        order.setValues(Array.from({ length: last }, (_, at) => [at === 0 ? ORDER : (rank.get(at + 1) ?? 0)]));
        try {
          sheet.getRange(2, 1, last - 1, Math.max(width, column)).sort([
            { column, ascending: true },
            { column: job, ascending: true },
          ]);
        } finally {
          // Cells that are merged down cannot be sorted.
          order.clearContent();
        }
      });
    },
    copy: (first, last) => {
      const from = theActivity();
      const sheet = unfinished() ?? make();
      const width = from.getLastColumn();
      const start = Math.max(2, sheet.getLastRow() + 1);
      const [rows, columns] = [start + last - first - sheet.getMaxRows(), width - sheet.getMaxColumns()];
      if (rows > 0) sheet.insertRowsAfter(sheet.getMaxRows(), rows);
      if (columns > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), columns);
      touch();
      if (start === 2) {
        const spare = sheet.getMaxColumns() - width;
        if (spare > 0) sheet.deleteColumns(width + 1, spare);
        const header = from.getRange(1, 1, 1, width);
        header.copyTo(sheet.getRange(1, 1), SpreadsheetApp.CopyPasteType.PASTE_COLUMN_WIDTHS, false);
        header.copyTo(sheet.getRange(1, 1));
        sheet.setFrozenRows(1);
      }
      unfiltered(from, () => {
        from.getRange(first, 1, last - first + 1, width).copyTo(sheet.getRange(start, 1));
      });
      return () => {
        touch();
        sheet.getRange(start, 1, last - first + 1, width).clearContent();
      };
    },
    clear: (first, last) => {
      const sheet = theActivity();
      touch();
      unfiltered(sheet, () => {
        sheet.getRange(first, 1, last - first + 1, sheet.getLastColumn()).clearContent();
      });
    },
    close: () => {
      if (store.get(UNFINISHED) === null) return '';
      const name = unfinished()?.getName() ?? '';
      store.remove(UNFINISHED);
      return name;
    },
  };
}
