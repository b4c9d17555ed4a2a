#!/usr/bin/env bash
# esbuild passes regular expressions newer than its target through, without a warning.
#
# Expected: with target es2019 a regular expression that ES2019 has no syntax for is rewritten, as the flags "v" and "d"
# are (into a call of new RegExp, so that the file still parses), or at least warned of, as a big integer is.
# Instead, modifiers such as (?i:...) and two groups of one name, both of ES2025, stay literals in the output and raise
# no warning. acorn, told to read ES2019, refuses the output of esbuild: a literal that an engine does not know is a
# syntax error of the whole file, while new RegExp fails only where it is called.
#
# Versions: esbuild 0.28.2, acorn 8.19.0.
#
# Users of this add-on care because Apps Script takes the bundle as one file: if its engine does not know the syntax,
# neither the menu nor a trigger is there any more, although the build was clean and said es2019. Both forms are
# tempting for what this add-on reads: (?i:...) for a header in any case, and one group name in two forms of an address.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  esbuild@0.28.2 acorn@8.19.0 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

# The binary of esbuild lies in its package for the platform, so it works although install scripts were not run.
cat >run.mjs <<'EOF'
import * as acorn from 'acorn';
import { transformSync, version } from 'esbuild';

console.log('esbuild', version);
console.log('acorn', acorn.version);
const expected = [
  ['[\\p{L}&&[a-z]] with flag v', 'x = /[\\p{L}&&[a-z]]/v;', 'parses', 0],
  ['flag d', 'x = /@/d;', 'parses', 0],
  ['big integer', 'x = 10n;', 'parses', 1],
  ['modifier', 'x = /^(?i:e-?mail)$/;', 'refused', 0],
  ['two groups of one name', 'x = /<(?<mail>[^>]+)>|(?<mail>\\S+@\\S+)/;', 'refused', 0],
];
let same = true;
for (const [what, source, outcome, warned] of expected) {
  const { code, warnings } = transformSync(source, { target: 'es2019', logLevel: 'silent' });
  let seen = 'parses';
  try {
    acorn.parse(code, { ecmaVersion: 2019 });
  } catch {
    seen = 'refused';
  }
  console.log(`${what}: ${code.trim()}  warnings: ${warnings.length}, as ES2019: ${seen}`);
  same &&= seen === outcome && warnings.length === warned;
}
console.log(
  same
    ? 'For es2019 esbuild rewrites newer flags, and lets newer groups through without a warning.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.mjs
