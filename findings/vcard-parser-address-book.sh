#!/usr/bin/env bash
# vcard-parser makes one person of an address book.
#
# Expected: a file with three vCards gives three people, as vcf and ical.js read it, or the first and an error.
# Instead, vcard-parser returns one object with a list of all names and a list of all addresses, with no mark where a
# card begins. A person without an address leaves no gap in the list of addresses, so that reading the two lists side by
# side gives that person the address of the next.
#
# Versions: vcard-parser 1.0.0, vcf 2.1.2 to compare.
#
# Users of this add-on care because contacts are exported as one file with a card after the other: a list made of it
# this way, name beside address, invites people under the names of others.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  vcard-parser@1.0.0 vcf@2.1.2 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.cjs <<'EOF'
const VCard = require('vcf');
const { parse } = require('vcard-parser');
for (const name of ['vcard-parser', 'vcf']) {
  console.log(name, require(`${__dirname}/node_modules/${name}/package.json`).version);
}
const people = [['Jane', 'Doe', 'jane@example.com'], ['Rick', 'Roe'], ['Ana', 'Poe', 'ana@example.com']];
const book = people
  .map(([given, family, email]) =>
    ['BEGIN:VCARD', 'VERSION:3.0', `N:${family};${given};;;`, `FN:${given} ${family}`]
      .concat(email ? [`EMAIL;TYPE=WORK:${email}`] : [], 'END:VCARD\r\n')
      .join('\r\n'),
  )
  .join('');
const cards = parse(book);
const names = cards.fn?.map(({ value }) => value);
const addresses = cards.email?.map(({ value }) => value);
console.log('Cards in the file:', people.length, ' as vcf reads it:', VCard.parse(book).length);
console.log('vcard-parser, names:    ', names);
console.log('vcard-parser, addresses:', addresses);
const same =
  !Array.isArray(cards) &&
  VCard.parse(book).length === 3 &&
  names?.length === 3 &&
  addresses?.[1] === 'ana@example.com';
console.log(
  same
    ? 'vcard-parser returns one object, where the second address stands beside Rick Roe, who has none.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.cjs
