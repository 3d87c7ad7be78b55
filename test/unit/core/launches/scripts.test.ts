// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in shell scripts.
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { findLaunches } from "../../../../src/core/launches/findLaunches.ts";
import { ownFolderRows } from "./ownFolderRows.ts";
import { inShort, launchesOf, launchInput } from "./project.ts";

/** The script `run`, and what each program that it starts has. */
const rows: [script: string, programs: [name: string, ...layers: string[]][], others?: Record<string, string>][] = [
	["remotion lambda sites create", [["remotion-cli", "program"]]],
	// `--region` is what the command line takes first.
	["remotion lambda sites create --region=eu-west-1", [["remotion-cli", "program", 'REMOTION_AWS_REGION="eu-west-1"']]],
	[
		"remotion lambda sites create --region eu-west-1 x",
		[["remotion-cli", "program", 'REMOTION_AWS_REGION="eu-west-1"']],
	],
	[
		"R=eu-west-1; remotion lambda render --region=$R -- --region=x",
		[["remotion-cli", 'R="eu-west-1" onlyIfSet', "program", 'REMOTION_AWS_REGION="eu-west-1"']],
	],
	["remotion --region=eu-west-1", [["remotion-cli", "program"]]],
	["remotion studio", []],
	["remotion render out.mp4 && tsc && eslint .", []],
	["remotion", [["remotion-cli", "program"]]],
	["remotionb lambda functions ls", [["bun", "program"]]],
	["next dev", [["next", "program development"]]],
	["next -p 4000", [["next", "program development"]]],
	["next build && next start -p 4000", [["next", "program production"]]],
	["node server.js", [["node"]]],
	["node -e 1", []],
	["A=b AWS_PROFILE='x y' next dev", [["next", 'A="b"', 'AWS_PROFILE="x y"', "program development"]]],
	["export AWS_PROFILE=x && next dev", [["next", 'AWS_PROFILE="x"', "program development"]]],
	["AWS_PROFILE=x; next dev", [["next", 'AWS_PROFILE="x" onlyIfSet', "program development"]]],
	["A=1; export A; A=2; next dev", [["next", 'A="1" onlyIfSet', 'A="1"', 'A="2"', "program development"]]],
	["A=1; AWS_PROFILE=$A next dev", [["next", 'A="1" onlyIfSet', 'AWS_PROFILE="1"', "program development"]]],
	["A=1 B=$A next dev", [["next", 'A="1"', 'B="1"', "program development"]]],
	[
		"B=$A; A=2 C=$B next dev",
		[
			[
				"next",
				'B={"expand":"${A}","as":"shell"} onlyIfSet',
				'A="2"',
				'C={"expand":"${A}","as":"shell","after":3}',
				"program development",
			],
		],
	],
	["unset A; B=${A:-d} C=$A next dev", [["next", "A=null", 'B="d"', 'C=""', "program development"]]],
	["A=${B:-x$C} next dev", [["next", 'A={"expand":"${B:-x${C}}","as":"shell"}', "program development"]]],
	["A='$b\\' next dev", [["next", 'A="$b\\\\"', "program development"]]],
	["A='$'$b next dev", [["next", 'A={"expand":"\\\\$${b}","as":"shell"}', "program development"]]],
	[
		"A=$(echo hi) B=$(aws sts) next dev",
		[["next", 'A="hi"', 'B={"unknown":"a command\'s output"}', "program development"]],
	],
	[
		"(export A=1; next dev) && next start",
		[
			["next", 'A="1"', "program development"],
			["next", "program production"],
		],
	],
	["A=1 tsc & next dev", [["next", "program development"]]],
	["cd web && next dev", [["next", "program development"]]],
	["false && next dev", []],
	["exit 1; next dev", []],
	["test -f .env || next dev", [["next", "program development"]]],
	["if [ -f .env ]; then export A=1; fi; next dev", [["next", 'A="1"', "program development"]]],
	["exec next dev", [["next", "program development"]]],
	["eval 'export A=1'; next dev", [["next", 'A="1"', "program development"]]],
	["eval export A=1 && next dev", [["next", 'A="1"', "program development"]]],
	["X='export A=1'; eval $X; next dev", [["next", 'X="export A=1" onlyIfSet', 'A="1"', "program development"]]],
	["command export A=1 && next dev", [["next", 'A="1"', "program development"]]],
	["command unset A; command next dev", [["next", "A=null", "program development"]]],
	["env A=1 -u B next dev", [["next", 'A="1"', "B=null", "program development"]]],
	["env -i A=1 next dev", [["next", "only ", 'A="1"', "program development"]]],
	["set -a; . ./.env; next dev", [["next", ".env (sh) overrides required", "program development"]]],
	[
		"set -a && . ./.env && set +a && B=1 && next dev",
		[["next", ".env (sh) overrides required", 'B="1"', "program development"]],
	],
	[". ./.env; next dev", [["next", ".env (sh) overrides onlyIfSet required", "program development"]]],
	[
		". ./.env; export AWS_PROFILE; next dev",
		[["next", ".env (sh) overrides onlyIfSet required", ".env (sh) [AWS_PROFILE] overrides", "program development"]],
	],
	[
		"set -a; . ./.env; . ./more.env; export B; next dev",
		[["next", ".env (sh) overrides required", "more.env (sh) overrides required", "program development"]],
	],
	[
		". ./.env; set -a; . ./more.env; export B; next dev",
		[["next", ".env (sh) overrides onlyIfSet required", "more.env (sh) overrides required", "program development"]],
	],
	["set -a; source ./.env; next dev", [["next", "program development"]]],
	["set -a && source .env && next dev", [["next", ".env (sh) overrides", "program development"]]],
	["export $(cat .env | xargs) && next dev", [["next", ".env (xargs) overrides", "program development"]]],
	[
		"export $(grep -v '^#' .env | xargs) && next dev",
		[["next", ".env (xargs-no-comments) overrides", "program development"]],
	],
	["env $(cat .env) next dev", [["next", ".env (words) overrides", "program development"]]],
	[
		"node --env-file=a --env-file b --env-file-if-exists=c d.js",
		[["node", "c (node-22)", "b (node-22) required", "a (node-22) required"]],
	],
	["node --env-file=a node_modules/next/dist/bin/next dev", [["next", "a (node-22) required", "program development"]]],
	["node --env-file=a ./node_modules/.bin/remotion lambda", [["remotion-cli", "a (node-22) required", "program"]]],
	["node server.js --env-file=a", [["node", "a (node-22) [] required"]]],
	["./node_modules/.bin/remotion lambda x", [["remotion-cli", "program"]]],
	["npx remotion lambda x", [["remotion-cli", "program"]]],
	["npx -y remotion@4.0.527 lambda x", [["remotion-cli", "program"]]],
	["npx @remotion/cli@4 lambda x", [["remotion-cli", "program"]]],
	["npx -c 'A=1 remotion lambda x'", [["remotion-cli", 'A="1"', "program"]]],
	[
		"AWS_PROFILE=x npm run other",
		[["next", 'AWS_PROFILE="x"', 'B="1"', "program development"]],
		{ other: "B=1 next dev" },
	],
	["npm run other -- start", [["next", "program production"]], { other: "next" }],
	[
		"npm run other",
		[
			["next", "program development"],
			["next", 'A="1"', "program production"],
		],
		{ preother: "A=1 next start", other: "next dev" },
	],
	["node --run other", [["next", "program development"]], { preother: "A=1 next start", other: "next dev" }],
	["node --env-file=a --run other", [["node", "a (node-22) [] required"]], { other: "node deploy.mjs" }],
	[
		"node --env-file a --env-file=b --run=other",
		[["node", "b (node-22) [] required", "a (node-22) [] required"]],
		{ other: "node x.js" },
	],
	["node --env-file-if-exists=a --run other", [["node"]], { other: "node deploy.mjs" }],
	["node -r dotenv/config --run other", [["node"]], { other: "node deploy.mjs" }],
	[
		"NODE_OPTIONS='-r dotenv/config' node --run other",
		[["node", 'NODE_OPTIONS="-r dotenv/config"', ".env (dotenv-17)"]],
		{ other: "node deploy.mjs" },
	],
	["node --run other", [["node", "a (node-22) required"]], { other: "node --env-file=a deploy.mjs" }],
	["npm run run", []],
	["npm run a", [], { a: "npm run b", b: "npm run a" }],
	["npm start", [["next", "program production"]], { start: "next start" }],
	["./deploy.sh", [["remotion-cli", 'AWS_PROFILE="x"', "program"]]],
];

const files = {
	".env": "AWS_PROFILE=a\nB=c\n",
	"more.env": "B=d\n",
	"deploy.sh": "#!/bin/sh\nexport AWS_PROFILE=x\nremotion lambda sites create\n",
};

describe("shell scripts that find their own folder", () => {
	for (const { script, bash, dash = bash } of ownFolderRows)
		it(script, () => {
			const cwdOf = (first: string) => {
				const text = `${first}\n${script}\nnpx remotion lambda sites create\n`;
				const [launch] = launchesOf({ scripts: { run: "./scripts/own.sh" }, files: { "scripts/own.sh": text } });
				return launch?.cwd.replace(/^\/p\/?/, "");
			};
			assert.deepEqual([cwdOf("#!/bin/bash"), cwdOf("#!/bin/sh")], [bash, dash]);
		});

	it("what a command substitution starts is a launch, too", () => {
		const text =
			'#!/bin/bash\nOUTPUT=$(cd video && REMOTION_AWS_PROFILE=x npx remotion lambda sites create)\necho "$OUTPUT"\n';
		const [launch] = launchesOf({ scripts: { run: "bash deploy.sh" }, files: { "deploy.sh": text } });
		assert.deepEqual(launch && [launch.cwd, ...inShort(launch)], ["/p/video", 'REMOTION_AWS_PROFILE="x"', "program"]);
	});

	it("variables that a script keeps to itself make no second launch", () => {
		const text =
			"#!/bin/bash\nSITE=a\nnpx remotion lambda sites create\nNAME=b\nnpx remotion lambda functions deploy\n";
		const found = launchesOf({ scripts: { run: "bash deploy.sh" }, files: { "deploy.sh": text } });
		assert.deepEqual(
			found.map(({ id }) => id),
			["script:run"],
		);
	});

	it("nested substitutions are walked once each", () => {
		const nested = `${"$(a ".repeat(200)}npx remotion lambda x${")".repeat(200)}`;
		const found = launchesOf({ scripts: { run: "bash a.sh" }, files: { "a.sh": `X=${nested}\n` } });
		assert.ok(found.length > 0);
	});
});

describe("the scripts of a package.json", () => {
	for (const [script, programs, others = {}] of rows) {
		it(script, () => {
			const found = launchesOf({ scripts: { run: script, ...others }, files });
			const own = found.filter(({ id }) => /^script:run(?:$|\/)/.test(id));
			assert.deepEqual(
				own.map((launch) => [launch.runtime, ...inShort(launch)]),
				programs,
			);
		});
	}

	it("say where each thing stands, however the JSON is escaped", () => {
		const script = "A=\"x\" B='\té' npx -c 'C=\"d\" remotion lambda'";
		const input = launchInput({ scripts: { run: script } });
		const text = (input.readFile("/p/package.json") ?? "").replace("é", "\\u00e9");
		const [launch] = findLaunches({ ...input, readFile: (path) => (path === "/p/package.json" ? text : undefined) });
		const places = launch?.layers.flatMap((layer) =>
			"origin" in layer && layer.origin?.range ? [layer.origin.range] : [],
		);
		assert.deepEqual(
			places?.map(({ start, end }) => text.slice(start, end)),
			['A=\\"x\\"', "B='\\t\\u00e9'", 'C=\\"d\\"'],
		);
		assert.equal(
			text.slice(launch?.origin?.range?.start, launch?.origin?.range?.end),
			JSON.stringify(script).slice(1, -1).replace("é", "\\u00e9"),
		);
	});

	it("show no secret, in no way of printing", () => {
		const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
		const scripts = {
			run: `AWS_SECRET_ACCESS_KEY=${secret} AWS_SESSION_TOKEN=${secret} next dev`,
			[`x ${secret}`]: "next dev",
		};
		const found = launchesOf({ scripts });
		assert.ok(!JSON.stringify(found.map(({ id: _, ...rest }) => rest)).includes(secret));
		assert.ok(!inspect(found[0], { depth: 9 }).includes(secret));
	});

	it("are those of a package.json that is broken elsewhere", () => {
		const text = '{ "scripts": { "dev": "next dev", "x": 1, }, "dependencies": { "@remotion/lambda": "4" ';
		const readFile = (path: string) => (path === "/p/package.json" ? text : undefined);
		assert.deepEqual(
			findLaunches({ cwd: "/p", platform: "posix", readFile }).map(({ id, callsLambda }) => [id, callsLambda]),
			[["script:dev", "likely"]],
		);
	});
});

describe("the launches of a project", () => {
	const ids = (...given: Parameters<typeof launchesOf>) => launchesOf(...given).map(({ id }) => id);

	it("begin with the framework's server, whatever else is there (case 19)", () => {
		const scripts = {
			remotion: "remotion studio",
			render: "remotion render",
			deploy: "node deploy.mjs",
			dev: "next dev",
		};
		const dependencies = ["@remotion/cli", "@remotion/lambda", "next", "dotenv"];
		const found = launchesOf({ scripts, dependencies });
		assert.deepEqual(
			found.map(({ id, label, runtime, callsLambda }) => [id, label, runtime, callsLambda]),
			[
				["script:dev", "npm run dev", "next", "likely"],
				["script:deploy", "npm run deploy", "node", "likely"],
				["command:remotion", "npx remotion lambda", "remotion-cli", "unknown"],
			],
		);
	});

	it("put what calls Lambda for sure before what likely does", () => {
		const scripts = { serve: "node server.js", deploy: "remotion lambda sites create" };
		assert.deepEqual(ids({ scripts, dependencies: ["@remotion/cli", "@remotion/lambda"] }), [
			"script:deploy",
			"script:serve",
			"command:remotion",
		]);
	});

	it("name a framework's server by itself only where no script starts it", () => {
		const dependencies = ["next", "@remotion/lambda"];
		assert.deepEqual(ids({ dependencies }), ["server:next"]);
		assert.deepEqual(ids({ dependencies, scripts: { start: "next start" } }), ["script:start"]);
	});

	it("have ids that occur once", () => {
		const scripts = { a: "remotion lambda x && AWS_PROFILE=b remotion lambda y && next dev" };
		assert.deepEqual(ids({ scripts }), ["script:a/next", "script:a/remotion", "script:a/remotion~2"]);
	});

	it("are at least one, and at most 50", () => {
		assert.deepEqual(ids({ dependencies: [] }), ["runtime:remotion-cli"]);
		assert.deepEqual(ids({ dependencies: ["@remotion/lambda-client"] }), ["runtime:node"]);
		assert.deepEqual(findLaunches({ cwd: "/p", platform: "posix", readFile: () => undefined }).length, 1);
		const scripts = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`s${index}`, "next dev"]));
		assert.equal(ids({ scripts }).length, 50);
	});

	it("are labelled with the package manager that the project has", () => {
		const label = (more: Record<string, unknown>, files: Record<string, string> = {}) =>
			launchesOf({ scripts: { dev: "next dev" }, more, files })[0]?.label;
		assert.equal(label({ packageManager: "pnpm@10.0.0" }), "pnpm run dev");
		assert.equal(label({}, { "yarn.lock": "" }), "yarn run dev");
		assert.equal(label({}, { "bun.lock": "" }), "bun run dev");
		assert.equal(label({}), "npm run dev");
	});

	it("never come to an end in an error", () => {
		const throwing = () => {
			throw new Error("no");
		};
		assert.equal(findLaunches({ cwd: "/p", platform: "win32", readFile: throwing, list: throwing }).length, 1);
		for (const text of ["", "{", "[]", '"x"', '{"scripts":[1]}', '{"scripts":{"__proto__":"next dev"}}', "\uFEFF{}"])
			assert.ok(findLaunches({ cwd: "/p", platform: "posix", readFile: () => text }).length > 0, text);
	});
});
