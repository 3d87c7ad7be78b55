#!/usr/bin/env bash
# @aws-sdk/client-s3 3.1164.0 (@smithy/core 3.41.1), the AWS SDK for JavaScript: how switches in the environment are read.
#
# One would expect `True` or `1` to be yes and `False` or `0` to be no everywhere, or to be refused. Two readings are in use, and neither says a
# word. For AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT and AWS_IGNORE_CONFIGURED_ENDPOINT_URLS only `true` in lower case is yes. For
# AWS_EC2_METADATA_DISABLED everything is yes but `false` in lower case and nothing: with `False` or `0` an instance's role is not asked for.
# Who meets it: whoever has these names written by Python, YAML or a host's settings page (`True`, `1`): calls that should go to a FIPS
# endpoint go to the usual one, and `False`, meant to let the instance's role through, shuts it out.
#
# No request leaves the machine: the instance's service is a server on loopback, and S3's client is stopped before it sends.
# Seen on 2026-11-30; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >package.json <<'JSON'
{
	"private": true,
	"dependencies": { "@aws-sdk/client-s3": "3.1164.0", "@aws-sdk/credential-provider-node": "3.972.99" },
	"overrides": { "@smithy/core": "3.41.1" }
}
JSON
npm install --silent --no-audit --no-fund --ignore-scripts
cat >show.mjs <<'JS'
import { createServer } from "node:http";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { defaultProvider } from "@aws-sdk/credential-provider-node";

let asked;
const server = createServer((_, response) => {
	asked = true;
	response.writeHead(404).end();
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = `http://127.0.0.1:${server.address().port}`;
const credentials = { accessKeyId: "AKIANOTAREALKEY00001", secretAccessKey: "not-a-secret" };

async function host(name, value) {
	process.env[name] = value;
	const client = new S3Client({ region: "us-east-1", credentials });
	let host;
	const stop = () => ({ request }) => {
		host = request.hostname;
		throw new Error("stopped");
	};
	client.middlewareStack.add(stop, { step: "finalizeRequest", priority: "low" });
	await client.send(new ListBucketsCommand({})).catch(() => {});
	delete process.env[name];
	return host;
}
async function isAsked(value) {
	process.env.AWS_EC2_METADATA_DISABLED = value;
	asked = false;
	await defaultProvider({ maxRetries: 0, timeout: 1000 })().catch(() => {});
	delete process.env.AWS_EC2_METADATA_DISABLED;
	return asked;
}
for (const value of ["true", "True", "1", "false", "False", "0", ""]) {
	const fips = (await host("AWS_USE_FIPS_ENDPOINT", value)).includes("fips");
	const dual = (await host("AWS_USE_DUALSTACK_ENDPOINT", value)).includes("dualstack");
	process.env.AWS_ENDPOINT_URL = "http://127.0.0.1:9";
	const isPassedBy = (await host("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", value)) !== "127.0.0.1";
	delete process.env.AWS_ENDPOINT_URL;
	const word = (yes) => (yes ? "yes" : "no");
	console.log(`"${value}": FIPS ${word(fips)}, dual stack ${word(dual)}, endpoints ignored ${word(isPassedBy)}, instance's role shut out ${word(!(await isAsked(value)))}`);
}
server.close();
JS
for name in $(compgen -e | grep ^AWS_); do unset "$name"; done
export HOME=$folder AWS_CONFIG_FILE=none AWS_SHARED_CREDENTIALS_FILE=none NODE_NO_WARNINGS=1
actual=$(node show.mjs)
expected='"true": FIPS yes, dual stack yes, endpoints ignored yes, instance'"'"'s role shut out yes
"True": FIPS no, dual stack no, endpoints ignored no, instance'"'"'s role shut out yes
"1": FIPS no, dual stack no, endpoints ignored no, instance'"'"'s role shut out yes
"false": FIPS no, dual stack no, endpoints ignored no, instance'"'"'s role shut out no
"False": FIPS no, dual stack no, endpoints ignored no, instance'"'"'s role shut out yes
"0": FIPS no, dual stack no, endpoints ignored no, instance'"'"'s role shut out yes
"": FIPS no, dual stack no, endpoints ignored no, instance'"'"'s role shut out no'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
