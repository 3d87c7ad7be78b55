#!/usr/bin/env bash
# @remotion/cli 4.0.527 with @remotion/lambda, `remotion lambda render`: a variable that both the shell and `.env` set.
#
# The command line reads `.env` twice. For itself it loads the file as dotenv does, so the shell's key pair signs. For the video it lays the
# file over the shell's REMOTION_ variables, so the component's process.env has the file's value: the render is asked for with one pair, and
# told another, and `REMOTION_STAGE=production npx remotion lambda render …` renders the stage of the file. A variable that is set to nothing
# in the shell is nothing for the one and the file's for the other. `--env-file` does not change who signs.
# Who meets it: scripts that override a line of `.env` for one run, for which it holds half.
#
# No request leaves the machine: Lambda is a server on loopback that refuses.
# Seen on 2026-11-30; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @remotion/cli@4.0.527 @remotion/lambda@4.0.527 remotion@4.0.527 react@19.2.0 react-dom@19.2.0
printf '%s\n' REMOTION_AWS_ACCESS_KEY_ID=AKIANOTAREALKEYFILE1 REMOTION_AWS_SECRET_ACCESS_KEY=not-a-secret REMOTION_STAGE=of-file >.env
printf '%s\n' REMOTION_AWS_ACCESS_KEY_ID=AKIANOTAREALKEYFILE2 REMOTION_STAGE=of-other-file >.env.other
cat >ask.mjs <<'JS'
import { spawn } from "node:child_process";
import { createServer } from "node:http";

const name = "remotion-render-4-0-527-mem2048mb-disk2048mb-120sec";
async function render(title, variables, ...more) {
	let asked;
	const server = createServer(async (request, response) => {
		let body = "";
		for await (const chunk of request) body += chunk;
		const sent = body && JSON.parse(body).envVariables;
		const signs = /Credential=([^/]*)/.exec(request.headers.authorization)?.[1];
		if (sent) asked = `${signs} signs; the video has ${sent.REMOTION_AWS_ACCESS_KEY_ID}, stage ${JSON.stringify(sent.REMOTION_STAGE)}`;
		// The list of functions; every other request is refused.
		const list = { Functions: [{ FunctionName: name, Timeout: 120, MemorySize: 2048, EphemeralStorage: { Size: 2048 } }] };
		response.writeHead(request.method === "GET" ? 200 : 400, { "content-type": "application/json" }).end(JSON.stringify(list));
	});
	await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
	const words = ["lambda", "render", "https://example.com/site", "video", `--function-name=${name}`, "--region=us-east-1", ...more];
	const env = { ...process.env, ...variables, AWS_ENDPOINT_URL: `http://127.0.0.1:${server.address().port}`, AWS_MAX_ATTEMPTS: "1" };
	const child = spawn("node_modules/.bin/remotion", words, { env, stdio: "ignore" });
	await new Promise((resolve) => child.on("exit", resolve));
	server.close();
	return `${title}: ${asked}`;
}
const shell = { REMOTION_AWS_ACCESS_KEY_ID: "AKIANOTAREALKEYSHELL", REMOTION_AWS_SECRET_ACCESS_KEY: "not-a-secret", REMOTION_STAGE: "of-shell" };
const seen = await Promise.all([
	render("nothing in the shell", {}),
	render("all in the shell", shell),
	render("stage set to nothing", { REMOTION_STAGE: "" }),
	render("all in the shell, --env-file", shell, "--env-file=.env.other"),
]);
console.log(seen.join("\n"));
JS
for name in $(compgen -e | grep -E '^(AWS|REMOTION)_'); do unset "$name"; done
export HOME=$folder CI=true
actual=$(node ask.mjs)
expected='nothing in the shell: AKIANOTAREALKEYFILE1 signs; the video has AKIANOTAREALKEYFILE1, stage "of-file"
all in the shell: AKIANOTAREALKEYSHELL signs; the video has AKIANOTAREALKEYFILE1, stage "of-file"
stage set to nothing: AKIANOTAREALKEYFILE1 signs; the video has AKIANOTAREALKEYFILE1, stage "of-file"
all in the shell, --env-file: AKIANOTAREALKEYSHELL signs; the video has AKIANOTAREALKEYFILE2, stage "of-other-file"'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
