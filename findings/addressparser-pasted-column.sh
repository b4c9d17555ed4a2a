#!/usr/bin/env bash
# Parsers of address lists read a column of addresses, one a line, as one person.
#
# Expected: a column that is copied from a sheet (one address a line, no commas) gives one entry per line, or an error.
# Instead, three parsers of the same family take a line end for a blank inside one entry: the first address of the list
# becomes the address, all the others become its display name, and nothing is reported. When the copied range has a
# column of names too, the names and the other addresses end up in that one name. email-addresses refuses such a list
# (null).
#
# Versions: nodemailer 10.6.1 (its addressparser), addressparser 1.0.1, emailjs-addressparser 2.0.3, email-addresses
# 5.0.0.
#
# Users of this add-on care because their lists are columns of a sheet: a script that hands the copied column to one of
# these parsers reaches the first person only and calls that person by the addresses of the others.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  nodemailer@10.6.1 addressparser@1.0.1 emailjs-addressparser@2.0.3 email-addresses@5.0.0 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.cjs <<'EOF'
const version = name => require(`${__dirname}/node_modules/${name}/package.json`).version;
const parsers = {
  nodemailer: require('nodemailer/lib/addressparser'),
  addressparser: require('addressparser'),
  'emailjs-addressparser': require('emailjs-addressparser').default,
  'email-addresses': require('email-addresses').parseAddressList,
};
const lists = [
  'jane@example.com\nrick@example.com\nana@example.com\n',
  'Jane Doe\tjane@example.com\nRick Roe\trick@example.com\n',
];
let same = true;
for (const list of lists) {
  console.log('List:', JSON.stringify(list));
  for (const [name, parse] of Object.entries(parsers)) {
    const entries = parse(list);
    console.log(`  ${name} ${version(name)}:`, JSON.stringify(entries));
    same &&=
      name === 'email-addresses'
        ? entries === null
        : entries.length === 1 &&
          entries[0].address === 'jane@example.com' &&
          entries[0].name.includes('rick@example.com');
  }
}
console.log(
  same
    ? 'Three parsers make one person of the column, with the other addresses in the display name.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.cjs
