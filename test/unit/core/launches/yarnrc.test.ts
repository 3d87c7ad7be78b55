// biome-ignore-all lint/suspicious/noTemplateCurlyInString: one stands in a .yarnrc.
import assert from "node:assert/strict";
import { inShort, launchesOf } from "./project.ts";

type Row = [what: string, rc: string, layers: readonly string[]];

/** Values by Yarn 1.22.22, run. */
const rows: readonly Row[] = [
	["quotes", 'env:\n  AWS_PROFILE "a b"\n', ['AWS_PROFILE="a b"']],
	["no quotes, and a comment", "env:\n  AWS_PROFILE a # note\n", ['AWS_PROFILE="a"']],
	[
		"a colon",
		'env:\n  AWS_PROFILE: "a"\n  "AWS_REGION": eu-central-1\n',
		['AWS_PROFILE="a"', 'AWS_REGION="eu-central-1"'],
	],
	["numbers and booleans", "env:\n  A 12\n  B true\n", ['A="12"', 'B="true"']],
	["an empty value, and escapes", 'env:\n  A ""\n  B "a\\n\\"b"\n', ['A=""', 'B="a\\n\\"b"']],
	["a dollar sign", 'env:\n  A "${HOME}"\n', ['A="${HOME}"']],
	["two names", "env:\n  A, B both\n", ['A="both"', 'B="both"']],
	[
		"lines around",
		'registry "https://registry.example.invalid"\nenv:\n  # note\n  A a\nlastUpdateCheck 1\n',
		['A="a"'],
	],
	["Windows lines", "env:\r\n  A a\r\n  B b\r\n", ['A="a"', 'B="b"']],
	["the name in quotes", '"env":\n  A a\n', ['A="a"']],
	["four blanks", "env:\n    A a\n", []],
	["an empty line between", "env:\n  A a\n\n  B b\n", ['A="a"', 'B="b"']],
	["two empty lines", "env:\n  A a\n\n\n  B b\n", ['A="a"']],
	["a comment that is not set in", "env:\n  A a\n# note\n  B b\n", ['A="a"']],
	["a second block", "env:\n  A a\nenv:\n  B b\n", ['B="b"']],
	["a number with zeros in front", "env:\n  A 007\n", ['A="7"']],
	["a line set in deeper", "env:\n  A a\n    B b\n", ['A="a"']],
	["YAML", "env:\n  A: 'x'\n  _B: y # c\n  C: 007\n  D: a:b\n", ['A="x"', '_B="y"', 'C="007"', 'D="a:b"']],
	["YAML with three blanks", "env:\n   A: x\n", ['A="x"']],
	["YAML by its values alone", "env:\n  A: true-x\n  B: a b\n", ['A="true-x"', 'B="a b"']],
	["neither of both, a colon", "env:\n  A a:b\n  B b\n", []],
	["neither of both, two words", "env:\n  A a b\n  B b\n", []],
	["neither of both, a name", "env:\n  A a\n  _B b\n", []],
	["single quotes", "env:\n  A 'a'\n", []],
	["no block", "env.A a\nA a\n", []],
	["no closing quote", 'env:\n  A "a\n', []],
	["nothing", "", []],
];

const yarn1 = { packageManager: "yarn@1.22.22" };

function layersOf(run: string, files: Record<string, string>, more: Record<string, unknown> = yarn1): string[] {
	const scripts = { run, deploy: "node deploy.mjs" };
	const launch = launchesOf({ scripts, files, more }, { root: "/" }).find(({ id }) => id === "script:run");
	return launch ? inShort(launch) : ["no launch"];
}

describe("the block env of Yarn 1's .yarnrc", () => {
	for (const [what, rc, layers] of rows)
		it(`has ${what}`, () => assert.deepEqual(layersOf("node deploy.mjs", { ".yarnrc": rc }), layers));

	it("counts from folders around, beyond the workspace, the nearest last", () => {
		const files = { ".yarnrc": "env:\n  A project\n", "/.yarnrc": "env:\n  A parent\n  B parent\n" };
		const layers = ['A="parent"', 'B="parent"', 'A="project"'];
		assert.deepEqual(layersOf("node deploy.mjs", files), layers);
		const [launch] = launchesOf({ scripts: { deploy: "node deploy.mjs" }, files, more: yarn1 });
		assert.deepEqual(launch && inShort(launch), layers);
	});

	it("counts from the home folder, over those around, whether it is one of them or not", () => {
		const scripts = { deploy: "node deploy.mjs" };
		const files = (home: string) => ({ "/.yarnrc": "env:\n  A parent\n", [home]: "env:\n  A home\n" });
		const layersIn = (home: string, more: Record<string, string>, cwd = "/p") =>
			launchesOf({ scripts, files: more, more: yarn1 }, { home, cwd }).slice(0, 1).map(inShort);
		assert.deepEqual(layersIn("/home/x", files("/home/x/.yarnrc")), [['A="parent"', 'A="home"']]);
		assert.deepEqual(layersIn("/", files("/.yarnrc")), [['A="home"']]);
		assert.deepEqual(layersIn("/p", files(".yarnrc")), [['A="parent"', 'A="home"']]);
		const nested = {
			"/h/.yarnrc": "env:\n  A home\n",
			"/h/w/.yarnrc": "env:\n  A parent\n",
			"/h/w/p/package.json": JSON.stringify({ scripts, dependencies: { "@remotion/lambda": "*" }, ...yarn1 }),
		};
		assert.deepEqual(layersIn("/h", nested, "/h/w/p"), [['A="parent"', 'A="home"']]);
	});

	it("is set again by each yarn, after what stands in front of it, and not by yarn node", () => {
		const rc = { ".yarnrc": "env:\n  A a\n" };
		const set = 'A="a"';
		assert.deepEqual(layersOf("A=b node deploy.mjs", rc), [set, 'A="b"']);
		assert.deepEqual(layersOf("A=b yarn deploy", rc), [set, 'A="b"', set]);
		assert.deepEqual(layersOf("A=b yarn exec -- node deploy.mjs", rc), [set, 'A="b"', set]);
		assert.deepEqual(layersOf("A=b yarn node deploy.mjs", rc), [set, 'A="b"']);
	});

	it("of a workspace counts for what is run in it", () => {
		const files = {
			"/package.json": JSON.stringify({ ...yarn1, workspaces: ["p"], scripts: { run: "yarn workspace p deploy" } }),
			"/.yarnrc": "env:\n  A root\n",
			".yarnrc": "env:\n  A project\n",
		};
		const scripts = { deploy: "node deploy.mjs" };
		const found = launchesOf({ scripts, files, more: { name: "p" } }, { root: "/" });
		const launch = found.find(({ id }) => id.startsWith("root:run"));
		assert.deepEqual(launch && inShort(launch), ['A="root"', 'A="root"', 'A="root"', 'A="project"']);
	});

	it("is none of Yarn 4's, or npm's", () => {
		const rc = { ".yarnrc": "env:\n  A a\n" };
		const yarn = [".env.yarn (dotenv-17) yarn overrides"];
		assert.deepEqual(layersOf("node deploy.mjs", rc, { packageManager: "yarn@4.18.1" }), yarn);
		assert.deepEqual(layersOf("node deploy.mjs", rc, { packageManager: "npm@11.0.0" }), []);
	});

	it("prints no secret, and says where each stands", () => {
		const rc = 'env:\n  A a\n  AWS_SECRET_ACCESS_KEY "not-a-real-secret-0000000000000000000000"\n';
		const files = { ".yarnrc": rc };
		const [launch] = launchesOf({ scripts: { deploy: "node deploy.mjs" }, files, more: yarn1 });
		assert.ok(!JSON.stringify(launch).includes("not-a-real"));
		const places = launch?.layers.flatMap((layer) =>
			layer.kind === "variables" && layer.origin?.range
				? [rc.slice(layer.origin.range.start, layer.origin.range.end).split(" ")[0]]
				: [],
		);
		assert.deepEqual(places, ["A", "AWS_SECRET_ACCESS_KEY"]);
	});
});
