#!/usr/bin/env bash
# json-2-csv keeps the line end of the file in the last value.
#
# Expected: a CSV file whose last line ends like every other line has the same records as one without that line end. RFC
# 4180 allows both, and spreadsheet programs write the line end.
# Instead, csv2json ends the last field of the last record with the line break, unless that field is quoted. Told that
# lines end with CR and LF, it makes a record of its own out of the last line end. Not told so, it returns no record at
# all for a file with CR and LF in which every field is quoted, and raises no error. What json-2-csv writes itself has
# no line end after the last record, so its own files come back whole.
#
# Versions: json-2-csv 5.6.0, d3-dsv 3.0.2 to compare.
#
# Users of this add-on care because a list of addresses is often a file of one column: the last person of every list
# gets an address that equals no address of the sheet, and one with CR and LF a person without any.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  json-2-csv@5.6.0 d3-dsv@3.0.2 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import { csvParse } from 'd3-dsv';
import { csv2json, json2csv } from 'json-2-csv';

for (const name of ['json-2-csv', 'd3-dsv']) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
}
const people = [
  { name: 'Jane', email: 'jane@example.com' },
  { name: 'Rick', email: 'rick@example.com' },
];
const lines = ['name,email', 'Jane,jane@example.com', 'Rick,rick@example.com'];
const quoted = lines.map(line => line.replace(/[^,]+/g, '"$&"'));
const text = (list, end) => list.map(line => line + end).join('');
const crlf = { delimiter: { eol: '\r\n' } };
const withEnd = [people[0], { name: 'Rick', email: 'rick@example.com\n' }];
const cases = [
  ['no line end at the end', lines.join('\n'), {}, people],
  ['as it writes itself', json2csv(people), {}, people],
  ['LF', text(lines, '\n'), {}, withEnd],
  ['LF, quoted', text(quoted, '\n'), {}, people],
  ['CR LF, told', text(lines, '\r\n'), crlf, [...people, { name: '' }]],
  ['CR LF, quoted, not told', text(quoted, '\r\n'), {}, []],
];
let same = true;
for (const [what, csv, options, expected] of cases) {
  const read = JSON.stringify(csv2json(csv, options));
  console.log(`${what}:\n  json-2-csv ${read}\n  d3-dsv     ${JSON.stringify([...csvParse(csv)])}`);
  same &&= read === JSON.stringify(expected) && JSON.stringify([...csvParse(csv)]) === JSON.stringify(people);
}
console.log(
  same
    ? 'The last line end becomes part of the last address, or a person, or nobody is read.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.mjs
