import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findClient } from "../../../src/remotion/findClient.ts";
import { exportedFile } from "../../../src/remotion/packageExports.ts";
import { skip } from "../../harness/skip.ts";
import { hostileNames } from "../../hostileNames.ts";

/** The maps of the real packages, shortened. */
const lambdaExports = {
	".": { require: "./dist/index.js", import: "./dist/esm/index.mjs" },
	"./client": { types: "./dist/client.d.ts", require: "./dist/client.js", import: "./dist/esm/client.mjs" },
};
const clientExports = {
	".": { types: "./dist/index.d.ts", require: "./dist/cjs/index.js", import: "./dist/esm/index.mjs" },
};

describe("findClient", () => {
	let root: string;
	beforeEach(() => {
		root = realpathSync(mkdtempSync(join(tmpdir(), "find-client-")));
	});
	afterEach(() => rmSync(root, { recursive: true, force: true }));

	function file(path: string, content: string | object): string {
		const full = join(root, path);
		mkdirSync(dirname(full), { recursive: true });
		writeFileSync(full, typeof content === "string" ? content : JSON.stringify(content));
		return full;
	}

	/** Installs a package under a folder, gives the file of its client. */
	function lambda(folder: string, version: string): string {
		file(`${folder}/package.json`, { name: "@remotion/lambda", version, exports: lambdaExports });
		return file(`${folder}/dist/client.js`, `exports.from = ${JSON.stringify(version)};`);
	}

	function lambdaClient(folder: string, version: string): string {
		file(`${folder}/package.json`, { name: "@remotion/lambda-client", version, exports: clientExports });
		return file(`${folder}/dist/cjs/index.js`, `exports.from = ${JSON.stringify(version)};`);
	}

	/** Finds the client, and asserts that Node itself would find the same file. */
	async function found(project: string) {
		const client = await findClient(join(root, project));
		assert.ok(client.ok, client.ok ? "" : client.message);
		const way = client.packageName === "@remotion/lambda" ? "@remotion/lambda/client" : "@remotion/lambda-client";
		assert.equal(client.path, createRequire(join(root, project, "package.json")).resolve(way));
		return [client.packageName, client.version, client.path];
	}

	it("waits for no pipe in the place of a package.json, and finds what is above it", async function () {
		if (process.platform === "win32") return skip(this, "Windows has no pipes in folders");
		const path = lambda("node_modules/@remotion/lambda", "4.0.1");
		for (const name of ["lambda", "lambda-client"]) {
			mkdirSync(join(root, "app/node_modules/@remotion", name), { recursive: true });
			execFileSync("mkfifo", [join(root, "app/node_modules/@remotion", name, "package.json")]);
		}
		// Node itself would wait for the pipe, so that it is not asked.
		const client = await findClient(join(root, "app"));
		assert.equal(client.ok && client.path, path);
		rmSync(join(root, "node_modules"), { recursive: true });
		execFileSync("mkfifo", [join(root, "app/package.json")]);
		execFileSync("mkfifo", [join(root, "app/yarn.lock")]);
		const absent = await findClient(join(root, "app"));
		assert.deepEqual(absent.ok || [absent.reason, absent.command], [
			"missing",
			"npm install --save-exact @remotion/lambda",
		]);
	});

	it("finds npm's and Yarn's node_modules", async () => {
		const path = lambda("app/node_modules/@remotion/lambda", "4.0.1");
		assert.deepEqual(await found("app"), ["@remotion/lambda", "4.0.1", path]);
	});

	it("prefers the full package's light client where both lie in one folder", async () => {
		lambdaClient("app/node_modules/@remotion/lambda-client", "4.0.1");
		const path = lambda("app/node_modules/@remotion/lambda", "4.0.1");
		assert.deepEqual(await found("app"), ["@remotion/lambda", "4.0.1", path]);
	});

	it("finds the full package and its policies, which the client package alone has not", async () => {
		lambdaClient("app/node_modules/@remotion/lambda-client", "4.0.1");
		const without = await findClient(join(root, "app"), "full");
		assert.ok(!without.ok && /no @remotion\/lambda\./.test(without.message), JSON.stringify(without));
		lambda("app/node_modules/@remotion/lambda", "4.0.1");
		const index = file("app/node_modules/@remotion/lambda/dist/index.js", "");
		for (const part of ["full", "policies"] as const) {
			const found = await findClient(join(root, "app"), part);
			assert.ok(found.ok, part);
			assert.equal(found.path, index);
		}
	});

	it("finds the client of version 5, whose main file has no such functions any more", async () => {
		// As `src/index.ts` of @remotion/lambda does it under ENABLE_V5_BREAKING_CHANGES (4.0.527).
		const path = lambda("app/node_modules/@remotion/lambda", "5.0.0");
		const moved = "throw new Error('renderMediaOnLambda() has moved to `@remotion/lambda-client`.')";
		file("app/node_modules/@remotion/lambda/dist/index.js", `exports.renderMediaOnLambda = () => { ${moved} };`);
		writeFileSync(path, "exports.renderMediaOnLambda = () => 'renders';");
		assert.deepEqual(await found("app"), ["@remotion/lambda", "5.0.0", path]);
		const client: unknown = createRequire(path)(path);
		assert.equal(Object(client).renderMediaOnLambda(), "renders");
		for (const part of ["full", "policies"] as const) assert.ok((await findClient(join(root, "app"), part)).ok, part);
	});

	it("takes the client package alone", async () => {
		const path = lambdaClient("app/node_modules/@remotion/lambda-client", "4.0.2");
		assert.deepEqual(await found("app"), ["@remotion/lambda-client", "4.0.2", path]);
	});

	it("follows pnpm's links to the store", async () => {
		const store = "node_modules/.pnpm/@remotion+lambda@4.0.3/node_modules/@remotion/lambda";
		const path = lambda(store, "4.0.3");
		mkdirSync(join(root, "packages/app/node_modules/@remotion"), { recursive: true });
		symlinkSync(join(root, store), join(root, "packages/app/node_modules/@remotion/lambda"), "dir");
		assert.deepEqual(await found("packages/app"), ["@remotion/lambda", "4.0.3", path]);
	});

	it("walks up to a monorepo's hoisted packages, and the nearest one wins", async () => {
		const hoisted = lambda("node_modules/@remotion/lambda", "4.0.4");
		file("packages/app/package.json", {});
		assert.deepEqual(await found("packages/app"), ["@remotion/lambda", "4.0.4", hoisted]);
		const near = lambdaClient("packages/app/node_modules/@remotion/lambda-client", "4.0.5");
		assert.deepEqual(await found("packages/app"), ["@remotion/lambda-client", "4.0.5", near]);
	});

	it("takes a package from before exports maps", async () => {
		file("app/node_modules/@remotion/lambda/package.json", { version: "3.3.0", main: "dist/index.js" });
		const path = file("app/node_modules/@remotion/lambda/client.js", "");
		assert.deepEqual(await found("app"), ["@remotion/lambda", "3.3.0", path]);
	});

	it("goes on past a package that lets nobody in, and tells of a broken one", async () => {
		file("app/node_modules/@remotion/lambda/package.json", { version: "4.0.6", exports: { ".": "./index.js" } });
		const broken = await findClient(join(root, "app"));
		assert.ok(!broken.ok);
		assert.equal(broken.reason, "broken");
		assert.match(broken.message, /@remotion\/lambda is there, but without the client.*npm install/);
		const path = lambdaClient("node_modules/@remotion/lambda-client", "4.0.7");
		const { ok } = await findClient(join(root, "app"));
		assert.ok(ok);
		assert.deepEqual((await found("app"))[2], path);
	});

	it("takes a link to nowhere and broken JSON as nothing", async () => {
		mkdirSync(join(root, "app/node_modules/@remotion"), { recursive: true });
		symlinkSync(join(root, "gone"), join(root, "app/node_modules/@remotion/lambda"), "dir");
		file("app/node_modules/@remotion/lambda-client/package.json", "{");
		assert.equal((await findClient(join(root, "app"))).ok, false);
	});

	it("never puts into a command, or calls a version, what is none", async () => {
		for (const name of hostileNames) {
			file("node_modules/remotion/package.json", { version: `4.0.8 ${name}` });
			const missing = await findClient(join(root, "packages/app"));
			assert.ok(!missing.ok);
			assert.equal(missing.command, "npm install --save-exact @remotion/lambda", name);
			assert.ok(!missing.message.includes(name));
			lambda("node_modules/@remotion/lambda", name);
			const found = await findClient(root);
			assert.ok(found.ok);
			assert.equal(found.version, undefined, name);
			rmSync(join(root, "node_modules/@remotion"), { recursive: true });
		}
	});

	for (const [lockfile, add, install] of [
		["package-lock.json", "npm install --save-exact", "npm install"],
		["pnpm-lock.yaml", "pnpm add --save-exact", "pnpm install"],
		["yarn.lock", "yarn add --exact", "yarn install"],
		["bun.lock", "bun add --exact", "bun install"],
	] as const) {
		it(`says what to install, in the words of the program that ${lockfile} belongs to`, async () => {
			file(lockfile, "");
			file("node_modules/remotion/package.json", { version: "4.0.8" });
			const missing = await findClient(join(root, "packages/app"));
			assert.ok(!missing.ok);
			assert.deepEqual([missing.reason, missing.command], ["missing", `${add} @remotion/lambda@4.0.8`]);
			assert.ok(missing.message.includes(missing.command ?? "-"));
			file("packages/app/package.json", { dependencies: { "@remotion/lambda": "4.0.8" } });
			const notInstalled = await findClient(join(root, "packages/app"));
			assert.ok(!notInstalled.ok);
			assert.deepEqual([notInstalled.reason, notInstalled.command], ["not-installed", install]);
		});
	}

	it("names Yarn Plug'n'Play and the way out", async () => {
		file(".pnp.cjs", "");
		file("packages/app/package.json", { dependencies: { "@remotion/lambda": "4.0.8" } });
		const plugged = await findClient(join(root, "packages/app"));
		assert.ok(!plugged.ok);
		assert.equal(plugged.reason, "plug-n-play");
		assert.match(plugged.message, /Plug'n'Play.*\.pnp\.cjs.*nodeLinker: node-modules/);
	});
});

describe("a package's exports", () => {
	const cases: [exports: unknown, way: string, file: string | undefined][] = [
		["./main.js", ".", "./main.js"],
		["./main.js", "./client", undefined],
		[{ require: "./main.cjs", import: "./main.mjs" }, ".", "./main.cjs"],
		[{ import: "./main.mjs", default: "./main.js" }, ".", "./main.js"],
		[{ "./client": { node: { import: "./a.mjs", require: "./a.cjs" }, default: "./b.js" } }, "./client", "./a.cjs"],
		[{ "./client": { import: "./a.mjs" } }, "./client", undefined],
		[{ "./client": null }, "./client", undefined],
		[{ "./client": [{ import: "./a.mjs" }, "./b.js"] }, "./client", "./b.js"],
		[{ "./client": "../outside.js" }, "./client", undefined],
		[{ "./client": "./a/../../outside.js" }, "./client", undefined],
		[{ "./client": 5 }, "./client", undefined],
		[{}, "./client", undefined],
		[null, ".", undefined],
	];
	for (const [exports, way, expected] of cases) {
		it(`${JSON.stringify(exports)} gives ${expected} for ${way}`, () =>
			assert.equal(exportedFile(exports, way), expected));
	}
});
