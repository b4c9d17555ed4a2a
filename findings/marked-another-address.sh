#!/usr/bin/env bash
# Markdown makes a link to another person of an address with an apostrophe or an accent.
#
# Expected: o'neil@example.com in a Markdown text becomes a link to o'neil@example.com, as RFC 5321 allows the sign and
# as people of that name have it; or no link at all.
# Instead, marked (with GitHub's extensions, its default) links neil@example.com, which may be somebody else's: it
# begins the address behind the first sign that it does not expect. peña@ becomes a@, ann&bob@ becomes bob@. GitHub's own
# description of such links knows letters, digits and ". - _ +" only. linkifyjs and autolinker link the whole address.
#
# Versions: marked 18.2.1; linkifyjs 4.4.0 and autolinker 4.1.5 to compare.
#
# Users of this add-on care because lists of people come from wikis and tickets: whoever copies the links from such a
# page invites Neil in place of O'Neil. The reader here (src/core/lists/text.ts) takes the address whole.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts marked@18.2.1 linkifyjs@4.4.0 autolinker@4.1.5 \
  >/dev/null 2>&1 || exit 2

cat >show.mjs <<'EOF'
import Autolinker from 'autolinker';
import * as linkify from 'linkifyjs';
import { marked } from 'marked';

const linked = {
  marked: text => [...marked.parse(text).matchAll(/href="mailto:([^"]*)"/g)].map(([, address]) => address),
  linkifyjs: text => linkify.find(text).map(({ href }) => href.slice('mailto:'.length)),
  autolinker: text => Autolinker.parse(text, { email: true }).map(one => one.getAnchorHref().slice('mailto:'.length)),
};
const asTold = [];
for (const [text, other] of [
  ["o'neil@example.com", 'neil@example.com'],
  ["d'angelo@example.com", 'angelo@example.com'],
  ['peña@example.com', 'a@example.com'],
  ['ann&bob@example.com', 'bob@example.com'],
]) {
  const found = Object.entries(linked).map(([name, of]) => [name, of(text).join(' ')]);
  console.log(text.padEnd(22), found.map(([name, address]) => `${name}: ${address}`).join('   '));
  asTold.push(found[0][1] === other && found[1][1] === text && found[2][1] === text);
}
const isAsTold = asTold.every(Boolean);
console.log(isAsTold ? 'As described.' : 'No longer as described.');
process.exitCode = isAsTold ? 0 : 1;
EOF
node show.mjs
