import assert from "node:assert/strict";
import { AWS_REGIONS, DEFAULT_AWS_REGIONS } from "@remotion/lambda-client/regions";
import { explain } from "../../../../src/core/index.ts";
import { isEnabledByDefault, regions } from "../../../../src/core/vocabulary/regions.ts";
import { situation } from "../../situation.ts";
import { launchOf } from "../launches/explained.ts";

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

	const versions: [version: string, value: string, problem: RegExp | undefined, rules: string[]][] = [
		["4.0.425", "me-south-1", undefined, ["region-not-enabled-by-default"]],
		[
			"4.0.425",
			"cn-north-1",
			/^Remotion 4\.0\.425 doesn't support .* Upgrade to 4\.0\.515 or later/,
			["region-unknown"],
		],
		["4.0.452", "me-south-1", undefined, ["region-not-enabled-by-default"]],
		["4.0.454", "me-south-1", undefined, ["region-not-enabled-by-default"]],
		["4.0.456", "me-south-1", /^Remotion 4\.0\.456 and later don't support/, ["region-unknown"]],
		["", "me-south-1", /^Remotion 4\.0\.456 and later/, ["region-unknown"]],
		["workspace:*", "me-south-1", /^Remotion 4\.0\.456 and later/, ["region-unknown"]],
		["4.0.244", "ap-southeast-5", /Upgrade to 4\.0\.248/, ["region-unknown"]],
		["4.0.248", "ap-southeast-5", undefined, ["region-not-enabled-by-default"]],
		["4.0.508", "cn-northwest-1", /Upgrade/, ["region-unknown"]],
		["4.0.510", "cn-northwest-1", undefined, ["region-not-enabled-by-default"]],
		["4.0.527", "eu-west-1", undefined, []],
	];
	for (const [version, value, problem, rules] of versions)
		it(`56: Remotion ${version || "of unknown version"} and ${value}`, () => {
			const files = { ".env": `REMOTION_AWS_REGION=${value}\n` };
			const { region, findings } = explain(situation({ files, ...(version && { remotionVersion: version }) }));
			assert.equal(region.value, value);
			if (problem) assert.match(region.problem ?? "", problem);
			else assert.equal(region.problem, undefined);
			assert.deepEqual(
				findings.filter(({ rule }) => rule.startsWith("region")).map(({ rule }) => rule),
				rules,
			);
		});

	it("is that of the version that the launch runs", () => {
		const launch = launchOf(["shell"], { runtime: "remotion-cli", versions: { remotion: "4.0.425" } });
		const input = situation({ environment: { AWS_REGION: "me-south-1" }, launch, remotionVersion: "4.0.527" });
		assert.equal(explain(input).region.problem, undefined);
	});

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
