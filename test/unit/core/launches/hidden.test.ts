import assert from "node:assert/strict";
import { explain } from "../../../../src/core/index.ts";
import { answerText } from "../../../../src/core/precedence/answer.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { signingOf } from "../../../../src/core/signing/signingContext.ts";
import { home, situation } from "../../situation.ts";
import { answer, explained, key, type Layer, launchOf, type Parts, pair, values } from "./explained.ts";

const A = key("A");
const B = key("B");
const doppler: Layer = { kind: "hidden", by: "doppler run" };
const vault: Layer = {
	kind: "hidden",
	by: "aws-vault exec",
	names: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"],
	removes: ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"],
};
const set = (given: Record<string, string | null>): Layer => ({ kind: "variables", by: "script", values: given });
const envFile: Layer = { kind: "files", by: "dotenv", paths: ["/work/project/.env"], dialect: "dotenv-17" };
const awsFile = `[default]\naws_access_key_id=${B}\naws_secret_access_key=x\n[studio]\naws_access_key_id=${A}\naws_secret_access_key=x\n`;
const withAwsFile = { files: { [`${home}/.aws/credentials`]: awsFile } };
const only = (...names: string[]): Layer => ({ kind: "hidden", by: "tool", names });

describe("what a tool may supply, unseen", () => {
	const table: [what: string, layers: Layer[], parts: Parts, expected: string][] = [
		["any name (case 43)", ["shell", doppler], {}, "hidden doppler run"],
		[
			"over a profile of the shell",
			["shell", doppler],
			{ environment: { REMOTION_AWS_PROFILE: "studio" } },
			"hidden doppler run",
		],
		[
			"over a file that comes after",
			[doppler, envFile],
			{ files: { ".env": pair("REMOTION_AWS_", A) } },
			"hidden doppler run",
		],
		["over a pair before it", [set(values("REMOTION_AWS_", A)), doppler], {}, "hidden doppler run"],
		[
			"not over what is set behind it, all that comes first",
			[doppler, set({ REMOTION_AWS_PROFILE: "studio" })],
			withAwsFile,
			`profile studio ${A} by REMOTION_AWS_PROFILE`,
		],
		[
			"a later pair leaves the profile open, which comes first",
			[doppler, set(values("REMOTION_AWS_", A))],
			{},
			"hidden doppler run",
		],
		[
			"no longer open where the profile is taken away",
			[doppler, set({ REMOTION_AWS_PROFILE: null }), set(values("REMOTION_AWS_", A))],
			{},
			`keys ${A} by REMOTION_AWS_ACCESS_KEY_ID`,
		],
		[
			"an overriding file behind it",
			[doppler, set({ REMOTION_AWS_PROFILE: null }), { ...(envFile as object), overrides: true } as Layer],
			{ files: { ".env": pair("REMOTION_AWS_", A) } },
			`keys ${A} by REMOTION_AWS_ACCESS_KEY_ID`,
		],
		[
			"aws-vault: a REMOTION pair of .env is the answer",
			["shell", vault, envFile],
			{ files: { ".env": pair("REMOTION_AWS_", A) } },
			`keys ${A} by REMOTION_AWS_ACCESS_KEY_ID`,
		],
		[
			"aws-vault over a plain pair of .env",
			["shell", vault, envFile],
			{ files: { ".env": pair("AWS_", A) } },
			"hidden aws-vault exec",
		],
		[
			"aws-vault takes the shell's AWS_PROFILE away",
			["shell", vault],
			{ environment: { AWS_PROFILE: "studio" }, ...withAwsFile },
			"hidden aws-vault exec",
		],
		[
			"but not the one that .env sets",
			["shell", vault, envFile],
			{ files: { ...withAwsFile.files, ".env": "AWS_PROFILE=studio" } },
			`profile studio ${A} by AWS_PROFILE`,
		],
		[
			"one half seen, one half supplied",
			[set({ AWS_ACCESS_KEY_ID: A }), only("AWS_SECRET_ACCESS_KEY")],
			{},
			"hidden tool",
		],
		["one half supplied alone", [only("AWS_SECRET_ACCESS_KEY")], {}, "error no-access-key-id"],
		[
			"a session token alone",
			["shell", only("AWS_SESSION_TOKEN")],
			{ environment: values("AWS_", A) },
			`keys ${A} by AWS_ACCESS_KEY_ID`,
		],
		[
			"a region alone",
			["shell", only("AWS_REGION")],
			{ environment: values("AWS_", A) },
			`keys ${A} by AWS_ACCESS_KEY_ID`,
		],
		["names by *", [only("AWS_*")], {}, "hidden tool"],
		[
			"names by *, others set",
			["shell", only("AWS_*")],
			{ environment: values("REMOTION_AWS_", A) },
			`keys ${A} by REMOTION_AWS_ACCESS_KEY_ID`,
		],
		[
			"a turbo that lets nothing pass",
			[doppler, { kind: "only", by: "turbo", names: ["PATH"] }],
			{},
			"error no-access-key-id",
		],
		[
			"a turbo that lets the plain pair pass",
			[doppler, { kind: "only", by: "turbo", names: ["AWS_*KEY*"] }],
			{},
			"hidden doppler run",
		],
		[
			"removes without supplying",
			["shell", { kind: "hidden", by: "granted", names: [], removes: ["AWS_PROFILE"] }],
			{ environment: { AWS_PROFILE: "studio" }, ...withAwsFile },
			`profile default ${B} by null`,
		],
		[
			"the switch, where it names it",
			[only("REMOTION_SKIP_AWS_CREDENTIALS_CHECK"), set(values("REMOTION_AWS_", A))],
			{},
			"hidden tool",
		],
		[
			"behind a switch that is seen: the plain names",
			[set({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1" }), only("AWS_PROFILE")],
			{},
			"hidden tool",
		],
		[
			"behind a switch: not Remotion's own names",
			[set({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1" }), only("REMOTION_*")],
			withAwsFile,
			`profile default ${B} by null`,
		],
		[
			"behind a switch: the container's address",
			[set({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1" }), only("AWS_CONTAINER_CREDENTIALS_FULL_URI")],
			{},
			"hidden tool",
		],
		[
			"the container's address does not pass Remotion's own check",
			[only("AWS_CONTAINER_CREDENTIALS_FULL_URI")],
			{},
			"error no-access-key-id",
		],
		[
			"a web identity behind [default] that has no keys",
			[only("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN")],
			{ files: { [`${home}/.aws/credentials`]: "# [default]" } },
			"hidden tool",
		],
	];
	for (const [what, layers, parts, expected] of table)
		it(what, () => {
			assert.equal(answer(layers, parts), expected);
		});

	it("says so at the steps that it may fill, and none is active", () => {
		const { steps } = explained(["shell", doppler], { environment: values("AWS_", A) });
		assert.deepEqual(
			steps.map(({ id, state }) => `${id} ${state}`),
			[
				"skip-check unset",
				"inside-lambda unset",
				"remotion-profile unset",
				"remotion-keys unset",
				"aws-profile unset",
				"aws-keys unset",
				"sdk-chain unset",
			],
		);
		for (const id of ["remotion-profile", "remotion-keys", "aws-profile", "aws-keys"])
			assert.match(steps.find((step) => step.id === id)?.reason ?? "", /^May be supplied by doppler run/);
		assert.match(steps[0]?.reason ?? "", /^Not set/);
		assert.match(steps.at(-1)?.reason ?? "", /what doppler run may supply/);
	});

	it("comes before what is seen further down", () => {
		const layers = [doppler, set({ AWS_PROFILE: "studio" }), set(values("AWS_", A))];
		const { steps, findings } = explained(layers, withAwsFile);
		assert.deepEqual(
			steps.filter(({ state }) => state !== "unset").map(({ id, state }) => `${id} ${state}`),
			["aws-profile shadowed", "aws-keys shadowed"],
		);
		assert.match(
			steps.find(({ id }) => id === "aws-keys")?.reason ?? "",
			/what doppler run may supply takes precedence/,
		);
		assert.deepEqual(findings, []);
	});

	it("is no red answer, and has a name for people", () => {
		const { active } = explained([doppler]);
		assert.equal(answerText(active), "Supplied by doppler run");
	});

	it("cannot be signed with from here", () => {
		assert.equal(signingOf(resolveProject(situation({ launch: launchOf([doppler]) }))), undefined);
	});

	it("leaves the region open where it may supply that too", () => {
		const region = (layers: Layer[], parts: Parts = {}) =>
			explained(layers, { ...parts, launchParts: { runtime: "remotion-cli" } }).region;
		const hidden = { value: null, origin: { layer: "hidden", variable: "REMOTION_AWS_REGION" } };
		assert.deepEqual(region([doppler]), hidden);
		assert.deepEqual(region(["shell", doppler], { environment: { REMOTION_AWS_REGION: "eu-west-1" } }), hidden);
		assert.equal(region([doppler, set({ REMOTION_AWS_REGION: "eu-west-1" })]).value, "eu-west-1");
		assert.equal(region(["shell", vault], { environment: { REMOTION_AWS_REGION: "eu-west-1" } }).value, "eu-west-1");
		assert.deepEqual(region(["shell", vault]).origin, { layer: "hidden", variable: "AWS_REGION" });
		assert.deepEqual(
			explained([doppler]).region,
			{ value: null, origin: { layer: "default" } },
			"the Node.js API reads none",
		);
	});

	it("leaves mistakes in what is seen and decides", () => {
		const input = situation({ files: { ".env": "AWS_PROFILE=nope\n" }, launch: launchOf([vault, envFile]) });
		const { active, findings } = explain(input);
		assert.equal(active.kind === "error" && active.code, "profile-not-found");
		assert.ok(findings.some(({ rule }) => rule === "unknown-profile"));
	});
});
