#!/usr/bin/env bash
# @dotenvx/dotenvx 2.38.2 and 1.75.1: which variable holds the private key of a file.
#
# The key of `.env.production` is DOTENV_PRIVATE_KEY_PRODUCTION, so one would expect …_PROD for `prod.env`. It is …_PRODDEVELOPMENT, and that
# of `env.prod` is `DOTENV_PRIVATE_KEY_ENV.PROD`, a name that bash cannot export. dotenvx 1 looks for exactly that name: a deployment
# that sets DOTENV_PRIVATE_KEY_PROD is started with the ciphertext as its secret, exit code 0. dotenvx 2 finds the key under …_PROD too.
# Who meets it: files named `prod.env` or `staging.env`, whose key is set by hand at the host, above all beside an older dotenvx in CI.
#
# Seen on 2026-11-29; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for name in $(compgen -e DOTENV_PRIVATE_KEY); do unset "$name"; done
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund dotenvx2@npm:@dotenvx/dotenvx@2.38.2 dotenvx1@npm:@dotenvx/dotenvx@1.75.1
printf '%s\n' 'console.log((process.env.REMOTION_AWS_SECRET_ACCESS_KEY ?? "not set").slice(0, 12))' >show.cjs

try() {
	local version=$1 name key code said
	dotenvx() { node "$folder/node_modules/dotenvx$version/src/cli/dotenvx.js" "$@" 2>/dev/null; }
	mkdir "$folder/files$version" "$folder/keyless$version"
	cd "$folder/files$version"
	echo "dotenvx $(dotenvx --version)"
	for file in .env.production prod.env env.prod; do
		echo 'REMOTION_AWS_SECRET_ACCESS_KEY=not-a-secret' >"$file"
		rm -f .env.keys
		dotenvx encrypt -f "$file" >/dev/null
		name=$(grep -o '^DOTENV_PRIVATE_KEY[^=]*' .env.keys)
		key=$(sed -n 's/^DOTENV_PRIVATE_KEY[^=]*=//p' .env.keys)
		echo "key of $file: $name"
		[ "$file" = prod.env ] || continue
		cp prod.env "$folder/keyless$version"
		for other in "$name" DOTENV_PRIVATE_KEY_PROD; do
			code=0
			said=$(cd "$folder/keyless$version" && export "$other=$key" && dotenvx run -f prod.env -- node "$folder/show.cjs") || code=$?
			echo "prod.env with $other: $(tail -n 1 <<<"$said"), exit code $code"
		done
	done
}
actual=$(try 2; try 1)
expected='dotenvx 2.38.2
key of .env.production: DOTENV_PRIVATE_KEY_PRODUCTION
key of prod.env: DOTENV_PRIVATE_KEY_PRODDEVELOPMENT
prod.env with DOTENV_PRIVATE_KEY_PRODDEVELOPMENT: not-a-secret, exit code 0
prod.env with DOTENV_PRIVATE_KEY_PROD: not-a-secret, exit code 0
key of env.prod: DOTENV_PRIVATE_KEY_ENV.PROD
dotenvx 1.75.1
key of .env.production: DOTENV_PRIVATE_KEY_PRODUCTION
key of prod.env: DOTENV_PRIVATE_KEY_PRODDEVELOPMENT
prod.env with DOTENV_PRIVATE_KEY_PRODDEVELOPMENT: not-a-secret, exit code 0
prod.env with DOTENV_PRIVATE_KEY_PROD: encrypted:BN, exit code 0
key of env.prod: DOTENV_PRIVATE_KEY_ENV.PROD'
# The text behind "encrypted:" is another each time.
actual=$(sed 's/encrypted:../encrypted:BN/' <<<"$actual")
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
