#!/usr/bin/env bash
# SheetJS writes a day as the evening before in Spain and in several countries of Latin America.
#
# Expected: new Date(2026, 0, 31) is midnight of 31 January by the clock of the computer, and SheetJS, which works by
# that clock, writes it as day 46053 of a spreadsheet, without a fraction, as it does in London, New York and Tokyo.
# Instead, the time that a place had in 1899, before time zones, goes into the sum: 14 minutes and 44 seconds behind UTC
# for Madrid. JavaScript tells such a distance in whole minutes, SheetJS calculates with it, and the 44 seconds are lost
# from every date. The cell holds the day before, 23:59 and some seconds, and its own text is that day. SheetJS reads it
# back on a computer of the same place as it was.
#
# Versions: xlsx (SheetJS) 0.18.5, exceljs 4.4.0 to read what was written.
#
# Users of this add-on care because admins keep lists with dates ("invited on", "leaves on"): a list written by a script
# in Madrid or Mexico City has every day one too early for everybody but that script.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  xlsx@0.18.5 exceljs@4.4.0 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.mjs <<'EOF'
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

for (const name of ['xlsx', 'exceljs']) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
}
const early = ['Europe/Madrid', 'Atlantic/Canary', 'America/Mexico_City', 'America/Bogota', 'America/Santiago'];
const right = ['UTC', 'Europe/London', 'America/New_York', 'Asia/Tokyo'];
let same = true;
for (const zone of [...early, ...right]) {
  // A process for each zone, because SheetJS looks at the zone once, when it is loaded.
  const env = { ...process.env, TZ: zone };
  const { day, text, foreign, back } = JSON.parse(execFileSync(process.execPath, ['write.mjs'], { env }));
  console.log(`${zone.padEnd(20)} day ${day.toFixed(5)}, shown as ${text}, for exceljs ${foreign}`);
  const before = day < 46053 && text === '1/30/26' && foreign.startsWith('2026-01-30T23:59:');
  same &&= back && (early.includes(zone) ? before : day === 46053 && text === '1/31/26');
}
console.log(
  same
    ? '31 January is written as the evening of the 30th where the time before time zones had seconds.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
cat >write.mjs <<'EOF'
import ExcelJS from 'exceljs';
import XLSX from 'xlsx';

const date = new Date(2026, 0, 31);
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[date]]), 'People');
const file = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' });

const { v: day, w: text } = XLSX.read(file).Sheets.People.A1;
const own = XLSX.read(file, { cellDates: true }).Sheets.People.A1.v;
const other = new ExcelJS.Workbook();
await other.xlsx.load(file);
const foreign = other.worksheets[0].getCell('A1').value.toISOString().slice(0, 19);
console.log(JSON.stringify({ day, text, foreign, back: Math.abs(own - date) < 1000 }));
EOF
node run.mjs
