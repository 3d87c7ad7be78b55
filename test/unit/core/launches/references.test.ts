// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dotenv's own references.
import assert from "node:assert/strict";
import { wouldFail } from "../../../../src/core/precedence/answer.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { signingOf } from "../../../../src/core/signing/signingContext.ts";
import { cwd, failure, situation } from "../../situation.ts";
import { explained, key, type Layer, launchOf, type Parts } from "./explained.ts";

const plain = `AWS_ACCESS_KEY_ID=${key("A")}\nAWS_SECRET_ACCESS_KEY=notARealSecretAccessKeyForTests000000001\n`;
const referring = `${plain}REMOTION_AWS_ACCESS_KEY_ID=\${AWS_ACCESS_KEY_ID}\nREMOTION_AWS_SECRET_ACCESS_KEY=\${AWS_SECRET_ACCESS_KEY}\n`;
const loaded = (more: Partial<Extract<Layer, { kind: "files" }>> = {}): Layer => ({
	kind: "files",
	by: "loader",
	paths: [`${cwd}/.env`],
	dialect: "dotenv-17",
	...more,
});
const pairOf = (id: string) =>
	`REMOTION_AWS_ACCESS_KEY_ID=${id}\nREMOTION_AWS_SECRET_ACCESS_KEY=notARealSecretAccessKeyForTests000000001\n`;

function look(layers: Layer[], text: string, parts: Parts = {}) {
	const { files = {}, ...others } = parts;
	const explanation = explained(layers, { ...others, files: { ".env": text, ...files } });
	const step = explanation.steps.find(({ id }) => id === "remotion-keys");
	return { explanation, step, rules: explanation.findings.map(({ rule }) => rule) };
}

describe("values that only point at a key", () => {
	it("are an error on both, and the plain pair is no unused one (case 30)", () => {
		for (const parts of [{}, { launchParts: { runtime: "remotion-cli" as const } }]) {
			const { explanation, step, rules } = look(["shell", loaded()], referring, parts);
			const found = explanation.findings.filter(({ rule }) => rule === "unresolved-reference");
			assert.deepEqual(
				found.map(({ severity, origin }) => [severity, origin.variable]),
				[
					["error", "REMOTION_AWS_ACCESS_KEY_ID"],
					["error", "REMOTION_AWS_SECRET_ACCESS_KEY"],
				],
			);
			for (const { message } of found) assert.match(message, /dotenv replaces no variables/);
			assert.ok(!rules.includes("shadowed-variable") && !rules.includes("unprefixed-variable"));
			assert.equal(step?.state, "broken");
			assert.match(step?.reason ?? "", /only refers to a key/);
			assert.ok(wouldFail(explanation));
		}
	});

	it("without a launch, too", () => {
		for (const runtime of ["remotion-cli", "node"] as const) {
			const input = situation({ runtime, files: { ".env": referring }, facts: { codeLoadsEnv: [`${cwd}/.env`] } });
			const { steps } = resolveProject(input);
			assert.equal(steps.find(({ id }) => id === "remotion-keys")?.state, "broken");
			assert.equal(signingOf(resolveProject(input)), undefined);
		}
	});

	for (const expand of ["dotenv-cli", "dotenvx", "nest", "nuxt", "next", "bun"] as const)
		it(`work where ${expand} replaces them`, () => {
			const { explanation, step, rules } = look(["shell", loaded({ expand })], referring);
			assert.equal(step?.state, "active");
			assert.equal(step?.accessKeyId, key("A"));
			assert.ok(!rules.includes("unresolved-reference"));
			assert.ok(!wouldFail(explanation));
		});

	const table: [what: string, value: string][] = [
		["a reference of 1Password", "op://vault/aws/id"],
		["what dotenvx encrypted", "encrypted:BNotARealCiphertext"],
		["the text undefined", "undefined"],
		["the text null", "null"],
		["a reference to another variable", "$NOWHERE"],
	];
	for (const [what, value] of table)
		it(`${what} is no key that works`, () => {
			const { explanation, step } = look(["shell", loaded()], pairOf(value));
			assert.equal(step?.state, "broken");
			assert.ok(wouldFail(explanation));
			assert.ok(explanation.findings.some(({ severity }) => severity === "error" || severity === "warning"));
		});

	it("are no mistake where a tool may supply the value", () => {
		const { rules, explanation } = look([{ kind: "hidden", by: "op run" }, loaded()], pairOf("op://vault/aws/id"));
		assert.deepEqual(rules, []);
		assert.deepEqual(explanation.active, { kind: "hidden", by: "op run" });
	});

	it("of the shell are told at the step alone", () => {
		const environment = { REMOTION_AWS_ACCESS_KEY_ID: "op://vault/aws/id", REMOTION_AWS_SECRET_ACCESS_KEY: "x" };
		const { step, rules } = look(["shell"], "", { environment });
		assert.equal(step?.state, "broken");
		assert.deepEqual(rules, []);
	});

	it("are none where the switch leaves them to nobody", () => {
		const { explanation } = look(
			["shell", loaded()],
			`${pairOf("op://a/b")}REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\n${plain}`,
		);
		assert.equal(explanation.steps.find(({ id }) => id === "sdk-chain")?.state, "active");
	});
});

describe("what dotenvx run decrypts", () => {
	const text = pairOf("encrypted:BNotARealCiphertext");
	const layers: Layer[] = ["shell", loaded({ expand: "dotenvx", by: "dotenvx" })];

	it("is not known here where it has the key", () => {
		for (const parts of [
			{ files: { ".env.keys": "DOTENV_PRIVATE_KEY=not-a-real-key" } },
			{ files: { ".env.keys": failure("FIFO") } },
			{ environment: { DOTENV_PRIVATE_KEY_PRODUCTION: "not-a-real-key" } },
		]) {
			const { explanation, step, rules } = look(layers, text, parts);
			assert.equal(explanation.active.kind === "keys" && explanation.active.accessKeyId, "");
			assert.equal(step?.state, "active");
			assert.ok(!rules.includes("unresolved-reference"));
		}
	});

	it("stays as it is without one", () => {
		const { step, rules } = look(layers, text);
		assert.equal(step?.state, "broken");
		assert.ok(rules.includes("unresolved-reference"));
	});

	it("stays as it is for another loader", () => {
		const parts = { files: { ".env.keys": "DOTENV_PRIVATE_KEY=not-a-real-key" } };
		assert.equal(look(["shell", loaded()], text, parts).step?.state, "broken");
		assert.equal(
			signingOf(resolveProject(situation({ files: { ".env": text }, launch: launchOf([loaded()]) }))),
			undefined,
		);
	});
});
