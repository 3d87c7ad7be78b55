#!/usr/bin/env bash
# vite-node 6.0.0 beside vitest 4.1.12, both on Vite 8.4.0, in one project.
#
# Vite keeps `.env` out of process.env, and so does vitest. vite-node, which ran vitest's files for years, puts every name of the files
# there, whatever `envPrefix` says; a variable of the shell wins, set to nothing too. Its mode is "development" unless `--mode` says another:
# NODE_ENV=production picks no file, and is itself NODE_ENV=production all the same.
# vitest is the other way round: import.meta.env, which in a built app has nothing but `VITE_` names, has every variable of the shell in a test;
# `test.env` beats the shell, an undefined in it becomes the text "undefined", and process.env gains DEV and PROD, which is set to nothing.
# Who meets it: a deploy script that signs under `vite-node deploy.ts` and has no credentials in its test or under tsx; and code with
# import.meta.env.REMOTION_AWS_REGION whose test passes.
#
# Seen on 2026-11-30; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >package.json <<'JSON'
{ "private": true, "dependencies": { "vite-node": "6.0.0", "vitest": "4.1.12", "vite": "8.4.0" } }
JSON
npm install --silent --no-audit --no-fund
echo 'REMOTION_AWS_PROFILE=of-env' >.env
echo 'REMOTION_AWS_PROFILE=of-production' >.env.production
echo 'export default { test: { env: { OF_CONFIG: "config", ABSENT: undefined } } };' >vitest.config.mjs
echo 'console.log(`profile ${JSON.stringify(process.env.REMOTION_AWS_PROFILE)}, NODE_ENV ${process.env.NODE_ENV}`);' >show.mjs
cat >one.test.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { test } from "vitest";
test("shows", () => {
	const { REMOTION_AWS_PROFILE: profile, OF_CONFIG, ABSENT, PROD, DEV } = process.env;
	const region = import.meta.env.REMOTION_AWS_REGION;
	writeFileSync("seen", JSON.stringify({ profile, region, OF_CONFIG, ABSENT, PROD, DEV }));
});
JS
for name in $(compgen -e | grep -E '^(AWS|REMOTION|NODE_ENV|VITE)'); do unset "$name"; done
export HOME=$folder CI=true
actual=$(
	run() { env "$@" 2>/dev/null | tail -n 1; }
	echo "vite-node: $(run node_modules/.bin/vite-node show.mjs)"
	echo "set to nothing: $(run REMOTION_AWS_PROFILE= node_modules/.bin/vite-node show.mjs)"
	echo "NODE_ENV: $(run NODE_ENV=production node_modules/.bin/vite-node show.mjs)"
	echo "--mode: $(run node_modules/.bin/vite-node --mode production show.mjs)"
	REMOTION_AWS_REGION=of-shell OF_CONFIG=shell node_modules/.bin/vitest run >/dev/null 2>&1
	echo "vitest: $(cat seen)"
)
expected='vite-node: profile "of-env", NODE_ENV development
set to nothing: profile "", NODE_ENV development
NODE_ENV: profile "of-env", NODE_ENV production
--mode: profile "of-production", NODE_ENV development
vitest: {"region":"of-shell","OF_CONFIG":"config","ABSENT":"undefined","PROD":"","DEV":"1"}'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
