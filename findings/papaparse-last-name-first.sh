#!/usr/bin/env bash
# A list of addresses and names with a comma in them is cut at the comma, although semicolons part its columns.
#
# Expected: of `Email;Name (last, first)` and rows like `ann.doe@acme.com;Doe, Ann`, as a spreadsheet in Spain or
# Germany writes them, a guess finds the semicolon: it stands in every row, and each row begins with an address before.
# Instead, both signs part each row in two, and papaparse takes the comma, which it tries first: the column of addresses
# is called "Email;Name (last" and holds "ann.doe@acme.com;Doe", and `errors` is empty. csv-sniffer takes the comma, too;
# csv-string, detect-csv and udsv find the semicolon, as papaparse does where there is a third column.
#
# Versions: papaparse 5.7.1, csv-sniffer 0.1.1; csv-string 4.1.1, detect-csv 1.1.0 and udsv 0.7.3 to compare.
#
# Users of this add-on care because such a list gives no address that could be looked up, or a wrong one. The reader here
# (src/core/lists/read-list.ts) takes the sign under which there are headers that it knows, or cells that are addresses.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true, "type": "module"}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts papaparse@5.7.1 csv-sniffer@0.1.1 csv-string@4.1.1 \
  detect-csv@1.1.0 udsv@0.7.3 >/dev/null 2>&1 || exit 2

cat >guess.js <<'E2'
import { detect } from 'csv-string';
import sniffer from 'csv-sniffer';
import detectCsv from 'detect-csv';
import papaparse from 'papaparse';
import { inferSchema } from 'udsv';

const Sniffer = sniffer();
const names = 'Email;Name (last, first)\nann.doe@acme.com;Doe, Ann\nbob.roe@acme.com;Roe, Bob\n';
const towns = 'Email;Name (last, first);Town\nann.doe@acme.com;Doe, Ann;Lima\nbob.roe@acme.com;Roe, Bob;Quito\n';
const first = list => {
  const { data, errors } = papaparse.parse(list, { header: true, skipEmptyLines: true });
  return `${JSON.stringify(Object.entries(data[0])[0])}, ${errors.length} errors`;
};
console.log(`papaparse: ${first(names)}`);
console.log(`papaparse, with a third column: ${first(towns)}`);
console.log(`csv-sniffer: ${JSON.stringify(new Sniffer().sniff(names).delimiter)}`);
const others = [detect(names), detectCsv(names).delimiter, inferSchema(names).col];
console.log(`csv-string, detect-csv, udsv: ${others.map(sign => JSON.stringify(sign)).join(' ')}`);
E2
node guess.js | tee seen
cat >described <<'E2'
papaparse: ["Email;Name (last","ann.doe@acme.com;Doe"], 0 errors
papaparse, with a third column: ["Email","ann.doe@acme.com"], 0 errors
csv-sniffer: ","
csv-string, detect-csv, udsv: ";" ";" ";"
E2
cmp -s seen described && echo 'As described.' && exit 0
echo 'No longer as described.'
exit 1
