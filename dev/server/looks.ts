// How the cells of one sheet look to the page: every combination gets a number, so that a sheet of many alike cells
// stays small.
import { type Cell, type CellStyle, conditionalStyle, type SheetModel, valueOf } from '../platform/index';
import type { CellView, Look } from '../protocol';
import { typedText } from './typed';

const PLAIN: CellStyle = {};

export class Looks {
  readonly all: Look[] = [];
  private readonly numbers = new Map<string, number>();
  /** Styles are shared objects: most cells find their look by the object, without spelling it out. */
  private readonly known = new WeakMap<CellStyle, Map<string, number>>();
  private readonly sheet: SheetModel;
  /** The object that the sheet answers for a cell without any style. */
  private readonly unstyled: CellStyle;

  constructor(sheet: SheetModel) {
    this.sheet = sheet;
    this.unstyled = sheet.style(sheet.maxRows + 1, 1);
  }

  view(row: number, col: number): CellView {
    const { sheet } = this;
    const cell = sheet.cell(row, col);
    const style = sheet.style(row, col);
    const extra = this.isConditional(row, col) ? conditionalStyle(sheet, row, col) : PLAIN;
    if (cell === '' && style === this.unstyled && Object.keys(extra).length === 0) return '';
    const look = this.numberOf(cell, style, extra);
    const shown =
      style.validation?.kind === 'checkbox' && typeof valueOf(cell) === 'boolean'
        ? String(valueOf(cell)).toUpperCase()
        : sheet.displayOf(row, col);
    const typed = typedText(cell, style.numberFormat, sheet.timeZone);
    return look === -1 && typed === shown ? shown : [shown, typed === shown ? null : typed, look];
  }

  private isConditional(row: number, col: number): boolean {
    return this.sheet.conditionalRules.some(rule =>
      rule.areas.some(
        area => col >= area.col && col < area.col + area.cols && row >= area.row && row < area.row + area.rows,
      ),
    );
  }

  /** -1 for a cell with nothing special about it. */
  private numberOf(cell: Cell, style: CellStyle, extra: CellStyle): number {
    const value = valueOf(cell);
    const kind =
      typeof value === 'number' || value instanceof Date ? 'number' : typeof value === 'boolean' ? 'boolean' : '';
    const box = style.validation?.kind === 'checkbox' ? (value === style.validation.checked ? 'ticked' : 'open') : '';
    const key = `${kind}|${box}|${extra.background ?? ''}|${extra.fontColor ?? ''}|${extra.fontWeight ?? ''}`;
    const ofStyle = this.known.get(style) ?? new Map<string, number>();
    this.known.set(style, ofStyle);
    const found = ofStyle.get(key);
    if (found !== undefined) return found;
    const number = this.register(lookOf({ ...style, ...extra }, kind, box));
    ofStyle.set(key, number);
    return number;
  }

  private register(look: Look): number {
    const text = JSON.stringify(look);
    if (text === '{}') return -1;
    const found = this.numbers.get(text);
    if (found !== undefined) return found;
    this.numbers.set(text, this.all.length);
    return this.all.push(look) - 1;
  }
}

function lookOf(style: CellStyle, kind: 'number' | 'boolean' | '', box: 'ticked' | 'open' | ''): Look {
  const { background, fontColor, fontWeight, horizontalAlignment, wrap, note, validation } = style;
  return {
    ...(kind === '' ? {} : { kind }),
    ...(background === undefined ? {} : { background }),
    ...(fontColor === undefined ? {} : { color: fontColor }),
    ...(fontWeight === 'bold' ? { bold: true as const } : {}),
    ...(horizontalAlignment === undefined ? {} : { align: horizontalAlignment }),
    ...(wrap !== undefined && wrap.toLowerCase().includes('wrap') && wrap !== 'CLIP' ? { wrap: true as const } : {}),
    ...(note === undefined || note === '' ? {} : { note }),
    ...(box === '' ? {} : { box }),
    ...(validation?.kind === 'list' && validation.dropdown ? { list: validation.values } : {}),
  };
}
