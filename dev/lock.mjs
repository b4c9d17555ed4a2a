// Writes into package-lock.json where each package is: at whatever registry npm is set to. Run it after npm install.
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Where a lock gives hashes and no places, npm reads the list of all versions of each package: half of the work of npm
 * ci (npm 11.19, findings/npm-lock-without-places.sh). A place is an address, and a registry has another one for each of
 * us. So it is at a host that can never be (RFC 2606), and .npmrc has npm put its own registry there.
 */
const ANY_REGISTRY = 'https://npm.invalid';

/** `node_modules/a/node_modules/@scope/b` is the package `@scope/b`, unless it goes by another name there. */
const nameAt = path => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

function withPlace(path, { name, version, ...others }) {
  const whole = name ?? nameAt(path);
  const place = { resolved: `${ANY_REGISTRY}/${whole}/-/${whole.slice(whole.lastIndexOf('/') + 1)}-${version}.tgz` };
  return { ...(name && { name }), version, ...place, ...others, ...place }; // in the order in which npm writes them
}

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
// The first, without a path, is the project itself; what a package brings within is not fetched.
for (const [path, entry] of Object.entries(lock.packages))
  if (path !== '' && !entry.inBundle) lock.packages[path] = withPlace(path, entry);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
