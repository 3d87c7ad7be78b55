/** The region the real CLI takes, from its own `getAwsRegion`, against what `explain()` says. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { AWS_REGIONS } from "@remotion/lambda-client/regions";
import fc from "fast-check";
import { type Explain, loadExplain } from "./remotionClientAgreement.ts";

const runs = Number(process.env.CONFORMANCE_RUNS ?? 10_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);

const require = createRequire(import.meta.url);
// The CLI's module is not exported by its package, so it is found by its place.
const cliFolder = join(require.resolve("@remotion/lambda/package.json"), "../dist/cli");

const names = ["REMOTION_AWS_REGION", "AWS_REGION", "AWS_DEFAULT_REGION", "REMOTION_REGION"] as const;
type RegionEnvironment = Partial<Record<(typeof names)[number], string>>;

const value = fc.oneof(
	fc.constantFrom<string>(...AWS_REGIONS),
	fc.constantFrom(
		"",
		" ",
		"mars-north-1",
		"us-east-1 ",
		" eu-west-1",
		"eu-west-1\n",
		"US-EAST-1",
		"us-east-1,eu-west-1",
		"toString",
	),
);
const environments = fc.record<RegionEnvironment>(
	{ REMOTION_AWS_REGION: value, AWS_REGION: value, AWS_DEFAULT_REGION: value, REMOTION_REGION: value },
	{ requiredKeys: [] },
);

function ours(explain: Explain, environment: RegionEnvironment): string {
	const { region } = explain({
		runtime: "remotion-cli",
		cwd: "/case",
		home: "/case",
		platform: "posix",
		environment,
		readFile: (path) => (path.endsWith("config") ? "[default]\nregion = sa-east-1\n" : undefined),
	});
	return region.problem === undefined ? String(region.value) : `refused ${region.value}`;
}

describe("the CLI's region", function () {
	this.timeout(120_000);
	let getAwsRegion: () => string;
	let args: { parsedLambdaCli: { region?: string } };
	let explain: Explain;
	const earlier = new Map<string, string | undefined>();

	function theirs(environment: RegionEnvironment): string {
		for (const name of names) {
			delete process.env[name];
			const value = environment[name];
			if (value !== undefined) process.env[name] = value;
		}
		try {
			return getAwsRegion();
		} catch (error) {
			const refused = /^(.*) is not a supported AWS region\./s.exec(error instanceof Error ? error.message : "")?.[1];
			if (refused === undefined) throw error;
			return `refused ${refused}`;
		}
	}

	before(async () => {
		for (const name of names) earlier.set(name, process.env[name]);
		({ getAwsRegion } = require(join(cliFolder, "get-aws-region.js")));
		args = require(join(cliFolder, "args.js"));
		explain = await loadExplain();
	});
	afterEach(() => {
		delete args.parsedLambdaCli.region;
		for (const [name, value] of earlier) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
	});

	const table: [string, RegionEnvironment, string][] = [
		["us-east-1 where nothing is set", {}, "us-east-1"],
		[
			"REMOTION_AWS_REGION above AWS_REGION",
			{ REMOTION_AWS_REGION: "eu-west-1", AWS_REGION: "eu-west-2" },
			"eu-west-1",
		],
		["AWS_REGION", { AWS_REGION: "eu-west-2" }, "eu-west-2"],
		["empty is unset", { REMOTION_AWS_REGION: "", AWS_REGION: "eu-west-2" }, "eu-west-2"],
		["AWS_DEFAULT_REGION does not count", { AWS_DEFAULT_REGION: "eu-west-2" }, "us-east-1"],
		["white space is refused", { AWS_REGION: "us-east-1 " }, "refused us-east-1 "],
		[
			"a bad REMOTION_AWS_REGION does not fall back",
			{ REMOTION_AWS_REGION: "x", AWS_REGION: "eu-west-2" },
			"refused x",
		],
	];
	for (const [name, environment, expected] of table) {
		it(name, () => {
			assert.equal(theirs(environment), expected);
			assert.equal(ours(explain, environment), expected);
		});
	}

	it("--region wins, and no variable is looked at then", () => {
		args.parsedLambdaCli.region = "sa-east-1";
		assert.equal(theirs({ REMOTION_AWS_REGION: "refused", AWS_REGION: "eu-west-2" }), "sa-east-1");
	});

	it("takes each of the regions of @remotion/lambda-client, and them alone", () => {
		assert.equal(AWS_REGIONS.length, 25);
		for (const region of AWS_REGIONS) assert.equal(ours(explain, { AWS_REGION: region }), region);
		assert.equal(ours(explain, { AWS_REGION: "us-gov-west-1" }), "refused us-gov-west-1");
	});

	it(`${runs} environments, seed ${seed}`, () => {
		const agree = fc.property(environments, (environment) => {
			assert.equal(ours(explain, environment), theirs(environment));
		});
		fc.assert(agree, { seed, numRuns: runs });
	});
});
