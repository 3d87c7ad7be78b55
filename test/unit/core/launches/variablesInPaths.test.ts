// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in shell scripts.
/** Files that scripts name by variables. Each row was run: dash 0.5.12, dotenv-cli 11.0.0, env-cmd 11.0.0, cross-env 10.1.0, Node.js 24.21.0. */
import assert from "node:assert/strict";
import { inShort, launchesOf } from "./project.ts";

type Row = [script: string, layers: string[], scripts?: Record<string, string>];

const cli = (name: string) => `${name} (dotenv-17) dotenv-cli`;
const stage = 'STAGE="prod"';

const rows: readonly Row[] = [
	["set -a; . ./.env.${STAGE:-prod}; node x.js", [".env.prod (sh) overrides required"]],
	["dotenv -e .env.${STAGE:-prod} -e .env -- node x.js", [cli(".env.prod > .env")]],
	["node --env-file=.env.${STAGE-prod} x.js", [".env.prod (node-22) required"]],
	["env-cmd -f .env.${STAGE:-prod} -- node x.js", [".env.prod (env-cmd) overrides required"]],
	["dotenv -e .env.$STAGE -- node x.js", [cli(""), "hidden dotenv -e"]],
	["dotenv -e .env.${STAGE:+prod} -- node x.js", [cli(""), "hidden dotenv -e"]],
	["STAGE=prod npm run y", [stage, cli(".env.prod")], { y: "dotenv -e .env.$STAGE -- node x.js" }],
	["export STAGE=prod && npm run y", [stage, cli(".env.prod")], { y: "dotenv -e .env.${STAGE:-dev} -- node x.js" }],
	[
		"cross-env STAGE=prod npm run y",
		[stage, ".env.prod (node-22) required"],
		{ y: "node --env-file=.env.$STAGE x.js" },
	],
	["STAGE=prod dotenv npm run y", [stage, cli(".env"), 'A="prod"'], { y: "A=$STAGE node x.js" }],
	// The file may say something else.
	[
		"STAGE=prod dotenv -o -- npm run y",
		[stage, `${cli(".env")} overrides`, 'A={"expand":"${STAGE}","as":"shell"}'],
		{ y: 'A="$STAGE" node x.js' },
	],
	[
		"STAGE= dotenv npm run y",
		['STAGE=""', cli(".env"), 'A={"expand":"${STAGE}","as":"shell"}'],
		{ y: 'A="$STAGE" node x.js' },
	],
];

describe("a file that a script names by a variable", () => {
	for (const [script, layers, scripts = {}] of rows)
		it(`is told: ${script}, ${JSON.stringify(scripts)}`, () => {
			const found = launchesOf({ scripts: { run: script, ...scripts } });
			const launch = found.find(({ id }) => id === "script:run");
			assert.deepEqual(launch && inShort(launch), layers);
		});
});
