#!/usr/bin/env bash
# Of two addresses with a comma or semicolon and no blank between them, only the first becomes a link.
#
# Expected: "ann@example.com,bob@example.com" gives two links, as "ann@example.com, bob@example.com" does.
# Instead, linkify-it finds the first address alone, of three as of two, and so does markdown-it, which links with it.
# An address that stands behind a label and a colon (SMTP:ann@example.com), and one with an accent before its @, are not
# found at all. linkifyjs finds every one of these.
#
# Versions: linkify-it 6.1.0, markdown-it 15.0.3; linkifyjs 4.4.0 to compare.
#
# Users of this add-on care because proxy addresses and "To" lines are written so: of a list without blanks all but the
# first are missed, without an error. The reader here (src/core/lists/text.ts) reads them all.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts linkify-it@6.1.0 markdown-it@15.0.3 linkifyjs@4.4.0 \
  >/dev/null 2>&1 || exit 2

cat >show.mjs <<'EOF'
import { LinkifyIt } from 'linkify-it';
import * as linkify from 'linkifyjs';
import MarkdownIt from 'markdown-it';

const it = new LinkifyIt();
const markdown = new MarkdownIt({ linkify: true });
const counts = text => [
  (it.match(text) ?? []).length,
  [...markdown.render(text).matchAll(/href="mailto:/g)].length,
  linkify.find(text, 'email').length,
];
const expected = [
  ['ann@example.com, bob@example.com', [2, 2, 2]],
  ['ann@example.com,bob@example.com', [1, 1, 2]],
  ['ann@example.com;bob@example.com', [1, 1, 2]],
  ['ann@example.com,bob@example.com,cid@example.com', [1, 1, 3]],
  ['SMTP:ann@example.com', [0, 0, 1]],
  ['peña@example.com', [0, 0, 1]],
];
let isAsTold = true;
for (const [text, told] of expected) {
  const found = counts(text);
  console.log(text.padEnd(50), `linkify-it ${found[0]}, markdown-it ${found[1]}, linkifyjs ${found[2]}`);
  if (found.join() !== told.join()) isAsTold = false;
}
console.log(isAsTold ? 'As described.' : 'No longer as described.');
process.exitCode = isAsTold ? 0 : 1;
EOF
node show.mjs
