#!/usr/bin/env bash
# cross-env 10.1.0 on Linux, beside `env` and npm's own shell.
#
# `cross-env NAME='p@$$w0rd' …` should set what the quotes protect, as `NAME='p@$$w0rd' …` and `env` do. cross-env replaces variables in the
# value itself, after the shell: `p@$$w0rd` arrives as `p@$`, and quotes around a whole value are taken away. It looks in the environment it was
# started in, so `cross-env STAGE=a PROFILE='$STAGE'` sets PROFILE to nothing; `${NAME:-default}` stays text. A backslash in
# front of a `$NAME` keeps it. cross-env-shell with assignments and command in one text (`cross-env-shell "A=1 node …"`) runs nothing, exit code 0.
# Who meets it: scripts that hand over a generated secret, or build a profile's name from a stage that the same line sets.
#
# Seen on 2026-11-30; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund cross-env@10.1.0
echo 'console.log(JSON.stringify(process.env.PROFILE));' >show.cjs
unset PROFILE w0rd
export STAGE=studio
try() {
	local code=0 said
	said=$(node_modules/.bin/"$@" 2>&1) || code=$?
	echo "$*: ${said:-nothing}, exit code $code"
}
actual=$(
	echo "env PROFILE=p@\$\$w0rd node show.cjs: $(env 'PROFILE=p@$$w0rd' node show.cjs)"
	try cross-env 'PROFILE=p@$$w0rd' node show.cjs
	try cross-env 'PROFILE=p@$\$w0rd' node show.cjs
	try cross-env 'PROFILE="quoted"' node show.cjs
	try cross-env 'PROFILE=$STAGE-1' node show.cjs
	try cross-env STAGE=other 'PROFILE=$STAGE-1' node show.cjs
	try cross-env NEW=other 'PROFILE=$NEW' node show.cjs
	try cross-env 'PROFILE=${NEW:-studio}' node show.cjs
	try cross-env-shell PROFILE=studio 'node show.cjs'
	echo "in one text:"
	try cross-env-shell 'PROFILE=studio node show.cjs'
)
expected='env PROFILE=p@$$w0rd node show.cjs: "p@$$w0rd"
cross-env PROFILE=p@$$w0rd node show.cjs: "p@$", exit code 0
cross-env PROFILE=p@$\$w0rd node show.cjs: "p@$$w0rd", exit code 0
cross-env PROFILE="quoted" node show.cjs: "quoted", exit code 0
cross-env PROFILE=$STAGE-1 node show.cjs: "studio-1", exit code 0
cross-env STAGE=other PROFILE=$STAGE-1 node show.cjs: "studio-1", exit code 0
cross-env NEW=other PROFILE=$NEW node show.cjs: "", exit code 0
cross-env PROFILE=${NEW:-studio} node show.cjs: "${NEW:-studio}", exit code 0
cross-env-shell PROFILE=studio node show.cjs: "studio", exit code 0
in one text:
cross-env-shell PROFILE=studio node show.cjs: nothing, exit code 0'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
