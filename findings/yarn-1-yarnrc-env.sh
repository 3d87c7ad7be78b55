#!/usr/bin/env bash
# Yarn 1.22.22: a block `env` in `.yarnrc`.
#
# `.yarnrc` looks like a file of Yarn's own settings, and no variable of it should reach a script. But every name below `env:` is set for
# scripts and for `yarn exec`, over the shell's variable of that name (an empty one and a full one), and from a parent folder's or the home
# folder's `.yarnrc` too. `yarn node` alone does not set them. Only an assignment in the script's own text is stronger.
# Who meets it: a project still on Yarn 1, where a profile or region in the shell has no effect and no .env file says why.
#
# Seen on 2026-11-29; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/tools" "$folder/home" "$folder/parent/project"
cd "$folder/tools"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts yarn@1.22.22

cd "$folder/parent/project"
export HOME="$folder/home"
cat >package.json <<'JSON'
{
	"private": true,
	"license": "MIT",
	"scripts": { "deploy": "node show.cjs", "own": "REMOTION_AWS_PROFILE=line node show.cjs" }
}
JSON
echo 'console.log(process.env.REMOTION_AWS_PROFILE || "not set")' >show.cjs
yarn() { node "$folder/tools/node_modules/yarn/bin/yarn.js" --silent "$@" 2>/dev/null; }
try() {
	echo "$1: not in the shell $(env -u REMOTION_AWS_PROFILE bash -c 'yarn deploy'), in the shell $(REMOTION_AWS_PROFILE=shell yarn deploy), empty there $(REMOTION_AWS_PROFILE='' yarn deploy)"
}
export folder
export -f yarn
block() { printf 'env:\n  REMOTION_AWS_PROFILE "%s"\n' "$1"; }
actual=$(
	echo "yarn $(yarn --version)"
	try 'no .yarnrc'
	block home >"$HOME/.yarnrc"
	try 'home'
	rm "$HOME/.yarnrc"
	block parent >../.yarnrc
	try 'parent folder'
	block project >.yarnrc
	try 'project and parent folder'
	echo "exec: $(REMOTION_AWS_PROFILE=shell yarn exec -- node show.cjs), node: $(REMOTION_AWS_PROFILE=shell yarn node show.cjs), the script's own assignment: $(yarn own)"
)
expected='yarn 1.22.22
no .yarnrc: not in the shell not set, in the shell shell, empty there not set
home: not in the shell home, in the shell home, empty there home
parent folder: not in the shell parent, in the shell parent, empty there parent
project and parent folder: not in the shell project, in the shell project, empty there project
exec: project, node: shell, the script'"'"'s own assignment: line'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
