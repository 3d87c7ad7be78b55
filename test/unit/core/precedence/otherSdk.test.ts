/** Remotion's SDKs for other languages: held against boto3 and Ruby's AWS SDK as they were really run (test/real-programs), and tables for the rest. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type Active, type ExplainInput, type Explanation, explain } from "../../../../src/core/index.ts";
import { describeVariable } from "../../../../src/core/languageFeatures/envHover.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { signingOf } from "../../../../src/core/signing/signingContext.ts";
import type { OtherSdk } from "../../../../src/core/types.ts";
import { canary, configPath, credentialsPath, cwd, failure, short, situation } from "../../situation.ts";
import { answer, explained, key, values } from "../launches/explained.ts";

const recorded = (name: string) =>
	JSON.parse(readFileSync(new URL(`../../../real-programs/${name}.json`, import.meta.url), "utf8"));
const {
	files,
	cases,
}: { files: Record<string, string>; cases: { environment: Record<string, string>; files: boolean }[] } =
	recorded("otherSdkCases");

function of(runtime: OtherSdk, environment: Record<string, string>, hasFiles: boolean, more = {}): Explanation {
	const inHome = { [credentialsPath]: files.credentials ?? "", [configPath]: files.config ?? "" };
	return explain(situation({ runtime, environment, files: hasFiles ? inHome : {}, ...more }));
}

/** What the server that stands for AWS sees of an answer, or the error that comes of it. */
function asSeen(active: Active, errors: Readonly<Record<string, string>>): string {
	if (active.kind === "error") return errors[active.code] ?? active.code;
	if (active.kind === "keys") return `${active.accessKeyId}${active.hasSessionToken ? "+token" : ""}`;
	if (active.kind !== "profile") return active.kind;
	const { accessKeyId, hasSessionToken, type } = active;
	if (accessKeyId !== undefined) return `${accessKeyId}${hasSessionToken ? "+token" : ""}`;
	return (
		{ role: "ASIAFAKEROLE00000001+token", process: "AKIAFAKEPROCESS00001", sso: "SSOTokenLoadError" }[String(type)] ??
		type
	);
}

describe("boto3, as Remotion's Python SDK calls it", () => {
	const { program, date, seen }: { program: string; date: string; seen: string[] } = recorded("boto3");
	const errors = {
		"no-credentials": "NoCredentialsError",
		"no-secret-access-key": "PartialCredentialsError",
		"profile-not-found": "ProfileNotFound",
	};

	it(`was run in every case: ${program}, ${date}`, () => {
		assert.equal(seen.length, cases.length);
		assert.ok(new Set(seen).size > 9);
	});

	for (const [index, { environment, files: hasFiles }] of cases.entries())
		it(`${JSON.stringify(environment)}${hasFiles ? " and AWS files" : ""}: ${seen[index]}`, () => {
			assert.equal(asSeen(of("python", environment, hasFiles).active, errors), seen[index]);
		});
});

describe("aws-sdk-ruby, as Remotion's Ruby SDK calls it", () => {
	const { program, date, seen }: { program: string; date: string; seen: string[] } = recorded("awsSdkRuby");

	it(`was run in every case: ${program}, ${date}`, () => assert.equal(seen.length, cases.length));

	for (const [index, { environment, files: hasFiles }] of cases.entries())
		it(`${JSON.stringify(environment)}${hasFiles ? " and AWS files" : ""}: ${seen[index]}`, () => {
			const { active, region } = of("ruby", environment, hasFiles);
			const expected = region.problem
				? "Aws::Errors::MissingRegionError"
				: active.kind === "error"
					? "Aws::Errors::MissingCredentialsError"
					: `${asSeen(active, {})} ${region.value}`;
			assert.equal(expected, seen[index]);
			if (active.kind === "error") assert.equal(active.code, "no-credentials");
		});
});

const remotion = values("REMOTION_AWS_", key("R"));
const plain = values("AWS_", key("A"));
const token = { AWS_SESSION_TOKEN: "not-a-real-token" };
const pairOf = (end = "") => `keys ${key("A")}${end} by AWS_ACCESS_KEY_ID`;
const studio = (by: string) => `profile studio AKIAFAKESTUDIO000001+token by ${by}`;
const byDefault = "profile default AKIAFAKEDEFAULT00001 by null";
const none = "error no-credentials";

describe("what other SDKs sign with", () => {
	/** By the columns of the table A in the fact file `other-readers.md`; Go by the version in go.mod, "newest" where none is told. */
	const table: [
		environment: Record<string, string>,
		python: string,
		goV1: string,
		go: string,
		php: string,
		ruby: string,
	][] = [
		[remotion, byDefault, byDefault, byDefault, byDefault, none],
		[plain, pairOf(), pairOf(), pairOf(), pairOf(), pairOf()],
		[{ ...remotion, ...plain }, pairOf(), pairOf(), pairOf(), pairOf(), pairOf()],
		[{ AWS_PROFILE: "studio", ...plain }, pairOf(), pairOf(), pairOf(), pairOf(), pairOf()],
		[
			{ AWS_PROFILE: "studio" },
			studio("AWS_PROFILE"),
			studio("AWS_PROFILE"),
			studio("AWS_PROFILE"),
			studio("AWS_PROFILE"),
			none,
		],
		[{ REMOTION_AWS_PROFILE: "studio" }, byDefault, byDefault, byDefault, byDefault, none],
		[{ ...plain, ...token }, pairOf("+token"), pairOf("+token"), pairOf("+token"), pairOf("+token"), pairOf()],
		[{ AWS_ACCESS_KEY_ID: key("A") }, "error no-secret-access-key", byDefault, byDefault, byDefault, none],
		[{ AWS_SECRET_ACCESS_KEY: canary }, byDefault, byDefault, byDefault, byDefault, none],
		[
			{ AWS_PROFILE: "nosuch", ...plain },
			"error profile-not-found",
			pairOf(),
			"error profile-not-found",
			pairOf(),
			pairOf(),
		],
		[{ AWS_PROFILE: "nosuch" }, "error profile-not-found", none, "error profile-not-found", none, none],
		[{ AWS_PROFILE: "", ...plain }, "error profile-not-found", pairOf(), pairOf(), pairOf(), pairOf()],
		[
			{ AWS_DEFAULT_PROFILE: "studio" },
			studio("AWS_DEFAULT_PROFILE"),
			studio("AWS_DEFAULT_PROFILE"),
			studio("AWS_DEFAULT_PROFILE"),
			byDefault,
			none,
		],
		[{ AWS_DEFAULT_PROFILE: "nosuch", ...plain }, "error profile-not-found", pairOf(), pairOf(), pairOf(), pairOf()],
		[
			{ AWS_ACCESS_KEY: key("A"), AWS_SECRET_KEY: canary },
			byDefault,
			`keys ${key("A")} by AWS_ACCESS_KEY`,
			`keys ${key("A")} by AWS_ACCESS_KEY`,
			byDefault,
			none,
		],
		[{ AWS_PROFILE: "half" }, "error no-secret-access-key", none, none, none, none],
		[{ AWS_PROFILE: "nothing" }, none, none, none, none, none],
		[
			{ AWS_PROFILE: "role" },
			"profile role role by AWS_PROFILE",
			"profile role role by AWS_PROFILE",
			"profile role role by AWS_PROFILE",
			none,
			none,
		],
		[
			{ AWS_PROFILE: "mixed" },
			"profile mixed sso by AWS_PROFILE",
			"profile mixed AKIAFAKEMIXED0000001 by AWS_PROFILE",
			"profile mixed AKIAFAKEMIXED0000001 by AWS_PROFILE",
			"profile mixed sso by AWS_PROFILE",
			none,
		],
		[
			{ AWS_PROFILE: "studio", AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/x", AWS_WEB_IDENTITY_TOKEN_FILE: "/t" },
			"chain web-identity",
			"chain web-identity",
			"chain web-identity",
			"chain web-identity",
			none,
		],
		[
			{ AWS_PROFILE: "role", AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/x", AWS_WEB_IDENTITY_TOKEN_FILE: "/t" },
			"profile role role by AWS_PROFILE",
			"chain web-identity",
			"chain web-identity",
			"chain web-identity",
			none,
		],
	];
	for (const [environment, ...expected] of table)
		it(`${Object.keys(environment).join(", ")}${environment.AWS_PROFILE === undefined ? "" : ` (${environment.AWS_PROFILE})`}`, () => {
			const found = [
				short(of("python", environment, true).active),
				short(of("go", environment, true, { remotionVersion: "4.0.489" }).active),
				short(of("go", environment, true).active),
				short(of("php", environment, true).active),
				short(of("ruby", environment, true).active),
			];
			assert.deepEqual(found, expected);
		});

	it("is a role for PHP where it and its source are in the credentials file", () => {
		const both = `${files.credentials}\n[render]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = studio\n`;
		const input = situation({
			runtime: "php",
			environment: { AWS_PROFILE: "render" },
			files: { [credentialsPath]: both },
		});
		assert.equal(short(explain(input).active), "profile render role by AWS_PROFILE");
	});

	it("is nothing without files: no container or instance gives a role to a person's own computer", () => {
		for (const runtime of ["python", "go", "php", "ruby"] as const)
			assert.equal(short(of(runtime, remotion, false).active), none, runtime);
	});

	it("may be a container's or an instance's role, where there can be one", () => {
		const container = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/x" };
		const role = { facts: { mayHaveRole: true } };
		for (const runtime of ["python", "go", "php"] as const) {
			assert.equal(short(of(runtime, container, false).active), "chain container-or-instance", runtime);
			assert.equal(short(of(runtime, {}, false, role).active), "chain container-or-instance", runtime);
			const off = { AWS_EC2_METADATA_DISABLED: "true" };
			assert.equal(short(of(runtime, off, false, role).active), none, runtime);
			assert.equal(short(of(runtime, { AWS_PROFILE: "nothing" }, true, role).active), "chain container-or-instance");
		}
		assert.equal(short(of("ruby", container, false, role).active), none);
	});
});

describe("the steps of another SDK", () => {
	const states = ({ steps }: Explanation) => Object.fromEntries(steps.map(({ id, state }) => [id, state]));
	const order = [
		"aws-keys",
		"aws-profile",
		"sdk-chain",
		"remotion-profile",
		"remotion-keys",
		"skip-check",
		"inside-lambda",
	];

	it("are the seven, in its own order, and one of them decides", () => {
		for (const runtime of ["python", "go", "php", "ruby"] as const)
			for (const { environment, files: hasFiles } of cases) {
				const { steps, active } = of(runtime, environment, hasFiles);
				assert.deepEqual(
					steps.map(({ id }) => id),
					order,
				);
				const deciding = steps.filter(({ state }) => state === "active" || state === "broken");
				assert.equal(deciding.length, 1, `${runtime} ${JSON.stringify(environment)}`);
				assert.equal(deciding[0]?.state, active.kind === "error" ? "broken" : "active");
				for (const { reason } of steps) assert.match(reason, /^[A-Z_].*\.$/);
			}
	});

	it("that are set and never read are ignored, with the reason", () => {
		const skip = { REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1", __RESERVED_IS_INSIDE_REMOTION_LAMBDA: "1" };
		const all = { ...skip, ...remotion, REMOTION_AWS_PROFILE: "studio", AWS_PROFILE: "studio" };
		const given = of("python", all, true);
		assert.deepEqual(states(given), {
			"aws-keys": "unset",
			"aws-profile": "active",
			"sdk-chain": "unset",
			"remotion-profile": "ignored",
			"remotion-keys": "ignored",
			"skip-check": "ignored",
			"inside-lambda": "ignored",
		});
		const reason = given.steps.find(({ id }) => id === "remotion-profile")?.reason;
		assert.equal(reason, "Remotion's Python SDK doesn't read REMOTION_AWS_PROFILE, only AWS_ variables.");
		assert.equal(states(of("ruby", all, true))["aws-profile"], "ignored");
	});

	it("say what Ruby's drops", () => {
		const temporary = { ...plain, AWS_ACCESS_KEY_ID: `ASIA${key("A").slice(4)}`, ...token };
		const [first] = of("ruby", temporary, false).steps;
		assert.match(first?.reason ?? "", /doesn't read AWS_SESSION_TOKEN, so AWS rejects this temporary access key\.$/);
		assert.match(of("ruby", { ...plain, ...token }, false).steps[0]?.reason ?? "", /doesn't read AWS_SESSION_TOKEN\.$/);
	});

	it("point at a value that is no key", () => {
		const [first] = of("python", { ...plain, AWS_ACCESS_KEY_ID: "$KEY" }, false).steps;
		assert.equal(first?.state, "broken");
	});

	it("have no region but Ruby's", () => {
		const region = { AWS_REGION: "eu-central-1", REMOTION_AWS_REGION: "us-west-2" };
		for (const runtime of ["python", "go", "php"] as const) assert.equal(of(runtime, region, false).region.value, null);
		assert.equal(of("ruby", region, false).region.value, "eu-central-1");
		assert.equal(of("ruby", {}, false).region.value, "us-east-1");
	});

	it("give out no secret", () => {
		for (const runtime of ["python", "go", "php", "ruby"] as const)
			assert.ok(
				!JSON.stringify(of(runtime, { ...values("AWS_", key("A")), AWS_SECRET_ACCESS_KEY: canary }, true)).includes(
					canary,
				),
			);
	});
});

describe("another SDK behind what is unseen", () => {
	const hidden = { kind: "hidden", by: "doppler run" } as const;
	const launch = { launchParts: { runtime: "python" } } as const;

	it("may get the keys of a tool, or a profile", () => {
		assert.equal(answer(["shell", hidden], launch), "hidden doppler run");
		const only = (names: string[]) => answer(["shell", { ...hidden, names }], launch);
		assert.equal(only(["AWS_PROFILE"]), "hidden doppler run");
		assert.equal(only(["REMOTION_AWS_PROFILE"]), none);
		assert.equal(only(["AWS_CONTAINER_CREDENTIALS_FULL_URI"]), "hidden doppler run");
		const environment = { ...plain };
		assert.equal(answer(["shell", { ...hidden, names: ["AWS_PROFILE"] }], { ...launch, environment }), pairOf());
	});

	it("may get keys that nobody here knows", () => {
		const unknown = {
			kind: "variables",
			by: "CI",
			values: { AWS_ACCESS_KEY_ID: { unknown: "secrets.K" }, AWS_SECRET_ACCESS_KEY: { unknown: "secrets.S" } },
		} as const;
		const { active } = explained([unknown], { launchParts: { runtime: "python", place: "elsewhere" } });
		assert.equal(active.kind === "keys" && active.accessKeyId, "");
	});

	it("may read an AWS file that cannot be read here", () => {
		const input = situation({ runtime: "python", files: { [credentialsPath]: failure("FIFO") } });
		assert.equal(explain(input).active.kind, "hidden");
	});
});

describe("what verifies another SDK's credentials", () => {
	const source = (input: Partial<ExplainInput>) => {
		const inHome = { [credentialsPath]: files.credentials ?? "" };
		return signingOf(resolveProject(situation({ files: inHome, ...input })))?.source;
	};

	it("is given the same keys or profile, whatever the SDK for JavaScript would take", () => {
		const both = source({ runtime: "python", environment: { AWS_PROFILE: "studio", ...plain } });
		assert.equal(both?.kind === "keys" && both.accessKeyId, key("A"));
		const misspelled = source({ runtime: "go", environment: { AWS_ACCESS_KEY: key("A"), AWS_SECRET_KEY: canary } });
		assert.equal(misspelled?.kind === "keys" && misspelled.secretAccessKey.reveal(), canary);
		const dropped = source({ runtime: "ruby", environment: { ...plain, ...token } });
		assert.equal(dropped?.kind === "keys" && dropped.sessionToken, undefined);
		const named = source({ runtime: "python", environment: { AWS_DEFAULT_PROFILE: "studio" } });
		assert.deepEqual(named, { kind: "profile", profile: "studio" });
		assert.equal(source({ runtime: "ruby", environment: { AWS_PROFILE: "studio" } }), undefined);
	});
});

describe("a hover under another SDK", () => {
	const said = (runtime: OtherSdk, text: string, name: string) => {
		const facts = { codeLoadsEnv: [`${cwd}/.env`] };
		const project = resolveProject(situation({ runtime, facts, files: { ".env": text } }));
		const { state, why } = describeVariable(project, `${cwd}/.env`, name) ?? {};
		return `${state}: ${why}`;
	};
	const pair = "AWS_ACCESS_KEY_ID=AKIAFAKE000000000001\nAWS_SECRET_ACCESS_KEY=not-a-real-secret\n";

	it("says what it reads, and what it never reads", () => {
		assert.match(
			said("python", `${pair}AWS_PROFILE=studio`, "AWS_ACCESS_KEY_ID"),
			/^inactive: .*AWS_PROFILE takes precedence\.$/,
		);
		assert.match(
			said("php", pair, "AWS_ACCESS_KEY_ID"),
			/^active: Remotion's PHP SDK uses AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/,
		);
		assert.match(
			said("php", "REMOTION_AWS_PROFILE=x", "REMOTION_AWS_PROFILE"),
			/^inactive: Remotion's PHP SDK doesn't read REMOTION_AWS_PROFILE/,
		);
		assert.match(
			said("go", "AWS_REGION=us-east-1", "AWS_REGION"),
			/^inactive: Not used: Remotion's Go SDK takes its region from the argument only\.$/,
		);
		assert.equal(said("ruby", "AWS_REGION=us-west-2", "AWS_REGION"), "active: Remotion's Ruby SDK uses this region.");
		assert.equal(
			said("ruby", "REMOTION_AWS_REGION=us-west-2", "REMOTION_AWS_REGION"),
			"inactive: Remotion's Ruby SDK doesn't read it.",
		);
		const cache = "REMOTION_DISABLE_AWS_CLIENT_CACHE";
		assert.equal(said("go", `${cache}=1`, cache), "inactive: Remotion's Go SDK doesn't read it.");
	});
});
