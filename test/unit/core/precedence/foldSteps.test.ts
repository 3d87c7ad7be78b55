import assert from "node:assert/strict";
import { explain, type Launch } from "../../../../src/core/index.ts";
import { foldSteps, rowLabel, unsetLabel } from "../../../../src/core/precedence/foldSteps.ts";
import { cwd, situation } from "../../situation.ts";

const pair = "ACCESS_KEY_ID=AKIAFAKE000000000001";
const secret = "SECRET_ACCESS_KEY=not-a-real-secret";

describe("the sources as rows", () => {
	const table: [env: string, shown: string[], unset: string[]][] = [
		["", ["sdk-chain"], ["remotion-profile", "remotion-keys", "aws-profile", "aws-keys"]],
		[
			`REMOTION_AWS_${pair}\nREMOTION_AWS_${secret}\nAWS_PROFILE=x\n`,
			["remotion-keys", "aws-profile"],
			["remotion-profile", "aws-keys", "sdk-chain"],
		],
		[
			`REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\nAWS_${pair}\nAWS_${secret}\n`,
			["skip-check", "aws-keys", "sdk-chain"],
			["remotion-profile", "remotion-keys", "aws-profile"],
		],
		// Set to nothing is not set; half a pair is.
		[
			`REMOTION_SKIP_AWS_CREDENTIALS_CHECK=\nAWS_PROFILE=\nAWS_${pair}\n`,
			["aws-keys", "sdk-chain"],
			["remotion-profile", "remotion-keys", "aws-profile"],
		],
		// A token alone is something that is there.
		[
			"REMOTION_AWS_SESSION_TOKEN=not-a-real-token\n",
			["remotion-keys", "sdk-chain"],
			["remotion-profile", "aws-profile", "aws-keys"],
		],
		// One that is not set needs no row to hold it.
		[
			`REMOTION_AWS_PROFILE=x\nREMOTION_AWS_${pair}\nREMOTION_AWS_${secret}\nAWS_PROFILE=x\nAWS_${pair}\nAWS_${secret}\n`,
			["remotion-profile", "remotion-keys", "aws-profile", "aws-keys", "sdk-chain"],
			[],
		],
	];
	const ids = (steps: readonly { id: string }[]) => steps.map(({ id }) => id);
	for (const [env, shown, unset] of table)
		it(`${JSON.stringify(env.slice(0, 50))}: ${shown.join(", ")}`, () => {
			const folded = foldSteps(explain(situation({ files: { ".env": env } })).steps);
			assert.deepEqual([ids(folded.shown), ids(folded.unset)], [shown, unset]);
		});

	it("keep what a tool may supply in sight, which is not known to be missing", () => {
		const launch: Launch = {
			id: "a",
			label: "npm run a",
			kind: "script",
			runtime: "node",
			cwd,
			place: "here",
			layers: [{ kind: "shell" }, { kind: "hidden", by: "doppler run" }],
			callsLambda: "yes",
		};
		const { shown, unset } = foldSteps(explain(situation({ launch })).steps);
		const rows = shown.map(({ id, suppliedBy }) => `${id} ${suppliedBy ?? ""}`.trim());
		const supplied = ["remotion-profile", "remotion-keys", "aws-profile", "aws-keys"].map((id) => `${id} doppler run`);
		assert.deepEqual([rows, unset], [[...supplied, "sdk-chain"], []]);
	});

	it("are told apart by their first fourteen characters, which a side bar of 200 pixels shows", () => {
		const labels = explain(situation({ files: { ".env": "" } })).steps.map((step) => rowLabel(step));
		assert.ok(labels.includes("Keys REMOTION_AWS_*") && labels.includes("Keys AWS_*"), labels.join());
		assert.equal(new Set(labels.map((label) => label.slice(0, 11))).size, labels.length);
	});

	it("that are not set are counted", () => assert.equal(unsetLabel(3), "Not set: 3 sources"));
});
