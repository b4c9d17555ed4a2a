#!/usr/bin/env bash
# Node reads every regular expression of a script when it reads the script, also in functions that are never called.
#
# Expected: functions are read in full when they are first called, so a pattern in one that is not called costs nothing.
# Instead, the engine checks each literal for errors at once and builds its classes: /[\p{L}\p{N}\p{M}]/u takes as long
# as some thousand signs of code. The same pattern as a text for new RegExp() costs nothing until it is built.
#
# Versions: seen with Node 20.20.2 (V8 11.3).
#
# Users of this add-on care because Apps Script reads the whole script anew for each call of the sidebar and for the
# menu: two dozen such literals took an eighth of the start. src/core/contract/pattern.ts builds them when they are used.
set -euo pipefail

node - <<'EOF'
const { Script } = require('node:vm');
const COUNT = 200;
const many = line => Array.from({ length: COUNT }, (_, at) => line.replaceAll('#', String(at))).join('\n');
const kinds = {
  'literals, never called': many('function f#(text) { return /^[\\p{L}\\p{N}\\p{M}_+-]+#$/u.test(text); }'),
  'texts, never called': many("function f#(text) { return new RegExp('^[\\\\p{L}\\\\p{N}\\\\p{M}_+-]+#$', 'u').test(text); }"),
};
let run = 0;
const once = code => {
  const began = process.hrtime.bigint();
  new Script(`${code}\n// ${run++}`);
  return Number(process.hrtime.bigint() - began) / 1e6;
};
const median = code => Array.from({ length: 41 }, () => once(code)).sort((a, b) => a - b)[20];
const [literals, texts] = Object.entries(kinds).map(([name, code]) => {
  const ms = median(code);
  console.log(`${COUNT} functions with ${name}: read in ${ms.toFixed(2)} ms`);
  return ms;
});
const asTold = literals > texts * 5;
console.log(asTold ? 'As described.' : 'No longer as described.');
process.exitCode = asTold ? 0 : 1;
EOF
