#!/usr/bin/env bash
# @remotion/lambda-client 4.0.527 beside @aws-sdk/client-lambda 3.1164.0 (@smithy/core 3.41.1), and 4.0.363, which brings no SDK of its own.
#
# With AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true, or `ignore_configured_endpoint_urls = true` in the profile, one would expect every client of
# a program to pass by AWS_ENDPOINT_URL. Remotion's client has carried its SDK inside since 4.0.365, and that copy does not know the switch:
# it goes on to the address, while the program's own client asks AWS. A profile whose `services` names a section that is not there is the same
# the other way round: today's SDK drops the profile's `endpoint_url` without a word, and Remotion keeps it. Remotion 4.0.363, which takes
# `@smithy/*` in ranges, is a new SDK in an old client.
# Who meets it: tests with LocalStack that are switched to AWS by the switch, or to LocalStack by a profile, half of whose calls go elsewhere.
#
# No request leaves the machine: the SDK's own client is stopped before it sends, and no name but localhost is looked up.
# Seen on 2026-11-30; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir new old
cat >new/package.json <<'JSON'
{
	"private": true,
	"dependencies": { "@remotion/lambda-client": "4.0.527", "@aws-sdk/client-lambda": "3.1164.0" },
	"overrides": { "@smithy/core": "3.41.1" }
}
JSON
cat >old/package.json <<'JSON'
{ "private": true, "dependencies": { "@remotion/lambda-client": "4.0.363" }, "overrides": { "@smithy/core": "3.41.1" } }
JSON
for one in new old; do (cd $one && npm install --silent --no-audit --no-fund --ignore-scripts); done
cat >remotion.cjs <<'JS'
const dns = require("node:dns");
const { createServer } = require("node:http");
const { lookup } = dns;
let asked = "nobody";
dns.lookup = (host, options, done) => {
	if (host === "localhost") return lookup(host, options, done);
	asked = host;
	done(new Error("no name is looked up here"));
};
const server = createServer((_, response) => {
	asked = "the address";
	response.writeHead(400).end("{}");
});
server.listen(0, "localhost", async () => {
	const { start } = require("./env.cjs");
	start(server.address().port);
	const { getFunctions } = await import("@remotion/lambda-client");
	await getFunctions({ region: "us-east-1", compatibleOnly: true }).catch(() => {});
	console.log(asked);
	process.exit();
});
JS
cat >sdk.cjs <<'JS'
require("./env.cjs").start(9);
const { LambdaClient, ListFunctionsCommand } = require("@aws-sdk/client-lambda");
const client = new LambdaClient({ region: "us-east-1" });
const stop = () => async ({ request }) => {
	console.log(request.hostname === "localhost" ? "the address" : request.hostname);
	throw new Error("stopped");
};
client.middlewareStack.add(stop, { step: "finalizeRequest", priority: "low" });
client.send(new ListFunctionsCommand({})).catch(() => {});
JS
cat >env.cjs <<'JS'
const { writeFileSync } = require("node:fs");
exports.start = (port) => {
	const url = `http://localhost:${port}`;
	const { CASE: name } = process.env;
	const lines = {
		"profile's switch": "ignore_configured_endpoint_urls = true",
		"absent services": `endpoint_url = ${url}\nservices = absent`,
	};
	writeFileSync("config", `[default]\n${lines[name] ?? ""}\n`);
	if (!(name in lines) || name === "profile's switch") process.env.AWS_ENDPOINT_URL = url;
	if (name === "switch") process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = "true";
};
JS
for one in new old; do cp ./*.cjs $one; done
for name in $(compgen -e | grep -E '^(AWS|REMOTION)_'); do unset "$name"; done
export HOME=$folder AWS_CONFIG_FILE=config AWS_ACCESS_KEY_ID=AKIANOTAREALKEY00001 AWS_SECRET_ACCESS_KEY=not-a-secret AWS_MAX_ATTEMPTS=1 NODE_NO_WARNINGS=1
actual=$(
	for CASE in "no switch" "switch" "profile's switch" "absent services"; do
		export CASE
		echo "$CASE: SDK $(cd new && node sdk.cjs), Remotion 4.0.527 $(cd new && node remotion.cjs), 4.0.363 $(cd old && node remotion.cjs)"
	done
)
aws=lambda.us-east-1.amazonaws.com
expected="no switch: SDK the address, Remotion 4.0.527 the address, 4.0.363 the address
switch: SDK $aws, Remotion 4.0.527 the address, 4.0.363 $aws
profile's switch: SDK $aws, Remotion 4.0.527 the address, 4.0.363 $aws
absent services: SDK $aws, Remotion 4.0.527 the address, 4.0.363 $aws"
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
