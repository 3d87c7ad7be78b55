#!/usr/bin/env bash
# @adonisjs/env 6.2.0 and @rsbuild/core 2.3.2, beside dotenv 18.0.10.
#
# Both, `Env.create` of the one and `loadEnv` of the other, fill process.env from `.env` and let a variable of the shell win. So to leave a
# profile out for one run, one would empty it in front of the command, `REMOTION_AWS_PROFILE= node ace serve`, which works with dotenv,
# where an empty variable counts as set. These two take the empty variable for an absent one, and the file's value is back. A blank as the
# value is kept by all three.
# Who meets it: a server of AdonisJS or a development server of Rsbuild that signs as the profile of `.env` after it was "switched off".
#
# Seen on 2026-11-29; the script fails when the output below changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adonisjs/env@6.2.0 @rsbuild/core@2.3.2 dotenv@18.0.10
echo 'REMOTION_AWS_PROFILE=of-file' >.env
cat >adonis.mjs <<'JS'
import { Env } from "@adonisjs/env";
await Env.create(new URL("./", import.meta.url), {});
console.log(JSON.stringify(process.env.REMOTION_AWS_PROFILE));
JS
cat >rsbuild.mjs <<'JS'
import { loadEnv } from "@rsbuild/core";
loadEnv({ cwd: import.meta.dirname });
console.log(JSON.stringify(process.env.REMOTION_AWS_PROFILE));
JS
cat >dotenv.mjs <<'JS'
import dotenv from "dotenv";
dotenv.config({ quiet: true });
console.log(JSON.stringify(process.env.REMOTION_AWS_PROFILE));
JS
version() { node -p 'JSON.parse(fs.readFileSync(`node_modules/${process.argv[1]}/package.json`, "utf8")).version' "$1"; }
actual=$(
	echo "adonis $(version @adonisjs/env), rsbuild $(version @rsbuild/core), dotenv $(version dotenv)"
	for tool in adonis rsbuild dotenv; do
		echo "$tool: absent $(env -u REMOTION_AWS_PROFILE node $tool.mjs), set $(REMOTION_AWS_PROFILE=shell node $tool.mjs), empty $(REMOTION_AWS_PROFILE='' node $tool.mjs), a blank $(REMOTION_AWS_PROFILE=' ' node $tool.mjs)"
	done
)
expected='adonis 6.2.0, rsbuild 2.3.2, dotenv 18.0.10
adonis: absent "of-file", set "shell", empty "of-file", a blank " "
rsbuild: absent "of-file", set "shell", empty "of-file", a blank " "
dotenv: absent "of-file", set "shell", empty "", a blank " "'
echo "$actual"
[ "$actual" = "$expected" ] || { echo "This is not what was seen." >&2; diff <(echo "$expected") <(echo "$actual") >&2; exit 1; }
