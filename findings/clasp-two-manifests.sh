#!/usr/bin/env bash
# clasp pushes the manifest of every folder, each under the name of the one manifest that a script has.
#
# Expected: of two files appsscript.json, the one at the top is the manifest: the readme gives `!appsscript.json`, without
# folders, as what is pushed where there is no .claspignore; and two files of one name are refused ("Conflicting files
# found"), as Code.js beside Code.gs is.
# Instead, `old/appsscript.json` is in the list too, and its name is not `old/appsscript` as old/Code.js's is `old/Code`:
# both go to Google as `appsscript`, and nothing is said of it. The readme's own lines in a .claspignore leave it out.
#
# Versions: @google/clasp 3.4.1 (show-file-status, which needs no login, and the list that push sends).
#
# Users of this add-on care because the manifest says which permissions a script asks for: a copy of an older one in a
# folder must not be what Google takes. Here (dev/push.mjs) only the three files of dist/ are in the folder that is
# pushed, and Google is asked afterwards whether it holds exactly those.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts @google/clasp@3.4.1 >/dev/null 2>&1 || exit 2

mkdir -p script/old
cd script
export HOME=$dir
echo '{"scriptId": "0", "rootDir": "."}' >.clasp.json
echo '{"timeZone": "Etc/UTC", "runtimeVersion": "V8"}' >appsscript.json
echo '{"timeZone": "Etc/UTC", "runtimeVersion": "V8", "oauthScopes": []}' >old/appsscript.json
echo 'function now() {}' >Code.js
echo 'function before() {}' >old/Code.js
status() {
  node ../node_modules/@google/clasp/build/src/index.js show-file-status --json |
    node -e 'console.log(JSON.parse(require("node:fs").readFileSync(0, "utf8")).filesToPush.sort().join(" "))'
}
{
  echo "in the list: $(status)"
  node --input-type=module -e '
    const { Files } = await import(process.argv[1]);
    const folder = process.cwd();
    const fileExtensions = { SERVER_JS: [".js"], HTML: [".html"], JSON: [".json"] };
    const { files } = await new Files({
      configFilePath: `${folder}/.clasp.json`,
      project: { scriptId: "0" },
      files: { projectRootDir: folder, contentDir: folder, ignorePatterns: [], fileExtensions, filePushOrder: [] },
    }).collectLocalFiles().then(list => (Array.isArray(list) ? { files: list } : list));
    console.log(`sent as: ${files.map(({ remotePath, type }) => `${remotePath} (${type})`).sort().join(", ")}`);
  ' "$dir/node_modules/@google/clasp/build/src/core/files.js" || true
  printf '**/**\n!appsscript.json\n!**/*.js\n' >.claspignore
  echo "with the readme's lines: $(status)"
} | tee ../seen
cat >../described <<'EOF'
in the list: Code.js appsscript.json old/Code.js old/appsscript.json
sent as: Code (SERVER_JS), appsscript (JSON), appsscript (JSON), old/Code (SERVER_JS)
with the readme's lines: Code.js appsscript.json old/Code.js
EOF
cmp -s ../seen ../described && echo 'As described.' && exit 0
echo 'No longer as described.'
exit 1
