// What a formula computes with: cells' values, dates as numbers of days, errors, and blocks of them.
import type { CellValue } from '../shapes';
import { instantOf, wallClock } from '../zone';

/** A date is a number of days since 1899-12-30 that remembers that it is a date. */
export class Day {
  readonly serial: number;
  constructor(serial: number) {
    this.serial = serial;
  }
}

/** `unbuilt`: the workbench cannot compute this; no IFERROR may hide that. */
export class Fault {
  readonly text: string;
  readonly unbuilt: boolean;
  constructor(text: string, unbuilt = false) {
    this.text = text;
    this.unbuilt = unbuilt;
  }
}

/** null: an empty cell. */
export type Scalar = number | string | boolean | Day | Fault | null;
/** Rows of cells, all of one length. */
export class Block {
  readonly rows: readonly (readonly Scalar[])[];
  constructor(rows: readonly (readonly Scalar[])[]) {
    this.rows = rows;
  }
  get flat(): Scalar[] {
    return this.rows.flat();
  }
}
export type Value = Scalar | Block;

export const VALUE = new Fault('#VALUE!');
export const NOT_AVAILABLE = new Fault('#N/A');
export const notBuilt = (what: string): Fault => new Fault(`not implemented in the workbench: ${what}`, true);

const DAY_MS = 86_400_000;
const EPOCH = 25_569;

export const serialOf = (instant: number, zone: string): number => wallClock(instant, zone).getTime() / DAY_MS + EPOCH;

export function fromCell(value: CellValue, zone: string): Scalar {
  if (value instanceof Date) return new Day(serialOf(value.getTime(), zone));
  if (value === '') return null;
  return typeof value === 'string' && /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|ERROR!)$/.test(value)
    ? new Fault(value)
    : value;
}

export function toCell(value: Scalar, zone: string): CellValue {
  if (value === null) return '';
  if (value instanceof Fault) return value.text;
  return value instanceof Day ? new Date(instantOf(Math.round((value.serial - EPOCH) * DAY_MS), zone)) : value;
}

export function numberOf(value: Scalar): number | Fault {
  if (value instanceof Fault) return value;
  if (value instanceof Day) return value.serial;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : VALUE;
}

export function textOf(value: Scalar): string | Fault {
  if (value instanceof Fault) return value;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  // How Google writes a date into a text depends on the sheet's language.
  return value instanceof Day ? notBuilt('a date as text') : String(value);
}
