#!/usr/bin/env bash
# Detectors of character sets give Spanish people Polish names, one for short lists and another for long ones.
#
# Expected: a list of Spanish people as Excel saves it for Western Europe (windows-1252) is detected as that, or as its
# part ISO-8859-1, whether it has ten people or a thousand.
# Instead, chardet calls the list of ten ISO-8859-2, and that of a thousand ISO-8859-1; jschardet calls the list of ten
# Windows-1252, and that of a thousand Windows-1250. Decoded so, Peña is read as Peńa, without an error: a letter of
# Polish. Lists of German and French people of these lengths come out right.
#
# Versions: chardet 2.2.0, jschardet 4.1.0, iconv-lite 0.6.3.
#
# Users of this add-on care because such names go into the file for bulk upload and match no other list. The page here
# (src/sidebar/state/file-text.ts) takes what is no UTF-8 for windows-1252.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts chardet@2.2.0 jschardet@4.1.0 iconv-lite@0.6.3 \
  >/dev/null 2>&1 || exit 2

cat >show.cjs <<'EOF'
const chardet = require('chardet');
const jschardet = require('jschardet');
const iconv = require('iconv-lite');

const given =
  'José María Begoña Íñigo Jesús Ángel Inés Óscar Martín Sofía Andrés Raúl Iván Lucía Ann Bob Cid Eva Luis Marta';
const family =
  'Peña Núñez García López Martínez Muñoz Ibáñez Ordóñez Castaño Zúñiga Pérez Sánchez Gómez Ruiz Soto Vidal Lee Ray';
const [firsts, lasts] = [given.split(' '), family.split(' ')];
const person = (_, at) => `${firsts[(at * 7) % 20]};${lasts[(at * 5) % 18]};p${at}@acme.example;Ventas`;
const listOf = count => `Nombre;Apellidos;Correo;Área\n${Array.from({ length: count }, person).join('\n')}\n`;

const told = { 10: ['ISO-8859-2', 'windows-1252'], 1000: ['ISO-8859-1', 'windows-1250'] };
let isAsTold = true;
for (const [count, expected] of Object.entries(told)) {
  const bytes = iconv.encode(listOf(Number(count)), 'win1252');
  const found = [chardet.detect(bytes), jschardet.detect(bytes).encoding];
  const names = found.map(name => iconv.decode(bytes, name).split('\n')[1].split(';')[1]);
  console.log(`${count} people:`, `chardet ${found[0]} (${names[0]}), jschardet ${found[1]} (${names[1]})`);
  if (found.join().toLowerCase() !== expected.join().toLowerCase()) isAsTold = false;
}
console.log(isAsTold ? 'As described.' : 'No longer as described.');
process.exitCode = isAsTold ? 0 : 1;
EOF
node show.cjs
