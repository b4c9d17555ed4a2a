#!/usr/bin/env bash
# udsv takes a column of names or notes for true and false, and drops the text.
#
# Expected: "Schema inference and value typing" (its README) makes a column of true and false out of one that holds
# nothing else, and leaves a column with any other text in it as text.
# Instead, the last value that is not empty in the first rows decides alone: after a "T", a "y" or a "No" there the
# column is one of true and false, in which every other text is false; after a number every text in it is NaN. Nothing
# is reported. papaparse with dynamicTyping and d3-dsv with autoType, which guess as well, keep these texts.
#
# Versions: udsv 0.7.3, papaparse 5.7.1 and d3-dsv 3.0.2 to compare.
#
# Users of this add-on care because lists of people have columns like "Middle name" and "Answer": the note "Asked by
# phone" becomes false, and which columns are hit depends on how the list was sorted.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  udsv@0.7.3 papaparse@5.7.1 d3-dsv@3.0.2 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import { autoType, csvParse } from 'd3-dsv';
import papaparse from 'papaparse';
import { inferSchema, initParser } from 'udsv';

for (const name of ['udsv', 'papaparse', 'd3-dsv']) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
}
const readers = {
  udsv: csv => initParser(inferSchema(csv)).typedObjs(csv),
  papaparse: csv => papaparse.parse(csv, { header: true, dynamicTyping: true, skipEmptyLines: true }).data,
  'd3-dsv': csv => csvParse(csv, autoType),
};
const cases = [
  ['Middle name', ['Ana', 'Jo', 'T'], 'false,false,true'],
  ['Middle name', ['T', 'Jo', 'Ana'], 'T,Jo,Ana'],
  ['Answer', ['Asked by phone', 'y', 'n'], 'false,true,false'],
  ['Answer', ['Yes', 'On holiday until May', 'No'], 'true,false,false'],
  ['Office', ['2B', '1', '12'], 'NaN,1,12'],
];
let same = true;
for (const [header, values, expected] of cases) {
  const csv = ['Email,' + header, ...values.map((value, at) => `p${at}@example.com,${value}`), ''].join('\n');
  console.log(`${header}: ${values.join(' | ')}`);
  for (const [name, read] of Object.entries(readers)) {
    const column = read(csv).map(row => row[header]);
    console.log(`  ${name.padEnd(9)} ${column.join(' | ')}`);
    same &&= column.join() === (name === 'udsv' ? expected : values.join());
  }
}
console.log(
  same
    ? 'One value at the end of the rows that udsv looks at makes false or NaN of every other text in the column.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.mjs
