import assert from "node:assert/strict";
import { programs } from "../../../../src/core/runtimes/index.ts";
import { type PackageFacts, readPackage } from "../../../../src/core/runtimes/packageJson.ts";

describe("what a package.json tells", () => {
	const table: [what: string, json: unknown, expected: Partial<PackageFacts>][] = [
		[
			"no Remotion",
			{ dependencies: { react: "19.0.0" } },
			{ dependsOnRemotion: false, runtime: "remotion-cli", loadsEnv: [] },
		],
		[
			"the CLI",
			{ devDependencies: { "@remotion/cli": "4.0.527", next: "16.0.0" } },
			{ dependsOnRemotion: true, runtime: "remotion-cli", remotionVersion: "4.0.527" },
		],
		[
			"a Next.js app",
			{ dependencies: { "@remotion/lambda": "^4.0.1", next: "16.0.0" } },
			{ dependsOnRemotion: true, runtime: "next" },
		],
		[
			"a server",
			{ dependencies: { "@remotion/lambda-client": "4.0.400" } },
			{ runtime: "node", remotionVersion: "4.0.400" },
		],
		[
			"the CLI on Bun, by its own entry",
			{ devDependencies: { "@remotion/cli": "4.0.527" }, scripts: { studio: "remotionb studio" } },
			{ runtime: "bun" },
		],
		[
			"the CLI on Bun, told to",
			{ devDependencies: { "@remotion/cli": "4.0.527" }, scripts: { render: "bunx --bun remotion render" } },
			{ runtime: "bun" },
		],
		[
			"the CLI on Node.js, started by Bun",
			{
				devDependencies: { "@remotion/cli": "4.0.527" },
				scripts: { render: "bunx remotion render", other: "bun --bun vite" },
				packageManager: "bun@1.4.5",
			},
			{ runtime: "remotion-cli" },
		],
		[
			"a server on Bun",
			{ dependencies: { "@remotion/lambda-client": "4.0.400" }, scripts: { start: "bun run --hot src/server.ts" } },
			{ runtime: "bun" },
		],
		[
			"a server managed by Bun",
			{ dependencies: { "@remotion/lambda": "4.0.400" }, packageManager: "bun@1.4.5" },
			{ runtime: "bun" },
		],
		[
			"Next.js with Bun",
			{ dependencies: { "@remotion/lambda": "4.0.400", next: "16.0.0" }, packageManager: "bun@1.4.5" },
			{ runtime: "next" },
		],
		...(
			[
				["@react-router/dev", "react-router"],
				["@tanstack/react-start", "tanstack-start"],
				["nuxt", "nuxt"],
				["@sveltejs/kit", "sveltekit"],
				["astro", "astro"],
				["@nestjs/config", "nestjs"],
				// It may build pages alone.
				["vite", "node"],
			] as const
		).map(([name, runtime]): [string, unknown, Partial<PackageFacts>] => [
			name,
			{ dependencies: { "@remotion/lambda-client": "4.0.400", [name]: "*", vite: "8.4.0" } },
			{ runtime },
		]),
		["a peer", { peerDependencies: { remotion: ">=4" } }, { dependsOnRemotion: true }],
		[
			"scripts that load .env files",
			{ scripts: { a: "node --env-file=.env.local x.mjs", b: "node --env-file-if-exists '.env' y.mjs", c: "echo" } },
			{ loadsEnv: [".env.local", ".env"] },
		],
		[
			"several .env files of one command: the last one wins",
			{ scripts: { a: "node --env-file=.env --env-file=.env.local x.mjs", b: "node --env-file .env.b y.mjs" } },
			{ loadsEnv: [".env.local", ".env", ".env.b"] },
		],
		[
			"dotenv-cli and what it is told to load",
			{
				devDependencies: { "dotenv-cli": "11.0.0" },
				scripts: { a: "dotenv -e ../../.env -e '.env.b' -- tsx r.ts -e .no", b: "tsx -e .no" },
			},
			{ loadsEnv: ["../../.env", ".env.b"] },
		],
		[
			"dotenv-cli",
			{ devDependencies: { "dotenv-cli": "11.0.0" }, scripts: { a: "dotenv -- x" } },
			{ loadsEnv: [".env"] },
		],
		[
			"Vercel's sandbox alone",
			{ dependencies: { "@remotion/vercel": "4.0.527", "@remotion/cli": "4.0.527", next: "16.0.0" } },
			{ dependsOnRemotion: true, usesLambda: false, rendersElsewhere: true },
		],
		[
			"Vercel's sandbox beside Lambda",
			{ dependencies: { "@remotion/vercel": "4.0.527", "@remotion/lambda": "4.0.527" } },
			{ usesLambda: true, rendersElsewhere: false },
		],
		[
			"Vercel's sandbox beside the command line of Lambda",
			{ dependencies: { "@remotion/vercel": "4.0.527" }, scripts: { r: "npx remotion lambda render s c" } },
			{ rendersElsewhere: false },
		],
		["Cloud Run alone", { dependencies: { "@remotion/cloudrun": "4.0.527" } }, { rendersElsewhere: true }],
		["neither", { dependencies: { "@remotion/cli": "4.0.527" } }, { rendersElsewhere: false }],
		["an optional one", { optionalDependencies: { "@remotion/lambda": "4.0.1" } }, { usesLambda: true }],
		["dotenv", { dependencies: { dotenv: "17.0.0" } }, { loadsEnv: [".env"] }],
		[
			"a program on Deno",
			{ dependencies: { "@remotion/lambda-client": "4.0.1" }, scripts: { a: "deno run -A --env-file main.ts" } },
			{ runtime: "deno" },
		],
		["its own version", { version: "1.2.3" }, { version: "1.2.3" }],
		[
			"nonsense",
			{ dependencies: [1], devDependencies: "x", scripts: { a: 1 } },
			{ dependsOnRemotion: false, loadsEnv: [] },
		],
	];
	for (const [what, json, expected] of table) {
		it(what, () => {
			const facts = readPackage(JSON.stringify(json));
			assert.deepEqual({ ...facts, ...expected }, facts);
		});
	}
	it("is in this table for every program that may start Remotion", () => {
		const named = new Set(table.map(([, , { runtime }]) => runtime));
		// Vite alone is no sign that it is the server: a script or a framework tells. Other SDKs are named by package files of their own.
		assert.deepEqual(
			programs.map(({ id }) => id).filter((id) => !named.has(id)),
			["vite", "python", "go", "php", "ruby"],
		);
	});
	for (const text of ["", "{", "null", "[]", "3"]) {
		it(`is nothing in ${JSON.stringify(text)}`, () => assert.equal(readPackage(text).dependsOnRemotion, false));
	}
	for (const [range, version] of [
		["^4.0.1", undefined],
		["4.0.x", undefined],
		["04.0.1", undefined],
		["v4.0.1", "4.0.1"],
		["=4.0.1", "4.0.1"],
		["4.0.1+build.7", "4.0.1"],
		["4.1.0-alpha12", "4.1.0-alpha12"],
	] as const) {
		it(`asked for Remotion "${range}", names ${version ?? "no version"}`, () => {
			assert.equal(readPackage(JSON.stringify({ dependencies: { remotion: range } })).remotionVersion, version);
		});
	}

	it("a byte order mark", () => {
		assert.equal(readPackage('\uFEFF{ "dependencies": { "remotion": "4.0.1" } }').remotionVersion, "4.0.1");
	});
});
