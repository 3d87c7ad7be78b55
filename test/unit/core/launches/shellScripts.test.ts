// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in shell scripts.
/** Shell scripts with arguments, conditions and functions. Each row was run with dash 0.5.12 or bash 5.2.15. */
import assert from "node:assert/strict";
import { inShort, launchesOf } from "./project.ts";

type Row = [name: string, script: string, layers: string[] | undefined, files?: Record<string, string>];

const env = ".env (sh) overrides";
const local = ".env.local (sh) overrides";
const source = "set -a; . ./.env; set +a; node x.js";

const rows: readonly Row[] = [
	["sh -a", "sh -ac '. ./.env; exec node x.js'", [`${env} required`]],
	["bash -a", "bash -a -c 'source .env && node x.js'", [`${env} required`]],
	["bash -o allexport", "bash -o allexport -c '. ./.env; node x.js'", [env]],
	["an argument", "sh d.sh .env", [`${env} required`], { "d.sh": "set -a; . ./$1; set +a\nnode x.js" }],
	["no argument", "sh d.sh", ['A=""'], { "d.sh": 'export A="$1"\nnode x.js' }],
	[
		"a default",
		"bash d.sh",
		['STAGE="local" onlyIfSet', local],
		{
			"d.sh": 'STAGE=${1:-local}\nset -a; source ".env.$STAGE"\nnode x.js',
		},
	],
	[
		"an argument in place of a default",
		"bash d.sh local",
		['STAGE="local" onlyIfSet', local],
		{
			"d.sh": 'STAGE=${1:-no}\nset -a; source ".env.$STAGE"\nnode x.js',
		},
	],
	["a shift", "sh d.sh a b", ['A="b"'], { "d.sh": "shift\nexport A=$1\nnode x.js" }],
	["all arguments", "sh d.sh node x.js", [], { "d.sh": 'exec "$@"' }],
	["arguments of a text", "sh -c 'A=$1 node x.js' sh b", ['A="b"']],
	["a file that is there", `[ -f .env ] || exit 1; ${source}`, [env.replace(/$/, " required")]],
	["a file that is missing", "[ -f .env.no ] && export A=1; node x.js", []],
	["not missing, and ends", `[ ! -f .env ] && exit 1; ${source}`, [`${env} required`]],
	["not missing, and ends in braces", `[ ! -f .env ] && { echo no; exit 1; }; ${source}`, [`${env} required`]],
	["missing, and ends", `[ ! -f .env.no ] && exit 1; ${source}`, undefined],
	["not missing, or does", "[ ! -f .env ] || export A=1; node x.js", ['A="1"']],
	["what the environment has, and ends", '[ -z "$B" ] && exit 1; A=1 node x.js', ['A="1"']],
	[
		"if, else",
		"sh d.sh dev",
		['A="2"'],
		{
			"d.sh": 'if [ "$1" = prod ]; then export A=1; else export A=2; fi\nnode x.js',
		},
	],
	[
		"if, elif",
		"bash d.sh dev",
		['A="2"'],
		{
			"d.sh":
				'if [[ "$1" == prod ]]; then export A=1; elif [[ $1 == dev || $1 == test ]]; then export A=2; fi\nnode x.js',
		},
	],
	["if it is not, ends", "sh d.sh a", ['A="a"'], { "d.sh": 'if [ -z "$1" ]; then exit 1; fi\nexport A=$1\nnode x.js' }],
	["if it is, ends", "sh d.sh", undefined, { "d.sh": 'if [ -z "$1" ]; then exit 1; fi\nexport A=$1\nnode x.js' }],
	[
		"case",
		"sh d.sh prod",
		['A="1"'],
		{ "d.sh": 'case "$1" in prod|production) export A=1 ;; *) export A=2 ;; esac\nnode x.js' },
	],
	[
		"case, the rest",
		"sh d.sh",
		['A="2"'],
		{ "d.sh": 'case "${1:-dev}" in prod) export A=1 ;; *) export A=2 ;; esac\nnode x.js' },
	],
	["case, none", "sh d.sh x", [], { "d.sh": 'case "$1" in prod) export A=1 ;; esac\nnode x.js' }],
	["a function", "bash d.sh", [local], { "d.sh": "load() {\n set -a; source .env.local; set +a\n}\nload\nnode x.js" }],
	["a function's arguments", "bash d.sh", ['A="b"'], { "d.sh": 'function run { A="$1" node x.js; }\nrun b' }],
	["main", "bash d.sh b", ['A="b"'], { "d.sh": 'main() {\n local a="$1"\n A="$a" node x.js\n}\nmain "$@"' }],
	["a function that calls itself", "sh d.sh", undefined, { "d.sh": "f() { f; }\nf" }],
	["the folder", "bash d.sh", [local], { "d.sh": 'set -a; . "$PWD/.env.local"; node x.js' }],
	["egrep", "export $(egrep -v '^#' .env | xargs) && node x.js", [".env (xargs-no-comments) overrides"]],
	["sed", "export $(sed 's/#.*//g' .env | xargs) && node x.js", [".env (xargs-no-comments) overrides"]],
	["sed behind cat", "export $(cat .env | sed '/^#/d' | xargs) && node x.js", [".env (xargs-no-comments) overrides"]],
	["what node runs", "./run.js", [".env (node-22) required"], { "run.js": "#!/usr/bin/env -S node --env-file=.env\n" }],
	["what tsx runs", "./run.ts", [], { "run.ts": "#!/usr/bin/env tsx\n" }],
];

describe("a shell script", () => {
	for (const [name, script, layers, more = {}] of rows)
		it(`has ${name}`, () => {
			const files = { ".env": "B=1\n", ".env.local": "", ...more };
			const [launch] = launchesOf({ scripts: { run: script }, files }).filter(({ id }) => id === "script:run");
			assert.deepEqual(launch && inShort(launch).filter((layer) => !layer.startsWith("a=")), layers);
		});

	it("ends, however often its functions call one another", () => {
		const functions = Array.from({ length: 12 }, (_, index) => `f${index}() { ${`f${index + 1}; `.repeat(20)}}`);
		const files = { "d.sh": `${functions.join("\n")}\nf12() { node x.js; }\nf0\n` };
		assert.ok(launchesOf({ scripts: { run: "sh d.sh" }, files }).length < 2);
	});
});
