import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { explain } from "../../../../src/core/index.ts";
import { describeVariable } from "../../../../src/core/languageFeatures/envHover.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { platforms, programs } from "../../../../src/core/runtimes/index.ts";
import type { ExplainInput } from "../../../../src/core/types.ts";
import { active, canary, cwd, situation } from "../../situation.ts";

const next = { runtime: "next" } as const;
const bun = { runtime: "bun" } as const;

/** A name in braces. Written apart, so that no one takes the texts for templates. */
const braced = (inner: string) => `$\u007b${inner}}`;

/** Which file wins a variable that every file sets. */
const all = Object.fromEntries(
	["", ".local", ".development", ".development.local", ".production", ".production.local", ".test", ".test.local"].map(
		(end) => [`.env${end}`, `A=.env${end}\nIN${end.toUpperCase().replaceAll(".", "_")}=1\n`],
	),
);

type Parts = NonNullable<Parameters<typeof situation>[0]>;

function values(parts: Parts): Record<string, string> {
	return resolveProject(situation(parts)).environment.record();
}

describe("the files a runtime loads", () => {
	const order = (parts: Partial<ExplainInput>) => {
		const { A = "none", ...rest } = values({ files: all, ...parts });
		return [A, ...Object.keys(rest).filter((name) => name.startsWith("IN"))].join(" ");
	};
	const development = ".env.development.local IN_DEVELOPMENT_LOCAL IN_LOCAL IN_DEVELOPMENT IN";
	const vite = ".env.development.local IN_DEVELOPMENT_LOCAL IN_DEVELOPMENT IN_LOCAL IN";
	const production = ".env.production.local IN_PRODUCTION_LOCAL IN_LOCAL IN_PRODUCTION IN";
	const test = ".env.test.local IN_TEST_LOCAL IN_TEST IN";
	const table: [parts: Partial<ExplainInput>, expected: string][] = [
		[{ runtime: "remotion-cli" }, ".env IN"],
		[{ runtime: "node" }, "none"],
		[next, development],
		[{ ...next, mode: "production" }, production],
		[{ ...next, mode: "test" }, test],
		[{ ...next, environment: { NODE_ENV: "test" } }, test],
		[{ ...next, terminal: { NODE_ENV: "test" } }, test],
		[{ ...next, environment: { NODE_ENV: "test" }, terminal: { NODE_ENV: null } }, development],
		[{ ...next, environment: { NODE_ENV: "production" } }, development],
		[{ ...next, environment: { __NEXT_PROCESSED_ENV: "true" } }, "none"],
		[{ ...next, environment: { __NEXT_PROCESSED_ENV: "" } }, development],
		[{ runtime: "vite" }, "none"],
		[{ runtime: "sveltekit" }, "none"],
		[{ runtime: "astro" }, "none"],
		[{ runtime: "react-router" }, vite],
		[{ runtime: "tanstack-start" }, vite],
		[{ runtime: "react-router", mode: "production" }, "none"],
		[{ runtime: "tanstack-start", mode: "production" }, "none"],
		[{ runtime: "react-router", environment: { NODE_ENV: "test" } }, vite],
		[{ runtime: "react-router", environment: { A: "" } }, " IN_DEVELOPMENT_LOCAL IN_DEVELOPMENT IN_LOCAL IN"],
		[{ runtime: "nuxt" }, ".env IN"],
		[{ runtime: "nuxt", mode: "production" }, "none"],
		[{ runtime: "nuxt", environment: { A: "shell" } }, "shell IN"],
		[{ runtime: "nestjs" }, ".env IN"],
		[{ runtime: "deno" }, "none"],
		[{ runtime: "python" }, "none"],
		[{ runtime: "go" }, "none"],
		[{ runtime: "php" }, "none"],
		[{ runtime: "ruby" }, "none"],
		[{ runtime: "python", facts: { codeLoadsEnv: ["/work/project/.env"] } }, ".env IN"],
		[bun, development],
		[{ ...bun, mode: "production" }, production],
		[{ ...bun, environment: { NODE_ENV: "production" } }, production],
		[{ ...bun, environment: { NODE_ENV: "test" } }, test],
		[{ ...bun, environment: { NODE_ENV: "staging" } }, development],
		[{ ...bun, environment: { NODE_ENV: "test", BUN_ENV: "production" } }, production],
		[{ ...bun, environment: { NODE_ENV: "test", BUN_ENV: "" } }, development],
		[{ ...bun, environment: { A: "shell" } }, "shell IN_DEVELOPMENT_LOCAL IN_LOCAL IN_DEVELOPMENT IN"],
		[{ ...next, environment: { A: "" } }, " IN_DEVELOPMENT_LOCAL IN_LOCAL IN_DEVELOPMENT IN"],
		[{ ...bun, environment: { A: "" } }, " IN_DEVELOPMENT_LOCAL IN_LOCAL IN_DEVELOPMENT IN"],
	];
	for (const [parts, expected] of table) {
		it(`${JSON.stringify(parts)}: ${expected}`, () => assert.equal(order(parts), expected));
	}

	it("are in this table for every program", () => {
		const named = new Set(table.map(([{ runtime }]) => runtime));
		assert.deepEqual(
			programs.filter(({ id }) => !named.has(id)),
			[],
		);
	});
});

describe("the files of a deployment", () => {
	const order = (parts: Partial<ExplainInput>) =>
		resolveProject(situation({ files: all, ...parts }))
			.envFiles.filter(({ loaded }) => loaded)
			.map(({ path }) => path.slice(cwd.length + 1));
	const codeLoadsEnv = ["/work/project/.env.test"];
	const table: [parts: Partial<ExplainInput>, expected: string[]][] = [
		[{ runtime: "aws-lambda" }, [".env"]],
		[{ runtime: "aws-lambda", facts: { codeLoadsEnv } }, [".env", ".env.test"]],
		[{ runtime: "aws-ec2" }, [".env"]],
		[{ runtime: "vercel" }, [".env.production.local", ".env.local", ".env.production", ".env"]],
		[{ runtime: "netlify" }, [".env.production.local", ".env.local", ".env.production", ".env"]],
		[{ runtime: "amplify" }, [".env.production.local", ".env.local", ".env.production", ".env"]],
		[{ runtime: "sst" }, [".env"]],
		[{ runtime: "sam" }, [".env"]],
		[{ runtime: "serverless" }, [".env"]],
	];
	for (const [parts, expected] of table) {
		it(JSON.stringify(parts), () => assert.deepEqual(order(parts), expected));
	}

	it("are in this table for every platform", () => {
		const named = new Set(table.map(([{ runtime }]) => runtime));
		assert.deepEqual(
			platforms.filter(({ id }) => !named.has(id)),
			[],
		);
	});
});

describe("every runtime", () => {
	for (const { id, label, layers } of [...programs, ...platforms]) {
		it(`${id} says in a sentence what reaches Remotion`, () => {
			assert.match(label, /^\w/);
			assert.match(layers, /^[A-Z].*\.$/);
			const isDeployed = label.startsWith("Deployed to ");
			assert.equal(
				/^[A-Z].*\. Assumes that the variables in \.env.* are also set in the .+\. /.test(layers),
				isDeployed,
			);
		});
	}

	it("has all files of the folder checked, where nobody says which", () => {
		const { envFiles } = resolveProject(situation({ runtime: "node", files: all }));
		assert.deepEqual(envFiles.map(({ path }) => path.slice(cwd.length + 1)).sort(), Object.keys(all).sort());
	});
});

describe("what is true of one runtime", () => {
	const src = new URL("../../../../src/", import.meta.url);
	const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".ts"))
		.map((name) => {
			const text = readFileSync(new URL(name, src), "utf8").replace(/\/\*[\s\S]*?\*\/|(?<![:"])\/\/.*/g, "");
			return { name, text };
		});
	const rows = [...programs, ...platforms];
	const ids = rows.map(({ id }) => id);
	const isOwn = (name: string) => name.startsWith("core/runtimes/") && name !== "core/runtimes/packageJson.ts";
	const found = (isWanted: (name: string) => boolean, pattern: RegExp) =>
		sources
			.filter(({ name }) => isWanted(name))
			.flatMap(({ name, text }) => [...text.matchAll(pattern)].map(([match]) => `${name}: ${match}`));

	it("stands in its file: no other compares its name", () => {
		const one = `["'](?:${ids.join("|")})["']`;
		const compared = new RegExp(
			`(?:[!=]==?|\\bcase)\\s*${one}|${one}\\s*[!=]==?|${one}\\s*(?:,[^\\]]*)?\\]\\.includes`,
			"g",
		);
		for (const text of ['x === "bun"', "'next' != x", 'case "vercel":', '["remotion-cli", "node"].includes(x)'])
			assert.match(text, new RegExp(compared.source), text);
		assert.deepEqual(
			found((name) => !isOwn(name), compared),
			[],
		);
		const owners = rows.map(({ id }) =>
			sources.filter(({ name, text }) => isOwn(name) && text.includes(`id: "${id}"`)),
		);
		assert.deepEqual(
			owners.map(({ length }) => length),
			ids.map(() => 1),
		);
		assert.equal(new Set(owners.flat().map(({ name }) => name)).size, ids.length, "one runtime, one file");
		for (const [index, [owner]] of owners.entries()) {
			const others = new Set(ids.filter((_, other) => other !== index));
			const named = [...(owner?.text ?? "").matchAll(/"([\w-]+)"/g)].map(([, text = ""]) => text);
			// A package may be called as the runtime that it starts.
			const isTold = (text: string) => others.has(text as (typeof ids)[number]);
			assert.deepEqual(named.filter(isTold), [], owner?.name);
		}
	});

	it("has its name for people there, and in no view or command", () => {
		const labels = rows.map(({ label, platform }) => (platform ? platform.name : label));
		const written = new RegExp(
			`["'\`][^"'\`\\n]*(?<![\\w.])(?:${labels.map((label) => label.replaceAll(".", "\\.")).join("|")})(?![\\w.])`,
			"g",
		);
		// The version of the Node.js that VS Code itself runs on, and an example of what prints an error.
		const meant = new Set(["vscode/views/reportInput.ts", "vscode/commands/project/explainError.ts"]);
		assert.equal(found((name) => meant.has(name), written).length, meant.size);
		assert.deepEqual(
			found((name) => name.startsWith("vscode/") && !meant.has(name), written),
			[],
		);
	});
});

describe("variables in values", () => {
	/** X of `.env`, under the shell, for both. Each row was seen with `@next/env` 16.4.6 and Bun 1.4.5 (see test/conformance). */
	const table: [text: string, environment: Record<string, string>, inNext: string, inBun: string][] = [
		["A=a\nX=x$A", {}, "xa", "xa"],
		[`A=a\nX=${braced("A")}x`, {}, "ax", "ax"],
		["A=a\nX='$A'", {}, "a", "a"],
		["X=$A", { A: "shell" }, "shell", "shell"],
		["A=a\nX=$A", { A: "shell" }, "shell", "shell"],
		["X=$GONE", {}, "", ""],
		[`X=${braced("GONE:-d")}`, {}, "d", "d"],
		[`X=${braced("A:-d")}`, { A: "" }, "d", ""],
		[`A=a\nX=${braced("A:-d")}`, {}, "d", "a"],
		[`X=${braced(`GONE:-${braced("GONE:-d")}`)}e`, {}, "de", "de"],
		["A=a\nX=\\$A", {}, "$A", "$A"],
		["X=$A\nA=a$B\nB=b", {}, "ab", "a$B"],
		["A=a\nX=$A and $", {}, "$A and $", "a and $"],
		["A=a\nAB=ab\nX=$AB $A", {}, "aB a", "ab a"],
		[`A=a\nX=${braced("A")}`.slice(0, -1), {}, "a", `${braced("A")}`.slice(0, -1)],
		["A=a\nX=from-file", { X: "shell$A", A: "1" }, "shell1", "shell$A"],
		["A=a\nX=$NODE_ENV", {}, "development", ""],
		["X=$A", { A: "$B", B: "b" }, "b", "$B"],
		["X=1\nX=$A\nA=a", {}, "a", "a"],
		["A=$&\nOK=1", {}, "undefined", "undefined"],
		["A=a\nX=$A\\$A", {}, "a$A", "a$A"],
		[`A=a\nX=1${braced("A")}2${braced("A")}`, {}, "1a2a", "1a2a"],
		[`A=a\nX=1${braced("A-B")}c$A`, {}, "1a-B}ca", `1${braced("A-B")}ca`],
		[`X=${braced("GONE:-default")}`, {}, "default", "default"],
		[`X="${braced("GONE:-a b\nc")}"`, {}, "a b\nc", "a b\nc"],
		[`X=${braced("GONE:-a\\}b")}c`, {}, "a\\}b}c", "a\\}bc"],
		[`X="${braced("GONE:-a\\\nb")}c"`, {}, "a\\\nb}c", "a\\\nbc"],
		[`A=a\nX=${braced(`GONE:-${braced("A-B")}`)}`, {}, "a-B}", braced("A-B")],
		[`A=a\nX=1${braced("A")}`.slice(0, -1), {}, "1a", `1${braced("A")}`.slice(0, -1)],
		[`X=1${braced("GONE")}2`, {}, "12", "12"],
	];
	for (const [text, environment, inNext, inBun] of table) {
		it(`${JSON.stringify(text)} under ${JSON.stringify(environment)}: ${inNext} or ${inBun}`, () => {
			const x = (parts: Parts) => String(values({ ...parts, files: { ".env": text }, environment }).X);
			assert.equal(x(next), inNext);
			assert.equal(x(bun), inBun);
		});
	}

	it("may name NODE_ENV, which Next.js sets by its mode where nothing else did", () => {
		const x = (parts: Parts) => values({ ...next, files: { ".env": "X=$NODE_ENV" }, ...parts }).X;
		assert.equal(x({ mode: "production" }), "production");
		assert.equal(x({ environment: { NODE_ENV: "production" } }), "production");
		assert.equal(x({ environment: { NODE_ENV: "" } }), "development");
		assert.equal(x({ environment: { NODE_ENV: "production" }, mode: "test" }), "test");
	});

	it("are replaced in a file whose value does not count, too", () => {
		const parts = { ...next, environment: { X: "shell" }, files: { ".env": "A=a\nX=$A" } };
		const [file] = resolveProject(situation(parts)).envFiles;
		assert.equal(file?.values?.get("X"), "a");
		assert.equal(values(parts).X, "shell");
	});

	it("are replaced by no other runtime", () => {
		const parts = { files: { ".env": "A=a\nX=$A" }, facts: { codeLoadsEnv: ["/work/project/.env"] } };
		assert.equal(values(parts).X, "$A");
		assert.equal(values({ ...parts, runtime: "node" }).X, "$A");
	});

	it("may be defaults of defaults of defaults: Bun goes 201 of them deep", () => {
		const nested = (depth: number): string => (depth === 0 ? "x" : braced(`GONE:-${nested(depth - 1)}`));
		for (const [depth, expected] of [
			[200, "x"],
			[201, "x"],
			[202, nested(1)],
			[203, nested(2)],
		] as const)
			assert.equal(values({ ...bun, files: { ".env": `X=${nested(depth)}` } }).X, expected, `${depth}`);
	});

	it("reach from file to file, the winning one first", () => {
		const files = { ".env.local": "A=local\nX=$B", ".env": "A=a\nB=b\nY=$A" };
		assert.deepEqual(values({ ...next, files }), { A: "local", X: "", B: "b", Y: "local" });
		assert.deepEqual(values({ ...bun, files }), { A: "local", X: "", B: "b", Y: "local" });
	});

	it("find Windows variables in any case", () => {
		const parts = { platform: "win32" as const, cwd: "C:\\work", environment: { Path_A: "one" } };
		const readFile = (path: string) => (path === "C:\\work\\.env" ? "X=$PATH_A" : undefined);
		for (const runtime of ["next", "bun"] as const)
			assert.equal(resolveProject({ ...situation({ ...parts, runtime }), readFile }).environment.get("X"), "one");
	});
});

describe("values without an end", () => {
	for (const text of ["A=$A", "A=x$A", "A=$B\nB=$A", "A=$A$A", "A=$B$B\nB=x$A$A$A"]) {
		it(`make Next.js give the file up: ${JSON.stringify(text)}`, () => {
			const parts = { ...next, files: { ".env.local": `OK=1\n${text}`, ".env": "FINE=2" } };
			assert.deepEqual(values(parts), { FINE: "2" });
			const [finding, ...more] = explain(situation(parts)).findings;
			assert.deepEqual(more, []);
			assert.equal(finding?.rule, "unreadable-file");
			assert.match(finding?.message ?? "", /leads back to itself/);
			assert.equal(finding?.origin.path, "/work/project/.env.local");
		});
	}

	it("end in Bun where they start", () => {
		assert.deepEqual(values({ ...bun, files: { ".env": "A=$A\nB=$C\nC=$B" } }), { A: "$A", B: "$B", C: "$B" });
	});

	for (const runtime of ["next", "bun"] as const) {
		it(`do not fill the memory where each line doubles the last (${runtime})`, () => {
			const lines = Array.from({ length: 60 }, (_, index) => `A${index + 1}=$A${index}$A${index}`);
			const parts = { runtime, files: { ".env": ["A0=0123456789", ...lines].join("\n") } };
			assert.deepEqual(values(parts), {});
			assert.deepEqual(
				explain(situation(parts)).findings.map(({ rule }) => rule),
				["unreadable-file"],
			);
		});
	}
});

describe("what signs where values refer to others", () => {
	const files = {
		"/home/tester/.aws/credentials": `[app-one]\naws_access_key_id = AKIAFAKEPROFILE10001\naws_secret_access_key = ${canary}\n`,
		".env": [
			"ID=AKIAFAKEEXPANDED0001",
			`SECRET=${canary}`,
			"REMOTION_AWS_ACCESS_KEY_ID=$ID",
			`REMOTION_AWS_SECRET_ACCESS_KEY=${braced("SECRET")}`,
			"AWS_PROFILE=app-$NAME",
		].join("\n"),
	};
	const keys = "keys AKIAFAKEEXPANDED0001 by REMOTION_AWS_ACCESS_KEY_ID";
	for (const runtime of ["next", "bun"] as const) {
		it(`is the value they come to (${runtime})`, () => {
			assert.equal(active(situation({ runtime, files })), keys);
			const profile = { runtime, files: { ...files, ".env.local": "NAME=one\nREMOTION_AWS_PROFILE=app-$NAME" } };
			assert.equal(active(situation(profile)), "profile app-one AKIAFAKEPROFILE10001 by REMOTION_AWS_PROFILE");
			const found = explain(situation(profile)).findings.filter(({ rule }) => rule.endsWith("-profile"));
			assert.deepEqual(found, []);
		});

		it(`counts as unset where they come to nothing (${runtime})`, () => {
			const parts = { runtime, files: { ...files, ".env": `REMOTION_AWS_PROFILE=$GONE\n${files[".env"]}` } };
			assert.equal(active(situation(parts)), keys);
		});

		it(`points at the assignment and gives out no secret (${runtime})`, () => {
			const given = explain(situation({ runtime, files }));
			assert.ok(!JSON.stringify(given).includes(canary));
			const origins = given.active.kind === "keys" ? given.active.origins : [];
			assert.deepEqual(
				origins.map(({ range }) => files[".env"].slice(range?.start, range?.end)),
				["REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY"],
			);
		});
	}

	for (const runtime of ["next", "bun"] as const) {
		for (const secret of ["REMOTION_AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECRET_2", "STRIPE_SECRET"]) {
			it(`shows dots where a name refers to ${secret} (${runtime})`, () => {
				const names = ["REMOTION_AWS_PROFILE", "AWS_REGION", "AWS_CONFIG_FILE", "AWS_ENDPOINT_URL", "HOME"];
				const lines = names.map((name) => `${name}=x-$${secret}`);
				const env = [`${secret}=${canary}`, "REMOTION_AWS_ACCESS_KEY_ID=AKIA", ...lines].join("\n");
				const input = situation({ runtime, files: { ".env": env, ".env.local": `AWS_PROFILE=$${secret}` } });
				const given = explain(input);
				assert.ok(!JSON.stringify(given).includes(canary));
				assert.equal(given.active.kind === "error" && given.active.code, "profile-not-found");
				assert.equal(given.steps.find(({ id }) => id === "remotion-profile")?.profile, "x-••••••••");
				const described = [...names, "AWS_PROFILE"].map((name) =>
					describeVariable(resolveProject(input), `${cwd}/.env`, name),
				);
				assert.ok(!JSON.stringify(described).includes(canary));
				assert.equal(resolveProject(input).environment.get(secret), canary);
			});
		}
	}
});
