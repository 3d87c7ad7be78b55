#!/usr/bin/env bash
# dotenv-cli 11.0.0 and dotenv 18.0.10 in one project, npm 10 or newer.
#
# Both packages bring a command named `dotenv`. In a project that depends on both, `node_modules/.bin/dotenv` is dotenv's own,
# whose options are others: a script `dotenv -e .env.local -- remotion lambda …` no longer runs its command, and exits with 1.
# With dotenv 17.2.3, which has no command, the same script loads the file.
#
# Seen on 2026-11-28; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf 'REMOTION_AWS_PROFILE=studio\n' >"$folder/.env.local"

try() {
	mkdir "$folder/$1"
	cd "$folder/$1"
	cp ../.env.local .
	printf '{ "scripts": { "deploy": "dotenv -e .env.local -- node -p process.env.REMOTION_AWS_PROFILE" } }' >package.json
	npm install --silent --no-audit --no-fund "dotenv@$1" dotenv-cli@11.0.0
	code=0
	output=$(env -u REMOTION_AWS_PROFILE npm run --silent deploy 2>&1) || code=$?
	grep -q studio <<<"$output" && said=studio || said="no value"
	echo "dotenv $1: bin of $(realpath --relative-to node_modules node_modules/.bin/dotenv | cut -d/ -f1), exit $code, $said"
}
actual=$(try 17.2.3; try 18.0.10)
expected='dotenv 17.2.3: bin of dotenv-cli, exit 0, studio
dotenv 18.0.10: bin of dotenv, exit 1, no value'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; exit 1; }
