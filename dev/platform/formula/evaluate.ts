// Computes a formula over the spreadsheet as it is now.
import { type Area, lastRowOf, parseA1 } from '../area';
import type { SheetModel } from '../sheet-model';
import { EACH, WHOLE } from './functions';
import { type Node, parse } from './parse';
import { splitReference } from './tokens';
import { Block, Day, Fault, fromCell, notBuilt, type Scalar, serialOf, type Value, VALUE } from './values';

/** What a formula may ask of the spreadsheet around it. */
export type Around = {
  readonly sheetNamed: (name: string) => SheetModel | null;
  readonly now: () => number;
  readonly zone: string;
};

const REF = new Fault('#REF!');

export class Evaluator {
  private readonly around: Around;
  /** Blocks read since the spreadsheet changed last: many formulas look at the same columns. */
  private readonly blocks = new Map<string, Value>();

  constructor(around: Around) {
    this.around = around;
  }

  compute(formula: string, home: SheetModel): Scalar {
    const node = parse(formula);
    if (node === null) return new Fault('#ERROR!');
    const result = this.value(node, home, false);
    if (!(result instanceof Block)) return result;
    const [only] = result.rows[0] ?? [];
    if (result.rows.length === 1 && result.rows[0]?.length === 1 && only !== undefined) return only;
    return notBuilt('a result of several cells');
  }

  /** `each`: within ARRAYFORMULA, where what takes one cell takes a block as well. */
  private value(node: Node, home: SheetModel, each: boolean): Value {
    switch (node.kind) {
      case 'constant':
        return node.value;
      case 'error':
        return new Fault(node.text);
      case 'ref':
        return this.read(node.text, home);
      case 'call':
        return this.call(node.name, node.args, home, each);
    }
  }

  private call(name: string, nodes: readonly Node[], home: SheetModel, each: boolean): Value {
    const of = (node: Node): Value => this.value(node, home, each);
    const [first, second, third] = nodes;
    switch (name) {
      case 'ARRAYFORMULA':
        return first === undefined ? new Fault('#N/A') : this.value(first, home, true);
      case 'ROW':
        return first?.kind === 'ref'
          ? (this.areaOf(first.text, home)?.area.row ?? REF)
          : notBuilt('ROW of no reference');
      case 'SUBTOTAL':
        return this.subtotal(first === undefined ? null : of(first), second, home);
      case 'TODAY':
        return new Day(Math.floor(serialOf(this.around.now(), this.around.zone)));
      case 'IFERROR': {
        const value = first === undefined ? null : of(first);
        if (value instanceof Block) return notBuilt('IFERROR over several cells');
        return value instanceof Fault && !value.unbuilt ? (second === undefined ? '' : of(second)) : value;
      }
      case 'IF': {
        const condition = first === undefined ? null : of(first);
        if (condition instanceof Block) return each ? notBuilt('IF over several cells') : VALUE;
        if (condition instanceof Fault) return condition;
        if (typeof condition === 'string') return VALUE;
        const chosen = condition === true || (typeof condition === 'number' && condition !== 0) ? second : third;
        return chosen === undefined ? condition === true : of(chosen);
      }
    }
    const [single, whole] = [EACH[name], WHOLE[name]];
    if (single === undefined && whole === undefined) return notBuilt(name);
    const args = nodes.map(of);
    return whole !== undefined ? whole(args) : spread(single as (...args: Scalar[]) => Scalar, args, each);
  }

  private areaOf(text: string, home: SheetModel): { readonly sheet: SheetModel; readonly area: Area } | null {
    const { sheet: name } = splitReference(text);
    const sheet = name === null ? home : this.around.sheetNamed(name);
    const area = sheet === null ? undefined : parseA1(text, sheet.maxRows, sheet.maxColumns)?.area;
    return sheet === null || area === undefined || area.col + area.cols - 1 > sheet.maxColumns ? null : { sheet, area };
  }

  /** Counts what is not empty: 3 also in rows that a person hides, 103 only where they are shown. */
  private subtotal(code: Value, node: Node | undefined, home: SheetModel): Value {
    const found = node?.kind === 'ref' ? this.areaOf(node.text, home) : null;
    if (found === null) return REF;
    if (code !== 3 && code !== 103) return notBuilt('SUBTOTAL of another code than 3 and 103');
    const { sheet, area } = found;
    return this.cells(sheet, area)
      .filter((_, down) => {
        const row = sheet.rows[area.row - 1 + down];
        return row?.hiddenByFilter !== true && (code === 3 || row?.hiddenByUser !== true);
      })
      .flat()
      .filter(value => value !== null).length;
  }

  private read(text: string, home: SheetModel): Value {
    const found = this.areaOf(text, home);
    if (found === null) return REF;
    const { sheet, area } = found;
    const key = `${sheet.id} ${JSON.stringify(area)}`;
    const known = this.blocks.get(key);
    if (known !== undefined) return known;
    const value =
      area.rows === 1 && area.cols === 1
        ? (this.cells(sheet, area)[0]?.[0] ?? null)
        : new Block(this.cells(sheet, area));
    this.blocks.set(key, value);
    return value;
  }

  private cells(sheet: SheetModel, area: Area): Scalar[][] {
    const rows = Math.max(0, Math.min(lastRowOf(area), sheet.maxRows) - area.row + 1);
    return rows === 0
      ? []
      : sheet.values({ ...area, rows }).map(line => line.map(value => fromCell(value, this.around.zone)));
  }
}

/** One cell at a time: single values as they are, blocks (all of one size) cell by cell. */
function spread(work: (...args: Scalar[]) => Scalar, args: readonly Value[], each: boolean): Value {
  const shape = args.find(arg => arg instanceof Block);
  if (!(shape instanceof Block)) return work(...(args as Scalar[]));
  if (!each) return VALUE;
  if (
    args.some(
      arg =>
        arg instanceof Block &&
        (arg.rows.length !== shape.rows.length || arg.rows[0]?.length !== shape.rows[0]?.length),
    )
  )
    return notBuilt('blocks of different sizes');
  return new Block(
    shape.rows.map((row, down) =>
      row.map((_, right) => work(...args.map(arg => (arg instanceof Block ? (arg.rows[down]?.[right] ?? null) : arg)))),
    ),
  );
}
