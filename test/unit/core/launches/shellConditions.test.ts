// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in shell scripts.
/**
 * Scripts whose outcome the environment decides, and files that a shell takes apart: what `node server.js` really had as B and C behind them, with
 * B set to "shell", set to nothing, and absent. Run: dash 0.5.12 by `npm run`, bash 5.2.15, coreutils 9.1, GNU grep, sed and findutils of Debian 12.
 */
import assert from "node:assert/strict";
import { explain, findLaunches } from "../../../../src/core/index.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { launchInput } from "./project.ts";

type Row = [script: string, set: string, empty: string, absent: string];

const rows: Readonly<Record<string, readonly Row[]>> = {
	"a test of the environment": [
		['[ -z "$B" ] && export B=a; node x.js', "B=shell", "B=a", "B=a"],
		['[ -n "$B" ] || export B=a C=c; node x.js', "B=shell", "B=a C=c", "B=a C=c"],
		['[ "$B" ] || export B=a; node x.js', "B=shell", "B=a", "B=a"],
		['[ ! "$B" ] && export B=a; node x.js', "B=shell", "B=a", "B=a"],
		['! [ -z "$B" ] && export B=q; node x.js', "B=q", "B=", ""],
		['[ x"$B" = x ] && export B=a; node x.js', "B=shell", "B=a", "B=a"],
		["[ -z ${B+x} ] && export B=a; node x.js", "B=shell", "B=", "B=a"],
		['[ -z "${B:-}" ] && export B=a; node x.js', "B=shell", "B=a", "B=a"],
		["[ -z $B ] && export B=a; node x.js", "B=shell", "B=a", "B=a"],
		["[ -n $B ] && export B=a; node x.js", "B=a", "B=a", "B=a"],
		['[ "$B" = shell ] && export C=c; node x.js', "B=shell C=c", "B=", ""],
		['[ "$B" != shell ] && export C=c; node x.js', "B=shell", "B= C=c", "C=c"],
		['[ -z "$B" ] && export B=a || export B=b; node x.js', "B=b", "B=a", "B=a"],
		['[ -n "$B" ] || [ -n "$NOPE" ] || export B=z; node x.js', "B=shell", "B=z", "B=z"],
		['test "$B" || B=a; export B; node x.js', "B=shell", "B=a", "B=a"],
		['[ -n "$B" ] || { set -a; . ./.env; set +a; }; node x.js', "B=shell", "B=file C=more", "B=file C=more"],
		['[ "$NOPE" ] || export $(cat .env | xargs) && node x.js', "B=file C=more", "B=file C=more", "B=file C=more"],
		['A=$B; [ -z "$A" ] && export B=a; node x.js', "B=shell", "B=a", "B=a"],
		['[ -z "$S" ] && S=dev; dotenv -e .env.$S -- node x.js', "B=shell", "B=", "B=dev"],
	],
	"if, case and loops": [
		['if [ -z "$B" ]; then export B=a; else export B=b; fi; node x.js', "B=b", "B=a", "B=a"],
		[
			'if [ -z "$B" ] && [ -z "$C" ]; then set -a; . ./.env; set +a; fi; node x.js',
			"B=shell",
			"B=file C=more",
			"B=file C=more",
		],
		['if [ -z "$B" ] || [ -z "$NOPE" ]; then export B=a; fi; node x.js', "B=a", "B=a", "B=a"],
		[
			'if [ "$S" = prod ]; then export B=p; elif [ -n "$B" ]; then export B=has; else export B=d; fi; node x.js',
			"B=has",
			"B=d",
			"B=d",
		],
		['if [ -z "$B" ]; then export B=a; export C=$B-x; fi; node x.js', "B=shell", "B=a C=a-x", "B=a C=a-x"],
		["bash -c 'if [[ -z $B && -z $C ]]; then export B=a; fi; node x.js'", "B=shell", "B=a", "B=a"],
		["bash -c '[[ -n $B ]] || export B=a; node x.js'", "B=shell", "B=a", "B=a"],
		[
			'case "$B" in shell) export C=s;; x|y) export C=x;; *) export C=o;; esac; node x.js',
			"B=shell C=s",
			"B= C=o",
			"C=o",
		],
		['while [ -z "$B" ]; do export B=a; done; node x.js', "B=shell", "B=a", "B=a"],
		["for v in a b; do export B=$v; done; node x.js", "B=b", "B=b", "B=b"],
		["for v in B C; do export $v=x; done; node x.js", "B=x C=x", "B=x C=x", "B=x C=x"],
		["for line in $(cat .env); do export $line; done; node x.js", "B=file C=more", "B=file C=more", "B=file C=more"],
		[
			'while read -r line; do export "$line"; done < .env; node x.js',
			"B=file C=more",
			"B=file C=more",
			"B=file C=more",
		],
		[
			"while IFS='=' read -r k v; do export \"$k=$v\"; done < .env; node x.js",
			"B=file C=more",
			"B=file C=more",
			"B=file C=more",
		],
	],
	"values with an operator": [
		[": ${B:=a}; node x.js", "B=shell", "B=a", ""],
		[': "${B:=a}" && export B && node x.js', "B=shell", "B=a", "B=a"],
		[": ${B=a}; export B; node x.js", "B=shell", "B=", "B=a"],
	],
	"a part of a file, and its text": [
		["export $(grep B .env) && node x.js", "B=file", "B=file", "B=file"],
		["export $(grep ^B= .env | xargs) && node x.js", "B=file", "B=file", "B=file"],
		["export $(grep -E '^(B|D)=' .env | xargs) && node x.js", "B=file", "B=file", "B=file"],
		["export $(grep -v B .env | xargs) && node x.js", "B=shell C=more", "B= C=more", "C=more"],
		["export $(cat .env | xargs -d '\\n') && node x.js", "B=file C=more", "B=file C=more", "B=file C=more"],
		["env $(grep B .env) node x.js", "B=file", "B=file", "B=file"],
		["env -S 'B=a C=b node x.js'", "B=a C=b", "B=a C=b", "B=a C=b"],
		['eval "$(cat .env)"; node x.js', "B=file", "B=file", ""],
		['set -a; eval "$(cat .env)"; node x.js', "B=file C=more", "B=file C=more", "B=file C=more"],
		["eval $(cat .env) node x.js", "B=file C=more", "B=file C=more", "B=file C=more"],
		["eval export $(cat .env); node x.js", "B=file C=more", "B=file C=more", "B=file C=more"],
		["eval \"$(sed 's/^/export /' .env)\"; node x.js", "B=file C=more", "B=file C=more", "B=file C=more"],
		["bash -c 'source <(cat .env); node x.js'", "B=file", "B=file", ""],
		["bash -c 'set -a; source <(grep -v \"^#\" .env); node x.js'", "B=file C=more", "B=file C=more", "B=file C=more"],
	],
	"what nobody here knows": [
		['eval "$(tool print)"; node x.js', "hidden", "hidden", "hidden"],
		['eval "$(ssh-agent -s)"; node x.js', "B=shell", "B=", ""],
		["export $(tool print) && node x.js", "hidden", "hidden", "hidden"],
		["env $(tool print) node x.js", "hidden", "hidden", "hidden"],
		["read B < id; node x.js", "B=set-where-it-cannot-be-seen", "B=set-where-it-cannot-be-seen", ""],
	],
};

const files = { "x.js": "renderMediaOnLambda()", ".env": "B=file\nC=more\n", ".env.dev": "B=dev\n" };

function has(script: string, environment: Record<string, string>): string {
	const input = launchInput({ scripts: { it: script }, files });
	const [launch] = findLaunches(input).filter(({ id }) => id === "script:it");
	if (!launch) return "no launch";
	if (launch.layers.some(({ kind }) => kind === "hidden")) return "hidden";
	const { cwd, readFile } = input;
	const situation = {
		runtime: launch.runtime,
		cwd,
		home: "/home",
		platform: "posix" as const,
		environment,
		readFile,
		launch,
	};
	assert.ok(explain(situation));
	const record = resolveProject(situation).environment.record();
	return ["B", "C"].flatMap((name) => (name in record ? `${name}=${record[name]}` : [])).join(" ");
}

describe("a script that asks the environment", () => {
	for (const [title, list] of Object.entries(rows))
		for (const [script, ...outcomes] of list)
			it(`${title}: ${script}`, () => {
				assert.deepEqual(
					[{ B: "shell" }, { B: "" }, {}].map((one) => has(script, one as Record<string, string>)),
					outcomes,
				);
			});
});
