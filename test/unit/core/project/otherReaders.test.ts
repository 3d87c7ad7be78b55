import assert from "node:assert/strict";
import { inspect } from "node:util";
import { explain } from "../../../../src/core/index.ts";
import {
	foreignPackageFiles,
	inWords,
	type PackageFile,
	PackageFiles,
	sharedWith,
} from "../../../../src/core/project/otherReaders.ts";

const json = (folder: string, dependencies: object, kind = "dependencies"): PackageFile => ({
	folder,
	name: "package.json",
	text: JSON.stringify({ [kind]: dependencies }),
});

describe("other readers of AWS's names", () => {
	const table: [what: string, files: PackageFile[], wanted: string[]][] = [
		["nothing", [], []],
		["an S3 client", [json("/p", { "@aws-sdk/client-s3": "3", "@remotion/lambda": "4" })], ["@aws-sdk/client-s3"]],
		["version 2", [json("/p", { "aws-sdk": "2" }, "devDependencies")], ["aws-sdk"]],
		["another name", [json("/p", { s3: "npm:@aws-sdk/client-s3@3.900.0" })], ["@aws-sdk/client-s3"]],
		["a signer", [json("/p", { aws4fetch: "1" }, "optionalDependencies")], ["aws4fetch"]],
		["a model's client", [json("/p", { "@ai-sdk/amazon-bedrock": "3" })], ["@ai-sdk/amazon-bedrock"]],
		["types and helpers", [json("/p", { "@aws-sdk/types": "3", "@aws-sdk/util-format-url": "3" })], []],
		["a name that is none", [json("/p", { "@aws-sdk/[x](command:y)": "1", "aws-sdk\n": "1", a: 5 })], []],
		["broken JSON", [{ folder: "/p", name: "package.json", text: '{"dependencies":' }], []],
		["the package above", [json("/p/packages/video", {}), json("/p", { minio: "8" })], ["minio"]],
		["a package beside", [json("/p/packages/video2", { minio: "8" }), json("/p/packages/api", { minio: "8" })], []],
		["a folder below", [{ folder: "/p/packages/video/render", name: "go.mod" }], ["Go (go.mod)"]],
		[
			"the nearest first, each once",
			[
				json("/p", { "aws-sdk": "2" }),
				{ folder: "/p", name: "composer.json" },
				{ folder: "/p/packages/video", name: "Gemfile" },
				{ folder: "/p/packages/video/a", name: "Gemfile" },
			],
			["Ruby (Gemfile)", "aws-sdk", "PHP (composer.json)"],
		],
		[
			"a folder whose name begins alike",
			[json("/p/packages/video-old", { minio: "8" }), json("/p/packages/video.d/a", { minio: "8" })],
			[],
		],
		["the root of the disk", [json("/", { minio: "8" })], ["minio"]],
		["no package file", [{ folder: "/p", name: "requirements.md" }], []],
	];
	for (const [what, files, wanted] of table)
		it(what, () => {
			const at = files[0]?.folder === "/p" && files.length === 1 ? "/p" : "/p/packages/video";
			assert.deepEqual(new PackageFiles(files).readersNear(at), wanted);
		});

	it("knows every file that it asks for, on Windows, too", () => {
		const found = foreignPackageFiles.map((pattern) => {
			const name = pattern.replace("*", "-dev");
			return new PackageFiles([{ folder: "c:\\p\\api", name }]).readersNear("c:\\p")[0];
		});
		assert.deepEqual([...new Set(found.map((reader) => reader?.split(" ")[0]))], ["Python", "Go", "PHP", "Ruby"]);
	});

	it("says the same of thousands of folders as a look at each pair of them", () => {
		const name = (index: number) =>
			`/p/${["a", "a-b", "a.b", "ab", "b"][index % 5]}/${["x", "x/y", "xy", "x-y/z"][index % 4]}/${index % 40}`;
		const folders = ["/", "/p", ...Array.from({ length: 2000 }, (_, index) => name(index))];
		const files = folders.flatMap((folder, index) =>
			index % 3 === 0 ? [{ folder, name: `requirements-${index}.txt` }] : [],
		);
		const all = new PackageFiles(files);
		const isIn = (path: string, folder: string) =>
			path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
		for (const folder of folders.filter((_, index) => index % 50 === 0)) {
			const near = files.filter((file) => isIn(file.folder, folder) || isIn(folder, file.folder));
			const nearest = [...near].sort((a, b) => Number(b.folder === folder) - Number(a.folder === folder));
			assert.deepEqual(all.readersNear(folder), [...new Set(nearest.map((file) => `Python (${file.name})`))]);
		}
	});

	it("are named in a few words", () => {
		assert.deepEqual([["a"], ["a", "b"], ["a", "b", "c"]].map(inWords), ["a", "a and b", "a and others"]);
	});

	it("share plain names only", () => {
		assert.equal(sharedWith(["AWS_ACCESS_KEY_ID"], ["aws-sdk"]), "aws-sdk");
		assert.equal(sharedWith(["REMOTION_AWS_ACCESS_KEY_ID"], ["aws-sdk"]), undefined);
		assert.equal(sharedWith(["AWS_ACCESS_KEY_ID"], []), undefined);
	});
});

describe("a pair that another client reads", () => {
	const secret = "notARealSecret/shared/000000000000000001";
	const explained = (text: string, readers: readonly string[]) =>
		explain({
			runtime: "remotion-cli",
			cwd: "/p",
			home: "/h",
			platform: "posix",
			environment: {},
			facts: { otherReaders: readers },
			readFile: (path) => (path === "/p/.env" ? text : undefined),
		});
	const fixesOf = (text: string, readers: readonly string[]) =>
		explained(text, readers).findings.flatMap(({ fixes }) =>
			fixes.filter(({ preferred }) => preferred).map(({ title }) => title),
		);

	it("is copied, and renamed where nobody else reads it", () => {
		const pair = `AWS_ACCESS_KEY_ID=AKIAFAKESHARED000001\nAWS_SECRET_ACCESS_KEY=${secret}\n`;
		assert.deepEqual([...new Set(fixesOf(pair, []))], ["Rename to REMOTION_AWS_…", "Move keys to profile…"]);
		assert.deepEqual([...new Set(fixesOf(pair, ["aws-sdk"]))], ["Copy to REMOTION_AWS_…"]);
	});

	it("is nowhere in what is printed", () => {
		const text = `AWS_ACCESS_KEY_ID=AKIAFAKESHARED000001\nAWS_SECRET_ACCESS_KEY=${secret}\n`;
		const { findings } = explained(text, ["aws-sdk"]);
		const [fix] = findings[0]?.fixes ?? [];
		assert.ok(fix && "edits" in fix);
		assert.ok(
			fix.edits.some(({ newText }) => newText.includes(secret)),
			"nothing is copied",
		);
		const spread = fix.edits.map((edit) => ({ ...edit }));
		for (const printed of [
			JSON.stringify(findings),
			inspect(findings, { depth: 9, getters: true }),
			JSON.stringify(spread),
		])
			assert.ok(!printed.includes(secret), "a secret is printed");
		assert.match(JSON.stringify(fix), /REMOTION_AWS_SECRET_ACCESS_KEY=•/);
	});

	it("is left alone where a quote does not end: the copy below could end it", () => {
		const open = `AWS_ACCESS_KEY_ID=AKIAFAKESHARED000001\nAWS_SECRET_ACCESS_KEY="${secret}\n`;
		assert.deepEqual(
			fixesOf(open, ["aws-sdk"]).filter((title) => title.startsWith("Copy")),
			[],
		);
	});
});
