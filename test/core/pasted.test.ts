// Finding addresses in what people paste.
import { addressesIn } from '../../src/core/pasted';

test.each<[string, string[]]>([
  ['ann@acme.com\nbob@acme.com\r\ncid@acme.com', ['ann@acme.com', 'bob@acme.com', 'cid@acme.com']],
  ['ann@acme.com, bob@acme.com;cid@acme.com\tdee@acme.com eve@acme.com', ['ann@acme.com', 'bob@acme.com', 'cid@acme.com', 'dee@acme.com', 'eve@acme.com']],
  ['Ann <Ann@ACME.com>, "Doe, Bob" <bob@acme.com>', ['ann@acme.com', 'bob@acme.com']],
  ['"ann@acme.com","Ann","Sales"', ['ann@acme.com']],
  ["mailto:ann@acme.com (ann@acme.net) 'bob@acme.com'.", ['ann@acme.com', 'ann@acme.net', 'bob@acme.com']],
  ["o'hara@acme.com a+b@acme.com", ["o'hara@acme.com", 'a+b@acme.com']],
  ['<ann@acme.com><bob@acme.com>', ['ann@acme.com', 'bob@acme.com']],
  ['\u200bann@acme.com\u00a0\n\n  \n', ['ann@acme.com']],
])('%j', (text, addresses) => {
  expect(addressesIn(text)).toEqual({ addresses, invalid: [], repeated: [] });
});

test('what is no address, a line without one, and what comes again are told, each once', () => {
  expect(addressesIn('Email\nann@acme\nANN@acme.com\nann@acme.com, ann@acme.com\nann@acme\n@acme.com\nBob Smith')).toEqual({
    addresses: ['ann@acme.com'], invalid: ['Email', 'ann@acme', '@acme.com', 'Bob Smith'], repeated: ['ann@acme.com'],
  });
});

test('nothing is made of nothing, and a long line is shown short', () => {
  expect(addressesIn(' \n\t\n')).toEqual({ addresses: [], invalid: [], repeated: [] });
  expect(addressesIn('x'.repeat(5000)).invalid[0]).toHaveLength(80);
});
