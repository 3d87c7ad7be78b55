#!/usr/bin/env bash
# @aws-sdk/credential-provider-node 3.972.99, the default credential chain: a file with a token that ends in a line end, as `echo` writes one.
#
# One would expect the token without it, as it is taken from the SSO cache or a header, or an error. A web identity's token
# (AWS_WEB_IDENTITY_TOKEN_FILE) is sent to STS with the line end in it, `%0A`. A container's (AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE) is no
# header any more, and the chain asks the same address once more without any token; the server here answers that, too. And where
# AWS_CONTAINER_AUTHORIZATION_TOKEN is set as well, a warning says that the file takes precedence, and it is the variable's token that is sent.
# The same line end in the variable itself is an error that says so.
# Who meets it: OIDC set up by hand (`echo "$TOKEN" > token`) in a workflow or on a host, and containers with a token file of their own.
#
# No request leaves the machine: STS and the container's service are a server on loopback.
# Seen on 2026-11-30; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >package.json <<'JSON'
{ "private": true, "dependencies": { "@aws-sdk/credential-provider-node": "3.972.99" }, "overrides": { "@smithy/core": "3.41.1" } }
JSON
npm install --silent --no-audit --no-fund --ignore-scripts
printf 'a-token' >clean
printf 'a-token\n' >line-end
cat >ask.mjs <<'JS'
import { createServer } from "node:http";
import { defaultProvider } from "@aws-sdk/credential-provider-node";

let seen;
const keys = { AccessKeyId: "AKIANOTAREALKEY00001", SecretAccessKey: "not-a-secret", Token: "none", Expiration: "2099-01-01T00:00:00Z" };
const server = createServer(async (request, response) => {
	let body = "";
	for await (const chunk of request) body += chunk;
	const token = /WebIdentityToken=([^&]*)/.exec(body)?.[1] ?? request.headers.authorization ?? "no token";
	seen.push(token);
	response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(keys));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}`;
const web = { AWS_ENDPOINT_URL_STS: address, AWS_ROLE_ARN: "arn:aws:iam::000000000000:role/none", AWS_REGION: "us-east-1", AWS_MAX_ATTEMPTS: "1" };
const container = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${address}/keys` };
async function ask(title, variables) {
	seen = [];
	const warned = [];
	console.warn = (...said) => warned.push(...said);
	Object.assign(process.env, variables);
	const outcome = await defaultProvider({ maxRetries: 0 })().then(
		() => "signs",
		({ name, message }) => (/header/.test(message) ? message : name),
	);
	for (const name of Object.keys(variables)) delete process.env[name];
	console.log(`${title}: sent ${JSON.stringify(seen)}${warned.length ? `, "${/\w+ will take precedence/.exec(warned.join(" "))?.[0]}"` : ""}${title.startsWith("web") ? "" : `, ${outcome}`}`);
}
for (const file of ["clean", "line-end"]) {
	await ask(`web identity, ${file}`, { ...web, AWS_WEB_IDENTITY_TOKEN_FILE: file });
	await ask(`container, ${file}`, { ...container, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file });
	await ask(`container, ${file} and variable`, { ...container, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file, AWS_CONTAINER_AUTHORIZATION_TOKEN: "of-variable" });
}
await ask("container, variable with line end", { ...container, AWS_CONTAINER_AUTHORIZATION_TOKEN: "of-variable\n" });
server.close();
process.exit();
JS
for name in $(compgen -e | grep ^AWS_); do unset "$name"; done
export HOME=$folder NODE_NO_WARNINGS=1
actual=$(node ask.mjs)
expected='web identity, clean: sent ["a-token"]
container, clean: sent ["a-token"], signs
container, clean and variable: sent ["a-token"], "awsContainerAuthorizationTokenFile will take precedence", signs
web identity, line-end: sent ["a-token%0A"]
container, line-end: sent ["no token"], signs
container, line-end and variable: sent ["of-variable"], "awsContainerAuthorizationTokenFile will take precedence", signs
container, variable with line end: sent [], Invalid character in header content ["Authorization"]'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
