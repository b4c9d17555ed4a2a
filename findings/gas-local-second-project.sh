#!/usr/bin/env bash
# gas-local loads every project without globals of its own into one context: the second sees the first, or fails.
#
# Expected: "All scripts from google apps script project are loaded to separate single context" (its readme): a project
# loaded after another knows nothing of it, and a project loaded twice is two.
# Instead, where no object of globals is given, all of them get the same one. A counter of the second project goes on
# from a variable of the first; functions of the first are on the second; and whatever has a `const` or a `let` at its
# top level cannot be loaded again. An object that takes its properties from gas.globalMockDefault has those, too.
#
# Versions: gas-local 1.3.1.
#
# Users of this add-on do not notice; its tests would: one that loads the script anew for each test reads what the test
# before left. Here the script is given globals of its own (dev/sandbox).
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund gas-local@1.3.1 >/dev/null 2>&1 || exit 2

mkdir invoices letters
echo 'var sent = 5; const LIMIT = 10; function invoice() { return LIMIT; }' >invoices/Code.js
echo 'var sent; sent = (sent || 0) + 1; function letters() { return sent; }' >letters/Code.js
node -e '
  const gas = require("gas-local");
  const invoices = gas.require("./invoices");
  const letters = gas.require("./letters");
  const told = [
    `letters sent, of a counter that begins at 1: ${letters.letters()}`,
    `letters has the function of invoices: ${typeof letters.invoice === "function"}`,
    `one object: ${letters === invoices}`,
  ];
  try {
    gas.require("./invoices");
    told.push("invoices, loaded again: loaded");
  } catch (error) {
    told.push(`invoices, loaded again: ${error.name}`);
  }
  told.push(`letters with an object of its own: ${gas.require("./letters", {}).letters()}`);
  told.push(`letters with a copy of the default: ${gas.require("./letters", { ...gas.globalMockDefault }).letters()}`);
  console.log(told.join("\n"));' >seen
cat seen
cat >described <<'E2'
letters sent, of a counter that begins at 1: 6
letters has the function of invoices: true
one object: true
invoices, loaded again: SyntaxError
letters with an object of its own: 1
letters with a copy of the default: 7
E2
cmp -s seen described && echo 'As described.' && exit 0
echo 'No longer as described.'
exit 1
