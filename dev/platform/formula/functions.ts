// The functions that the workbench computes: those of the add-on's own formulas, each as Sheets does it, and no more.
import { compareCells } from '../cell';
import { matcher } from './criteria';
import { Block, Day, Fault, NOT_AVAILABLE, notBuilt, numberOf, type Scalar, textOf, type Value, VALUE } from './values';

type Each = (...args: readonly Scalar[]) => Scalar;
type Whole = (args: readonly Value[]) => Value;

function arithmetic(work: (a: number, b: number) => number, datesLeft: (a: Scalar, b: Scalar) => boolean): Each {
  return (one = null, two = null) => {
    const [a, b] = [numberOf(one), numberOf(two)];
    if (a instanceof Fault) return a;
    if (b instanceof Fault) return b;
    const result = work(a, b);
    return Number.isFinite(result) ? (datesLeft(one, two) ? new Day(result) : result) : new Fault('#DIV/0!');
  };
}
const never = (): boolean => false;

/** Numbers come before text, text before truth values; an empty cell is as much as 0 or ''. */
function comparison(holds: (order: number) => boolean): Each {
  return (one = null, two = null) => {
    if (one instanceof Fault) return one;
    if (two instanceof Fault) return two;
    return holds(compareCells(beside(one, two), beside(two, one)));
  };
}

/** An empty cell is what it is compared with, only empty. */
function beside(value: Exclude<Scalar, Fault>, other: Scalar): string | number | boolean {
  if (value === null) return typeof other === 'string' ? '' : typeof other === 'boolean' ? false : 0;
  return value instanceof Day ? value.serial : value;
}

const equal = comparison(order => order === 0);

const onText =
  (work: (...texts: string[]) => Scalar): Each =>
  (...args) => {
    const texts = args.map(textOf);
    const fault = texts.find(text => text instanceof Fault);
    return fault instanceof Fault ? fault : work(...(texts as string[]));
  };

/** RE2's syntax and JavaScript's agree on what the add-on uses. */
const pattern = (text: string): RegExp => new RegExp(text, 'u');

/** Work on one cell each; within ARRAYFORMULA on every cell of a block. */
export const EACH: Readonly<Record<string, Each>> = {
  '+': arithmetic(
    (a, b) => a + b,
    (a, b) => a instanceof Day !== b instanceof Day,
  ),
  '-': arithmetic(
    (a, b) => a - b,
    (a, b) => a instanceof Day && !(b instanceof Day),
  ),
  '*': arithmetic((a, b) => a * b, never),
  '/': arithmetic((a, b) => a / b, never),
  '^': arithmetic((a, b) => a ** b, never),
  '&': onText((a = '', b = '') => a + b),
  '=': equal,
  '<>': comparison(order => order !== 0),
  '<': comparison(order => order < 0),
  '>': comparison(order => order > 0),
  '<=': comparison(order => order <= 0),
  '>=': comparison(order => order >= 0),
  /** The text of a date depends on the sheet's language; whichever it is, it begins with no letter. */
  LOWER: (value = null) =>
    value instanceof Day ? String(value.serial) : onText((text = '') => text.toLowerCase())(value),
  // Blanks at the ends go, and of several between two words one stays.
  TRIM: onText((text = '') => text.replace(/ +/g, ' ').replace(/^ | $/g, '')),
  REGEXMATCH: onText((text = '', expression = '') => pattern(expression).test(text)),
  REGEXEXTRACT: onText((text = '', expression = '') => {
    const found = pattern(expression).exec(text);
    return found === null ? NOT_AVAILABLE : (found[1] ?? found[0]);
  }),
  ISERROR: (value = null) => (value instanceof Fault && value.unbuilt ? value : value instanceof Fault),
  ISNUMBER: (value = null) => typeof value === 'number' || value instanceof Day,
  INT: (value = null) => {
    const number = numberOf(value);
    return number instanceof Fault ? number : Math.floor(number);
  },
  /** The value, then cases and results in turns, then what else. Capitals do not count. */
  SWITCH: (value = null, ...rest) => {
    if (value instanceof Fault) return value;
    for (let at = 0; at + 1 < rest.length; at += 2)
      if (equal(value, rest[at] ?? null) === true) return rest[at + 1] ?? null;
    return rest.length % 2 === 1 ? (rest[rest.length - 1] ?? null) : NOT_AVAILABLE;
  },
  N: (value = null) => (typeof value === 'string' ? 0 : value instanceof Day ? value.serial : numberOf(value)),
  WEEKDAY: (value = null, type = 1) => {
    const serial = numberOf(value);
    if (serial instanceof Fault) return serial;
    // Serial 1 is a Sunday: 1899-12-31.
    const sunday = (((Math.floor(serial) - 1) % 7) + 7) % 7;
    return type === 1
      ? sunday + 1
      : type === 2
        ? ((sunday + 6) % 7) + 1
        : notBuilt('WEEKDAY of another type than 1 and 2');
  },
};

const rowsOf = (value: Value | undefined): readonly (readonly Scalar[])[] =>
  value instanceof Block ? value.rows : [[value ?? null]];
const nothing = (rows: readonly (readonly Scalar[])[]): Value => (rows.length === 0 ? NOT_AVAILABLE : new Block(rows));
const plain = (value: Scalar): string | number | boolean =>
  value instanceof Day ? value.serial : value instanceof Fault ? value.text : (value ?? '');

const numbersOf = (value: Value): number[] =>
  rowsOf(value).flatMap(row =>
    row.flatMap(cell => (typeof cell === 'number' ? [cell] : cell instanceof Day ? [cell.serial] : [])),
  );

function countIfs(args: readonly Value[]): Value {
  if (args.length < 2 || args.length % 2 !== 0) return NOT_AVAILABLE;
  const tests: { readonly cells: readonly Scalar[]; readonly fits: (cell: Scalar) => boolean }[] = [];
  for (let at = 0; at < args.length; at += 2) {
    const [range, criterion] = [args[at], args[at + 1]];
    if (range instanceof Fault) return range;
    if (!(range instanceof Block)) return new Fault('#N/A');
    const fits = criterion instanceof Block ? VALUE : matcher(criterion ?? null);
    if (fits instanceof Fault) return fits;
    tests.push({ cells: range.flat, fits });
  }
  const [first] = tests;
  if (first === undefined || tests.some(test => test.cells.length !== first.cells.length)) return VALUE;
  let count = 0;
  for (let at = 0; at < first.cells.length; at++) if (tests.every(test => test.fits(test.cells[at] ?? null))) count++;
  return count;
}

/** Work on whole blocks. */
export const WHOLE: Readonly<Record<string, Whole>> = {
  NA: () => NOT_AVAILABLE,
  COUNTIF: args => (args.length === 2 ? countIfs(args) : NOT_AVAILABLE),
  COUNTIFS: countIfs,
  SUM: args => {
    let sum = 0;
    for (const arg of args)
      for (const value of arg instanceof Block ? arg.flat : [arg]) {
        if (value instanceof Fault) return value;
        if (typeof value === 'number' || value instanceof Day) sum += Number(numberOf(value));
        else if (!(arg instanceof Block)) {
          const number = numberOf(value);
          if (number instanceof Fault) return number;
          sum += number;
        }
      }
    return sum;
  },
  FILTER: ([range, ...conditions]) => {
    const rows = rowsOf(range);
    const kept: (readonly Scalar[])[] = [];
    if (conditions.some(condition => rowsOf(condition).length !== rows.length)) return NOT_AVAILABLE;
    rows.forEach((row, at) => {
      if (
        conditions.every(condition => {
          const [cell] = rowsOf(condition)[at] ?? [];
          return cell === true || (typeof cell === 'number' && cell !== 0);
        })
      )
        kept.push(row);
    });
    return nothing(kept);
  },
  UNIQUE: ([range, ...more]) => {
    if (more.length > 0) return notBuilt('UNIQUE with options');
    if (range instanceof Fault) return range;
    const seen = new Map<string, readonly Scalar[]>();
    for (const row of rowsOf(range)) {
      const key = JSON.stringify(row);
      if (!seen.has(key)) seen.set(key, row);
    }
    return nothing([...seen.values()]);
  },
  SORT: ([range, ...more]) => {
    if (more.length > 0) return notBuilt('SORT with columns');
    if (range instanceof Fault) return range;
    return nothing([...rowsOf(range)].sort((a, b) => compareCells(plain(a[0] ?? null), plain(b[0] ?? null))));
  },
  INDEX: ([range, row = null, col = 1]) => {
    if (range instanceof Fault) return range;
    const [down, right] = [numberOf(row as Scalar), numberOf(col as Scalar)];
    if (typeof down !== 'number' || typeof right !== 'number') return VALUE;
    if (down < 1 || right < 1) return notBuilt('INDEX of a whole row or column');
    const found = rowsOf(range)[Math.floor(down) - 1]?.[Math.floor(right) - 1];
    return found === undefined ? new Fault('#REF!') : found;
  },
  SEQUENCE: ([rows = null, cols = 1, from = 1, step = 1]) => {
    const numbers = [rows, cols, from, step].map(arg => (arg instanceof Block ? VALUE : numberOf(arg)));
    const [down, right, first, by] = numbers;
    if (typeof down !== 'number' || typeof right !== 'number' || typeof first !== 'number' || typeof by !== 'number')
      return VALUE;
    return new Block(
      Array.from({ length: down }, (_, row) =>
        Array.from({ length: right }, (__, col) => first + by * (row * right + col)),
      ),
    );
  },
  /** How many numbers are as large as each class, or larger than the one before; and how many are larger than all. */
  FREQUENCY: ([data = null, classes = null]) => {
    const fault = rowsOf(data)
      .flat()
      .find(cell => cell instanceof Fault);
    if (fault !== undefined) return fault;
    const limits = numbersOf(classes).sort((a, b) => a - b);
    const counts = new Array<number>(limits.length + 1).fill(0);
    for (const number of numbersOf(data)) {
      const at = limits.findIndex(limit => number <= limit);
      const place = at < 0 ? limits.length : at;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    return new Block(counts.map(count => [count]));
  },
  ARRAY_CONSTRAIN: ([range = null, rows = null, cols = null]) => {
    if (range instanceof Fault) return range;
    const [down, right] = [numberOf(rows as Scalar), numberOf(cols as Scalar)];
    if (typeof down !== 'number' || typeof right !== 'number') return VALUE;
    return nothing(
      rowsOf(range)
        .slice(0, down)
        .map(row => row.slice(0, right)),
    );
  },
  /** What is too short is filled up with #N/A. */
  HSTACK: args => {
    const parts = args.map(rowsOf);
    const rows = parts.reduce((most, part) => Math.max(most, part.length), 0);
    const line = (part: readonly (readonly Scalar[])[], at: number): readonly Scalar[] =>
      part[at] ?? (part[0] ?? []).map(() => NOT_AVAILABLE);
    return new Block(Array.from({ length: rows }, (_, at) => parts.flatMap(part => line(part, at))));
  },
  VSTACK: args => {
    const lines = args.flatMap(rowsOf);
    const cols = lines.reduce((most, line) => Math.max(most, line.length), 0);
    return new Block(
      lines.map(line =>
        Array.from({ length: cols }, (_, at) => (at < line.length ? (line[at] ?? null) : NOT_AVAILABLE)),
      ),
    );
  },
  CHOOSECOLS: ([range = null, ...cols]) => {
    if (range instanceof Fault) return range;
    const at = cols.map(col => numberOf(col as Scalar));
    const width = rowsOf(range)[0]?.length ?? 0;
    if (!at.every((col): col is number => typeof col === 'number' && col >= 1 && col <= width)) return VALUE;
    return new Block(rowsOf(range).map(row => at.map(col => row[col - 1] ?? null)));
  },
};
