// Finding addresses in what people paste.
import { addressesIn } from '../../../src/core/accounts/pasted';

test.each<[string, string[]]>([
  ['ann@acme.com\nbob@acme.com\r\ncid@acme.com', ['ann@acme.com', 'bob@acme.com', 'cid@acme.com']],
  [
    'ann@acme.com, bob@acme.com;cid@acme.com\tdee@acme.com eve@acme.com',
    ['ann@acme.com', 'bob@acme.com', 'cid@acme.com', 'dee@acme.com', 'eve@acme.com'],
  ],
  ['Ann <Ann@ACME.com>, "Doe, Bob" <bob@acme.com>', ['ann@acme.com', 'bob@acme.com']],
  ['- ann@acme.com\n2. bob@acme.com\n• Cid <cid@acme.com>', ['ann@acme.com', 'bob@acme.com', 'cid@acme.com']],
  ['Ann <ann@acme.com> Bob < bob@acme.com >', ['ann@acme.com', 'bob@acme.com']],
  ["mailto:ann@acme.com (ann@acme.net) 'bob@acme.com'.", ['ann@acme.com', 'ann@acme.net', 'bob@acme.com']],
  ["o'hara@acme.com a+b@acme.com", ["o'hara@acme.com", 'a+b@acme.com']],
  ['<ann@acme.com><bob@acme.com>', ['ann@acme.com', 'bob@acme.com']],
  ['\u200bann@acme.com\u00a0\n\n  \n', ['ann@acme.com']],
])('%j', (text, addresses) => {
  expect(addressesIn(text)).toEqual({ addresses, invalid: [], repeated: [] });
});

test('what is no address, a line without one, and what comes again are told, each once', () => {
  expect(
    addressesIn('Email\nann@acme\nANN@acme.com\nann@acme.com, ann@acme.com\nann@acme\n@acme.com\nBob Smith'),
  ).toEqual({
    addresses: ['ann@acme.com'],
    invalid: ['Email', 'ann@acme', '@acme.com', 'Bob Smith'],
    repeated: ['ann@acme.com'],
  });
});

test.each<[string, string[], string[]]>([
  ['nobody@acme.example, benh(at)acme.test', ['nobody@acme.example'], ['benh(at)acme.test']],
  [
    'Ana <nobody@acme.example>, not-a-mail, ada.engel@acme.example',
    ['nobody@acme.example', 'ada.engel@acme.example'],
    ['not-a-mail'],
  ],
  ['nobody@acme.example; not-a-mail\nbob@acme.example', ['nobody@acme.example', 'bob@acme.example'], ['not-a-mail']],
  ['anna silva@acme.test', [], ['anna silva@acme.test']],
  ['Ann: ann@acme.com, bob@acme.com and cid@acme.com', [], ['Ann: ann@acme.com', 'bob@acme.com and cid@acme.com']],
  [
    'Ann @ acme.com; "Ann <ann@acme.com> Sales"; Ann <>; Ann <ann>',
    [],
    ['Ann @ acme.com', '"Ann <ann@acme.com> Sales"', 'Ann <>', 'Ann <ann>'],
  ],
  [
    'bob@acme.com <ann@acme.com>, cid@acme <dee@acme.com>',
    ['bob@acme.com', 'ann@acme.com', 'dee@acme.com'],
    ['cid@acme'],
  ],
  ['"bob@acme.com, Ann" <ann@acme.com>', ['bob@acme.com', 'ann@acme.com'], []],
  ['"ann@acme.com","Sales"', ['ann@acme.com'], ['"Sales"']],
])('%j: every entry is read or told, none is guessed', (text, addresses, invalid) => {
  expect(addressesIn(text)).toEqual({ addresses, invalid, repeated: [] });
});

test('in rows copied from a sheet, the cells beside an address are other columns; a row without an address is told', () => {
  expect(
    addressesIn(
      'Name\tDepartment\tAddress\nSilva, Ana\tSales\tana@acme.com\nBo Ek\tR&D; Ops\tbo ek@acme.com\nCid\tSales\tcid(at)acme.com\n\t\t\ndee@acme.com, x\t',
    ),
  ).toEqual({
    addresses: ['ana@acme.com', 'dee@acme.com'],
    invalid: ['Name\tDepartment\tAddress', 'bo ek@acme.com', 'Cid\tSales\tcid(at)acme.com', 'x'],
    repeated: [],
  });
});

test('nothing is made of nothing, and a long line is shown short', () => {
  expect(addressesIn(' \n\t\n')).toEqual({ addresses: [], invalid: [], repeated: [] });
  expect(addressesIn('x'.repeat(5000)).invalid[0]).toHaveLength(80);
});
