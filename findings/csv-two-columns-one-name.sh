#!/usr/bin/env bash
# Of two columns with one name most CSV parsers keep the last, so that a list loses its addresses.
#
# Expected: of a list with `Email` twice (the address at work, and a private one further right), a parser that makes an
# object of each row keeps both, or refuses: the first line of a CSV file promises nothing (RFC 4180).
# Instead, csv-parse, csv-parser, csvtojson, d3-dsv, udsv and json-2-csv keep the last without a word: who has a private
# address is found under that, who has none has no address. papaparse and xlsx rename the second (Email_1), which
# papaparse tells on the console alone; fast-csv throws.
#
# Versions: csv-parse 7.0.3, csv-parser 3.2.1, csvtojson 2.0.14, d3-dsv 3.0.2, fast-csv 5.0.8, json-2-csv 5.5.11,
# papaparse 5.7.1, udsv 0.7.3, xlsx 0.18.5.
#
# Users of this add-on care because personnel programs write such lists, and the invitation belongs to the address at
# work. Here (src/core/lists/columns.ts) columns are told apart by their place: both are offered.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true, "type": "module"}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts csv-parse@7.0.3 csv-parser@3.2.1 csvtojson@2.0.14 \
  d3-dsv@3.0.2 fast-csv@5.0.8 json-2-csv@5.5.11 papaparse@5.7.1 udsv@0.7.3 xlsx@0.18.5 >/dev/null 2>&1 || exit 2

cat >read.js <<'E2'
import { Readable } from 'node:stream';
import csvParser from 'csv-parser';
import { parse } from 'csv-parse/sync';
import csvtojson from 'csvtojson';
import { csvParse } from 'd3-dsv';
import { parseString } from 'fast-csv';
import { csv2json } from 'json-2-csv';
import papaparse from 'papaparse';
import { inferSchema, initParser } from 'udsv';
import xlsx from 'xlsx';

const LIST = 'Name,Email,Phone,Email\nAnn,ann@acme.com,1,ann@home.example\nBob,bob@acme.com,2,\n';
const streamed = stream =>
  new Promise((resolve, reject) => {
    const rows = [];
    stream.on('data', row => rows.push(row)).on('end', () => resolve(rows)).on('error', reject);
  });
const readers = {
  'csv-parse': () => parse(LIST, { columns: true }),
  'csv-parser': () => streamed(Readable.from([LIST]).pipe(csvParser())),
  csvtojson: () => csvtojson().fromString(LIST),
  'd3-dsv': () => csvParse(LIST),
  'fast-csv': () => streamed(parseString(LIST, { headers: true })),
  'json-2-csv': () => csv2json(LIST),
  papaparse: () => papaparse.parse(LIST, { header: true, skipEmptyLines: true }).data,
  udsv: () => initParser(inferSchema(LIST)).stringObjs(LIST),
  xlsx: () => {
    const { Sheets, SheetNames } = xlsx.read(LIST, { type: 'string' });
    return xlsx.utils.sheet_to_json(Sheets[SheetNames[0]]);
  },
};
for (const [name, read] of Object.entries(readers)) {
  try {
    console.log(`${name}: ${[...(await read())].map(row => `${row.Name} ${row.Email || 'has none'}`).join(', ')}`);
  } catch (error) {
    console.log(`${name}: ${error.name}`);
  }
}
E2
node read.js 2>/dev/null | grep -v 'headers found' | tee seen
last='Ann ann@home.example, Bob has none'
first='Ann ann@acme.com, Bob bob@acme.com'
{
  for name in csv-parse csv-parser csvtojson d3-dsv; do echo "$name: $last"; done
  echo 'fast-csv: Error'
  echo "json-2-csv: $last"
  echo "papaparse: $first"
  echo "udsv: $last"
  echo "xlsx: $first"
} >described
cmp -s seen described && echo 'As described.' && exit 0
echo 'No longer as described.'
exit 1
