// Addresses and cells, whatever text comes in: read the same twice, never a formula, never changed on the way through a
// sheet.
import fc from 'fast-check';
import { accountOf } from '../../src/core/accounts/account';
import { domainOf, readAddress } from '../../src/core/accounts/address';
import { readList } from '../../src/core/lists/read-list';
import {
  ACCOUNT_COLUMNS,
  ACTIVITY_COLUMNS,
  readCell,
  textCell,
  writeCell,
  type Cell,
} from '../../src/core/sheets/columns';
import { written as words } from '../core/office';
import { anySign, holds } from './runs';

/** What people paste beside and into addresses. */
const STRANGE = [
  ' ',
  '\t',
  '\n',
  '\u00a0',
  '\u2003',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\u00ad',
  ',',
  ';',
  ':',
  '<',
  '>',
  '"',
  "'",
  '@',
  '.',
  '-',
  '+',
  '=',
  '/',
  '|',
  '%',
  '%40',
  '\u0301',
  '\u030c',
  'J\u030c',
  'İ',
  'Σ',
  'ß',
  'K',
  '\u037e',
  '\u1fef',
  '\ud800',
  '😀',
  '__proto__',
];
const piece = fc.oneof(
  fc.constantFrom(...STRANGE),
  fc.string({ unit: anySign, maxLength: 4 }),
  fc.string({ maxLength: 4 }),
);
const nearlyAddress = fc
  .tuple(fc.emailAddress(), fc.array(fc.tuple(fc.nat(40), piece), { maxLength: 4 }), fc.boolean())
  .map(([address, pieces, capitals]) =>
    pieces.reduce(
      (text, [at, what]) => text.slice(0, at) + what + text.slice(at),
      capitals ? address.toUpperCase() : address,
    ),
  );
const typed = fc.oneof(
  nearlyAddress,
  fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join('')),
  fc.string({ unit: anySign, maxLength: 300 }),
);

test('an address that was read is read as itself again, and holds nothing that two addresses would need', () => {
  holds(typed, 1_500, text => {
    const read = readAddress(text);
    if (!read.ok) return;
    const { address } = read;
    expect(readAddress(address)).toEqual(read);
    expect(address).not.toMatch(/[\s,;:<>()[\]"\\]/);
    expect(address.split('@')).toHaveLength(2);
    expect(address.length).toBeLessThanOrEqual(254);
    expect(address).toBe(address.trim());
    expect(address).toBe(address.toLowerCase());
    expect(address).toBe(address.normalize('NFC'));
    expect(`x@${domainOf(address)}`).toMatch(/^x@[^.@\s]+(\.[^.@\s]+)+$/);
  });
});

test('an address that needs no mending is read as one that does', () => {
  holds(fc.tuple(typed, fc.constantFrom('\u200b', ' ')), 1_500, ([text, mended]) => {
    expect(readAddress(text)).toEqual(readAddress(text + mended));
  });
});

test('capitals, blanks around and invisible signs make no other address', () => {
  holds(
    fc.tuple(
      fc.emailAddress(),
      fc.constantFrom('', ' ', '\t ', '\u00a0', '\u200b'),
      fc.constantFrom('', ' ', '\r\n', '\ufeff'),
    ),
    2_000,
    ([address, before, after]) => {
      const read = readAddress(address);
      expect(readAddress(before + address.toUpperCase() + after)).toEqual(read);
    },
  );
});

test('an address that a person typed and the same address told by Google are one', () => {
  holds(typed, 1_500, text => {
    const read = readAddress(text);
    if (!read.ok) return;
    const told = accountOf({ name: `customers/C1/userinvitations/${text.trim()}`, state: 'INVITED' });
    if (told !== null && !text.includes('%40')) expect(told.address).toBe(read.address);
  });
});

/** None is the name of an HTML tag, which is taken away. */
const word = fc.stringMatching(/^q[a-z]{1,7}$/);
const plain = fc.tuple(word, word).map(([local, domain]) => `${local}@${domain}.example`);
const entry = fc.oneof(
  fc
    .tuple(plain, fc.constantFrom('%', ' % ', '<%>', 'Ann Doe <%>', '"Doe, Ann" <%>', '"%"', '(%)', 'mailto:%'))
    .map(([address, form]) => ({ text: form.replace('%', address), address })),
  fc
    .tuple(plain, word, fc.constantFrom('#', '#(at)#.example', '# %', '% #', '# <#>', '# # % #'))
    .map(([address, name, form]) => ({ text: form.replace(/#/g, name).replace('%', address), address: null })),
);

test('of a pasted list every entry is read or told as none, each by itself', () => {
  holds(
    // No commas: in "Lee, Ann <ann@acme.com>" they separate nothing.
    fc.array(fc.tuple(entry, fc.constantFrom(';', '; ', '\n', '\r\n', '|', ' ;\n')), {
      minLength: 1,
      maxLength: 12,
    }),
    500,
    entries => {
      const { addresses, invalid, format } = readList(
        entries.map(([{ text }, separator]) => text + separator).join(''),
      );
      // Rows that are all alike are a table, and beside its addresses there are other columns.
      if (format === 'table') return;
      expect(new Set(addresses)).toEqual(new Set(entries.flatMap(([{ address }]) => address ?? [])));
      expect(new Set(invalid)).toEqual(
        new Set(entries.flatMap(([{ text, address }]) => (address === null ? text : []))),
      );
    },
  );
});

/** A sheet eats one leading apostrophe, which marks text; a leading = makes a formula. */
function throughSheet(cell: string): string {
  expect(cell).not.toMatch(/^[=+\-@]/);
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
const anyText = fc.oneof(
  fc.string({ unit: anySign, maxLength: 50 }),
  typed,
  fc
    .tuple(fc.constantFrom('=', "'", "''", "'=", '+', '-', '@', '\t=', '\n=', '\r', ' ='), fc.string())
    .map(([sign, text]) => sign + text),
);

test('text goes through a cell unchanged and is never a formula', () => {
  holds(anyText, 1_200, text => {
    expect(throughSheet(textCell(text))).toBe(text);
  });
});

test('text that is too long for a cell is cut at its end', () => {
  holds(fc.tuple(fc.constantFrom('', '=', "'"), fc.integer({ min: 49_990, max: 60_000 })), 50, ([sign, length]) => {
    const text = sign + 'x'.repeat(length);
    const cell = textCell(text);
    expect(cell.length).toBeLessThanOrEqual(50_000);
    expect(text.startsWith(throughSheet(cell))).toBe(true);
  });
});

const anyCell: fc.Arbitrary<Cell> = fc.oneof(anyText, fc.double(), fc.integer(), fc.boolean(), fc.constant(null));

test('whatever a person types into any column of ours can be read, and what was read can be written and read again', () => {
  const columns = fc.constantFrom(...ACCOUNT_COLUMNS, ...ACTIVITY_COLUMNS);
  holds(fc.tuple(columns, anyCell), 1_200, ([{ kind }, cell]) => {
    const value = readCell(kind, cell);
    const written = writeCell(kind, value, words);
    const held = typeof written === 'string' ? throughSheet(written) : written;
    expect(readCell(kind, held)).toEqual(value);
  });
});
