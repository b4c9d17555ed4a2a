// The page's copy of one sheet: cells by row and column number, and which rows and columns can be seen.
import type { Area, CellView, Look, Patch, SheetView } from '../protocol';

export type CellNow = { readonly shown: string; readonly typed: string; readonly look: Look };

const PLAIN: Look = {};
const EMPTY: CellNow = { shown: '', typed: '', look: PLAIN };

export const letters = (col: number): string =>
  col <= 26
    ? String.fromCharCode(64 + col)
    : letters(Math.floor((col - 1) / 26)) + String.fromCharCode(65 + ((col - 1) % 26));
export const a1 = (row: number, col: number): string => `${letters(col)}${row}`;
export const areaName = ({ row, col, rows, cols }: Area): string =>
  rows === 1 && cols === 1 ? a1(row, col) : `${a1(row, col)}:${a1(row + rows - 1, col + cols - 1)}`;

export class SheetData {
  readonly view: SheetView;
  /** Numbers of the rows and columns that can be seen, in order. */
  readonly rows: number[] = [];
  readonly cols: number[] = [];
  private readonly cells: CellView[][];
  private readonly looks: Look[];
  private readonly rowPlaces = new Map<number, number>();
  private readonly colPlaces = new Map<number, number>();
  charts: SheetView['charts'];
  /** Grows with each cell that changed, so that what is drawn already is not drawn again. */
  version = 0;
  private sequence: number;

  constructor(view: SheetView) {
    this.view = view;
    this.sequence = view.sequence;
    this.charts = view.charts;
    this.cells = view.rows.map(row => [...row]);
    this.looks = [...view.looks];
    const hidden = new Set(view.hiddenRows);
    for (let row = 1; row <= view.maxRows; row++)
      if (!hidden.has(row)) this.rowPlaces.set(row, this.rows.push(row) - 1);
    view.columns.forEach((column, index) => {
      if (column.hidden !== true) this.colPlaces.set(index + 1, this.cols.push(index + 1) - 1);
    });
  }

  /** How many of the seen rows and columns stay in place when scrolling. */
  get frozenRows(): number {
    return this.rows.filter(row => row <= this.view.frozenRows).length;
  }
  get frozenCols(): number {
    return this.cols.filter(col => col <= this.view.frozenColumns).length;
  }

  cell(row: number, col: number): CellNow {
    const cell = this.cells[row - 1]?.[col - 1];
    if (cell === undefined || cell === '') return EMPTY;
    if (typeof cell === 'string') return { shown: cell, typed: cell, look: PLAIN };
    return { shown: cell[0], typed: cell[1] ?? cell[0], look: this.looks[cell[2]] ?? PLAIN };
  }

  isFilled(row: number, col: number): boolean {
    const cell = this.cell(row, col);
    return cell.shown !== '' || cell.typed !== '';
  }

  /** The place among the seen ones, or of the nearest before it. */
  rowPlace(row: number): number {
    return placeOf(this.rowPlaces, row);
  }
  colPlace(col: number): number {
    return placeOf(this.colPlaces, col);
  }

  /** False when something is missing in between, and the sheet must be loaded again. */
  apply(patch: Patch): boolean {
    if (patch.sequence <= this.sequence) return true;
    if (patch.sequence !== this.sequence + 1) return false;
    this.sequence = patch.sequence;
    this.charts = patch.charts;
    this.version++;
    for (const [number, look] of Object.entries(patch.looks)) this.looks[Number(number)] = look;
    for (const { row, col, cells } of patch.blocks)
      cells.forEach((line, down) => line.forEach((cell, right) => this.put(row + down, col + right, cell)));
    return true;
  }

  /** Shows at once what was typed; the server's word follows. */
  guess(row: number, col: number, text: string): void {
    const old = this.cells[row - 1]?.[col - 1];
    const shown = text.startsWith("'") ? text.slice(1) : text;
    this.put(row, col, typeof old === 'object' ? [shown, text, old[2]] : text === shown ? text : [shown, text, -1]);
  }

  guessEmpty(row: number, col: number): void {
    if (this.cell(row, col).look.box !== undefined) this.guessTick(row, col, false);
    else if (this.isFilled(row, col)) this.guess(row, col, '');
  }

  guessTick(row: number, col: number, ticked: boolean): void {
    const old = this.cells[row - 1]?.[col - 1];
    if (typeof old !== 'object') return;
    const box = ticked ? 'ticked' : 'open';
    const look = this.looks[old[2]] ?? PLAIN;
    const known = this.looks.findIndex(
      other => other.box === box && JSON.stringify({ ...other, box: '' }) === JSON.stringify({ ...look, box: '' }),
    );
    this.put(row, col, [old[0], old[1], known >= 0 ? known : this.looks.push({ ...look, kind: 'boolean', box }) - 1]);
  }

  /** Different texts in a column between two rows, as a filter offers them. */
  distinct(col: number, from: number, to: number): string[] {
    const found = new Set<string>();
    for (let row = from; row <= to; row++) found.add(this.cell(row, col).shown);
    return [...found].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  }

  get isEmpty(): boolean {
    return this.cells.every((line, row) => line.every((_, col) => !this.isFilled(row + 1, col + 1)));
  }

  /** The last row and column with something in them, at least 1. */
  extent(): { row: number; col: number } {
    let [row, col] = [1, 1];
    this.cells.forEach((line, index) =>
      line.forEach((_, place) => {
        if (this.isFilled(index + 1, place + 1)) [row, col] = [Math.max(row, index + 1), Math.max(col, place + 1)];
      }),
    );
    return { row, col };
  }

  private put(row: number, col: number, cell: CellView): void {
    while (this.cells.length < row) this.cells.push([]);
    const line = this.cells[row - 1] ?? [];
    while (line.length < col) line.push('');
    line[col - 1] = cell;
    this.version++;
  }
}

function placeOf(places: ReadonlyMap<number, number>, wanted: number): number {
  for (let number = wanted; number > 0; number--) {
    const place = places.get(number);
    if (place !== undefined) return place;
  }
  return 0;
}
