// package-lock.json says for each package where it is, at no registry by name: dev/lock.mjs writes it so.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (name: string): string => readFileSync(join(__dirname, '../..', name), 'utf8');

type Locked = { readonly resolved?: string; readonly integrity?: string; readonly inBundle?: true };

test('each package has its hash, and a place at the registry that npm is set to', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> };
  const fetched = Object.entries(packages).filter(([path, { inBundle }]) => path !== '' && inBundle !== true);
  expect(fetched.length).toBeGreaterThan(100);
  const wrong = fetched.filter(
    ([, { resolved, integrity }]) => !resolved?.startsWith('https://npm.invalid/') || !integrity?.startsWith('sha512-'),
  );
  const names = wrong.slice(0, 3).map(([path]) => path.replace(/^.*node_modules\//, ''));
  if (wrong.length > 0) throw new Error(`${wrong.length} have not: ${names.join(', ')}… Run: node dev/lock.mjs`);
  expect(read('.npmrc')).toMatch(/^replace-registry-host=always$/m);
});
