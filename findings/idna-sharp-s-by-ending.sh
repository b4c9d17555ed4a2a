#!/usr/bin/env bash
# One library writes a domain with ß as another domain, or as itself, by how the domain ends.
#
# Expected: faß.at has one ASCII form, xn--fa-hia.at, as browsers, Node and the registries that allow ß have it
# (IDNA2008; UTS 46, nontransitional processing).
# Instead, idna-uts46-hx, asked without options, gives fass.at, which is another domain and may be another
# organisation's, but xn--fa-hia.de for faß.de. Since its version 6 it chooses by the ending, which its description calls
# detection. The same happens to the Greek final sigma, also below .gr. tr46, on which it is built, gives one answer.
#
# Versions: idna-uts46-hx 6.0.8; tr46 6.0.0 and Node's url.domainToASCII to compare.
#
# Users of this add-on care because an address goes to whoever has the domain: ann@faß.at and ann@fass.at are two
# people. Here (src/core/lists/host.ts) both forms of one domain are one, and ß stays what it is.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts idna-uts46-hx@6.0.8 tr46@6.0.0 >/dev/null 2>&1 || exit 2

cat >show.cjs <<'EOF'
const { domainToASCII } = require('node:url');
const hx = require('idna-uts46-hx');
const tr46 = require('tr46');

const told = {
  'faß.de': 'xn--fa-hia.de',
  'faß.at': 'fass.at',
  'faß.ch': 'fass.ch',
  'faß.com': 'fass.com',
  'straße.example': 'strasse.example',
  'σίσυφος.gr': 'xn--kxa6akbbkh.gr',
};
let isAsTold = true;
for (const [domain, expected] of Object.entries(told)) {
  const found = [hx.toAscii(domain), tr46.toASCII(domain), domainToASCII(domain)];
  console.log(domain.padEnd(16), `idna-uts46-hx ${found[0]}, tr46 ${found[1]}, Node ${found[2]}`);
  if (found[0] !== expected || found[1] !== found[2] || !found[1].startsWith('xn--')) isAsTold = false;
}
console.log(isAsTold ? 'As described.' : 'No longer as described.');
process.exitCode = isAsTold ? 0 : 1;
EOF
node show.cjs
