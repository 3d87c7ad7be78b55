#!/usr/bin/env bash
# @aws-sdk/client-lambda 3.1164.0 with @aws-sdk/credential-provider-ini 3.973.32, the AWS SDK for JavaScript.
#
# A client made for one region, and a profile with `role_arn` and a `region` of its own: one would expect the role to be asked for in the
# client's region, since what is given in code, and then AWS_REGION, outranks the profile everywhere else. The request to STS goes to the
# profile's region, whatever code and AWS_REGION say; the client itself stays in its own. Without `region` in the role's profile it is
# code, then AWS_REGION; a region of the source profile never counts, and with no other the error is "Region is missing".
# Who meets it: renders in us-east-1 under a role whose profile says an opt-in region, or one that a policy or a firewall closes: only
# the signing fails, and changing the client's region does not help.
#
# No request leaves the machine: STS is a server on loopback that notes for which region a request is signed.
# Seen on 2026-11-29; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >package.json <<'JSON'
{
	"private": true,
	"dependencies": { "@aws-sdk/client-lambda": "3.1164.0" },
	"overrides": { "@aws-sdk/credential-provider-node": "3.972.99", "@aws-sdk/credential-provider-ini": "3.973.32" }
}
JSON
npm install --silent --no-audit --no-fund

cat >credentials <<'INI'
[default]
aws_access_key_id = AKIANOTAREALKEY00001
aws_secret_access_key = not-a-secret
region = sa-east-1
INI
cat >config <<'INI'
[profile with-region]
role_arn = arn:aws:iam::000000000000:role/none
source_profile = default
region = eu-west-1

[profile without]
role_arn = arn:aws:iam::000000000000:role/none
source_profile = default
INI
cat >ask.mjs <<'JS'
import { createServer } from "node:http";
import { LambdaClient } from "@aws-sdk/client-lambda";

let asked = "nowhere";
const server = createServer((request, response) => {
	asked = request.headers.authorization.split("/")[2];
	response.writeHead(403).end("<ErrorResponse><Error><Code>No</Code></Error></ErrorResponse>");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
process.env.AWS_ENDPOINT_URL_STS = `http://127.0.0.1:${server.address().port}`;
for (const profile of ["with-region", "without"])
	for (const [code, shell] of [["us-east-1", "ap-south-1"], [undefined, "ap-south-1"], ["us-east-1"], []]) {
		asked = "nowhere";
		process.env.AWS_PROFILE = profile;
		delete process.env.AWS_REGION;
		if (shell) process.env.AWS_REGION = shell;
		const client = new LambdaClient({ region: code, maxAttempts: 1 });
		const itself = await client.config.region().catch((error) => error.message);
		await client.config.credentials().catch(() => {});
		console.log(`${profile}, code ${code ?? "-"}, AWS_REGION ${shell ?? "-"}: client ${itself}, STS ${asked}`);
	}
server.close();
JS
export AWS_CONFIG_FILE=config AWS_SHARED_CREDENTIALS_FILE=credentials NODE_NO_WARNINGS=1
for name in $(compgen -e AWS_); do case $name in AWS_CONFIG_FILE | AWS_SHARED_CREDENTIALS_FILE) ;; *) unset "$name" ;; esac; done
version() { node -p "require('./node_modules/@aws-sdk/$1/package.json').version"; }
actual=$(
	echo "client-lambda $(version client-lambda), credential-provider-ini $(version credential-provider-ini)"
	node ask.mjs
)
expected='client-lambda 3.1164.0, credential-provider-ini 3.973.32
with-region, code us-east-1, AWS_REGION ap-south-1: client us-east-1, STS eu-west-1
with-region, code -, AWS_REGION ap-south-1: client ap-south-1, STS eu-west-1
with-region, code us-east-1, AWS_REGION -: client us-east-1, STS eu-west-1
with-region, code -, AWS_REGION -: client eu-west-1, STS eu-west-1
without, code us-east-1, AWS_REGION ap-south-1: client us-east-1, STS us-east-1
without, code -, AWS_REGION ap-south-1: client ap-south-1, STS ap-south-1
without, code us-east-1, AWS_REGION -: client us-east-1, STS us-east-1
without, code -, AWS_REGION -: client Region is missing, STS nowhere'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
