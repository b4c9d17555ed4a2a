// What the columns of a list of people are called, and what stands in them. Pure.
import type { Compared } from '../contract/people';

/** Of a cell that shows what a column holds. */
const LONGEST_SAMPLE = 60;

type Rows = readonly (readonly string[])[];

/** `sample`: the first cell that says anything. */
export const columnsOf = (table: Rows): Compared['columns'] =>
  (table[0] ?? []).map((header, at) => ({ header, sample: sampleOf(table, at) }));

const sampleOf = (table: Rows, at: number): string =>
  (table.find((row, index) => index > 0 && (row[at] ?? '').trim() !== '')?.[at] ?? '').trim().slice(0, LONGEST_SAMPLE);
