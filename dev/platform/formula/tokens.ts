// The words of a formula, and its references rewritten when sheets are renamed or rows and columns move.
import { columnLetters, columnNumber, type Renumbering } from '../area';

export type Token = { readonly kind: 'text' | 'number' | 'ref' | 'name' | 'sign' | 'error'; readonly text: string };

const KINDS: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+/y],
  ['text', /"(?:[^"]|"")*"/y],
  ['error', /(?:(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!)?#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!)/y],
  [
    'ref',
    /(?:(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!)?(?:\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d*)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d+:\$?\d+)(?![\w(.])/y,
  ],
  ['number', /\d+(?:\.\d+)?/y],
  ['name', /[A-Za-z_][\w.]*/y],
  ['sign', /<=|>=|<>|[-+*/^&=<>(),;%]/y],
];

/** null where the formula has a sign that none has. */
export function tokensOf(formula: string): Token[] | null {
  const tokens: Token[] = [];
  for (let at = 1; at < formula.length; ) {
    const found = KINDS.map(([kind, pattern]) => {
      pattern.lastIndex = at;
      return { kind, text: pattern.exec(formula)?.[0] ?? '' };
    }).find(({ text }) => text !== '');
    if (found === undefined) return null;
    if (found.kind !== 'space') tokens.push({ kind: found.kind, text: found.text });
    at += found.text.length;
  }
  return tokens;
}

export function splitReference(text: string): { readonly sheet: string | null; readonly cells: string } {
  const cut = text.lastIndexOf('!');
  return cut < 0
    ? { sheet: null, cells: text }
    : {
        sheet: text
          .slice(0, cut)
          .replace(/^'(.*)'$/, '$1')
          .replace(/''/g, "'"),
        cells: text.slice(cut + 1),
      };
}

const withSheet = (sheet: string | null, cells: string): string =>
  sheet === null ? cells : `${/^[A-Za-z_]\w*$/.test(sheet) ? sheet : `'${sheet.replace(/'/g, "''")}'`}!${cells}`;

/** The formula with every reference put through `change`; the same text where none changes. */
function rewritten(formula: string, change: (sheet: string | null, cells: string) => string | null): string {
  const tokens = tokensOf(formula);
  if (tokens === null) return formula;
  let result = '=';
  let touched = false;
  let at = 1;
  for (const { kind, text } of tokens) {
    const start = formula.indexOf(text, at);
    const { sheet, cells } = splitReference(text);
    const other = kind === 'ref' ? change(sheet, cells) : null;
    touched ||= other !== null;
    result += formula.slice(at, start) + (other ?? text);
    at = start + text.length;
  }
  return touched ? result + formula.slice(at) : formula;
}

/** `home`: the name of the sheet that holds the formula. */
export const renamed = (formula: string, from: string, to: string): string =>
  rewritten(formula, (sheet, cells) => (sheet?.toLowerCase() === from.toLowerCase() ? withSheet(to, cells) : null));

export const withoutSheet = (formula: string, gone: string): string =>
  rewritten(formula, sheet => (sheet?.toLowerCase() === gone.toLowerCase() ? '#REF!' : null));

export function reshaped(formula: string, home: string, of: string, change: Renumbering): string {
  return rewritten(formula, (sheet, cells) => {
    if ((sheet ?? home).toLowerCase() !== of.toLowerCase()) return null;
    const now = moved(cells, change);
    return now === cells ? null : now === null ? '#REF!' : withSheet(sheet, now);
  });
}

const CORNERS = /^(\$?)([A-Za-z]*)(\$?)(\d*)(?::(\$?)([A-Za-z]*)(\$?)(\d*))?$/;

function moved(cells: string, { axis, to }: Renumbering): string | null {
  const [, dollar1 = '', col1 = '', dollar2 = '', row1 = '', dollar3 = '', col2, dollar4 = '', row2 = ''] =
    CORNERS.exec(cells) ?? [];
  const numberOf = (part: string): number | null =>
    part === '' ? null : axis === 'cols' ? columnNumber(part) : Number(part);
  const [part1, part2] = axis === 'cols' ? [col1, col2 ?? ''] : [row1, row2];
  const [first, last] = [numberOf(part1), numberOf(part2)];
  if (first === null) return cells;
  const ends = last === null ? endsOf(first, col2 === undefined ? first : first + SEARCH, to) : endsOf(first, last, to);
  if (ends === null) return null;
  const name = (now: number): string => (axis === 'cols' ? columnLetters(now) : String(now));
  const [now1, now2] = [name(ends[0]), last === null ? part2 : name(ends[1])];
  const corner1 = axis === 'cols' ? `${dollar1}${now1}${dollar2}${row1}` : `${dollar1}${col1}${dollar2}${now1}`;
  if (col2 === undefined) return corner1;
  return `${corner1}:${axis === 'cols' ? `${dollar3}${now2}${dollar4}${row2}` : `${dollar3}${col2}${dollar4}${now2}`}`;
}

/** An open end may begin with deleted rows: how far on the first that is left is looked for. */
const SEARCH = 10_000;

function endsOf(first: number, last: number, to: Renumbering['to']): readonly [number, number] | null {
  let low: number | null = null;
  let high: number | null = null;
  for (let old = first; old <= last && low === null; old++) low = to(old);
  for (let old = last; old >= first && high === null; old--) high = to(old);
  return low === null || high === null ? null : [Math.min(low, high), Math.max(low, high)];
}
