// package-lock.json is good for every registry: each package by its hash, and no address.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Locked = { readonly resolved?: string; readonly integrity?: string };

test('each package has its hash, and none has an address', () => {
  const text = readFileSync(join(__dirname, '../../package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, Locked>> };
  const all = Object.entries(packages).filter(([path]) => path !== ''); // that one is the project itself
  expect(all.length).toBeGreaterThan(100);
  const wrong = all.filter(
    ([, { resolved, integrity }]) => resolved !== undefined || !integrity?.startsWith('sha512-'),
  );
  const names = wrong.slice(0, 3).map(([path]) => path.replace(/^.*node_modules\//, ''));
  if (wrong.length > 0)
    throw new Error(`${wrong.length}: ${names.join(', ')}… See "Add or renew a package" in CONTRIBUTING.md.`);
});
