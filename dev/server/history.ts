// What a person can undo and redo: versions of the whole spreadsheet, one for each thing that was done by hand and one
// for what the add-on wrote in between.
import type { SpreadsheetModel } from '../platform/index';

type Version = {
  readonly restore: () => void;
  /** Where the change was that made it; null: the add-on's, or the first. */
  readonly sheet: number | null;
};
export type Step = { readonly sheet: number | null; readonly ofTheAddOn: boolean };

/** Each holds the cells of all sheets, so only so many are kept. */
const KEPT = 30;

export class EditHistory {
  private readonly book: SpreadsheetModel;
  private versions: Version[] = [];
  private at = -1;
  private changed = true;

  constructor(book: SpreadsheetModel) {
    this.book = book;
    book.onChange(({ kind }) => {
      if (kind !== 'selection' && kind !== 'toast') this.changed = true;
    });
  }

  /** Keeps the present version if it is a new one; what could be redone is then gone, as in Sheets. */
  keep(sheet: number | null = null): void {
    if (!this.changed) return;
    this.versions = [...this.versions.slice(0, this.at + 1), { restore: this.book.keepVersion(), sheet }].slice(-KEPT);
    this.at = this.versions.length - 1;
    this.changed = false;
  }

  /** Tells what went or came back; null when there is nothing more. */
  step(what: 'undo' | 'redo'): Step | null {
    this.keep();
    const [made, wanted] = what === 'undo' ? [this.at, this.at - 1] : [this.at + 1, this.at + 1];
    const [change, target] = [this.versions[made], this.versions[wanted]];
    if (change === undefined || target === undefined) return null;
    target.restore();
    this.at = wanted;
    this.changed = false;
    return { sheet: change.sheet, ofTheAddOn: change.sheet === null };
  }

  forget(): void {
    this.versions = [];
    this.at = -1;
    this.changed = true;
  }
}
