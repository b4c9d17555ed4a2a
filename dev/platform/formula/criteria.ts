// The conditions of COUNTIF and COUNTIFS: "Invited", "*@acme.com", ">=46000".
import { Day, Fault, notBuilt, type Scalar, textOf } from './values';

const COMPARE = /^(<=|>=|<>|<|>|=)?([\s\S]*)$/;

/** Capitals do not count; * and ? stand for any signs, ~ takes their meaning away. */
function wildcards(pattern: string): (text: string) => boolean {
  const low = pattern.toLowerCase();
  if (!/[*?~]/.test(low)) return text => text.toLowerCase() === low;
  const source = low.replace(
    /~([*?~])|([*?])|([\s\S])/g,
    (_, literal: string | undefined, wild: string | undefined, sign: string | undefined) =>
      wild === '*' ? '[^]*' : wild === '?' ? '[^]' : (literal ?? sign ?? '').replace(/[.*+?^${}()|[\]\\]/, '\\$&'),
  );
  const whole = new RegExp(`^${source}$`);
  return text => whole.test(text.toLowerCase());
}

export function matcher(criterion: Scalar): ((cell: Scalar) => boolean) | Fault {
  const text = textOf(criterion);
  if (text instanceof Fault) return text;
  const [, sign = '=', rest = ''] = COMPARE.exec(text) ?? [];
  const limit = rest.trim() === '' ? Number.NaN : Number(rest);
  if (!Number.isNaN(limit)) {
    const numeric = (cell: Scalar): number =>
      typeof cell === 'number' ? cell : cell instanceof Day ? cell.serial : Number.NaN;
    switch (sign) {
      case '<':
        return cell => numeric(cell) < limit;
      case '<=':
        return cell => numeric(cell) <= limit;
      case '>':
        return cell => numeric(cell) > limit;
      case '>=':
        return cell => numeric(cell) >= limit;
      case '<>':
        return cell => numeric(cell) !== limit;
      default:
        return cell => numeric(cell) === limit;
    }
  }
  if (sign !== '=' && sign !== '<>') return notBuilt(`the condition ${text}`);
  if (rest === '') return notBuilt('an empty condition');
  const fits = wildcards(rest);
  return cell => (typeof cell === 'string' && fits(cell)) === (sign === '=');
}
