// Computes a formula over the spreadsheet as it is now.
import { type Area, lastRowOf, parseA1 } from '../area';
import type { SheetModel } from '../sheet-model';
import { EACH, WHOLE } from './functions';
import { type Node, parse } from './parse';
import { query } from './query';
import { splitReference } from './tokens';
import {
  Block,
  Day,
  Fault,
  fromCell,
  NOT_AVAILABLE,
  notBuilt,
  type Scalar,
  serialOf,
  type Value,
  VALUE,
} from './values';

/** What a formula may ask of the spreadsheet around it. */
export type Around = {
  readonly sheetNamed: (name: string) => SheetModel | null;
  readonly now: () => number;
  readonly zone: string;
};

/**
 * What formulas have cost so far. `passes`: whole columns that a reference led over. `cells`: cells of every block that
 * a function was given, a column or what another function made of one; Google's formulas wait in proportion to them.
 */
export type Work = { passes: number; cells: number };

/** `each`: within ARRAYFORMULA, where what takes one cell takes a block as well. `names`: those that LET gave. */
type Scope = { readonly home: SheetModel; readonly each: boolean; readonly names: ReadonlyMap<string, Value> };

const REF = new Fault('#REF!');
const NAME = new Fault('#NAME?');

export class Evaluator {
  private readonly around: Around;
  private readonly work: Work;
  /** Blocks read since the spreadsheet changed last: many formulas look at the same columns. */
  private readonly blocks = new Map<string, Value>();

  constructor(around: Around, work: Work) {
    this.around = around;
    this.work = work;
  }

  /** A block of several cells spreads over its neighbours: see live.ts. */
  compute(formula: string, home: SheetModel): Value {
    const node = parse(formula);
    if (node === null) return new Fault('#ERROR!');
    const result = this.value(node, { home, each: false, names: new Map() });
    if (!(result instanceof Block)) return result;
    const [only] = result.rows[0] ?? [];
    return result.rows.length === 1 && result.rows[0]?.length === 1 && only !== undefined ? only : result;
  }

  private value(node: Node, scope: Scope): Value {
    switch (node.kind) {
      case 'constant':
        return node.value;
      case 'error':
        return new Fault(node.text);
      case 'name':
        return scope.names.get(node.text) ?? NAME;
      case 'ref':
        return this.read(node.text, scope.home);
      case 'call':
        return this.call(node.name, node.args, scope);
    }
  }

  private call(name: string, nodes: readonly Node[], scope: Scope): Value {
    const of = (node: Node | undefined): Value => (node === undefined ? null : this.value(node, scope));
    const { home, each } = scope;
    const [first, second, third] = nodes;
    switch (name) {
      case 'ARRAYFORMULA':
        return first === undefined ? NOT_AVAILABLE : this.value(first, { ...scope, each: true });
      case 'LET':
        return this.named(nodes, scope);
      case 'ROW':
        return first?.kind === 'ref'
          ? (this.areaOf(first.text, home)?.area.row ?? REF)
          : notBuilt('ROW of no reference');
      case 'SUBTOTAL':
        return this.subtotal(of(first), second, home);
      case 'TODAY':
        return new Day(Math.floor(serialOf(this.around.now(), this.around.zone)));
      case 'IFERROR':
      case 'IFNA':
        return this.instead(name, of(first), second === undefined ? '' : of(second), each);
      case 'IF': {
        const condition = of(first);
        if (condition instanceof Block)
          return each ? this.spread(chosen, [condition, of(second), third === undefined ? false : of(third)]) : VALUE;
        const found = truth(condition);
        if (found instanceof Fault) return found;
        const picked = found ? second : third;
        return picked === undefined ? found : of(picked);
      }
    }
    const [single, whole] = [EACH[name], name === 'QUERY' ? query : WHOLE[name]];
    if (single === undefined && whole === undefined) return notBuilt(name);
    const args = nodes.map(of);
    if (whole === undefined) return this.spread(single as (...args: Scalar[]) => Scalar, args, each);
    this.note(args);
    return whole(args);
  }

  /** Names and what they stand for, in turns, and at the end what is computed with them. */
  private named(nodes: readonly Node[], scope: Scope): Value {
    const names = new Map(scope.names);
    for (let at = 0; at + 2 < nodes.length; at += 2) {
      const [name, stands] = [nodes[at], nodes[at + 1]];
      if (name?.kind !== 'name' || stands === undefined) return NAME;
      names.set(name.text, this.value(stands, { ...scope, names }));
    }
    const last = nodes[nodes.length - 1];
    return nodes.length % 2 === 0 || last === undefined ? NOT_AVAILABLE : this.value(last, { ...scope, names });
  }

  /** IFERROR, and IFNA for #N/A alone; what the workbench cannot compute stays in sight. */
  private instead(name: 'IFERROR' | 'IFNA', value: Value, other: Value, each: boolean): Value {
    const isMended = (cell: Value): boolean =>
      cell instanceof Fault && !cell.unbuilt && (name === 'IFERROR' || cell.text === NOT_AVAILABLE.text);
    if (!(value instanceof Block)) return isMended(value) ? other : value;
    return this.spread((cell = null, instead = null) => (isMended(cell) ? instead : cell), [value, other], each);
  }

  private note(args: readonly Value[]): void {
    for (const arg of args) if (arg instanceof Block) this.work.cells += arg.rows.length * (arg.rows[0]?.length ?? 0);
  }

  /** One cell at a time: single values as they are, blocks (all of one size) cell by cell. */
  private spread(work: (...args: Scalar[]) => Scalar, args: readonly Value[], each = true): Value {
    const shape = args.find(arg => arg instanceof Block);
    if (!(shape instanceof Block)) return work(...(args as Scalar[]));
    if (!each) return VALUE;
    this.note(args);
    const [rows, cols] = [shape.rows.length, shape.rows[0]?.length ?? 0];
    if (args.some(arg => arg instanceof Block && (arg.rows.length !== rows || arg.rows[0]?.length !== cols)))
      return notBuilt('blocks of different sizes');
    return new Block(
      shape.rows.map((row, down) =>
        row.map((_, right) =>
          work(...args.map(arg => (arg instanceof Block ? (arg.rows[down]?.[right] ?? null) : arg))),
        ),
      ),
    );
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
    // Known already or not: on Google each reference leads over its cells again.
    if (area.rows === sheet.maxRows && area.rows > 1) this.work.passes += area.cols;
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

/** What IF makes of its condition. */
function truth(condition: Scalar): boolean | Fault {
  if (condition instanceof Fault) return condition;
  if (typeof condition === 'string') return VALUE;
  return condition === true || (typeof condition === 'number' && condition !== 0);
}

/** IF for one cell of a block: only what is chosen counts, so an error in the other does no harm. */
function chosen(condition: Scalar = null, yes: Scalar = null, no: Scalar = null): Scalar {
  const found = truth(condition);
  return found instanceof Fault ? found : found ? yes : no;
}
