#!/usr/bin/env bash
# Yarn 4.18.1 (npm package @yarnpkg/cli-dist), beside npm's own way of running the same scripts, with sh.
#
# `REMOTION_AWS_PROFILE=$DEPLOY_PROFILE node deploy.mjs` should run with an empty profile where DEPLOY_PROFILE is not set, as it does in every
# shell without `set -u`. Yarn 4 runs scripts with a shell of its own, to which a name that is not set is an error, also between double quotes. The
# program is not started. But it is the error of that one command: what stands behind `;` is run, and the script ends with 0; what
# stands behind `||` is run for it. `A=a B=$A node …` is such an error, too, for B is looked up before A is set: sh gives B the value a.
# An empty variable and `${DEPLOY_PROFILE:-}` are no error.
# Who meets it: a project that moves from npm to Yarn 4, whose profile or region comes from a variable that is set in CI alone; with `;` or `||`
# it deploys with whatever credentials are left.
#
# Seen on 2026-11-30; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir tool project
(cd tool && npm init --yes >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @yarnpkg/cli-dist@4.18.1)
cd project
cat >package.json <<'JSON'
{
	"name": "project",
	"scripts": {
		"plain": "REMOTION_AWS_PROFILE=$DEPLOY_PROFILE node deploy.mjs",
		"quoted": "REMOTION_AWS_PROFILE=\"$DEPLOY_PROFILE\" node deploy.mjs",
		"default": "REMOTION_AWS_PROFILE=${DEPLOY_PROFILE:-} node deploy.mjs",
		"semicolon": "REMOTION_AWS_PROFILE=$DEPLOY_PROFILE node deploy.mjs; node deploy.mjs",
		"or": "echo $DEPLOY_PROFILE || node deploy.mjs",
		"self": "REMOTION_AWS_PROFILE=a REMOTION_AWS_REGION=$REMOTION_AWS_PROFILE node deploy.mjs"
	}
}
JSON
echo 'console.log(`ran with ${JSON.stringify(process.env.REMOTION_AWS_PROFILE)} ${JSON.stringify(process.env.REMOTION_AWS_REGION)}`)' >deploy.mjs
echo 'enableTelemetry: false' >.yarnrc.yml
yarn() { env -u DEPLOY_PROFILE -u REMOTION_AWS_PROFILE -u REMOTION_AWS_REGION YARN_ENABLE_IMMUTABLE_INSTALLS=false node ../tool/node_modules/@yarnpkg/cli-dist/bin/yarn.js "$@"; }
yarn install >/dev/null 2>&1
output=$(
	for script in plain quoted default semicolon or self; do
		code=0
		said=$(yarn run "$script" 2>&1) || code=$?
		echo "yarn $script: exit $code: $(echo "$said" | tr '\n' '|')"
		code=0
		said=$(env -u DEPLOY_PROFILE npm run --silent "$script" 2>&1) || code=$?
		echo "npm $script: exit $code: $(echo "$said" | tr '\n' '|')"
	done
)
echo "$output"
expected='yarn plain: exit 1: Unbound variable "DEPLOY_PROFILE"|
npm plain: exit 0: ran with "" undefined|
yarn quoted: exit 1: Unbound variable "DEPLOY_PROFILE"|
npm quoted: exit 0: ran with "" undefined|
yarn default: exit 0: ran with "" undefined|
npm default: exit 0: ran with "" undefined|
yarn semicolon: exit 0: Unbound variable "DEPLOY_PROFILE"|ran with undefined undefined|
npm semicolon: exit 0: ran with "" undefined|ran with undefined undefined|
yarn or: exit 0: Unbound variable "DEPLOY_PROFILE"|ran with undefined undefined|
npm or: exit 0: |
yarn self: exit 1: Unbound variable "REMOTION_AWS_PROFILE"|
npm self: exit 0: ran with "a" "a"|'
[ "$output" = "$expected" ] || { echo "This has changed. Expected:"; echo "$expected"; exit 1; }
