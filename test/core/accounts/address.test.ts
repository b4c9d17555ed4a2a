// Addresses as people type them.
import { domainOf, readAddress } from '../../../src/core/accounts/address';

const DOMAIN = '@acme.example';
const long = (length: number): string => 'x'.repeat(length - DOMAIN.length) + DOMAIN;

test.each([
  ['ann@acme.example', 'ann@acme.example'],
  ['  Ann@ACME.Example\t', 'ann@acme.example'],
  ['\u200bann@acme.example\ufeff', 'ann@acme.example'],
  ['an\u00adn@acme.example\u202e', 'ann@acme.example'],
  ['\u00a0ann@acme.example\u00a0', 'ann@acme.example'],
  ["siobhan.o'brien+news@sub.acme.example", "siobhan.o'brien+news@sub.acme.example"],
  ['jose\u0301@acme.example', 'jos\u00e9@acme.example'],
  ['J\u030curij@acme.example', '\u01f0urij@acme.example'],
  ['JÜRGEN@MÜLLER.example', 'jürgen@müller.example'],
  ['太郎@例え.jp', '太郎@例え.jp'],
  ['=cmd@acme.example', '=cmd@acme.example'],
  ['100%@acme.example', '100%@acme.example'],
  [long(254), long(254)],
])('%j is read as %j', (typed, address) => {
  expect(readAddress(typed)).toEqual({ ok: true, address });
});

test.each([
  ['', 'empty'],
  [' \t\u200b\u00a0', 'empty'],
  ['ann', 'no-at'],
  ['@acme.example', 'no-at'],
  ['ann@', 'domain'],
  ['ann@acme@example', 'no-at'],
  ['ann smith@acme.example', 'spaces'],
  ['a@acme.example b@acme.example', 'spaces'],
  ['ann@\nacme.example', 'spaces'],
  ['a@acme.example,b@acme.example', 'characters'],
  ['<ann@acme.example>', 'characters'],
  ['mailto:ann@acme.example', 'characters'],
  ['ann/x@acme.example', 'characters'],
  ['"ann"@acme.example', 'characters'],
  ['ann@localhost', 'domain'],
  ['ann@-acme.example', 'domain'],
  ['ann@acme..example', 'domain'],
  ['ann@.example', 'domain'],
  ['ann@acme.', 'domain'],
  [long(255), 'too-long'],
  // Octets count, not signs: 254 and 256 of them.
  [`${'山'.repeat(81)}@acme.example`, 'too-long'],
  [`${'😀'.repeat(61)}@acme.example`, 'too-long'],
  ['a\ud83d@acme.example', 'characters'],
  ['a\ude00@acme.example', 'characters'],
  ['a\u0000@acme.example', 'characters'],
  ['a\u0085@acme.example', 'characters'],
  ['a\uffff@acme.example', 'characters'],
])('%j is refused: %s', (typed, fault) => {
  expect(readAddress(typed)).toEqual({ ok: false, fault });
});

test('what fits into 254 octets is taken, in any alphabet', () => {
  for (const local of ['山'.repeat(80), '😀'.repeat(60), 'é'.repeat(120)])
    expect(readAddress(`${local}@acme.example`)).toMatchObject({ ok: true });
});

test('the domain is what stands behind the last @', () => {
  expect(domainOf('ann@acme.example')).toBe('acme.example');
  expect(domainOf('')).toBe('');
});
