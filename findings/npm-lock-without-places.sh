#!/usr/bin/env bash
# npm reads the list of all versions of each package whose place the lock does not say, although its hash is there.
#
# Expected: a lock that gives each package's version and hash (as npm itself writes it with
# omit-lockfile-registry-resolved) and a cache that holds all of them leave npm ci with nothing to look up.
# Instead, npm looks each package up by name, at each npm ci: the list of its versions is fetched, or with
# prefer-offline taken out of the cache and parsed. With a place (`resolved`) the hash is looked up and nothing else.
#
# Versions: npm 11.19.1 and 10.8.2; debug 4.4.3, which brings ms 2.1.3.
#
# Users of this add-on do not notice; whoever works at it waits for npm ci, whose own work it doubles (6.5 to 13.3
# processor seconds for 731 packages). Here it is the price of a lock that names no registry (CONTRIBUTING.md).
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export NPM_CONFIG_CACHE=$dir/cache
mkdir tool project
echo '{"private": true}' >tool/package.json
(cd tool && npm install --silent --no-audit --no-fund --ignore-scripts \
  npm11@npm:npm@11.19.1 npm10@npm:npm@10.8.2 >/dev/null 2>&1) || exit 2

cd project
echo '{"private": true, "dependencies": {"debug": "4.4.3"}, "overrides": {"ms": "2.1.3"}}' >package.json
# Whatever the one who runs this has set: the lock first with places, then without.
npm install --silent --no-audit --no-fund --omit-lockfile-registry-resolved=false >/dev/null 2>&1 || exit 2
cp package-lock.json ../with.json
node -e '
  const { readFileSync, writeFileSync } = require("node:fs");
  const lock = JSON.parse(readFileSync("../with.json", "utf8"));
  for (const entry of Object.values(lock.packages)) delete entry.resolved;
  writeFileSync("../without.json", JSON.stringify(lock, null, 2));'

code=0
for npm in npm10 npm11; do
  for lock in with without; do
    cp "../$lock.json" package-lock.json
    rm -rf node_modules
    # The first run fills the cache, the second is looked at.
    node "../tool/node_modules/$npm/bin/npm-cli.js" ci --no-audit --no-fund >/dev/null 2>&1 || exit 2
    rm -rf node_modules
    node "../tool/node_modules/$npm/bin/npm-cli.js" ci --no-audit --no-fund --prefer-offline --loglevel http >log 2>&1
    # A list of versions is asked for by the name alone, a package by the name of its file.
    lists=$(grep -cE 'http fetch GET [0-9]+ .*/(debug|ms) ' log || true)
    echo "$npm, the lock $lock places: $lists lists of versions read for 2 packages"
    case $lock in
      with) [ "$lists" -eq 0 ] || code=1 ;;
      without) [ "$lists" -ge 2 ] || code=1 ;;
    esac
  done
done
[ $code = 0 ] && echo 'As described.' || echo 'No longer as described.'
exit $code
