import assert from "node:assert/strict";
import { explain, Secret } from "../../../../src/core/index.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { cwd, failure, home, situation } from "../../situation.ts";
import { answer, explained, key, type Layer, launchOf, type Parts, pair, values } from "./explained.ts";

const A = key("A");
const B = key("B");
const C = key("C");
const signs = (id: string, prefix = "REMOTION_AWS_") => `keys ${id} by ${prefix}ACCESS_KEY_ID`;
const none = "error no-access-key-id";

const variables = (
	given: Record<string, string | Secret | null>,
	more: Partial<Extract<Layer, { kind: "variables" }>> = {},
): Layer => ({ kind: "variables", by: "script", values: given, ...more });
const files = (paths: readonly string[], more: Partial<Extract<Layer, { kind: "files" }>> = {}): Layer => ({
	kind: "files",
	by: "loader",
	paths: paths.map((path) => `${cwd}/${path}`),
	dialect: "dotenv-17",
	...more,
});

describe("layers of a launch", () => {
	const own = values("REMOTION_AWS_", A);
	const table: [what: string, layers: Layer[], parts: Parts, expected: string][] = [
		["none of them: nothing is there", [], { environment: own }, none],
		["the shell", ["shell"], { environment: own }, signs(A)],
		["no shell", ["terminal"], { environment: own }, none],
		[
			"the terminal over the shell",
			["shell", "terminal"],
			{ environment: own, terminal: values("REMOTION_AWS_", B) },
			signs(B),
		],
		[
			"the terminal takes away",
			["shell", "terminal"],
			{ environment: own, terminal: { REMOTION_AWS_SECRET_ACCESS_KEY: null } },
			"error no-secret-access-key",
		],
		["no terminal", ["shell"], { environment: own, terminal: values("REMOTION_AWS_", B) }, signs(A)],
		["variables replace", ["shell", variables(values("REMOTION_AWS_", B))], { environment: own }, signs(B)],
		[
			"the later variables replace",
			[variables(values("REMOTION_AWS_", A)), variables(values("REMOTION_AWS_", B))],
			{},
			signs(B),
		],
		[
			"a secret counts as its text",
			[variables({ ...own, REMOTION_AWS_SECRET_ACCESS_KEY: new Secret("not-a-real-secret") })],
			{},
			signs(A),
		],
		[
			"null takes away what is there then",
			["shell", variables({ REMOTION_AWS_ACCESS_KEY_ID: null })],
			{ environment: { ...own, ...values("AWS_", C) } },
			signs(C, "AWS_"),
		],
		[
			"and nothing that comes after it",
			["shell", variables({ REMOTION_AWS_ACCESS_KEY_ID: null }), variables({ REMOTION_AWS_ACCESS_KEY_ID: B })],
			{ environment: own },
			signs(B),
		],
		[
			"a file fills in what null took away",
			["shell", variables({ REMOTION_AWS_ACCESS_KEY_ID: null }), files([".env"])],
			{ environment: own, files: { ".env": pair("REMOTION_AWS_", B) } },
			signs(B),
		],
		[
			"null after a file takes away what the file brought",
			[files([".env"]), variables({ REMOTION_AWS_ACCESS_KEY_ID: null })],
			{ files: { ".env": pair("REMOTION_AWS_", B) } },
			none,
		],
		[
			"onlyIfSet replaces",
			["shell", variables(values("REMOTION_AWS_", B), { onlyIfSet: true })],
			{ environment: own },
			signs(B),
		],
		["onlyIfUnset adds", [variables(own, { onlyIfUnset: true })], {}, signs(A)],
		[
			"onlyIfUnset replaces nothing, an empty one neither",
			["shell", variables(values("REMOTION_AWS_", B), { onlyIfUnset: true })],
			{ environment: { REMOTION_AWS_ACCESS_KEY_ID: A, REMOTION_AWS_SECRET_ACCESS_KEY: "" } },
			"error no-secret-access-key",
		],
		[
			"fillsEmpty replaces an empty one",
			["shell", variables(values("REMOTION_AWS_", B), { fillsEmpty: true })],
			{ environment: { REMOTION_AWS_ACCESS_KEY_ID: A, REMOTION_AWS_SECRET_ACCESS_KEY: "" } },
			signs(A),
		],
		[
			"files that fill empty names",
			["shell", files([".env"], { fillsEmpty: true })],
			{
				environment: { REMOTION_AWS_ACCESS_KEY_ID: "", REMOTION_AWS_SECRET_ACCESS_KEY: "" },
				files: { ".env": pair("REMOTION_AWS_", B) },
			},
			signs(B),
		],
		[
			"only with exceptions: of a pattern, and not of a name that is written out",
			["shell", { kind: "only", by: "turbo", names: ["AWS_*", "AWS_SECRET_ACCESS_KEY"], except: ["AWS_SECRET*"] }],
			{ environment: values("AWS_", A) },
			signs(A, "AWS_"),
		],
		[
			"an exception of a pattern",
			["shell", { kind: "only", by: "turbo", names: ["AWS_*"], except: ["AWS_SECRET*"] }],
			{ environment: values("AWS_", A) },
			"error no-secret-access-key",
		],
		["onlyIfSet adds nothing", ["shell", variables(own, { onlyIfSet: true })], {}, none],
		[
			"onlyIfSet replaces an empty one: it exists",
			["shell", variables(own, { onlyIfSet: true })],
			{ environment: { REMOTION_AWS_ACCESS_KEY_ID: "", REMOTION_AWS_SECRET_ACCESS_KEY: "" } },
			signs(A),
		],
		["a file", [files(["a"])], { files: { a: pair("REMOTION_AWS_", A) } }, signs(A)],
		[
			"the shell over a file",
			["shell", files(["a"])],
			{ environment: own, files: { a: pair("REMOTION_AWS_", B) } },
			signs(A),
		],
		[
			"a file that comes first over variables? No: variables replace",
			[files(["a"]), variables(own)],
			{ files: { a: pair("REMOTION_AWS_", B) } },
			signs(A),
		],
		[
			"an empty variable exists",
			["shell", files(["a"])],
			{ environment: { REMOTION_AWS_ACCESS_KEY_ID: "" }, files: { a: pair("REMOTION_AWS_", B) } },
			none,
		],
		[
			"of several files the first in the list wins",
			[files(["a", "b"])],
			{ files: { a: pair("REMOTION_AWS_", A), b: pair("REMOTION_AWS_", B) } },
			signs(A),
		],
		[
			"the others fill in",
			[files(["a", "b"])],
			{ files: { a: `REMOTION_AWS_ACCESS_KEY_ID=${A}`, b: pair("REMOTION_AWS_", B) } },
			signs(A),
		],
		["an absent file is passed over", [files(["nope", "b"])], { files: { b: pair("REMOTION_AWS_", B) } }, signs(B)],
		[
			"of two layers the first wins",
			[files(["a"]), files(["b"])],
			{ files: { a: pair("REMOTION_AWS_", A), b: pair("REMOTION_AWS_", B) } },
			signs(A),
		],
		[
			"overrides: the file over the shell",
			["shell", files(["a"], { overrides: true })],
			{ environment: own, files: { a: pair("REMOTION_AWS_", B) } },
			signs(B),
		],
		[
			"overrides: an empty value empties",
			["shell", files(["a"], { overrides: true })],
			{ environment: own, files: { a: "REMOTION_AWS_ACCESS_KEY_ID=" } },
			none,
		],
		[
			"overrides: of several the first in the list",
			["shell", files(["a", "b"], { overrides: true })],
			{ environment: own, files: { a: pair("REMOTION_AWS_", B), b: pair("REMOTION_AWS_", C) } },
			signs(B),
		],
		[
			"overrides: of two layers the last",
			[files(["a"]), files(["b"], { overrides: true })],
			{ files: { a: pair("REMOTION_AWS_", A), b: pair("REMOTION_AWS_", B) } },
			signs(B),
		],
		[
			"a file onlyIfSet replaces what the shell has",
			["shell", files(["a"], { onlyIfSet: true, overrides: true })],
			{ environment: own, files: { a: pair("REMOTION_AWS_", B) } },
			signs(B),
		],
		[
			"a file onlyIfSet adds nothing",
			["shell", files(["a"], { onlyIfSet: true })],
			{ environment: {}, files: { a: pair("REMOTION_AWS_", B) } },
			none,
		],
		[
			"some names of a file alone",
			[files(["a"], { names: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] })],
			{ files: { a: pair("REMOTION_AWS_", B) + pair("AWS_", C) } },
			signs(C, "AWS_"),
		],
		[
			"a relative path starts in the launch's folder",
			[{ kind: "files", by: "loader", paths: ["../a"], dialect: "dotenv-17" }],
			{ files: { "/work/a": pair("REMOTION_AWS_", A) } },
			signs(A),
		],
		[
			"only takes away what it does not name",
			["shell", { kind: "only", by: "turbo", names: ["PATH"] }],
			{ environment: own },
			none,
		],
		[
			"only lets a name with * pass",
			["shell", { kind: "only", by: "turbo", names: ["REMOTION_*"] }],
			{ environment: own },
			signs(A),
		],
		[
			"only lets pass by * in the middle",
			["shell", { kind: "only", by: "turbo", names: ["REMOTION*ID", "*ACCESS_KEY"] }],
			{ environment: own },
			signs(A),
		],
		[
			"a ? is no wildcard",
			["shell", { kind: "only", by: "turbo", names: ["REMOTION_AWS_ACCESS_KEY_I?", "*"] }],
			{ environment: own },
			signs(A),
		],
		[
			"only counts for what is there then",
			["shell", { kind: "only", by: "turbo", names: [] }, files(["a"])],
			{ environment: own, files: { a: pair("REMOTION_AWS_", B) } },
			signs(B),
		],
		[
			"case counts for only",
			["shell", { kind: "only", by: "turbo", names: ["remotion_*"] }],
			{ environment: own },
			none,
		],
		[
			"the program loads its own after the rest",
			["shell", variables(own), "program"],
			{ launchParts: { runtime: "remotion-cli" }, files: { ".env": pair("REMOTION_AWS_", B) } },
			signs(A),
		],
		[
			"the program is the launch's, wherever it runs",
			["shell", "program"],
			{
				runtime: "node",
				launchParts: { runtime: "remotion-cli", cwd: "/elsewhere" },
				files: { "/elsewhere/.env": pair("REMOTION_AWS_", B), ".env": pair("REMOTION_AWS_", C) },
			},
			signs(B),
		],
		[
			"the program's mode is the layer's",
			["shell", { kind: "program", mode: "production" }],
			{
				mode: "development",
				launchParts: { runtime: "next" },
				files: { ".env.production": pair("REMOTION_AWS_", B), ".env.development": pair("REMOTION_AWS_", C) },
			},
			signs(B),
		],
		[
			"the program sees what variables set",
			["shell", variables({ NODE_ENV: "test" }), "program"],
			{
				launchParts: { runtime: "next" },
				files: { ".env.test": pair("REMOTION_AWS_", B), ".env.local": pair("REMOTION_AWS_", C) },
			},
			signs(B),
		],
		[
			"what only the caller guessed is ignored",
			["shell", "program"],
			{ facts: { codeLoadsEnv: [`${cwd}/.env`] }, files: { ".env": pair("REMOTION_AWS_", B) } },
			none,
		],
		[
			"a platform sets its own whatever is loaded",
			[variables(values("AWS_", A))],
			{ launchParts: { runtime: "aws-lambda", place: "elsewhere" } },
			"keys +token by AWS_ACCESS_KEY_ID",
		],
	];
	for (const [what, layers, parts, expected] of table)
		it(what, () => {
			assert.equal(answer(layers, parts), expected);
		});

	it("Windows: names in any case, one way or the other", () => {
		const windows = { platform: "win32" as const, launchParts: { cwd: "C:\\p" }, cwd: "C:\\p" };
		const lower = Object.fromEntries(Object.entries(own).map(([name, value]) => [name.toLowerCase(), value]));
		assert.equal(answer(["shell"], { ...windows, environment: lower }), signs(A));
		assert.equal(
			answer(["shell", variables({ Remotion_Aws_Access_Key_Id: null })], { ...windows, environment: own }),
			none,
		);
		assert.equal(
			answer(["shell", variables({ Remotion_Aws_Access_Key_Id: B })], { ...windows, environment: own }),
			signs(B),
		);
		assert.equal(
			answer(["shell", { kind: "only", by: "x", names: ["remotion_*"] }], { ...windows, environment: own }),
			signs(A),
		);
		const named = "remotion_aws_access_key_id=AKIAFIRST00000000000\nREMOTION_AWS_ACCESS_KEY_ID=AKIALAST000000000000\n";
		const file: Layer = { kind: "files", by: "x", paths: ["C:\\p\\a"], dialect: "dotenv-17" };
		const readFile = (path: string) => (path === "C:\\p\\a" ? named : undefined);
		const found = (layer: Layer) => {
			const launch = launchOf(["shell", layer], { cwd: "C:\\p" });
			const input = { ...situation({ ...windows, environment: {} }), readFile, launch };
			return resolveProject(input).environment.get("REMOTION_AWS_ACCESS_KEY_ID");
		};
		assert.equal(found(file), "AKIAFIRST00000000000");
		assert.equal(found({ ...file, overrides: true }), "AKIALAST000000000000");
	});

	it("keeps names apart by their case elsewhere", () => {
		assert.equal(answer(["shell", variables({ remotion_aws_access_key_id: null })], { environment: own }), signs(A));
	});
});

describe("where a launch's values stand", () => {
	it("points at the file and range of each layer", () => {
		const origin = { layer: "launch", path: "/work/project/package.json", range: { start: 20, end: 31 } } as const;
		const { active } = explained([variables(values("REMOTION_AWS_", A), { origin })]);
		assert.equal(active.kind, "keys");
		assert.deepEqual(active.kind === "keys" && active.origins, [
			{ ...origin, variable: "REMOTION_AWS_ACCESS_KEY_ID" },
			{ ...origin, variable: "REMOTION_AWS_SECRET_ACCESS_KEY" },
		]);
	});

	it("is a launch's even where nothing says the place", () => {
		const { active } = explained([variables(values("REMOTION_AWS_", A))]);
		assert.deepEqual(active.kind === "keys" && active.origins[0], {
			layer: "launch",
			variable: "REMOTION_AWS_ACCESS_KEY_ID",
		});
	});

	it("of a file is the name's place in it", () => {
		const { active } = explained([files(["a"])], { files: { a: `# mine\n${pair("REMOTION_AWS_", A)}` } });
		assert.deepEqual(active.kind === "keys" && active.origins[0], {
			layer: "file",
			path: `${cwd}/a`,
			range: { start: 7, end: 33 },
			variable: "REMOTION_AWS_ACCESS_KEY_ID",
		});
	});

	it("finds mistakes in every file of the launch, and in the default ones of its folder", () => {
		const { findings } = explained([files(["one/a"])], {
			launchParts: { cwd: "/other" },
			files: { "one/a": "AWS_PROFILE", "/other/.env.local": "AWS_PROFILE", ".env": "AWS_PROFILE" },
		});
		const places = findings.filter(({ rule }) => rule === "malformed-line").map(({ origin }) => origin.path);
		assert.deepEqual(places, [`${cwd}/one/a`, "/other/.env.local"]);
	});

	it("finds them in the files asked for alone, where any are", () => {
		const { findings } = explained([files(["a"])], {
			envFiles: ["b"],
			files: { a: "AWS_PROFILE", b: "AWS_PROFILE", ".env": "AWS_PROFILE" },
		});
		assert.deepEqual(
			findings.map(({ origin }) => origin.path),
			[`${cwd}/b`],
		);
	});
});

describe("values that are not known here", () => {
	const unknown = { unknown: "secrets.KEY" } as const;
	const step = (given: Record<string, string | { unknown: string }>): Layer => ({
		kind: "variables",
		by: "deploy.yml",
		values: given,
	});

	it("are set, and not empty", () => {
		const layers = [step({ AWS_ACCESS_KEY_ID: unknown, AWS_SECRET_ACCESS_KEY: unknown })];
		const { active, steps } = explained(layers, { launchParts: { place: "elsewhere" } });
		assert.equal(active.kind === "keys" && active.accessKeyId, "");
		assert.equal(steps.find(({ state }) => state === "active")?.accessKeyId, "");
		assert.doesNotMatch(JSON.stringify(steps), /cannot-be-seen/);
	});

	it("win over a file that comes after", () => {
		const text = { a: pair("REMOTION_AWS_", A) };
		const layers = [step({ REMOTION_AWS_ACCESS_KEY_ID: unknown }), files(["a"])];
		const { active } = explained(layers, { files: text });
		assert.equal(active.kind === "keys" && active.accessKeyId, "");
	});

	it("of a profile leave open which", () => {
		const { active } = explained([step({ REMOTION_AWS_PROFILE: unknown })]);
		assert.deepEqual(active, { kind: "hidden", by: "deploy.yml" });
	});

	it("of a region leave it open", () => {
		const { region } = explained([step({ REMOTION_AWS_REGION: unknown })], {
			launchParts: { runtime: "remotion-cli" },
		});
		assert.deepEqual(region, { value: null, origin: { layer: "launch", variable: "REMOTION_AWS_REGION" } });
	});

	it("of the switch switch", () => {
		const { steps } = explained([step({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: unknown })]);
		assert.equal(steps[0]?.state, "active");
	});

	it("are not known either where another value refers to them", () => {
		const layers: Layer[] = [
			step({ SECRET_ID: unknown }),
			{
				kind: "variables",
				by: "script",
				values: {
					REMOTION_AWS_ACCESS_KEY_ID: { expand: "$SECRET_ID", as: "bun" },
					REMOTION_AWS_SECRET_ACCESS_KEY: "x",
				},
			},
		];
		const { active } = explained(layers);
		assert.equal(active.kind === "keys" && active.accessKeyId, "");
	});
});

describe("a launch elsewhere", () => {
	const credentials = `${home}/.aws/credentials`;
	const awsFile = (name: string) => `[${name}]\naws_access_key_id=${C}\naws_secret_access_key=x\n`;
	const away = { launchParts: { place: "elsewhere" as const } };

	it("has no AWS files of this machine", () => {
		const parts = { ...away, files: { [credentials]: awsFile("default") } };
		assert.equal(answer([], parts), none);
		assert.deepEqual(explained([], parts).profiles, []);
		assert.equal(answer([variables({ AWS_PROFILE: "default" })], parts), "error profile-not-found");
	});

	it("has those that a layer brings", () => {
		const parts = { ...away, files: { "/mounted/credentials": awsFile("studio"), [credentials]: awsFile("other") } };
		const layers = [variables({ AWS_SHARED_CREDENTIALS_FILE: "/mounted/credentials", AWS_PROFILE: "studio" })];
		assert.equal(answer(layers, parts), `profile studio ${C} by AWS_PROFILE`);
		assert.deepEqual(
			explained(layers, parts).profiles.map(({ name }) => name),
			["studio"],
		);
	});

	it("has this machine's home where a layer brings it", () => {
		const parts = { ...away, files: { [credentials]: awsFile("default") } };
		assert.equal(answer([variables({ HOME: home })], parts), `profile default ${C} by null`);
	});

	it("leaves the AWS files of the launches here as they were read", () => {
		const files = { [credentials]: awsFile("default") };
		const here = explain(situation({ files, launch: launchOf([]) }));
		assert.equal(here.profiles.length, 1);
	});
});

describe("files that cannot be read here", () => {
	for (const [code, hidden] of [
		["ENOTSUP", "hidden a"],
		["EFBIG", "hidden a (too large)"],
		["FIFO", "hidden a (a pipe)"],
	] as const) {
		it(`${code}: the program reads it all the same`, () => {
			const parts = { files: { a: failure(code) } };
			assert.equal(answer([files(["a"])], parts), hidden);
			assert.equal(answer(["shell", files(["a"])], { ...parts, environment: values("REMOTION_AWS_", A) }), hidden);
			const all = { REMOTION_AWS_PROFILE: "", ...values("REMOTION_AWS_", A) };
			assert.equal(answer(["shell", files(["a"])], { ...parts, environment: all }), signs(A), "what is set stays");
			assert.equal(answer(["shell", files(["a"], { overrides: true })], { ...parts, environment: all }), hidden);
		});
	}

	it("a folder counts as absent", () => {
		assert.equal(answer([files(["a"])], { files: { a: failure("EISDIR") } }), none);
	});

	it("without a launch, too", () => {
		const input = situation({ files: { ".env": failure("ENOTSUP") } });
		assert.deepEqual(explain(input).active, { kind: "hidden", by: ".env" });
	});
});
