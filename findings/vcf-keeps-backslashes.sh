#!/usr/bin/env bash
# vcf hands out vCard values with their backslashes still in them.
#
# Expected: a vCard whose name is "FN:Doe\, Jane" gives the name "Doe, Jane": vCard 3.0 and 4.0 want a comma of a value
# written with a backslash, and a reader takes the backslash away, as ical.js does.
# Instead, vcf keeps every backslash in get() and toJSON(), even in the jCard form, where RFC 7095 has none. A ";" in a
# family name is worse: vcf cuts the value there, so that each part of the name moves one place on. In the other
# direction vcf writes a name with a comma without the backslash.
#
# Versions: vcf 2.1.2, ical.js 2.2.1 to compare.
#
# Users of this add-on care because address books are exported as vCards, and many directories hold people as "Doe,
# Jane": a list made from the vCards with vcf has "Doe\, Jane" in its column of names and matches no other list.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  vcf@2.1.2 ical.js@2.2.1 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import VCard from 'vcf';

for (const name of ['vcf', 'ical.js']) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
}
const card = [
  'BEGIN:VCARD',
  'VERSION:4.0',
  'FN:Doe\\, Jane',
  'N:Doe\\; Roe;Jane;;;',
  'ORG:Example\\, Inc.',
  'EMAIL:jane@example.com',
  'END:VCARD',
  '',
].join('\r\n');
const valuesOf = jcard => Object.fromEntries(jcard[1].map(([name, , , ...values]) => [name, values.flat()]));
const [read] = VCard.parse(card);
const byVcf = valuesOf(read.toJSON());
const byIcal = valuesOf(ICAL.parse(card));
const show = value => JSON.stringify(value);
for (const name of ['fn', 'n', 'org']) {
  console.log(`${name.padEnd(4)} vcf: ${show(byVcf[name]).padEnd(40)} ical.js: ${show(byIcal[name])}`);
}
const own = new VCard();
own.set('fn', 'Doe, Jane');
const line = own.toString('4.0').split(/\r?\n/).find(text => text.startsWith('FN'));
console.log('vcf writes', line);

const same =
  read.get('fn').valueOf() === 'Doe\\, Jane' &&
  byVcf.fn[0] === 'Doe\\, Jane' &&
  byVcf.org[0] === 'Example\\, Inc.' &&
  byVcf.n[0] === 'Doe\\' &&
  byVcf.n[2] === 'Jane' &&
  byIcal.fn[0] === 'Doe, Jane' &&
  byIcal.n[0] === 'Doe; Roe' &&
  line === 'FN:Doe, Jane';
console.log(
  same
    ? 'vcf leaves the backslashes in, cuts at an escaped semicolon, and writes a comma without a backslash.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.mjs
