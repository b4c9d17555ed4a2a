// What a cell holds, how what is typed becomes a value, and how a value is shown.
import type { CellValue, Validation } from './shapes';
import { formatDate, instantOf } from './zone';

export type { CellValue, Validation };

/** `value` is computed when it is read. */
export type Formula = { readonly formula: string; readonly value: CellValue };
export type Cell = CellValue | Formula;

/** Shared between cells and never changed in place. Absent means Google's default. */
export type CellStyle = {
  readonly numberFormat?: string;
  readonly background?: string;
  readonly fontColor?: string;
  readonly fontWeight?: string;
  readonly wrap?: string;
  readonly horizontalAlignment?: string;
  readonly verticalAlignment?: string;
  readonly note?: string;
  readonly validation?: Validation;
};
/** null takes a property back to the default. */
export type StylePatch = { readonly [K in keyof CellStyle]?: CellStyle[K] | null };

export const PLAIN_STYLE: CellStyle = {};

export const isFormula = (cell: Cell): cell is Formula => typeof cell === 'object' && 'formula' in cell;
export const valueOf = (cell: Cell): CellValue => (isFormula(cell) ? cell.value : cell);
export const isEmpty = (cell: Cell | undefined): boolean => cell === undefined || cell === '';

const NUMBER = /^[+-]?\$?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:[eE][+-]?\d+)?%?$/;
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const DATE_US = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

function dateOf(text: string, zone: string): Date | null {
  const iso = DATE.exec(text);
  const us = DATE_US.exec(text);
  const match = iso ?? us;
  if (match === null) return null;
  const field = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day] = iso === null ? [field(3), field(1), field(2)] : [field(1), field(2), field(3)];
  if (month < 1 || month > 12 || day < 1 || day > 31 || field(4) > 23 || field(5) > 59) return null;
  return new Date(instantOf(Date.UTC(year, month - 1, day, field(4), field(5), field(6)), zone));
}

/** No text that begins otherwise can be anything but text; most cells of a big block do. */
const MAY_MEAN_MORE = /^[\s\d+\-$.,'=tTfF]/;

/** What Sheets makes of a text that is typed, pasted or given to setValues. `format` is the cell's number format. */
export function parseEntry(text: string, format: string | undefined, zone: string): Cell {
  if (!MAY_MEAN_MORE.test(text)) return text;
  if (text.startsWith("'")) return text.slice(1);
  if (text.startsWith('=') && text.length > 1) return { formula: text, value: '#NAME?' };
  if (format === '@' || text === '') return text;
  const upper = text.trim().toUpperCase();
  if (upper === 'TRUE' || upper === 'FALSE') return upper === 'TRUE';
  const trimmed = text.trim();
  if (/\d/.test(trimmed) && NUMBER.test(trimmed)) {
    const number = Number(trimmed.replace(/[$,%]/g, ''));
    if (!Number.isNaN(number)) return trimmed.endsWith('%') ? number / 100 : number;
  }
  const date = dateOf(trimmed, zone);
  if (date !== null) return date;
  // Sheets reads a leading plus as the start of a formula; whether setValues does too is not documented, so take the
  // worse answer.
  return text.startsWith('+') && text.length > 1 ? { formula: `=${text}`, value: '#NAME?' } : text;
}

function shownNumber(value: number, format: string | undefined): string {
  if (format === undefined || format === '@' || format === 'General' || format === '0.###############')
    return String(Number(value.toPrecision(15)));
  const percent = format.endsWith('%');
  const decimals = /\.(0+)/.exec(format)?.[1]?.length ?? 0;
  const text = (percent ? value * 100 : value).toFixed(decimals);
  return (format.includes(',') ? text.replace(/\B(?=(\d{3})+(?!\d))/g, ',') : text) + (percent ? '%' : '');
}

/** Sheets writes hours h, minutes mm; Java's letters are H and mm, and its months are capitals. */
function datePattern(format: string): string {
  let afterHours = false;
  const twelve = /am\/pm/i.test(format);
  return format.replace(/am\/pm|"([^"]*)"|([a-zA-Z])\2*/gi, (part: string, quoted: string | undefined) => {
    if (quoted !== undefined) return `'${quoted}'`;
    const letter = part.charAt(0).toLowerCase();
    if (/am\/pm/i.test(part)) return 'a';
    if (letter === 'h') {
      afterHours = true;
      return (twelve ? 'h' : 'H').repeat(part.length);
    }
    if (letter === 'm' && afterHours) {
      afterHours = false;
      return 'm'.repeat(part.length);
    }
    return letter === 'm'
      ? 'M'.repeat(part.length)
      : letter === 'd' && part.length > 2
        ? 'E'.repeat(part.length)
        : part.toLowerCase();
  });
}

export function display(cell: Cell, format: string | undefined, zone: string): string {
  const value = valueOf(cell);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return shownNumber(value, format);
  if (format !== undefined && /[ymdhs]/i.test(format)) return formatDate(value.getTime(), zone, datePattern(format));
  const midnight = formatDate(value.getTime(), zone, 'HHmmss') === '000000';
  return formatDate(value.getTime(), zone, midnight ? 'yyyy-MM-dd' : 'yyyy-MM-dd H:mm:ss');
}

const rankOf = (value: CellValue): number => (typeof value === 'string' ? 1 : typeof value === 'boolean' ? 2 : 0);

/** Google's order when sorting: numbers and dates, then text, then booleans, empty cells last whichever way. */
export function compareCells(a: CellValue, b: CellValue): number {
  const ranks = rankOf(a) - rankOf(b);
  if (ranks !== 0) return ranks;
  if (typeof a === 'string' && typeof b === 'string') {
    if (a === b) return 0;
    const low = a.toLowerCase();
    const other = b.toLowerCase();
    return low < other ? -1 : low > other ? 1 : 0;
  }
  return Number(a) - Number(b);
}
