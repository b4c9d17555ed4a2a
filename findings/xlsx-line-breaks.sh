#!/usr/bin/env bash
# The line break that SheetJS writes into a cell is letters for exceljs and xlsx-populate.
#
# Expected: a cell of two lines, with CR and LF between them as Windows writes them, comes out of an .xlsx file as two
# lines. XML cannot carry the CR as it is, so that ECMA-376 (part 1, 22.9.2.19, ST_Xstring) has the form _xHHHH_ for it,
# H being a hexadecimal digit.
# Instead, SheetJS writes _x000d_ with a small letter, which exceljs does not know: it looks for capitals only.
# xlsx-populate takes no notice of the form at all, also with a capital letter. Both hand out the seven characters as
# a part of the text, without an error. SheetJS and read-excel-file read both forms.
#
# Versions: xlsx (SheetJS) 0.18.5, exceljs 4.4.0, xlsx-populate 1.21.0; read-excel-file 9.3.17 to compare.
#
# Users of this add-on care because cells with several addresses, one a line, are common in lists: what comes out ends
# in "jane@example.com_x000d_", which looks like an address and is nobody's.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  xlsx@0.18.5 exceljs@4.4.0 xlsx-populate@1.21.0 read-excel-file@9.3.17 jszip@3.10.1 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import readExcelFile from 'read-excel-file/node';
import XLSX from 'xlsx';
import XlsxPopulate from 'xlsx-populate';

for (const name of ['xlsx', 'exceljs', 'xlsx-populate', 'read-excel-file']) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
}
const readers = {
  xlsx: file => XLSX.read(file).Sheets.People.A1.v,
  exceljs: async file => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(file);
    return book.worksheets[0].getCell('A1').value;
  },
  'xlsx-populate': async file => (await XlsxPopulate.fromDataAsync(file)).sheet(0).cell('A1').value(),
  'read-excel-file': async file => (await readExcelFile(file))[0].data[0][0],
};
const cell = 'jane@example.com\r\nrick@example.com';
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[cell]]), 'People');
const small = XLSX.write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true });

const zip = await JSZip.loadAsync(small);
const part = 'xl/sharedStrings.xml';
const strings = await zip.file(part).async('string');
zip.file(part, strings.replace('_x000d_', '_x000D_'));
const capital = await zip.generateAsync({ type: 'nodebuffer' });

console.log('SheetJS writes', JSON.stringify(strings.match(/<t.*?<\/t>/s)[0]));
const raw = { exceljs: [true, false], 'xlsx-populate': [true, true] }; // Who hands out the form as it is.
let same = true;
for (const [reader, read] of Object.entries(readers)) {
  const values = [await read(small), await read(capital)];
  console.log(`${reader}:`);
  for (const [at, value] of values.entries()) {
    console.log(at === 0 ? '  as written    ' : '  with a capital', JSON.stringify(value));
    same &&= raw[reader]?.[at] ? /^jane@example\.com_x000d_\nrick@example\.com$/i.test(value) : value === cell;
  }
}
console.log(
  same
    ? 'exceljs reads letters from what SheetJS writes, and xlsx-populate from either form.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.mjs
