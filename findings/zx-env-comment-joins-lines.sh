#!/usr/bin/env bash
# zx 8.8.5, `zx --env=FILE`, beside dotenv 18.0.10.
#
# A comment behind a value without quotes, `NAME=value # note`, should be left out, and the next line should be the next variable.
# zx leaves out the comment together with the end of its line: the next line's text is joined to the value, and that line's own variable is
# never set. An empty line in between, or quotes around the value, prevent it. A FILE that is not there is no error.
# Who meets it: deploy scripts in zx that are given the project's .env; a profile name of two lines' text, and no key pair.
#
# Seen on 2026-11-29; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund zx@8.8.5 dotenv@18.0.10

printf 'REMOTION_AWS_PROFILE=studio # ours\nREMOTION_AWS_REGION=eu-central-1\n' >comment.env
printf 'REMOTION_AWS_PROFILE="studio" # ours\nREMOTION_AWS_REGION=eu-central-1\n' >quotes.env
printf 'REMOTION_AWS_PROFILE=studio # ours\n\nREMOTION_AWS_REGION=eu-central-1\n' >empty-line.env
printf '# ours\nREMOTION_AWS_PROFILE=studio\nREMOTION_AWS_REGION=eu-central-1\n' >above.env
cat >show.mjs <<'JS'
const { REMOTION_AWS_PROFILE: profile, REMOTION_AWS_REGION: region } = process.env;
console.log(JSON.stringify({ profile, region }));
JS
unset REMOTION_AWS_PROFILE REMOTION_AWS_REGION
actual=$(
	echo "zx $(node_modules/.bin/zx --version)"
	for file in comment quotes empty-line above absent; do echo "zx $file $(node_modules/.bin/zx --env="$file.env" show.mjs)"; done
	echo "dotenv comment $(DOTENV_CONFIG_QUIET=true DOTENV_CONFIG_PATH=comment.env node -r dotenv/config show.mjs)"
)
expected='zx 8.8.5
zx comment {"profile":"studio REMOTION_AWS_REGION=eu-central-1"}
zx quotes {"profile":"studio","region":"eu-central-1"}
zx empty-line {"profile":"studio","region":"eu-central-1"}
zx above {"profile":"studio","region":"eu-central-1"}
zx absent {}
dotenv comment {"profile":"studio","region":"eu-central-1"}'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
