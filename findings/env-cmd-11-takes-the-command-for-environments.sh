#!/usr/bin/env bash
# env-cmd 10.1.0 and 11.0.0, `env-cmd -e production node deploy.mjs`.
#
# The README of env-cmd 10 writes it so, and 10.1.0 runs the program with the environment "production" of `.env-cmdrc`. In 11.0.0 `-e` takes
# every word up to the next option: the command becomes the name of more environments, and nothing is run. `--` in front of the command
# works in both. A comment behind a value belongs to the value in 10.1.0 (`studio # ours`), and is left out by 11.0.0.
# Who meets it: projects with a deploy script of this kind that update the package.
#
# Seen on 2026-11-30; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME=$folder
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund old@npm:env-cmd@10.1.0 new@npm:env-cmd@11.0.0

printf '{"production":{"REMOTION_AWS_PROFILE":"studio"}}' >.env-cmdrc
printf 'REMOTION_AWS_PROFILE=studio # ours\n' >comment.env
echo 'console.log(JSON.stringify(process.env.REMOTION_AWS_PROFILE));' >show.cjs
unset REMOTION_AWS_PROFILE
run() {
	local version=$1 output code=0
	shift
	output=$(node "node_modules/$version/bin/env-cmd.js" "$@" 2>/dev/null) || code=$?
	echo "$version $*: ${output:-nothing} (exit $code)"
}
actual=$(
	for version in old new; do
		run "$version" -e production node show.cjs
		run "$version" -e production -- node show.cjs
		run "$version" -f comment.env -- node show.cjs
	done
)
expected='old -e production node show.cjs: "studio" (exit 0)
old -e production -- node show.cjs: "studio" (exit 0)
old -f comment.env -- node show.cjs: "studio # ours" (exit 0)
new -e production node show.cjs: nothing (exit 1)
new -e production -- node show.cjs: "studio" (exit 0)
new -f comment.env -- node show.cjs: "studio" (exit 0)'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
