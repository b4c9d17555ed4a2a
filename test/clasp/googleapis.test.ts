// That the small googleapis package of dev/ has all that clasp calls.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const fromClasp = createRequire(createRequire(__filename).resolve('@google/clasp'));
const folder = dirname(fromClasp.resolve('@google/clasp'));
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.js')).map(name => readFileSync(join(folder, name), 'utf8'));
const calls = sources.flatMap(source => [...source.matchAll(/\bgoogle\.(\w+)\(\s*(?:\{\s*version: )?['"](v\d)['"]/g)].map(([, api, version]) => `${api} ${version}`));

test('clasp takes nothing else from it', () => {
  const taken = sources.flatMap(source => [...source.matchAll(/import\s+(.+?)\s+from ['"]googleapis['"]/g)].map(([, names]) => names));
  expect([...new Set(taken)]).toEqual(['{ google }']);
  expect(sources.flatMap(source => source.match(/\bgoogle\.\w+\(/g) ?? []).length).toBe(calls.length);
});

test.each([...new Set(calls)])('%s is there', call => {
  const [api = '', version] = call.split(' ');
  const { google } = fromClasp('googleapis') as { readonly google: Readonly<Record<string, (how: object) => object>> };
  expect(google[api]?.({ version, auth: 'key' })).toMatchObject({ context: expect.anything() });
});
