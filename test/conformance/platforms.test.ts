/**
 * "If deployed to a hosting platform": `explain()` for a platform against the real client in an environment as the platform makes it, for every
 * combination of the variables in question. What a platform injects is laid over the project's variables here a second time, on its own.
 */
import assert from "node:assert/strict";
import { type ExplainInput, explain, type PlatformRuntime } from "../../src/core/index.ts";
import { type Case, CWD, HOME } from "./environments.ts";
import { Oracle } from "./oracle.ts";
import { difference } from "./remotionClientAgreement.ts";

const secret = "not-a-real-secret-of-a-platform-00000001";

/** What the project sets, each of it or not. */
const own: readonly (readonly [name: string, value: string])[] = [
	["REMOTION_SKIP_AWS_CREDENTIALS_CHECK", "1"],
	["REMOTION_AWS_PROFILE", "static"],
	["REMOTION_AWS_ACCESS_KEY_ID", "AKIAFAKEREMOTION0001"],
	["REMOTION_AWS_SECRET_ACCESS_KEY", secret],
	["REMOTION_AWS_SESSION_TOKEN", "not-a-real-token"],
	["AWS_PROFILE", "static"],
	["AWS_ACCESS_KEY_ID", "AKIAFAKEPLAIN0000001"],
	["AWS_SECRET_ACCESS_KEY", secret],
	["AWS_SESSION_TOKEN", "not-a-real-token"],
];

const injected = {
	AWS_ACCESS_KEY_ID: "ASIAFAKEPLATFORM0001",
	AWS_SECRET_ACCESS_KEY: secret,
	AWS_SESSION_TOKEN: "not-a-real-token-of-a-platform",
	AWS_REGION: "eu-west-1",
};

/** The environment of a program there. */
const there: Readonly<Record<PlatformRuntime, (set: Record<string, string>) => Record<string, string>>> = {
	"aws-lambda": (set) => ({ ...set, ...injected }),
	vercel: (set) => ({ ...injected, ...set }),
	"aws-ec2": (set) => set,
	netlify: (set) => ({ ...set, ...injected }),
	amplify: (set) => Object.fromEntries(Object.entries(set).filter(([name]) => !name.startsWith("AWS"))),
	sst: (set) => ({ ...set, ...injected }),
	sam: (set) => ({ ...set, ...injected }),
	serverless: (set) => ({ ...set, ...injected }),
};

describe("what signs on a platform", function () {
	this.timeout(300_000);
	const oracle = new Oracle();
	after(() => oracle.close());

	const sets = Array.from({ length: 2 ** own.length }, (_, number) =>
		Object.fromEntries(own.filter((_, index) => number & (1 << index))),
	);
	for (const runtime of ["aws-lambda", "vercel", "aws-ec2", "netlify", "amplify"] as const) {
		it(`${runtime}: agrees with the real client in all ${sets.length} environments`, async () => {
			const cases = sets.map(
				(set): Case => ({
					environment: there[runtime](set),
					files: {},
					directories: [],
					throughTerminal: [],
					dotenv: null,
				}),
			);
			const outcomes = await oracle.ask(cases);
			const kinds = new Set<string>();
			for (const [index, set] of sets.entries()) {
				const outcome = outcomes[index];
				assert.ok(outcome);
				const { active } = explain(inputOf(runtime, set));
				// Nobody knows the platform's key before it is there.
				const isPlatforms = active.kind === "keys" && active.accessKeyId === "";
				const filled = isPlatforms ? { ...active, accessKeyId: injected.AWS_ACCESS_KEY_ID } : active;
				assert.equal(difference(filled, outcome), null, JSON.stringify(set));
				kinds.add(isPlatforms ? "platform" : active.kind);
			}
			const expected =
				runtime === "aws-ec2" || runtime === "amplify" ? ["chain", "error", "keys"] : ["error", "keys", "platform"];
			assert.deepEqual([...kinds].sort(), expected);
		});
	}
});

/** The shell and the AWS files of this machine are full of what must not count. */
function inputOf(runtime: PlatformRuntime, set: Readonly<Record<string, string>>): ExplainInput {
	const files: Record<string, string> = {
		[`${CWD}/.env`]: Object.entries(set)
			.map(([name, value]) => `${name}=${value}\n`)
			.join(""),
		[`${HOME}/.aws/credentials`]: `[default]\naws_access_key_id = AKIAFAKELOCAL0000001\naws_secret_access_key = ${secret}\n[static]\naws_access_key_id = AKIAFAKELOCAL0000002\naws_secret_access_key = ${secret}\n`,
	};
	return {
		runtime,
		cwd: CWD,
		home: HOME,
		platform: "posix",
		environment: {
			REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKESHELL0000001",
			REMOTION_AWS_SECRET_ACCESS_KEY: secret,
			AWS_PROFILE: "static",
			AWS_EC2_METADATA_DISABLED: "true",
		},
		terminal: { REMOTION_AWS_PROFILE: "static" },
		readFile: (path) => files[path],
	};
}
