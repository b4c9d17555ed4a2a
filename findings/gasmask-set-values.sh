#!/usr/bin/env bash
# gasmask writes setValues one row too low and over the whole row.
#
# Expected: in a mock of Apps Script, getRange(2, 1, 1, 3).setValues([[...]]) changes the cells of row 2, as setValue
# does there and as Google's Sheets do.
# Instead, setValues changes row 3: it adds one to the row that it counts from 0, while setValue and getValues do not.
# The person of row 3 is overwritten and row 2 stays as it was. setValues also takes no notice of the column: it
# replaces the row, and refuses a range that is narrower than the row.
#
# Versions: gasmask 1.3.12.
#
# Users of this add-on care when they test their own scripts for its sheet: code that marks a person as invited passes a
# test against this mock only when it is wrong by one row on the real sheet.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  gasmask@1.3.12 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.cjs <<'EOF'
const { SpreadsheetApp } = require('gasmask');
console.log('gasmask', require(`${__dirname}/node_modules/gasmask/package.json`).version);

const sheet = SpreadsheetApp.getActiveSpreadsheet().insertSheet('People');
sheet.appendRow(['Email', 'State', 'Note']);
sheet.appendRow(['jane@example.com', '', '']);
sheet.appendRow(['rick@example.com', '', '']);
const rows = () => sheet.getDataRange().getValues().map(row => row.join(' | '));

sheet.getRange(2, 2).setValue('INVITED');
const afterValue = rows();
console.log('After setValue("INVITED") at row 2, column 2:', afterValue);
sheet.getRange(2, 1, 1, 3).setValues([['jane@example.com', 'CANCELED', 'left']]);
const afterValues = rows();
console.log('After setValues of row 2 with "CANCELED":', afterValues);
let refused = '';
try {
  sheet.getRange(2, 2, 1, 1).setValues([['INVITED']]);
} catch (error) {
  refused = error.message;
}
console.log('setValues of the one cell at row 2, column 2:', refused || 'no error');

const same =
  afterValue[1] === 'jane@example.com | INVITED | ' &&
  afterValues[1] === 'jane@example.com | INVITED | ' &&
  afterValues[2] === 'jane@example.com | CANCELED | left' &&
  refused.includes('the range has 3');
console.log(
  same
    ? 'setValues of row 2 left row 2 alone and overwrote rick@example.com in row 3.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.cjs
