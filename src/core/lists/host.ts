// Whether a domain is a host name, and its one form: a name with letters beyond ASCII and its xn-- form are the same.
import { pattern } from '../contract/pattern';

const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
/** No top-level domain has a digit (an address by numbers has), and none has one letter. */
const TOP = /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/;
const letters = pattern('^[\\p{L}\\p{N}\\p{M}-]+$');
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** Lower-cased, with its labels in their xn-- form; null for what no host can be called. RFC 1123, 3492, 5891. */
export function hostName(domain: string): string | null {
  const labels: string[] = [];
  for (const label of domain.toLowerCase().split('.')) {
    const known = isAscii(label);
    if (!known && (!letters().test(label) || label.length > LONGEST_LABEL || mixes(label))) return null;
    labels.push(known ? label : `xn--${punycode(label)}`);
  }
  const name = labels.join('.');
  const top = labels[labels.length - 1] ?? '';
  const isHost =
    labels.length > 1 &&
    name.length <= LONGEST_NAME &&
    TOP.test(top) &&
    labels.every(label => label.length <= LONGEST_LABEL && LABEL.test(label));
  return isHost ? name : null;
}

const latin = pattern('\\p{Script=Latin}');
const otherScript = pattern('(?=\\p{L})[^\\p{Script=Latin}]');
/**
 * Latin letters beside those of another script: in a text without blanks these are an address and the words around it.
 */
export const mixes = (text: string): boolean => latin().test(text) && otherScript().test(text);

/** RFC 3492, section 6.3, with the numbers of section 5. */
function punycode(label: string): string {
  const points = Array.from(label, sign => sign.codePointAt(0) ?? 0);
  const basic = points.filter(point => point < 128);
  const written = basic.map(point => String.fromCharCode(point));
  if (basic.length > 0) written.push('-');
  let [code, delta, bias, done] = [128, 0, 72, basic.length];
  while (done < points.length) {
    const next = Math.min(...points.filter(point => point >= code));
    delta += (next - code) * (done + 1);
    code = next;
    for (const point of points) {
      if (point < code) delta += 1;
      if (point !== code) continue;
      written.push(digits(delta, bias));
      bias = adapted(delta, done + 1, done === basic.length);
      delta = 0;
      done += 1;
    }
    delta += 1;
    code += 1;
  }
  return written.join('');
}

function digits(delta: number, bias: number): string {
  let text = '';
  let rest = delta;
  for (let at = 36; ; at += 36) {
    const least = Math.min(26, Math.max(1, at - bias));
    if (rest < least) return text + letter(rest);
    text += letter(least + ((rest - least) % (36 - least)));
    rest = Math.floor((rest - least) / (36 - least));
  }
}
const letter = (digit: number): string => String.fromCharCode(digit < 26 ? 97 + digit : 22 + digit);

function adapted(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / count);
  let bias = 0;
  for (; rest > 455; bias += 36) rest = Math.floor(rest / 35);
  return bias + Math.floor((36 * rest) / (rest + 38));
}
