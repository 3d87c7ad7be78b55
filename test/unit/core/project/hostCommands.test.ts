import assert from "node:assert/strict";
import { hostCommands } from "../../../../src/core/project/hostCommands.ts";
import { platforms } from "../../../../src/core/runtimes/index.ts";

const names = ["REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY"];
const facts = platforms.map(({ platform }) => platform);

describe("the hosts' own commands that set variables", () => {
	it("ask for each value themselves", () => {
		assert.deepEqual(hostCommands(facts, true, names), [
			{
				host: "Vercel",
				command:
					"vercel env add REMOTION_AWS_ACCESS_KEY_ID production --sensitive; vercel env add REMOTION_AWS_SECRET_ACCESS_KEY production --sensitive",
			},
			{
				host: "GitHub",
				command: "gh secret set REMOTION_AWS_ACCESS_KEY_ID; gh secret set REMOTION_AWS_SECRET_ACCESS_KEY",
			},
		]);
	});

	it("are there for the project's hosts alone", () => {
		assert.deepEqual(hostCommands([], false, names), []);
		const others = facts.filter(({ name }) => name !== "Vercel");
		assert.deepEqual(hostCommands(others, false, names), []);
	});
});
