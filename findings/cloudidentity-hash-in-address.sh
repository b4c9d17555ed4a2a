#!/usr/bin/env bash
# @googleapis/cloudidentity cuts a request short at a "#" in an address.
#
# Expected: the client puts the address of `name` into the path as one segment, whatever characters the address has. RFC
# 5321 allows "#" and "?" in a local part without quotes.
# Instead, the client expands `{+name}`, which leaves reserved characters alone: all that follows a "#" is dropped as a
# fragment, the method (":send") with it, and all that follows a "?" goes into the query. The request is sent all the
# same, to another resource, and the client reports no error of its own. An address that the caller has put through
# encodeURIComponent arrives whole, so the caller is the one who has to encode.
#
# Versions: @googleapis/cloudidentity 21.2.1 with googleapis-common 8.0.3 and gaxios 7.1.3.
#
# Users of this add-on care because an invitation is named by an address from a list that somebody pasted: for
# "sales#1@example.com" an `isInvitableUser` or a `send` written with this client asks about "sales".
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --loglevel=error --no-audit --no-fund --no-progress --ignore-scripts \
  @googleapis/cloudidentity@21.2.1 googleapis-common@8.0.3 gaxios@7.1.3 >/dev/null ||
  { echo 'The packages could not be installed.' >&2; exit 2; }

cat >run.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cloudidentity } from '@googleapis/cloudidentity';

for (const name of ['@googleapis/cloudidentity', 'googleapis-common', 'gaxios']) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
}
let asked = '';
const server = createServer((request, response) => {
  asked = `${request.method} ${request.url}`;
  response.setHeader('content-type', 'application/json').end('{}');
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const api = cloudidentity({ version: 'v1', rootUrl: `http://127.0.0.1:${server.address().port}/` });

const parent = 'customers/C0123/userinvitations/';
const expected = [
  ['jane@example.com', `POST /v1/${parent}jane@example.com:send`],
  ['sales#1@example.com', `POST /v1/${parent}sales`],
  ['who?@example.com', `POST /v1/${parent}who?@example.com:send`],
  [encodeURIComponent('sales#1@example.com'), `POST /v1/${parent}sales%231%40example.com:send`],
];
let same = true;
for (const [address, request] of expected) {
  await api.customers.userinvitations.send({ name: parent + address });
  console.log(`send of ${address.padEnd(25)} asks for  ${asked}`);
  same &&= asked === request;
}
server.close();
console.log(
  same
    ? 'The client sends what stands before "#" and loses the rest with the method; an encoded address arrives whole.'
    : 'The behaviour is no longer as described.',
);
process.exit(same ? 0 : 1);
EOF
node run.mjs
