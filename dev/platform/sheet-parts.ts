// The parts of a sheet: rows, columns, filter, conditional formats, protections, and what the sheet tells its
// listeners.
import type { Area } from './area';
import type { Cell, CellStyle } from './cell';
import type { Condition, ConditionalRule, FilterCriteria } from './shapes';

export type { Condition, ConditionalRule, FilterCriteria };

/** Rows are objects so that developer metadata and hidden state stay with them when others are inserted above. */
export class SheetRow {
  cells: Cell[] = [];
  styles: (CellStyle | undefined)[] = [];
  hiddenByUser = false;
  hiddenByFilter = false;
}

export class SheetColumn {
  /** Pixels. */
  width = 100;
  hidden = false;
  /** The basic filter's condition on this column. */
  criteria: FilterCriteria | null = null;
}

/** `closedTo`: whose edits are refused; a script protects for show, and from nobody. */
export type Protection = {
  readonly id: number;
  area: Area | null;
  description: string;
  warningOnly: boolean;
  readonly closedTo?: readonly string[] | 'everybody';
};

/** A range that a person turned into a table, header row included; its columns with a type refuse decoration. */
export type Table = { readonly area: Area; readonly typed: readonly boolean[] };

/**
 * What changed, for whoever shows the sheet. `structure`: rows or columns moved, or their widths, filter, formats rules
 * changed.
 */
export type Change =
  | ({ readonly kind: 'cells'; readonly sheetId: number } & Area)
  | { readonly kind: 'structure'; readonly sheetId: number }
  | { readonly kind: 'sheets' }
  | { readonly kind: 'selection' }
  | { readonly kind: 'toast'; readonly message: string; readonly title: string; readonly seconds: number };
