import assert from "node:assert/strict";
import { AWS_REGIONS, DEFAULT_AWS_REGIONS } from "@remotion/lambda-client/regions";
import { explain } from "../../../../src/core/index.ts";
import { isEnabledByDefault, regions } from "../../../../src/core/vocabulary/regions.ts";
import { situation } from "../../situation.ts";

describe("region", () => {
	it("knows Remotion's regions", () => {
		assert.deepEqual(regions, AWS_REGIONS);
		assert.deepEqual(regions.filter(isEnabledByDefault).sort(), [...DEFAULT_AWS_REGIONS].sort());
	});

	const table: [
		environment: Record<string, string>,
		env: string,
		value: string,
		layer: string,
		problem: RegExp | undefined,
	][] = [
		[{}, "", "us-east-1", "default", undefined],
		[{ REMOTION_AWS_REGION: "eu-west-1", AWS_REGION: "eu-west-2" }, "", "eu-west-1", "shell", undefined],
		[{ AWS_REGION: "eu-west-2" }, "REMOTION_AWS_REGION=eu-west-1", "eu-west-1", "file", undefined],
		[
			{ REMOTION_AWS_REGION: "" },
			"REMOTION_AWS_REGION=eu-west-1\nAWS_REGION=eu-west-2",
			"eu-west-2",
			"file",
			undefined,
		],
		[{ AWS_DEFAULT_REGION: "eu-west-2" }, "", "us-east-1", "default", undefined],
		[{ AWS_REGION: " eu-west-2" }, "", " eu-west-2", "shell", /whitespace/],
		[{ AWS_REGION: "mars-1" }, "", "mars-1", "shell", /not a region Remotion Lambda supports/],
	];
	for (const [environment, env, value, layer, problem] of table) {
		it(`is ${value} by ${layer} with ${JSON.stringify(environment)} and ${JSON.stringify(env)}`, () => {
			const { region } = explain(situation({ environment, files: { ".env": env } }));
			assert.equal("problem" in region, problem !== undefined);
			assert.equal(region.value, value);
			assert.equal(region.origin.layer, layer);
			if (problem) assert.match(region.problem ?? "", problem);
			else assert.equal(region.problem, undefined);
		});
	}

	for (const [runtime, value] of [
		["bun", "eu-west-2"],
		["node", null],
		["next", null],
	] as const) {
		it(`is ${value === null ? "only the explicit argument's" : "the variable's"} in ${runtime}`, () => {
			const { region } = explain(situation({ runtime, environment: { AWS_REGION: "eu-west-2" } }));
			const origin = value === null ? { layer: "default" } : { layer: "shell", variable: "AWS_REGION" };
			assert.deepEqual(region, { value, origin });
		});
	}
});
