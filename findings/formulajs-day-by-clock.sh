#!/usr/bin/env bash
# TEXT of formulajs gives the day before the one that DATE of formulajs was asked for, east of Greenwich.
#
# Expected: TEXT(DATE(2026, 1, 31), "yyyy-mm-dd") is "2026-01-31", as in Sheets and Excel, on every computer: a date of
# a spreadsheet is a day and no moment.
# Instead, DATE and EDATE make midnight by the clock of the computer, and TEXT reads that moment as UTC: in Madrid it
# is the day before. DATEVALUE has it the other way round: it reads the text as UTC, and DAY looks at the clock of the
# computer, so that in New York DAY(DATEVALUE("2026-01-31")) is 30, and the same day, written in two ways, is a day
# apart. On a computer that runs by UTC, as many test machines do, all of it is right.
#
# Versions: @formulajs/formulajs 4.6.1.
#
# Users of this add-on care when they calculate reminders outside the sheet with the formulas of the sheet: "invited
# before the 31st" gives other people than in the sheet, and no test that runs by UTC shows it.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  @formulajs/formulajs@4.6.1 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.cjs <<'EOF'
const { DATE, DATEVALUE, DAY, DAYS, EDATE, TEXT } = require('@formulajs/formulajs');
const form = 'yyyy-mm-dd';
const seen = {
  'TEXT(DATE(2026, 1, 31), "yyyy-mm-dd")': TEXT(DATE(2026, 1, 31), form),
  'TEXT(EDATE(DATE(2026, 1, 15), 1), "yyyy-mm-dd")': TEXT(EDATE(DATE(2026, 1, 15), 1), form),
  'DAY(DATEVALUE("2026-01-31"))': DAY(DATEVALUE('2026-01-31')),
  'DAYS(DATEVALUE("2026-01-31"), DATE(2026, 1, 31))': DAYS(DATEVALUE('2026-01-31'), DATE(2026, 1, 31)),
};
console.log(`${process.env.TZ}:`);
for (const [formula, value] of Object.entries(seen)) console.log(`  ${formula} = ${value}`);
const expected = {
  UTC: '2026-01-31 2026-02-15 31 0',
  'Europe/Madrid': '2026-01-30 2026-02-14 31 0',
  'America/New_York': '2026-01-31 2026-02-15 30 -1',
};
process.exit(Object.values(seen).join(' ') === expected[process.env.TZ] ? 0 : 1);
EOF
node -p "'@formulajs/formulajs ' + require('./node_modules/@formulajs/formulajs/package.json').version"
for zone in UTC Europe/Madrid America/New_York; do
  TZ=$zone node run.cjs || { echo 'The behaviour is no longer as described.'; exit 1; }
done
echo 'The day depends on the clock of the computer, and differently for TEXT and for DATEVALUE.'
