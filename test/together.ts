// Runs the test files of a folder, and of those in it, as one, for npm test: what they load is loaded once instead of
// once a file, and the engine knows it by then. Each runs by itself, too.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Each file is a describe of its name, so that its hooks are its own. */
export function together(folder: string): void {
  const load = createRequire(join(folder, 'all.ts'));
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts'))
    .sort())
    describe(name, () => {
      load(`./${name}`);
    });
}
