#!/usr/bin/env bash
# vCards that abook makes are read by neither vcf nor ical.js.
#
# Expected: abook, Debian's address book for terminals, turns an LDIF file into vCards that a vCard reader takes.
# Instead, its cards have no VERSION, which every version of vCard demands, and number the further addresses in a
# parameter of its own ("EMAIL;1;INTERNET"). vcf refuses a card without VERSION. With a VERSION put in, ical.js still
# stops at the parameters without a value, which only vCard 2.1 knows and ical.js does not read; without them it reads
# the card.
#
# Versions: abook 0.6.1-2+b1 of Debian 12 (amd64), vcf 2.1.2, ical.js 2.2.1. The package of abook is unpacked, not
# installed; apt must know its package lists.
#
# Users of this add-on care because abook is a ready converter from LDIF and mail aliases, and its CSV is good: who
# needs a list of people from LDIF should take that output, with all addresses of a person in one cell, and not the
# vCards.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  vcf@2.1.2 ical.js@2.2.1 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

{ apt-get download -qq abook=0.6.1-2+b1 && dpkg-deb -x abook_*.deb abook; } 2>/dev/null ||
  { echo 'abook could not be downloaded.' >&2; exit 2; }
cat >people.ldif <<'EOF'
dn: cn=Jane Doe,ou=people,dc=example,dc=com
objectclass: top
objectclass: person
cn: Jane Doe
mail: jane@example.com
mail: jdoe@example.com

EOF
convert() { HOME=$dir abook/usr/bin/abook --convert --informat ldif --infile people.ldif --outformat "$1" --outfile -; }
echo "abook $(dpkg-deb -f abook_*.deb Version)"
convert csv
convert vcard | tee people.vcf

cat >run.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import VCard from 'vcf';

const readers = { vcf: text => VCard.parse(text), 'ical.js': text => ICAL.parse(text) };
for (const name of Object.keys(readers)) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
}
const card = readFileSync('people.vcf', 'utf8').trim().replace(/\r?\n/g, '\r\n');
const versioned = card.replace('BEGIN:VCARD', 'BEGIN:VCARD\r\nVERSION:3.0');
const plain = versioned.replace(/^EMAIL;[^:]*/gm, 'EMAIL');
const outcome = (name, text) => {
  try {
    readers[name](text);
    return 'read';
  } catch (error) {
    return error.message;
  }
};
const seen = [
  ['vcf, as written', outcome('vcf', card)],
  ['ical.js, as written', outcome('ical.js', card)],
  ['ical.js, with a VERSION', outcome('ical.js', versioned)],
  ['ical.js, without the parameters too', outcome('ical.js', plain)],
];
for (const [what, result] of seen) console.log(`${what}: ${result}`);
const same =
  seen[0][1].includes('VERSION') &&
  seen[1][1].includes('EMAIL;PREF;INTERNET') &&
  seen[2][1].includes('EMAIL;PREF;INTERNET') &&
  seen[3][1] === 'read';
console.log(same ? 'Neither reader takes the vCards of abook.' : 'The behaviour is no longer as described.');
process.exit(same ? 0 : 1);
EOF
node run.mjs
