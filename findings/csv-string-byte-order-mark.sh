#!/usr/bin/env bash
# csv-string cuts a quoted header at its comma when the file begins with a byte order mark.
#
# Expected: a byte order mark before a CSV file changes nothing, as csv-string takes the mark off the first name, and as
# csv-parse with `bom` and papaparse do it. The quotes around a field are not part of it (RFC 4180).
# Instead, csv-string sees the mark as text before the first quote: that header keeps its quotes, and a comma in it
# begins another column. All columns after it are then one place off: the header "email" stands over nothing, and the
# addresses stand under a half of the name's header. The same file without the mark is read rightly.
#
# Versions: csv-string 4.1.1, csv-parse 7.0.3 and papaparse 5.7.1 to compare.
#
# Users of this add-on care because programs that export contacts for Excel write the mark and quote every field: such a
# list has no column "email" although it shows one in every editor.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  csv-string@4.1.1 csv-parse@7.0.3 papaparse@5.7.1 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.cjs <<'EOF'
const { readFileSync } = require('node:fs');
const csvParse = require('csv-parse/sync');
const csvString = require('csv-string');
const papaparse = require('papaparse');
for (const name of ['csv-string', 'csv-parse', 'papaparse']) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
}
const readers = {
  'csv-string': csv => csvString.parse(csv, { output: 'objects' }),
  'csv-parse': csv => csvParse.parse(csv, { columns: true, bom: true }),
  papaparse: csv => papaparse.parse(csv, { header: true, skipEmptyLines: true }).data,
};
const right = '[{"Name, full":"Doe, Jane","email":"jane@example.com"}]';
const file = '"Name, full","email"\r\n"Doe, Jane","jane@example.com"\r\n';
let same = true;
for (const [what, csv] of [['Without a mark', file], ['With a mark', `\uFEFF${file}`]]) {
  console.log(`${what}:`);
  for (const [name, read] of Object.entries(readers)) {
    const rows = JSON.stringify(read(csv));
    console.log(`  ${name.padEnd(10)} ${rows}`);
    const cut = name === 'csv-string' && csv !== file;
    same &&= rows === (cut ? '[{"\\"Name":"Doe, Jane","full\\"":"jane@example.com"}]' : right);
  }
}
console.log(
  same
    ? 'With a byte order mark csv-string finds no column "email".'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.cjs
