// UTF-8 and base64 by hand: the context has neither TextEncoder nor Buffer. Bytes are signed, as in Apps Script.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const signed = (byte: number): number => (byte > 127 ? byte - 256 : byte);

export function toUtf8(text: string): number[] {
  // A lone half of a surrogate pair cannot be encoded; Java writes a question mark.
  const whole = text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '?');
  const bytes: number[] = [];
  const escaped = encodeURIComponent(whole);
  for (let index = 0; index < escaped.length; index++) {
    if (escaped.charAt(index) !== '%') bytes.push(escaped.charCodeAt(index));
    else {
      bytes.push(signed(parseInt(escaped.slice(index + 1, index + 3), 16)));
      index += 2;
    }
  }
  return bytes;
}

export const fromUtf8 = (bytes: readonly number[]): string =>
  decodeURIComponent(bytes.map(byte => `%${(byte & 255).toString(16).padStart(2, '0')}`).join(''));

export function toBase64(bytes: readonly number[]): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = bytes.slice(index, index + 3).map(byte => byte & 255);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text +=
      ALPHABET.charAt(group >> 18) +
      ALPHABET.charAt((group >> 12) & 63) +
      (b === undefined ? '=' : ALPHABET.charAt((group >> 6) & 63)) +
      (c === undefined ? '=' : ALPHABET.charAt(group & 63));
  }
  return text;
}

export function fromBase64(text: string): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '')) {
    held = (held << 6) | ALPHABET.indexOf(letter);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(signed((held >> bits) & 255));
    held &= (1 << bits) - 1;
  }
  return bytes;
}
