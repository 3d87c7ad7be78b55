#!/usr/bin/env bash
# serverless-dotenv-plugin 6.0.0 with serverless 3.40.0, `serverless print`: what the functions get.
#
# The plugin reads `.env.STAGE`, and a deployment without `--stage` is that of stage "dev". Yet `.env.dev` is read only with `--stage dev`, written
# out; without it the file is `.env.development`. What it finds goes over the same name in `environment` of serverless.yml, where one
# would expect the more particular line to win, and the value that is deployed is not the file's if the shell has that name: a variable
# of the shell, one that is set to nothing too, goes into the function. `${env:NAME}` in the same serverless.yml has nothing of the files. And
# AWS_ACCESS_KEY_ID is handed on as any other name, though AWS Lambda refuses a function with it.
# Who meets it: a service whose `.env` holds the deployer's keys, and whose stages have files of their own.
#
# Seen on 2026-11-30; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts serverless@3.40.0 serverless-dotenv-plugin@6.0.0
cat >serverless.yml <<'YAML'
service: video
frameworkVersion: "3"
provider:
  name: aws
  runtime: nodejs20.x
  environment:
    BUCKET: of-yml
    RESOLVED: ${env:REMOTION_AWS_REGION, 'not found'}
plugins: [serverless-dotenv-plugin]
functions:
  render: { handler: render.handler }
YAML
printf '%s\n' BUCKET=of-env REMOTION_AWS_REGION=of-env AWS_ACCESS_KEY_ID=AKIANOTAREALKEY00001 >.env
echo 'REMOTION_AWS_REGION=of-env-dev' >.env.dev
echo 'REMOTION_AWS_REGION=of-env-development' >.env.development
for name in $(compgen -e | grep -E '^(AWS|REMOTION)_'); do unset "$name"; done
unset NODE_ENV BUCKET
export HOME=$folder CI=true SLS_TELEMETRY_DISABLED=1 SLS_NOTIFICATIONS_MODE=off
try() {
	echo "$1: $(env "${@:2}" 2>/dev/null | grep -E '^(    (BUCKET|RESOLVED|REMOTION|AWS_)|  stage)' | sort | sed 's/^ *//' | paste -sd ' ')"
}
actual=$(
	try "no stage" node_modules/.bin/serverless print
	try "--stage dev" node_modules/.bin/serverless print --stage dev
	try "shell" BUCKET=of-shell REMOTION_AWS_REGION= node_modules/.bin/serverless print
)
expected="no stage: AWS_ACCESS_KEY_ID: AKIANOTAREALKEY00001 BUCKET: of-env REMOTION_AWS_REGION: of-env-development RESOLVED: not found stage: dev
--stage dev: AWS_ACCESS_KEY_ID: AKIANOTAREALKEY00001 BUCKET: of-env REMOTION_AWS_REGION: of-env-dev RESOLVED: not found stage: dev
shell: AWS_ACCESS_KEY_ID: AKIANOTAREALKEY00001 BUCKET: of-shell REMOTION_AWS_REGION: '' RESOLVED: '' stage: dev"
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
