#!/usr/bin/env bash
# clasp pushes a folder whose name stands in .claspignore.
#
# Expected: a line `build`, `build/` or `/build` in .claspignore leaves that folder out, and `*.html` leaves such files
# out at every depth, as the same lines do in a .gitignore, after which the file is named.
# Instead, a line is a glob for whole paths: `build`, `build/` and `/build` leave nothing out, and nothing is said of a
# line that fits no file; `*.html` holds in the top folder alone. `build/**` and `**/*.html` do what was meant.
#
# Versions: @google/clasp 3.4.1 (show-file-status, which needs no login); git check-ignore to compare, where there is git.
#
# Users of this add-on care because what is pushed becomes part of a script that acts with an admin's rights. Here
# (dev/push.mjs) only the three files of dist/ are in the folder that is pushed, and Google is asked afterwards whether
# it holds exactly those.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts @google/clasp@3.4.1 >/dev/null 2>&1 || exit 2

mkdir -p script/build/inner script/notes
cd script
export HOME=$dir
echo '{"scriptId": "0", "rootDir": "."}' >.clasp.json
echo '{"timeZone": "Etc/UTC", "runtimeVersion": "V8"}' >appsscript.json
for file in Code.js page.html build/old.js build/inner/older.js notes/page.html; do echo >"$file"; done
git init -q . 2>/dev/null || true

code=0
# The line, what clasp leaves out, what git leaves out.
while IFS='|' read -r line clasp git; do
  printf '%s\n' "$line" >.claspignore
  printf '%s\n' "$line" >.gitignore
  pushed=$(node ../node_modules/@google/clasp/build/src/index.js show-file-status --json)
  left=$(node -e '
    const { filesToPush } = JSON.parse(process.argv[1]);
    const all = ["build/inner/older.js", "build/old.js", "notes/page.html", "page.html"];
    console.log(all.filter(file => !filesToPush.includes(file)).join(" "));' "$pushed")
  if [ -d .git ]; then
    ignored=$(git check-ignore build/inner/older.js build/old.js notes/page.html page.html | sort | paste -sd' ' || true)
  else
    ignored=$git
  fi
  printf '%-10s clasp leaves out: %-38s git: %s\n' "$line" "${left:-nothing}" "$ignored"
  if [ "$left" != "$clasp" ] || [ "$ignored" != "$git" ]; then code=1; fi
done <<'EOF'
build||build/inner/older.js build/old.js
build/||build/inner/older.js build/old.js
/build||build/inner/older.js build/old.js
build/**|build/inner/older.js build/old.js|build/inner/older.js build/old.js
*.html|page.html|notes/page.html page.html
**/*.html|notes/page.html page.html|notes/page.html page.html
EOF
[ $code = 0 ] && echo 'As described.' || echo 'No longer as described.'
exit $code
