import assert from "node:assert/strict";
import { type CommandId, commands } from "../../../../src/contributions.ts";
import { readArguments } from "../../../../src/vscode/typedCommands/arguments.ts";

const state = { project: { folder: "/p", name: "p" }, explanation: {} };
const account = { name: "AWS_KEY_1", origins: [] };
const record = { id: "1", folder: "/p", functionName: "f", outcome: {} };
const pair = { key: "AWS_KEY_1", secret: "AWS_SECRET_1" };
const inSecret = { secretName: "remotion", region: "eu-central-1", fields: {}, reader: null };

describe("the arguments of a command", () => {
	const rows: [what: string, given: unknown, row: unknown][] = [
		["nothing", undefined, undefined],
		["null", null, undefined],
		["a text", "remotion", undefined],
		["a list of selected rows", [{ signer: "a" }], {}],
		["another extension's object", { uri: "file:///p/.env", state: 1, signer: null, record: "x", account: {} }, {}],
		["a project's row", { kind: "project", state, expanded: true }, { state }],
		["a profile's row", { profile: { name: "a" } }, { signer: "a" }],
		["a profile's row in a project", { profile: { name: "a" }, state }, { signer: "a", state }],
		["a profile without a name", { profile: { name: 1 } }, {}],
		["a pair of variables", { signer: pair }, { signer: pair }],
		["half a pair", { signer: { key: "AWS_KEY_1" } }, {}],
		["a secret", { signer: inSecret, state }, { signer: inSecret, state }],
		["an account's row", { kind: "account", state, account, signer: pair }, { state, account, signer: pair }],
		["a test render's row", { record }, { record }],
		["a deployment's row", { kind: "deployment", runtime: "vercel" }, { runtime: "vercel" }],
		["a half state", { state: { project: { folder: "/p" }, explanation: {} } }, {}],
	];
	for (const [what, given, row] of rows)
		it(`are read from ${what}`, () => assert.deepEqual(readArguments(commands.verifyIdentity, [given]), [row]));

	it("are texts and places where the command takes such", () => {
		// A tree hands over the list of selected rows as its second argument.
		assert.deepEqual(readArguments(commands.verifyAccountPool, [{ state }, [{ state }]]), [{ state }, undefined]);
		assert.deepEqual(readArguments(commands.verifyAccountPool, [undefined, "us-east-1"]), [undefined, "us-east-1"]);
		assert.deepEqual(readArguments(commands.typeCommand, ["/p", { text: "rm" }]), ["/p", undefined]);
		assert.deepEqual(readArguments(commands.protectFile, [{ fsPath: "/p/.env" }]), [undefined]);
		assert.deepEqual(readArguments(commands.openOrigin, [{ layer: "file", path: "/p/.env" }]), [
			{ layer: "file", path: "/p/.env" },
		]);
		assert.deepEqual(readArguments(commands.openOrigin, ["/p/.env"]), [undefined]);
		assert.deepEqual(readArguments(commands.refresh, [{ state }, "x"]), []);
	});

	it("are read of every command, whatever it is handed", () => {
		const strange: unknown[] = [
			undefined,
			null,
			0,
			Number.NaN,
			"",
			[],
			{},
			() => 1,
			Symbol("s"),
			new Map(),
			{ profile: [] },
		];
		const ids: CommandId[] = Object.values(commands);
		for (const id of ids)
			for (const one of strange)
				for (const read of readArguments(id, [one, one]))
					assert.ok(read === undefined || read === one || JSON.stringify(read) === "{}", `${id} ${String(one)}`);
	});
});
