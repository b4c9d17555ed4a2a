// One entry of a setting as people type it: without quotes, brackets, and the name beside an address.

/** Without what stands around an address in a text: quotes, brackets, mailto:, the end of a sentence. */
export const bare = (part: string): string =>
  part
    .replace(/^mailto:/i, '')
    .replace(/^["'([<]+/, '')
    .replace(/["')\].:>]+$/, '')
    .replace(/^mailto:/i, '');

/** `Ann Lee <ann@acme.com>`, `"Lee, Ann" <ann@acme.com>` → the address alone. */
export const withoutNames = (text: string): string =>
  text.replace(/("[^"\r\n]*"[ \t]*|[^",;<>\r\n]*)<([^<>]*)>/g, ' $2 ');
