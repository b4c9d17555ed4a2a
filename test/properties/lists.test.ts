// Lists of any shape: nothing throws, nothing is accepted that is no address, everything is read or told, and reading
// takes time in proportion to the text.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAddress } from '../../src/core/accounts/address';
import { readList } from '../../src/core/lists/read-list';
import { anySign, holds } from './runs';

const SIGNS = [
  ...Array.from(' \t\n,;:|<>()[]{}"\'`*_~-=+/\\.!?#%&@@@@'),
  '\r\n',
  '\u00a0',
  '\u200b',
  '\u2066',
  '，',
  '；',
  '＠',
  '。',
  '“',
  '”',
  '„',
  '«',
  '\ud800',
  '😀',
  '&lt;',
  '&gt;',
  '<td>',
  '<br>',
  '<a href="mailto:',
  '](mailto:',
  'mailto:',
  'SMTP:',
  'EMAIL;TYPE=work:',
  'BEGIN:VCARD\n',
  'dn: CN=x\n',
  'mail: ',
  'mail:: ',
  'sep=;\n',
  '{"email": "',
  '["',
  '"]',
  'Name,Email\n',
  'Name;E-Mail;Manager\n',
  'Email\tName\n',
  '#EXT#@',
  'xn--bcher-kva.example',
  'bücher.example',
  'ann',
  'Lee, Ann',
  'acme.example',
  'ann@acme.example',
  'bob.doe@mail.acme.example',
  '例え.example',
  '请',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...SIGNS), fc.string({ unit: anySign, maxLength: 3 })), { maxLength: 40 })
  .map(pieces => pieces.join(''));

/** The beginning of one real list and the end of another, whatever shapes they have. */
const lists = ['cases.json', 'more-cases.json'].flatMap(name =>
  (JSON.parse(readFileSync(join(__dirname, '../core/lists', name), 'utf8')) as { readonly text: string }[]).map(
    one => one.text,
  ),
);
const aList = fc.constantFrom(...lists);
const mixed = fc
  .tuple(aList, fc.nat(), fc.constantFrom('', '\n', '\n\n', ';', '"'), aList, fc.nat())
  .map(
    ([one, cut, between, other, from]) => one.slice(0, cut % one.length) + between + other.slice(from % other.length),
  );

/** RFC 5321, section 4.5.3.1, and RFC 1123, section 2.1, told in another way than the reader's. */
function expectAddress(address: string): void {
  const [local = '', domain = '', ...more] = address.split('@');
  expect(more).toEqual([]);
  expect(Buffer.byteLength(local)).toBeGreaterThan(0);
  expect(Buffer.byteLength(local)).toBeLessThanOrEqual(64);
  expect(Buffer.byteLength(address)).toBeLessThanOrEqual(254);
  expect(local).not.toMatch(/^[^\p{L}\p{N}_]|[.']$|\.\.|[\s,;:<>()[\]{}"\\/|`*!?#=^~$]/u);
  const host = new URL(`http://${domain}`).hostname;
  expect(host.length).toBeLessThanOrEqual(253);
  const labels = host.split('.');
  expect(labels.length).toBeGreaterThan(1);
  for (const label of labels) expect(label).toMatch(/^(?!-)[a-z0-9-]{1,63}(?<!-)$/);
  expect(readAddress(address)).toEqual({ ok: true, address });
}

test('whatever text comes: nothing throws, what is accepted is an address, and is read as itself again', () => {
  holds(fc.oneof(text, mixed), 600, typed => {
    const { addresses, repeated } = readList(typed);
    for (const address of addresses) expectAddress(address);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of repeated) expect(addresses).toContain(address);
    expect(readList(addresses.join('\n'))).toMatchObject({ addresses, invalid: [] });
  });
});

test('in a text every @ is part of an address that was read, or of an entry that is told', () => {
  holds(text, 1_500, typed => {
    const { addresses, invalid, repeated, format } = readList(typed);
    if (format !== 'text' || !typed.includes('@')) return;
    expect(addresses.length + invalid.length + repeated.length).toBeGreaterThan(0);
    for (const line of typed.split(/[\s,;|]+/))
      if (/^[a-z]+@[a-z]+$/.test(line)) expect(invalid.join('\n')).toContain(line.slice(0, 40));
  });
});

/** A reader that looks back at each sign to the beginning of the line takes minutes for these. */
test.each([
  ['letters', 'a'],
  ['at signs', '@'],
  ['addresses', 'ann@acme.example '],
  ['addresses with commas', 'ann@acme.example,'],
  ['quotes', '"'],
  ['quotes and commas', '",'],
  ['open brackets', '('],
  ['open brackets and addresses', '(a@b.example '],
  ['angles', '<'],
  ['tags', '<a href="mailto:x'],
  ['links', '<a href=mailto:'],
  ['dots', '.'],
  ['local parts', 'a.'],
  ['domains', 'a@b.'],
  ['blanks', ' '],
  ['tabs', '\t'],
  ['slashes', 'users/'],
  ['entities', '&lt;'],
  ['labels', 'EMAIL;a;'],
  ['wide letters', '例'],
  ['halves', '\ud800'],
  ['braces', '{"a":'],
  ['lists', '['],
  ['lines', 'dn: x\n'],
  ['cards', 'BEGIN:VCARD\n'],
  ['rows', 'Name,Email\n'],
  ['quoted parameters', 'EMAIL;a"b"'],
  ['attributes', '</x><x a="b" '],
  ['names of one account', 'SMTP:a@b.example '],
  ['lines of a card that go on', 'BEGIN:VCARD\nA;QUOTED-PRINTABLE:x=\n'],
  ['titles', 'Name,Email,X\n\n'],
  ['names in brackets', '(Sales) '],
])('a line of 100,000 %s is read, and nothing false in it', (_name, piece) => {
  const typed = piece.repeat(Math.ceil(100_000 / piece.length));
  for (const address of readList(typed).addresses) expectAddress(address);
});
