import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { servedFolder } from "../../../../src/cli/mcp/servedFolder.ts";
import { readArguments, schemaOf, type Tool, WrongCall } from "../../../../src/cli/mcp/tool.ts";
import { tools } from "../../../../src/cli/mcp/tools.ts";

const takes: Tool["takes"] = {
	error: { description: "The error.", isNeeded: true, longest: 20 },
	folder: { description: "The folder.", longest: 5 },
};

describe("the arguments of a tool for assistants", () => {
	const good: readonly [given: unknown, read: Record<string, string>][] = [
		[{ error: "x" }, { error: "x" }],
		[
			{ error: "x", folder: "a" },
			{ error: "x", folder: "a" },
		],
		[{ error: "x", folder: "" }, { error: "x" }],
		[{ error: "x", folder: null }, { error: "x" }],
		[{ error: "12345678901234567890" }, { error: "12345678901234567890" }],
	];
	for (const [given, read] of good)
		it(`are read: ${JSON.stringify(given)}`, () => assert.deepEqual(readArguments({ takes }, given), read));

	const wrong: readonly [given: unknown, message: string][] = [
		[undefined, '"error" is missing.'],
		[{}, '"error" is missing.'],
		["error", '"error" is missing.'],
		[{ error: " \n" }, '"error" is missing.'],
		[{ error: 1 }, '"error" must be a text.'],
		[{ error: ["x"] }, '"error" must be a text.'],
		[{ error: "x", folder: {} }, '"folder" must be a text.'],
		[{ error: "x", folder: "123456" }, '"folder" is too long: at most 5 characters.'],
		[{ error: "x", "not-a-real-secret": "x" }, "Unknown argument. Arguments: error, folder."],
		[JSON.parse('{"error":"x","__proto__":"y"}'), "Unknown argument. Arguments: error, folder."],
		[{ error: "x", toString: "y" }, "Unknown argument. Arguments: error, folder."],
	];
	for (const [given, message] of wrong)
		it(`are refused: ${JSON.stringify(given)}`, () => {
			assert.throws(
				() => readArguments({ takes }, given),
				(error) => error instanceof WrongCall && error.message === message,
			);
		});

	it("are told as JSON Schema", () => {
		assert.deepEqual(schemaOf({ takes }), {
			type: "object",
			properties: {
				error: { type: "string", description: "The error.", maxLength: 20 },
				folder: { type: "string", description: "The folder.", maxLength: 5 },
			},
			required: ["error"],
			additionalProperties: false,
		});
	});
});

describe("the folder of a tool for assistants", () => {
	const top = mkdtempSync(join(tmpdir(), "rlc-served-"));
	const served = join(top, "served");
	before(() => {
		for (const name of ["served/a/b", "served/..c", "served2"]) mkdirSync(join(top, name), { recursive: true });
		writeFileSync(join(served, "file"), "");
		symlinkSync(join(top, "served2"), join(served, "out"));
		symlinkSync(join(served, "a"), join(served, "in"));
	});
	after(() => rmSync(top, { recursive: true, force: true }));

	const inside: readonly [asked: string | undefined, folder: string][] = [
		[undefined, ""],
		[".", ""],
		["a/b", "a/b"],
		["a/../a", "a"],
		["..c", "..c"],
		["in", "in"],
		[join(served, "a"), "a"],
	];
	for (const [asked, folder] of inside)
		it(`is served: ${asked?.replace(top, "")}`, () =>
			assert.deepEqual(servedFolder(served, asked), { folder: join(served, folder) }));

	for (const asked of ["..", "../served2", "a/../..", "out", "gone", "file", "~", "a\0b", join(top, "served2")])
		it(`is not served: ${JSON.stringify(asked.replace(top, ""))}`, () => {
			const found = servedFolder(served, asked);
			assert.match("problem" in found ? found.problem : "", /^Pass a folder that is in the one in which/);
			assert.ok(!JSON.stringify(found).includes("served2"), "nothing of the call is repeated");
		});
});

describe("a whole disk or a whole home folder", () => {
	const tooWide = { problem: "Pass the folder of a project: this one is a whole disk or a whole home folder." };
	for (const [served, asked] of [
		["/", undefined],
		["/", "."],
		["/", homedir()],
		[homedir(), undefined],
	] as const)
		it(`is not searched for a project: ${served} ${asked}`, () =>
			assert.deepEqual(servedFolder(served, asked), tooWide));

	it("may have a project in it", () => {
		const folder = realpathSync(tmpdir());
		assert.deepEqual(servedFolder("/", folder), { folder });
	});
});

describe("the tools of the MCP server", () => {
	const { contributes } = JSON.parse(readFileSync(new URL("../../../../package.json", import.meta.url), "utf8"));
	const own: { name: string; modelDescription: string; inputSchema: { properties: object } }[] =
		contributes.languageModelTools;
	// There, VS Code asks the person before each tool; a client of MCP has its own manners.
	const described = (text: string) => text.replace(" VS Code asks the person first.", "");

	for (const name of ["remotionLambda_explainError", "remotionLambda_verifyIdentity"])
		it(`say the same as the extension's: ${name}`, () => {
			const extension = own.find((one) => one.name === name);
			const tool = tools.find((one) => one.name === name);
			assert.ok(extension && tool);
			assert.equal(tool.description, described(extension.modelDescription));
			const { project: _, ...properties } = extension.inputSchema.properties as Record<string, { description: string }>;
			for (const [key, { description }] of Object.entries(properties))
				assert.equal(tool.takes[key]?.description, description);
		});

	it("say that nothing secret is in their results", () => {
		assert.equal(tools.length, 4);
		for (const { name, description } of tools) assert.match(description, /Its result contains no secret\./, name);
	});
});
