#!/usr/bin/env bash
# COUNTIF of two formula engines tells capitals apart, and one of them knows no asterisk.
#
# Expected: COUNTIF counts "Ann@Acme.com" for "ann@acme.com", and "*@acme.com" stands for every address that ends so.
# Microsoft's page of COUNTIF says that criteria are not case sensitive and may have wildcards, and both engines set out
# to give Excel's functions; Google's page has the same wildcards.
# Instead, fast-formula-parser and formulajs count addresses in exactly the letters of the criterion. formulajs takes
# the asterisk for a letter and counts nobody by domain, without an error. In fast-formula-parser the sign "=" tells
# capitals apart as well, which is what EXACT is for.
#
# Versions: fast-formula-parser 1.0.19, @formulajs/formulajs 4.6.1.
#
# Users of this add-on care when they check the counts of its Summary, which are formulas, outside of Sheets: the same
# formula over the same addresses gives a smaller number as soon as somebody typed one with a capital.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  fast-formula-parser@1.0.19 @formulajs/formulajs@4.6.1 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.cjs <<'EOF'
const { COUNTIF } = require('@formulajs/formulajs');
const FormulaParser = require('fast-formula-parser');
for (const name of ['fast-formula-parser', '@formulajs/formulajs']) {
  console.log(name, require(`${__dirname}/node_modules/${name}/package.json`).version);
}
const addresses = ['ann@acme.com', 'Ann@Acme.com', 'rick@acme.com', 'jane@example.com'];
const parser = new FormulaParser({
  onCell: ({ row }) => addresses[row - 1],
  onRange: ({ from, to }) => addresses.slice(from.row - 1, to.row).map(address => [address]),
});
const evaluate = formula => parser.parse(formula, { sheet: 'People', row: 9, col: 9 });
console.log('A1:A4 =', addresses.join(', '));
let same = true;
// The criterion, what Excel counts, and what fast-formula-parser and formulajs count.
for (const [criterion, right, parsed, counted] of [
  ['ann@acme.com', 2, 1, 1],
  ['<>ann@acme.com', 2, 3, 3],
  ['*@acme.com', 3, 2, 0],
  ['jane@example.com', 1, 1, 1],
]) {
  const seen = [evaluate(`COUNTIF(A1:A4, "${criterion}")`), COUNTIF(addresses, criterion)];
  console.log(`COUNTIF(A1:A4, "${criterion}"): right ${right}, fast-formula-parser ${seen[0]}, formulajs ${seen[1]}`);
  same &&= seen[0] === parsed && seen[1] === counted;
}
const equal = [evaluate('A1=A2'), evaluate('EXACT(A1, A2)')];
console.log(`fast-formula-parser: A1=A2 is ${equal[0]}, EXACT(A1, A2) is ${equal[1]}`);
same &&= equal.join() === 'false,false';
console.log(
  same
    ? 'Both count capitals apart, and formulajs nobody by "*@acme.com".'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.cjs
