#!/usr/bin/env bash
# Dates of a workbook that counts from 1904 come out four years too early.
#
# Expected: a workbook says with `date1904` of its `workbookPr` that its days are counted from 1904 (ECMA-376 part 1,
# 18.2.28). The attribute is an xsd:boolean, so "1" and "true" are the same, and every reader gives the same dates.
# Instead, exceljs and read-excel-file know "1" only and read "true" as if nothing were said: all dates are four years
# and a day too early. SheetJS understands both, formats the cell's text by them, and gives in the same cell a date
# that is four years and two days earlier than its text, when asked for dates.
#
# Versions: exceljs 4.4.0, read-excel-file 9.3.17, xlsx (SheetJS) 0.18.5.
#
# Users of this add-on care because lists have a column "Last sign-in", by which an admin chooses whom to invite: with
# every date four years back, nobody seems to use the account.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  exceljs@4.4.0 read-excel-file@9.3.17 xlsx@0.18.5 jszip@3.10.1 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import readExcelFile from 'read-excel-file/node';
import XLSX from 'xlsx';

for (const name of ['exceljs', 'read-excel-file', 'xlsx']) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
}
const signIn = new Date('2026-01-31T00:00:00Z');
const book = new ExcelJS.Workbook();
book.properties.date1904 = true;
book.addWorksheet('People').addRow([signIn]).getCell(1).numFmt = 'yyyy-mm-dd';
const one = Buffer.from(await book.xlsx.writeBuffer());

const zip = await JSZip.loadAsync(one);
const part = 'xl/workbook.xml';
zip.file(part, (await zip.file(part).async('string')).replace('date1904="1"', 'date1904="true"'));
const word = await zip.generateAsync({ type: 'nodebuffer' });

const day = date => date.toISOString().slice(0, 10);
const read = async file => {
  const again = new ExcelJS.Workbook();
  await again.xlsx.load(file);
  const { v, w } = XLSX.read(file, { cellDates: true, dateNF: 'yyyy-mm-dd' }).Sheets.People.A1;
  return {
    exceljs: day(again.worksheets[0].getCell('A1').value),
    'read-excel-file': day((await readExcelFile(file))[0].data[0][0]),
    'SheetJS text': w,
    'SheetJS date': day(v),
  };
};
console.log('Written with', day(signIn));
const [numeral, boolean] = [await read(one), await read(word)];
console.log('date1904="1":   ', numeral);
console.log('date1904="true":', boolean);
const expected = [
  ['2026-01-31', '2022-01-30'],
  ['2026-01-31', '2022-01-30'],
  ['2026-01-31', '2026-01-31'],
  ['2022-01-30', '2022-01-30'],
];
const seen = Object.keys(numeral).map(reader => [numeral[reader], boolean[reader]]);
const same = JSON.stringify(seen) === JSON.stringify(expected);
console.log(
  same
    ? 'exceljs and read-excel-file do not know "true"; SheetJS has two dates in one cell.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
TZ=UTC node run.mjs
