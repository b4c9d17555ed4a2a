#!/usr/bin/env bash
# Two readers of .xlsx files give people other names where a rare letter is written as a character reference.
#
# Expected: "&#x20BB7;" in XML is the letter U+20BB7, and the same as the letter itself (XML 1.0, section 4.1), so a
# workbook reads the same in both ways of writing. A program that writes XML in ASCII has only the reference.
# Instead, SheetJS and read-excel-file (through saxen) keep only the last 16 bits of a reference: the Japanese family
# name U+20BB7 U+7530 is read with U+0BB7, a Tamil letter, in place of its first. There is no error. exceljs and
# xlsx-populate read the name rightly, and so do all four where the letter stands in the file as itself.
#
# Versions: xlsx (SheetJS) 0.18.5, read-excel-file 9.3.17 with saxen 11.2.0; exceljs 4.4.0 and xlsx-populate 1.21.0 to
# compare.
#
# Users of this add-on care because directories hand out lists of people as .xlsx: a name that went through one of these
# readers matches no other list, and an invitation that is announced with it has a wrong name.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  xlsx@0.18.5 read-excel-file@9.3.17 saxen@11.2.0 exceljs@4.4.0 xlsx-populate@1.21.0 jszip@3.10.1 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import readExcelFile from 'read-excel-file/node';
import XLSX from 'xlsx';
import XlsxPopulate from 'xlsx-populate';

for (const name of ['xlsx', 'read-excel-file', 'saxen', 'exceljs', 'xlsx-populate']) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
}
const readers = {
  xlsx: file => XLSX.read(file).Sheets.People.A1.v,
  'read-excel-file': async file => (await readExcelFile(file))[0].data[0][0],
  exceljs: async file => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(file);
    return book.worksheets[0].getCell('A1').value;
  },
  'xlsx-populate': async file => (await XlsxPopulate.fromDataAsync(file)).sheet(0).cell('A1').value(),
};
const name = '\u{20BB7}\u7530';
const book = new ExcelJS.Workbook();
book.addWorksheet('People').addRow([name]);
const asItself = Buffer.from(await book.xlsx.writeBuffer());

const zip = await JSZip.loadAsync(asItself);
const part = 'xl/sharedStrings.xml';
const ascii = (await zip.file(part).async('string')).replace(
  /[^\0-\x7F]/gu,
  letter => `&#x${letter.codePointAt(0).toString(16)};`,
);
zip.file(part, ascii);
const asReference = await zip.generateAsync({ type: 'nodebuffer' });

const codes = text => Array.from(text, letter => `U+${letter.codePointAt(0).toString(16).toUpperCase()}`).join(' ');
let same = ascii.includes('<t>&#x20bb7;&#x7530;</t>');
for (const [reader, read] of Object.entries(readers)) {
  const [one, other] = [codes(await read(asItself)), codes(await read(asReference))];
  console.log(`${reader.padEnd(16)} as itself: ${one.padEnd(17)} as a reference: ${other}`);
  const loses = ['xlsx', 'read-excel-file'].includes(reader);
  same &&= one === codes(name) && other === (loses ? 'U+BB7 U+7530' : one);
}
console.log(
  same
    ? 'SheetJS and read-excel-file read another letter from the reference.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.mjs
