#!/usr/bin/env bash
# A date of September that the language itself writes for Britain is none for the libraries that read British dates.
#
# Expected: what Intl.DateTimeFormat writes for en-GB with a short month is read by date libraries that are told the same
# language and the same form, in every month.
# Instead, September alone fails: Intl writes "15 Sept 2026", as Unicode's data have it, while date-fns with enGB and
# Day.js with en-gb know "Sep" only, and answer with an invalid date. Luxon takes its names from Intl, and so refuses
# "15 Sep 2026", which the two others read. For es the same holds of date-fns ("sept").
#
# Versions: date-fns 4.4.0; dayjs 1.11.23; luxon 3.7.2; Intl of Node.js 20 or newer.
#
# Users of this add-on care because one month in twelve is lost from dates of a list that was exported in one program
# and read in another. Here (src/core/people/employment.ts) a month is known by its first letters, so both are read.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts date-fns@4.4.0 dayjs@1.11.23 luxon@3.7.2 \
  >/dev/null 2>&1 || exit 2

cat >show.cjs <<'EOF'
const { parse, isValid } = require('date-fns');
const { enGB, es } = require('date-fns/locale');
const dayjs = require('dayjs');
dayjs.extend(require('dayjs/plugin/customParseFormat'));
require('dayjs/locale/en-gb');
const { DateTime } = require('luxon');

const written = (language, month) =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(2026, month, 15),
  );
const readers = {
  'date-fns': text => isValid(parse(text, 'd MMM yyyy', new Date(0), { locale: enGB })),
  dayjs: text => dayjs(text, 'D MMM YYYY', 'en-gb', true).isValid(),
  luxon: text => DateTime.fromFormat(text, 'd MMM yyyy', { locale: 'en-GB' }).isValid,
};
const british = Array.from({ length: 12 }, (_, month) => written('en-GB', month));
const refused = Object.fromEntries(
  Object.entries(readers).map(([name, read]) => [name, [...british, '15 Sep 2026'].filter(text => !read(text))]),
);
const spanish = written('es', 8);
console.log('en-GB, written by Intl:', british.slice(7, 10).join(', '));
console.log('refused:', refused);
console.log(`es, written by Intl: ${spanish}; date-fns reads it:`, isValid(parse(spanish, 'd MMM yyyy', new Date(0), { locale: es })));
const isAsTold =
  JSON.stringify(refused) ===
    JSON.stringify({ 'date-fns': ['15 Sept 2026'], dayjs: ['15 Sept 2026'], luxon: ['15 Sep 2026'] }) &&
  spanish === '15 sept 2026' &&
  !isValid(parse(spanish, 'd MMM yyyy', new Date(0), { locale: es }));
console.log(isAsTold ? 'As described.' : 'No longer as described.');
process.exitCode = isAsTold ? 0 : 1;
EOF
node show.cjs
