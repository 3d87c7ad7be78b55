#!/usr/bin/env bash
# @aws-sdk/client-lambda 3.1164.0 (@smithy/core 3.41.1), a setting that stands in both AWS files, or is set to nothing.
#
# ~/.aws/config is the file for settings, and for `max_attempts` and `use_dualstack_endpoint` it wins over a line in
# ~/.aws/credentials. `region` alone is the other way round: the credentials file's wins, and the config's is not looked at.
# A line or a variable that is set to nothing counts as absent, but not the variable of the region: AWS_REGION= hides the profile's region,
# and the error is "Region not accepted", where no region at all is "Region is missing".
# Who meets it: a credentials file with a `region` line that some tool wrote, whose region no change to the config moves; and `AWS_REGION=` in a
# .env file, kept as a place to fill in, beside a profile with a region.
#
# Seen on 2026-11-30; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >package.json <<'JSON'
{ "private": true, "dependencies": { "@aws-sdk/client-lambda": "3.1164.0" }, "overrides": { "@smithy/core": "3.41.1" } }
JSON
npm install --silent --no-audit --no-fund --ignore-scripts
cat >show.mjs <<'JS'
import { LambdaClient } from "@aws-sdk/client-lambda";
const { config } = new LambdaClient({});
const told = (promise) => promise.catch(({ message }) => message.replace(/:.*/, ""));
console.log(`region ${await told(config.region())}, attempts ${await config.maxAttempts()}, dual stack ${await config.useDualstackEndpoint().catch(() => "-")}`);
JS
for name in $(compgen -e | grep ^AWS_); do unset "$name"; done
export AWS_CONFIG_FILE=config AWS_SHARED_CREDENTIALS_FILE=credentials NODE_NO_WARNINGS=1
try() {
	printf '[default]\n%b' "$2" >config
	printf '[default]\n%b' "$3" >credentials
	echo "$1: $(env "${@:4}" node show.mjs)"
}
of_config='region = eu-west-1\nmax_attempts = 4\nuse_dualstack_endpoint = true\n'
of_credentials='region = us-west-2\nmax_attempts = 7\nuse_dualstack_endpoint = false\n'
actual=$(
	try "config alone" "$of_config" ''
	try "credentials alone" '' "$of_credentials"
	try "both" "$of_config" "$of_credentials"
	try "both, lines of credentials empty" "$of_config" 'region =\nmax_attempts =\nuse_dualstack_endpoint =\n'
	try "config, variables empty" "$of_config" '' AWS_REGION= AWS_MAX_ATTEMPTS= AWS_USE_DUALSTACK_ENDPOINT=
	try "nothing" '' ''
)
expected='config alone: region eu-west-1, attempts 4, dual stack true
credentials alone: region us-west-2, attempts 7, dual stack false
both: region us-west-2, attempts 4, dual stack true
both, lines of credentials empty: region eu-west-1, attempts 4, dual stack true
config, variables empty: region Region not accepted, attempts 4, dual stack true
nothing: region Region is missing, attempts 3, dual stack false'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
