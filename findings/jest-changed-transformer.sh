#!/usr/bin/env bash
# jest goes on with what a transformer made before it was changed.
#
# Expected: once a project's own transformer is edited, jest runs what the edited one makes; it is code of the project as
# the files it transforms are.
# Instead, where the transformer has no getCacheKey, the key of what is kept holds the path, the content and the
# configuration, and nothing of the transformer itself: the next run takes what the old one made, and says nothing. A new
# folder, or CI, which has no cache, then behaves otherwise than the desk on which it was edited. With a getCacheKey that
# holds the transformer's own text, the edit counts at once.
#
# Versions: jest 30.5.2.
#
# Whoever works on this add-on cares because its tests read TypeScript through a transformer of its own
# (test/transform.cjs), which therefore has such a key.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts jest@30.5.2 >/dev/null 2>&1 || exit 2

cat >jest.config.js <<'EOF'
module.exports = { transform: { 'value\\.js$': '<rootDir>/transform.cjs' }, cacheDirectory: '<rootDir>/cache' };
EOF
echo 'module.exports = 0;' >value.js
echo "test('which', () => console.log('made by ' + require('./value')));" >which.test.js

# $1: what the transformer makes; $2: whether its own text is part of the key.
run() {
  cat >transform.cjs <<EOF
const { createHash } = require('node:crypto');
const self = require('node:fs').readFileSync(__filename, 'utf8');
module.exports = { process: () => ({ code: "module.exports = '$1';" }) };
if ($2) module.exports.getCacheKey = (text, path) => createHash('sha256').update(self + text + path).digest('hex');
EOF
  npx jest 2>&1 | grep -o 'made by [a-z]*'
}
first=$(run old false)
second=$(run new false)
rm -rf cache
third=$(run old true)
fourth=$(run new true)
echo "without getCacheKey: $first, then, edited: $second"
echo "with it:             $third, then, edited: $fourth"
if [ "$first/$second/$third/$fourth" = 'made by old/made by old/made by old/made by new' ]; then
  echo 'As described.'
else
  echo 'No longer as described.'
  exit 1
fi
