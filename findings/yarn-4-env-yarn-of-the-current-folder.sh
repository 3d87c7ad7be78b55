#!/usr/bin/env bash
# Yarn 4.18.1 (npm package @yarnpkg/cli-dist) in a project with workspaces: which `.env.yarn` is loaded.
#
# One would expect the project's: `.env.yarn` beside the root's package.json for all workspaces, or the workspace's own for its scripts.
# It is the one in the folder in which `yarn` is typed, whatever is run: `yarn deploy` inside the workspace has nothing of the root's file,
# `yarn workspace app deploy` from the root has nothing of the workspace's, and in `app/src` neither of the two is loaded. The same file
# named in .yarnrc.yml (`injectEnvironmentFiles`) is looked for beside .yarnrc.yml, wherever one stands.
# Who meets it: a monorepo whose credentials are in the root's `.env.yarn`, as soon as somebody deploys from inside the package.
#
# Seen on 2026-11-29; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/tools" "$folder/project/app/src"
cd "$folder/tools"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund yarn4@npm:@yarnpkg/cli-dist@4.18.1

cd "$folder/project"
export YARN_ENABLE_TELEMETRY=0 HOME="$folder"
unset REMOTION_AWS_PROFILE
yarn() { (cd "$1" && node "$folder/tools/node_modules/yarn4/bin/yarn.js" "${@:2}"); }
echo '{ "name": "root", "private": true, "workspaces": ["app"] }' >package.json
echo '{ "name": "app", "scripts": { "deploy": "node -p process.env.REMOTION_AWS_PROFILE" } }' >app/package.json
touch yarn.lock
yarn . install >/dev/null

try() {
	echo "$1: yarn deploy in app: $(yarn app deploy); in app/src: $(yarn app/src deploy); yarn workspace app deploy in the root: $(yarn . workspace app deploy)"
}
echo 'REMOTION_AWS_PROFILE=of-root' >.env.yarn
actual=$(
	echo "yarn $(yarn . --version)"
	try 'root has the file'
	echo 'REMOTION_AWS_PROFILE=of-app' >app/.env.yarn
	try 'both have it'
	echo 'injectEnvironmentFiles: [".env.yarn?"]' >.yarnrc.yml
	try 'both, named in .yarnrc.yml'
)
expected='yarn 4.18.1
root has the file: yarn deploy in app: undefined; in app/src: undefined; yarn workspace app deploy in the root: of-root
both have it: yarn deploy in app: of-app; in app/src: undefined; yarn workspace app deploy in the root: of-root
both, named in .yarnrc.yml: yarn deploy in app: of-root; in app/src: of-root; yarn workspace app deploy in the root: of-root'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
