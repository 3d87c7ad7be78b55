#!/usr/bin/env bash
# jest 30.5.2 beside Node.js's own test runner: variables set in a test, and the programs that it starts.
#
# `setupFiles: ["dotenv/config"]`, or a line `process.env.REMOTION_AWS_PROFILE = …` in a test, should hold for a command line that the test
# starts, too, as it does with `node --test`. In jest `process.env` is a copy, and a child started without `env` gets the
# original: it has none of what setup files and tests set, and still has what they deleted. `{ env: process.env }` hands the copy on. A variable
# that `globalSetup` sets is in both.
# Who meets it: tests that run `npx remotion lambda …` or a profile with `credential_process`, and sign as whoever the shell says.
#
# Seen on 2026-11-30; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund jest@30.5.2 dotenv@18.0.10
echo 'REMOTION_AWS_PROFILE=of-env-file' >.env
echo 'console.log(["REMOTION_AWS_PROFILE", "AWS_REGION", "AWS_PROFILE", "AWS_ENDPOINT_URL"].map((name) => process.env[name] ?? "-").join(" "))' >program.cjs
cat >body.cjs <<'JS'
const { execFileSync } = require("node:child_process");
exports.body = (by) => {
	process.env.AWS_REGION = "of-test";
	delete process.env.AWS_PROFILE;
	const run = (options) => execFileSync(process.execPath, ["program.cjs"], { encoding: "utf8", ...options }).trim();
	const { appendFileSync } = require("node:fs");
	appendFileSync(process.env.SEEN, `${by}: child ${run({})}; with env ${run({ env: process.env })}\n`);
};
JS
mkdir jest node
echo 'const { body } = require("../body.cjs"); test("runs", () => body("jest"));' >jest/one.test.js
echo 'const { test } = require("node:test"); const { body } = require("../body.cjs"); test("runs", () => body("node"));' >node/one.test.cjs
echo 'module.exports = async () => { process.env.AWS_ENDPOINT_URL = "of-global-setup"; };' >global.cjs
echo 'module.exports = { roots: ["jest"], setupFiles: ["dotenv/config"], globalSetup: "./global.cjs", transform: {} };' >jest.config.cjs
for name in $(compgen -e | grep -E '^(AWS|REMOTION)_'); do unset "$name"; done
export AWS_PROFILE=of-shell DOTENV_CONFIG_QUIET=true SEEN=$folder/seen CI=true HOME=$folder
node_modules/.bin/jest --silent >/dev/null 2>&1
AWS_ENDPOINT_URL=of-global-setup node -r dotenv/config --test node/ >/dev/null 2>&1
actual=$(cat seen)
expected='jest: child - - of-shell of-global-setup; with env of-env-file of-test - of-global-setup
node: child of-env-file of-test - of-global-setup; with env of-env-file of-test - of-global-setup'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
