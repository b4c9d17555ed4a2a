#!/usr/bin/env bash
# gaxios, under Google's own clients, tries again without the wait that Retry-After asks for.
#
# Expected: a GET answered with 429 and "Retry-After: 20" is tried again after 20 seconds, or handed to the caller.
# Instead, googleapis-common turns retries on for every GET, and gaxios waits by its own count (a tenth of a second
# before the first try) and never reads the header. The caller sees the answer of the second try and no trace of the
# 429.
#
# Versions: @googleapis/cloudidentity 21.2.1 with googleapis-common 8.0.3 and gaxios 7.1.3.
#
# Users of this add-on care because its quota of Cloud Identity is shared with the scripts of the same project: a script
# with Google's client that checks a long list with isInvitableUser spends that quota on tries that the server has asked
# it not to make yet.
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
const asked = []; // The times of the requests, in ms.
const server = createServer((request, response) => {
  asked.push(performance.now());
  response.setHeader('content-type', 'application/json');
  if (asked.length > 1) return response.end('{"isInvitableUser": true}');
  response.writeHead(429, { 'retry-after': '20' });
  response.end('{"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "Quota exceeded"}}');
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const api = cloudidentity({ version: 'v1', rootUrl: `http://127.0.0.1:${server.address().port}/` });
const { status, data } = await api.customers.userinvitations.isInvitableUser({
  name: 'customers/C0123/userinvitations/jane@example.com',
});
server.close();

const waited = (asked[1] - asked[0]) / 1000;
console.log('The first answer was 429 with "Retry-After: 20".');
console.log(`The client asked ${asked.length} times, the second time after ${waited.toFixed(1)} s.`);
console.log('It returned', status, data);
const same = asked.length === 2 && status === 200 && waited < 10;
console.log(same ? 'The client did not wait the 20 seconds.' : 'The behaviour is no longer as described.');
process.exit(same ? 0 : 1);
EOF
node run.mjs
