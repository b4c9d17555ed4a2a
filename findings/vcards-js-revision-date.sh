#!/usr/bin/env bash
# The revision date that vcards-js writes into a vCard 4.0 comes out of ical.js as no date at all.
#
# Expected: what one vCard library writes, another reads, or refuses with an error.
# Instead, vcards-js writes REV in ISO 8601's extended form (2026-01-31T10:11:12.000Z) in 3.0 and 4.0 alike. That
# is right for 3.0, but 4.0 asks for the basic form (20260131T101112Z). ical.js cuts a 4.0 stamp at fixed places without
# looking at it and returns a value like "2026--0-1-T1T:10::1", with no error. The same card as 3.0, or as 4.0 with the
# basic form, is read rightly.
#
# Versions: vcards-js 2.11.1, ical.js 2.2.1.
#
# Users of this add-on care when two exports of an address book hold the same person and a script keeps the newer card:
# every comparison with such a stamp is false, so that the card with the old address can win.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  vcards-js@2.11.1 ical.js@2.2.1 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import vcards from 'vcards-js';

for (const name of ['vcards-js', 'ical.js']) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
}
const written = version => {
  const card = vcards();
  card.version = version;
  card.firstName = 'Jane';
  card.lastName = 'Doe';
  card.email = 'jane@example.com';
  return card.getFormattedString();
};
const basic = card => card.replace(/^REV:.*$/m, rev => rev.replace(/-|\.\d+/g, '').replace(/(?<=T.*):/g, ''));
const cards = [
  ['3.0 as written', written('3.0'), true],
  ['4.0 as written', written('4.0'), false],
  ['4.0 with the basic form', basic(written('4.0')), true],
];
let same = true;
for (const [what, card, readable] of cards) {
  const line = card.match(/^REV:.*$/m)[0].trim();
  const value = String(ICAL.Component.fromString(card).getFirstProperty('rev').toJSON()[3]);
  console.log(`${what}: ${line}  read as ${value}`);
  same &&= !Number.isNaN(Date.parse(value)) === readable;
}
console.log(
  same
    ? 'ical.js makes no date of the REV of a 4.0 card from vcards-js and reports nothing.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.mjs
