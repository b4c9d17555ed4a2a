// The shapes of lists that admins have: from each exactly the addresses that are meant.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readList } from '../../../src/core/lists/read-list';

type Case = { readonly name: string; readonly text: string; readonly addresses: readonly string[] };
const cases = (name: string): Case[] => JSON.parse(readFileSync(join(__dirname, name), 'utf8')) as Case[];

test.each(cases('cases.json').map(one => [one.name, one] as const))('%s', (_name, { text, addresses }) => {
  expect(readList(text).addresses).toEqual(addresses);
});

type Told = Case & { readonly source: string; readonly told: readonly string[] };

/** Shapes as their makers describe them in public; the people are invented. */
test.each((cases('more-cases.json') as Told[]).map(one => [one.name, one.source, one] as const))(
  '%s (%s), with what is told',
  (_name, _source, { text, addresses, told }) => {
    const { addresses: read, invalid } = readList(text);
    expect({ read, invalid }).toEqual({ read: addresses, invalid: told });
  },
);
