// Takes from a text what hides addresses from the eye or from a program: unseen signs, signs of full width, HTML.

/** Unseen: joiners, marks of direction, soft hyphens, variation selectors. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|\u034f|[\ufe00-\ufe0f]/g;
const LINE_END = /\r\n|[\r\u2028\u2029\u0085\v\f]/g;
/** Signs of full width, and small ones of East Asian type: each has a usual form. */
const WIDE = /[\uff01-\uff5e\u3000\ufe50-\ufe6b]/g;
const DOUBLE_QUOTES = /[“”„‟«»「」『』《》〝〞]/g;
/** The last is the grave accent: written plainly, the page would misread it. */
const SINGLE_QUOTES = /[‹›‚\x60]/g;
const COMMAS = /[،؛、]/g;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };
const ENTITY = /&(?:(lt|gt|amp|quot|apos|nbsp)|#(\d{2,6})|#x([\da-f]{2,5}));/gi;
/** A link to write to somebody stands for the address; other tags stand between two things. */
const LINK = /<a\b[^<>]{0,300}?\bhref\s?=\s?["']?mailto:([^"'<>?\s]{0,320})[^<>]{0,500}>/gi;
const TAG = /<\/?([a-z][\w:.-]{0,40})(\s[^<>]{0,1000}|\/)?>/gi;
const END_TAG = /<\/[a-z][\w:.-]{0,40}>/gi;
/** Those of HTML that need no end. */
const ENDLESS = ['p', 'br', 'td', 'tr', 'th', 'li', 'dt', 'dd', 'hr', 'img', 'meta'];

/** A name may be written like a tag: Ann <b>. A page has tags that end, or that nobody is called. */
const IS_PAGE = /<\/[a-z]|<a\s|<[bh]r|<t[dr]/i;

/** The start of a link within another link. */
const CODED_LINK = /\bmailto%3a/gi;

/** Line ends are \n afterwards. */
export const seen = (text: string): string =>
  text.replace(UNSEEN, '').replace(LINE_END, '\n').replace(CODED_LINK, 'mailto:');

/** Quotes of every script become the two of ASCII, separators of full width the usual ones. */
export function narrowed(text: string): string {
  // Most lists have nothing of it, and a large one is read in one glance.
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return text
    .replace(WIDE, sign => sign.normalize('NFKC'))
    .replace(DOUBLE_QUOTES, '"')
    .replace(SINGLE_QUOTES, "'")
    .replace(COMMAS, ',');
}

export function withoutMarkup(text: string): string {
  const plain = text.includes('&')
    ? text.replace(ENTITY, (all: string, name?: string, number?: string, hex?: string) =>
        name === undefined ? signOf(all, number, hex) : (ENTITIES[name.toLowerCase()] ?? all),
      )
    : text;
  if (!IS_PAGE.test(plain)) return plain;
  const tags = new Set([...ENDLESS, ...(plain.match(END_TAG) ?? []).map(tag => tag.slice(2, -1).toLowerCase())]);
  return plain.replace(LINK, ' <$1> ').replace(TAG, (all: string, name: string, inside?: string) => {
    if (!tags.has(name.toLowerCase())) return all;
    if (inside?.includes('@') === true) return inside;
    return /^t[dh]$/i.test(name) ? '\t' : '\n';
  });
}

function signOf(all: string, number: string | undefined, hex: string | undefined): string {
  const code = number === undefined ? Number.parseInt(hex ?? '', 16) : Number(number);
  const isSign = code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isSign ? String.fromCodePoint(code) : all;
}
