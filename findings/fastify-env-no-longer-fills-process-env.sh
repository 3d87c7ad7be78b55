#!/usr/bin/env bash
# @fastify/env 5.0.2, 6.0.0 and 7.0.0 (env-schema 6.1.0 and 7.0.0), each with fastify 5.12.8 and the option `dotenv: true`.
#
# "Will read .env in root folder", says the README of all of them. Up to the version with env-schema 6 that was done by dotenv, so every name of
# `.env` was in process.env from then on, those that the schema does not name too, and code that never asks Fastify had them. Since
# env-schema 7 the file is parsed by Node.js and given to `app.config` alone, which keeps only what the schema names. process.env has nothing
# of the file: the app starts, its own settings are right, its checks of required names pass, and what reads process.env, as
# Remotion's client does, has no credentials.
# Who meets it: a Fastify server that renders on Lambda and updates the plugin.
#
# Seen on 2026-12-01; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for version in 5.0.2 6.0.0 7.0.0; do
	mkdir "$version"
	pinned=7.0.0
	[ "$version" != 5.0.2 ] || pinned=6.1.0
	cat >"$version/package.json" <<-JSON
		{
			"private": true,
			"dependencies": { "@fastify/env": "$version", "fastify": "5.12.8", "@remotion/lambda-client": "4.0.527" },
			"overrides": { "env-schema": "$pinned" }
		}
	JSON
	(cd "$version" && npm install --silent --no-audit --no-fund --ignore-scripts)
	cat >"$version/.env" <<-'ENV'
		REMOTION_AWS_PROFILE=studio
		REMOTION_AWS_REGION=eu-central-1
	ENV
	cat >"$version/app.cjs" <<-'JS'
		const app = require("fastify")();
		const schema = { type: "object", required: ["REMOTION_AWS_PROFILE"], properties: { REMOTION_AWS_PROFILE: { type: "string" } } };
		app.register(require("@fastify/env"), { dotenv: true, schema });
		app.ready().then(async () => {
			const { REMOTION_AWS_PROFILE: profile, REMOTION_AWS_REGION: region } = process.env;
			const { getFunctions } = await import("@remotion/lambda-client");
			const said = await getFunctions({ region: "us-east-1", compatibleOnly: true }).catch(({ message }) => message);
			console.log(JSON.stringify({ config: app.config, process: { profile, region } }));
			console.log(`	Remotion: ${/profile:? \[?\w+|environment variable|Could not load/.exec(said)?.[0] ?? said}`);
			process.exit();
		});
	JS
done
for name in $(compgen -e | grep -E '^(AWS|REMOTION|DOTENV)_'); do unset "$name"; done
export HOME=$folder NODE_NO_WARNINGS=1 DOTENV_CONFIG_QUIET=true AWS_EC2_METADATA_DISABLED=true
actual=$(for version in 5.0.2 6.0.0 7.0.0; do echo "$version (env-schema $(node -p "require('./$version/node_modules/env-schema/package.json').version")): $(cd $version && node app.cjs)"; done)
expected='5.0.2 (env-schema 6.1.0): {"config":{"REMOTION_AWS_PROFILE":"studio"},"process":{"profile":"studio","region":"eu-central-1"}}
	Remotion: profile: [studio
6.0.0 (env-schema 7.0.0): {"config":{"REMOTION_AWS_PROFILE":"studio"},"process":{}}
	Remotion: environment variable
7.0.0 (env-schema 7.0.0): {"config":{"REMOTION_AWS_PROFILE":"studio"},"process":{}}
	Remotion: environment variable'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
