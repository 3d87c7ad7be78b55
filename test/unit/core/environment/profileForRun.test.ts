import assert from "node:assert/strict";
import {
	debugTypes,
	environmentForProfile,
	environmentWithProfile,
	startsProgram,
} from "../../../../src/core/environment/profileForRun.ts";

const profile = "studio";
const added = { REMOTION_AWS_PROFILE: profile };

/** What a configuration says, and the `env` it gets; null: it is left as it is. */
const cases: [what: string, env: unknown, fileNames: string[], expected: object | null][] = [
	["nothing", undefined, [], added],
	["null", null, [], added],
	["an empty env", {}, [], added],
	["other variables", { PORT: "3000", NODE_ENV: null }, [], { PORT: "3000", NODE_ENV: null, ...added }],
	["a region alone", { REMOTION_AWS_REGION: "eu-central-1" }, [], { REMOTION_AWS_REGION: "eu-central-1", ...added }],
	["this variable", { REMOTION_AWS_PROFILE: "other" }, [], null],
	["this variable, empty", { REMOTION_AWS_PROFILE: "" }, [], null],
	["this variable, unset", { REMOTION_AWS_PROFILE: null }, [], null],
	["another profile", { AWS_PROFILE: "other" }, [], null],
	["keys for Remotion", { REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKE" }, [], null],
	["a secret for all clients", { AWS_SECRET_ACCESS_KEY: "FAKE" }, [], null],
	["this variable in its file", {}, ["PORT", "REMOTION_AWS_PROFILE"], null],
	[
		"other credentials in its file, which lose to a profile in terminals too",
		{},
		["REMOTION_AWS_ACCESS_KEY_ID"],
		added,
	],
	["a text", "REMOTION_AWS_PROFILE=x", [], null],
	["a list", ["REMOTION_AWS_PROFILE=x"], [], null],
	["another case of the name", { remotion_aws_profile: "x" }, [], { remotion_aws_profile: "x", ...added }],
];

describe("a profile for a debug session", () => {
	for (const [what, env, fileNames, expected] of cases) {
		it(what, () => {
			const before = structuredClone(env);
			assert.deepEqual(environmentWithProfile({ env, fileNames }, profile, false) ?? null, expected);
			assert.deepEqual(env, before, "what was handed in is not changed");
		});
	}

	it("on Windows, a name in another case is the same name", () => {
		assert.equal(
			environmentWithProfile({ env: { remotion_aws_profile: "x" }, fileNames: [] }, profile, true),
			undefined,
		);
		assert.equal(environmentWithProfile({ env: {}, fileNames: ["Remotion_Aws_Profile"] }, profile, true), undefined);
	});

	it("that a person asked for takes the place of the configuration's, in one spelling", () => {
		assert.deepEqual(environmentForProfile(undefined, profile, false), added);
		assert.deepEqual(environmentForProfile("x", profile, false), added);
		const env = { PORT: "1", AWS_PROFILE: "other", REMOTION_AWS_PROFILE: "other" };
		assert.deepEqual(environmentForProfile(env, profile, false), { PORT: "1", AWS_PROFILE: "other", ...added });
		assert.deepEqual(environmentForProfile({ remotion_aws_profile: "x" }, profile, true), added);
	});

	it("is for configurations that start a program, and not for sessions within one", () => {
		for (const type of debugTypes) assert.ok(startsProgram({ type, request: "launch" }));
		assert.ok(!startsProgram({ type: "node", request: "attach" }));
		assert.ok(!startsProgram({ type: "chrome", request: "launch" }));
		assert.ok(!startsProgram({ request: "launch" }));
		assert.ok(!startsProgram({ type: "pwa-node", request: "launch", __pendingTargetId: "1" }));
	});
});
