import assert from "node:assert/strict";
import { createParseCache, explain } from "../../../../src/core/index.ts";
import { active, configPath, credentialsPath, cwd, failure, situation } from "../../situation.ts";

describe("files", () => {
	for (const [code, words] of [
		["EACCES", /permission is denied/],
		["EISDIR", /it is a directory/],
		["EIO", /EIO/],
	] as const) {
		it(`tells of a file that fails with ${code} and treats it as absent`, () => {
			const input = situation({
				files: { ".env": failure(code), [credentialsPath]: failure(code), [configPath]: "[default]\n" },
			});
			const { findings } = explain(input);
			assert.deepEqual(
				findings.map(({ rule, origin }) => `${rule} ${origin.path}`),
				[`unreadable-file ${cwd}/.env`, `unreadable-file ${credentialsPath}`],
			);
			for (const { message } of findings) assert.match(message, words);
			assert.equal(active(input), "error no-access-key-id");
		});
	}

	it("takes a thrown ENOENT as no file", () => {
		const input = situation({ files: { ".env": failure("ENOENT"), [credentialsPath]: failure("ENOTDIR") } });
		assert.deepEqual(explain(input).findings, []);
	});

	it("parses a text once while it stays the same, and again when it changes", () => {
		const cache = createParseCache();
		const files = { [credentialsPath]: "[default]\nregion = eu-west-1\n", ".env": "A=1" };
		const first = explain(situation({ files }), cache);
		const second = explain(situation({ files: { ...files, ".env": "A=2" } }), cache);
		assert.equal(second.profiles[0], first.profiles[0], "the profiles were made again");
		const third = explain(
			situation({ files: { ...files, [credentialsPath]: "[default]\nregion = eu-west-2\n" } }),
			cache,
		);
		assert.equal(third.profiles[0]?.region, "eu-west-2");
	});

	it("checks the files it is given and no others", () => {
		const files = { ".env": "AWS_PROFILE=a", ".env.staging": "AWS_PROFILE=b" };
		const paths = (envFiles?: string[]) =>
			explain(situation({ files, ...(envFiles && { envFiles }) }))
				.findings.filter(({ rule }) => rule === "unprefixed-variable")
				.map(({ origin }) => origin.path);
		assert.deepEqual(paths(), [`${cwd}/.env`]);
		assert.deepEqual(paths([`${cwd}/.env.staging`]), [`${cwd}/.env.staging`]);
	});
});
