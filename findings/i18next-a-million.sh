#!/usr/bin/env bash
# i18next shows the key instead of the sentence at a million, in Spanish and its relatives.
#
# Expected: a text with its two forms (`mails_one`, `mails_other`), which is all that English, German and the grammar of
# a Spanish schoolbook have, is found for every number.
# Instead, Unicode's rules have a third form for Spanish, French, Italian, Portuguese and Catalan, "many", for exact
# millions (un millón de correos), and i18next looks for that form, then for the bare key, and never for `_other`: at
# 1,000,000 and 2,000,000 people read the key. 1,000, 999,999 and 1,500,000 are well.
#
# Versions: i18next 26.7.2, with the rules of Node's own Intl.PluralRules (seen with Node 20.20, 22.23 and 24.22).
#
# Users of this add-on care because it speaks Spanish and counts rows, mails and cells; no test with small numbers tells.
# Here (src/core/words/format.ts) there is one form for 1 and another for all else.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true, "type": "module"}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts i18next@26.7.2 >/dev/null 2>&1 || exit 2

cat >count.js <<'E2'
import i18next from 'i18next';
for (const lng of ['es', 'fr', 'it', 'pt', 'ca', 'de', 'en']) {
  const translation = { mails_one: '{{count}}, one', mails_other: '{{count}}, several' };
  await i18next.init({ lng, resources: { [lng]: { translation } }, showSupportNotice: false });
  const texts = [1, 999999, 1000000, 1500000, 2000000].map(count => i18next.t('mails', { count }));
  console.log(`${lng}: ${texts.join(' | ')}`);
}
E2
node count.js | grep -E '^[a-z]{2}: ' >seen
cat seen
romance='1, one | 999999, several | mails | 1500000, several | mails'
others='1, one | 999999, several | 1000000, several | 1500000, several | 2000000, several'
{
  for language in es fr it pt ca; do echo "$language: $romance"; done
  for language in de en; do echo "$language: $others"; done
} >described
cmp -s seen described && echo 'As described.' && exit 0
echo 'No longer as described.'
exit 1
