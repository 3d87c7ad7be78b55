#!/usr/bin/env bash
# Vite 8 reads .env files with util.parseEnv of Node.js, Vite 7 with dotenv: behind an emptied name with a blank left over, Vite 8 takes
# the next line for its value, and the next line's own variable is lost. React Router and TanStack Start put this into process.env in dev.
# Seen 2026-11-28 with vite 8.4.0 and 7.3.8 (what `vite@7` was), Node.js 24: 7 {"FIRST":"","SECOND":"two"}, 8 {"FIRST":"SECOND=two"}.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf 'FIRST= \nSECOND=two\n' >"$folder/.env"
for version in 7 8.4.0; do
	mkdir "$folder/$version"
	(cd "$folder/$version" && npm init -y && npm install "vite@$version" --ignore-scripts --no-audit --no-fund) >/dev/null 2>&1
	cat >"$folder/$version/show.mjs" <<-'JS'
		import { loadEnv, version } from "vite";
		const { FIRST, SECOND } = loadEnv("development", "..", "");
		console.log(version.split(".")[0], JSON.stringify({ FIRST, SECOND }));
	JS
	(cd "$folder/$version" && node show.mjs)
done | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
7 {"FIRST":"","SECOND":"two"}
8 {"FIRST":"SECOND=two"}
SEEN
