// Formula text → what to compute: operators in Google's order, calls, references, constants.
import { type Token, tokensOf } from './tokens';

export type Node =
  | { readonly kind: 'constant'; readonly value: number | string | boolean }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'ref'; readonly text: string }
  /** What a LET gave a name; any other is #NAME?. */
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] };

/** From the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['=', '<>', '<', '>', '<=', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

/** null: Sheets could not read it either (#ERROR!). Operators become calls of their sign. */
export function parse(formula: string): Node | null {
  const tokens = tokensOf(formula);
  if (tokens === null) return null;
  let at = 0;
  const next = (): Token | undefined => tokens[at];
  const take = (text: string): boolean => {
    if (next()?.kind !== 'sign' || next()?.text !== text) return false;
    at++;
    return true;
  };

  function level(depth: number): Node | null {
    const signs = LEVELS[depth];
    if (signs === undefined) return unary();
    let left = level(depth + 1);
    for (let token = next(); left !== null && token?.kind === 'sign' && signs.includes(token.text); token = next()) {
      at++;
      const right = level(depth + 1);
      left = right === null ? null : { kind: 'call', name: token.text, args: [left, right] };
    }
    return left;
  }

  function unary(): Node | null {
    if (take('-')) {
      const of = unary();
      return of === null ? null : { kind: 'call', name: '-', args: [{ kind: 'constant', value: 0 }, of] };
    }
    if (take('+')) return unary();
    let inner = primary();
    while (inner !== null && take('%'))
      inner = { kind: 'call', name: '/', args: [inner, { kind: 'constant', value: 100 }] };
    return inner;
  }

  function primary(): Node | null {
    const token = next();
    if (token === undefined) return null;
    if (take('(')) {
      const inner = level(0);
      return take(')') ? inner : null;
    }
    at++;
    switch (token.kind) {
      case 'text':
        return { kind: 'constant', value: token.text.slice(1, -1).replace(/""/g, '"') };
      case 'number':
        return { kind: 'constant', value: Number(token.text) };
      case 'ref':
        return { kind: 'ref', text: token.text };
      case 'error':
        return { kind: 'error', text: token.text.slice(token.text.lastIndexOf('#')) };
      case 'sign':
        return null;
      case 'name':
        return named(token.text);
    }
  }

  function named(name: string): Node | null {
    if (!take('('))
      return /^(?:true|false)$/i.test(name)
        ? { kind: 'constant', value: /^true$/i.test(name) }
        : { kind: 'name', text: name.toLowerCase() };
    const args: Node[] = [];
    if (take(')')) return { kind: 'call', name: name.toUpperCase(), args };
    for (;;) {
      const arg = level(0);
      if (arg === null) return null;
      args.push(arg);
      if (take(')')) return { kind: 'call', name: name.toUpperCase(), args };
      if (!take(',') && !take(';')) return null;
    }
  }

  const whole = level(0);
  return at === tokens.length ? whole : null;
}
