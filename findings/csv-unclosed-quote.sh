#!/usr/bin/env bash
# CSV parsers swallow the rest of a list after one quote that never closes, or report an error that nobody must read.
#
# Expected: a list in which one name begins with a quotation mark that is never closed gives its other rows, or throws.
# Instead, d3-dsv returns the header and one cell that holds all that follows, without an error. papaparse does the same
# and adds a MissingQuotes to `errors`, beside the data. A quoted word at the beginning of a cell ("Ann" Lee) cuts the
# cell in d3-dsv, and joins the rows up to the next quote in papaparse.
#
# Versions: papaparse 5.7.1, d3-dsv 3.0.2.
#
# Users of this add-on care because lists of people come from spreadsheets and by hand: of a list of thousands, everybody
# after such a name is never asked about or compared. The reader here (src/core/lists/table.ts) takes such a quote for
# a sign like others.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund papaparse@5.7.1 d3-dsv@3.0.2 >/dev/null 2>&1 || exit 2

cat >show.mjs <<'EOF'
import { csvParseRows } from 'd3-dsv';
import Papa from 'papaparse';

const unclosed = 'Name,Email\n"Ann,ann@example.com\nBob,bob@example.com\nCid,cid@example.com\n';
const inName = 'Name,Email\n"Ann" Lee,ann@example.com\nBob "B" Doe,bob@example.com\n';
const told = { d3: csvParseRows(unclosed), papa: Papa.parse(unclosed), d3Name: csvParseRows(inName) };
const papaName = Papa.parse(inName).data;
console.log('a quote that never closes, d3-dsv:   ', JSON.stringify(told.d3));
console.log('a quote that never closes, papaparse:', JSON.stringify(told.papa.data), JSON.stringify(told.papa.errors));
console.log('a quoted word in a name, d3-dsv:     ', JSON.stringify(told.d3Name));
console.log('a quoted word in a name, papaparse:  ', JSON.stringify(papaName));

const asTold =
  told.d3.length === 2 &&
  told.d3[1].length === 1 &&
  told.papa.data.length === 2 &&
  told.papa.errors.some(({ code }) => code === 'MissingQuotes') &&
  told.d3Name[1].length === 3 &&
  papaName.length === 2;
console.log(asTold ? 'As described.' : 'No longer as described.');
process.exitCode = asTold ? 0 : 1;
EOF
node show.mjs
