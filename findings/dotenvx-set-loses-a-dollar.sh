#!/usr/bin/env bash
# @dotenvx/dotenvx 2.38.2, `dotenvx set`, beside dotenv 18.0.10.
#
# A value that `dotenvx set` was given as one word should come back from `dotenvx get` and `dotenvx run` as it was. `set` does not protect a
# `$` in it, so its own readers take what follows for a variable: `not$a$secret` comes back as `not`, and `in$HOME` with the home folder in
# it. With the value encrypted, which is what `set` does by default, it is the same, and no look into the file can tell. dotenv, which
# replaces nothing, reads the plain value whole. With a backslash in front of it the `$` comes through dotenvx.
# Who meets it: anybody who stores a generated password or passphrase with `set`.
#
# Seen on 2026-11-29; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for name in $(compgen -e DOTENV_PRIVATE_KEY); do unset "$name"; done
unset PASSPHRASE a secret
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @dotenvx/dotenvx@2.38.2 dotenv@18.0.10
dotenvx() { HOME=/home/studio node_modules/.bin/dotenvx "$@" 2>/dev/null; }

try() {
	: >"$1.env"
	dotenvx set PASSPHRASE "$2" -f "$1.env" "${@:3}" >/dev/null
	echo "$1 $2: get $(dotenvx get PASSPHRASE -f "$1.env"), run $(dotenvx run -f "$1.env" -- node -p process.env.PASSPHRASE | tail -n 1)"
}
actual=$(
	echo "dotenvx $(dotenvx --version)"
	try plain 'not$a$secret' --plain
	echo "plain, dotenv: $(DOTENV_CONFIG_QUIET=true DOTENV_CONFIG_PATH=plain.env node -r dotenv/config -p process.env.PASSPHRASE)"
	try encrypted 'not$a$secret'
	try encrypted 'in$HOME'
	try encrypted 'not\$a\$secret'
)
expected='dotenvx 2.38.2
plain not$a$secret: get not, run not
plain, dotenv: not$a$secret
encrypted not$a$secret: get not, run not
encrypted in$HOME: get in/home/studio, run in/home/studio
encrypted not\$a\$secret: get not$a$secret, run not$a$secret'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
