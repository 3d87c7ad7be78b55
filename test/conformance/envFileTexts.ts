/** Random projects: `.env` files as people write and break them, two AWS files, a shell, a runtime. Every key is plainly invalid. */

import fc from "fast-check";
import type { ExplainInput } from "../../src/core/index.ts";
import { defaultRuntime, platforms, programs } from "../../src/core/runtimes/index.ts";
import { now } from "../unit/situation.ts";
import { brokenAwsFiles, config, credentials, datedProfiles, dates, defaultProfile } from "./awsFileMistakes.ts";
import { profileWorlds } from "./awsTexts.ts";

const ids = [
	"AKIAFAKERANDOM000001",
	"AKIAFAKERANDOM000002",
	"ASIAFAKERANDOM000001",
	"AKIAIOSFODNN7EXAMPLE",
	"AKIAXXXXXXXXXXXXXXXX",
	"akiafakerandom000001",
	"AIDAFAKERANDOM000001",
	"AKIAFAKE",
	"AKIAFAKERANDOM000001,",
	"AK...",
	"YOUR_ACCESS_KEY_ID",
	"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
	"$" + "{OTHER}",
	"op(op://dev/aws/id)",
	"[SENSITIVE]",
];
const secrets = [
	"not-a-real-secret-random-000000000000001",
	"not-a-real-secret-random-000000000000002",
	"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
	"not-a-real#secret-random-000000000000001",
	"not-a-real-secret",
	"AKIAFAKERANDOM000001",
	"M/",
	"<Secret access key>",
	"op://vault/aws/secret",
	'awsSecret("prod#secret")',
	"[SENSITIVE]",
];
const tokens = ["not-a-real-token==", "xxx", "not a real token"];
const profiles = ["remotion", "default", "remotoin", "half", "role", "mfa", "nobody", "two words"];
const regions = [
	"us-east-1",
	"eu-central-1",
	" eu-central-1",
	"US-EAST-1",
	"us-east-1a",
	"eu-cental-1",
	"af-south-1",
	"cn-north-1",
	"mars",
];

const kinds: readonly [names: readonly string[], values: readonly string[]][] = [
	[["REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY_ID"], ids],
	[
		[
			"REMOTION_AWS_SECRET_ACCESS_KEY",
			"REMOTION_AWS_SECRET_ACCESS_KEY",
			"AWS_SECRET_ACCESS_KEY",
			"AWS_SECRET_ACCESS_KEY",
		],
		secrets,
	],
	[["REMOTION_AWS_SESSION_TOKEN", "AWS_SESSION_TOKEN"], tokens],
	[["REMOTION_AWS_PROFILE", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_PROFIEL", "REMOTION_AWS_PROFLE"], profiles],
	[["REMOTION_AWS_REGION", "AWS_REGION", "AWS_DEFAULT_REGION", "REMOTION_ASW_REGION", "aws_region"], regions],
	[
		["REMOTION_SKIP_AWS_CREDENTIALS_CHECK", "REMOTION_SKIP_AWS_CREDENTIAL_CHECK"],
		["1", "0"],
	],
	[["AWS_ACCESS_KEY", "REMOTION_ACCESS_KEY_ID", "REMOTION_AWS_ACCESS_KEY", "NEXT_PUBLIC_AWS_ACCESS_KEY_ID"], ids],
	[
		[
			"AWS_SECRET_KEY",
			"REMOTION_AWS_SECRET_KEY",
			"REMOTION_SECRET_ACCESS_KEY",
			"VITE_AWS_SECRET_ACCESS_KEY",
			"AWSSecretKey",
		],
		secrets,
	],
	[["AWS_KEY_1", "AWS_KEY_2", "AWS_KEY_3", "AWS_KEY_5", "AWS_KEY_", "AWS_KEY_02"], ids],
	[["AWS_SECRET_1", "AWS_SECRET_2", "AWS_SECRET_3", "AWS_SECRET_5", "AWS_SECRET_"], secrets],
	[
		["AWS_BUCKET", "REMOTION_APP_REGION", "DATABASE_URL", "AWS_ENDPOINT_URL"],
		["mine", "http://127.0.0.1:9000"],
	],
	[["AWS_WEB_IDENTITY_TOKEN_FILE"], ["C:\\Users\\nina\\token", "C:\\Users\\tom\\token"]],
];

const quoted = fc
	.tuple(
		fc.constantFrom("", "", "", "", "", "", '"', '"', "'", "`"),
		fc.constantFrom("", "", "", "", "", " ", "\n", "'", '"'),
	)
	.map(
		([quote, more]) =>
			(value: string) =>
				quote + value + (quote === "" ? more.trim() : more) + quote,
	);

const assignment = fc
	.tuple(
		fc.constantFrom("", "", "", "", "", "", "export ", "  ", "# ", "#"),
		fc.constantFrom(...kinds).chain(([names, values]) =>
			fc.tuple(
				fc.constantFrom(...names),
				fc.oneof(
					{ weight: 4, arbitrary: fc.constantFrom(...values.slice(0, 3)) },
					{ weight: 2, arbitrary: fc.constantFrom(...values) },
					{
						weight: 1,
						arbitrary: fc.constant(""),
					},
				),
			),
		),
		fc.constantFrom("=", "=", "=", "=", " = ", ": "),
		quoted,
		fc.constantFrom("", "", "", "", "", " # why", "#why", " ", " # remotion-lambda-disable-line duplicate-variable"),
	)
	.map(([before, [name, value], separator, quote, after]) => before + name + separator + quote(value) + after);

/** A pair as most files have it, so that complete ones are no rarity. */
const pair = fc
	.tuple(
		fc.constantFrom("REMOTION_AWS_", "AWS_"),
		fc.constantFrom(...ids.slice(0, 4)),
		fc.constantFrom(...secrets.slice(0, 3)),
		fc.constantFrom("", "", "_TOKEN"),
	)
	.map(
		([prefix, id, secret, token]) =>
			`${prefix}ACCESS_KEY_ID=${id}\n${prefix}SECRET_ACCESS_KEY=${secret}${token && `\n${prefix}SESSION_TOKEN=not-a-real-token==`}`,
	);

/** Temporary keys with the date at which they end, as `aws configure export-credentials` and aws-vault write them. */
const datedPair = fc
	.tuple(fc.constantFrom("AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION"), fc.constantFrom(...dates, ""))
	.map(
		([name, date]) =>
			`AWS_ACCESS_KEY_ID=ASIAFAKERANDOM000001\nAWS_SECRET_ACCESS_KEY=${secrets[0]}\nAWS_SESSION_TOKEN=not-a-real-token==\n${name}=${date}`,
	);

/** Two accounts of a pool, now and then with one key. */
const accounts = fc
	.tuple(fc.constantFrom(...ids.slice(0, 2)), fc.constantFrom(...ids.slice(0, 2)))
	.map((both) => both.map((id, at) => `AWS_KEY_${at + 1}=${id}\nAWS_SECRET_${at + 1}=${secrets[at]}`).join("\n"));

const line = fc.oneof(
	{ weight: 7, arbitrary: assignment },
	{ weight: 1, arbitrary: datedPair },
	{ weight: 1, arbitrary: accounts },
	{ weight: 2, arbitrary: pair },
	{ weight: 1, arbitrary: fc.constantFrom("", "# a comment", "just words", 'OTHER="two\nlines"') },
);

/** A `.env` text of some ten lines. */
export const envFileTexts: fc.Arbitrary<string> = fc
	.tuple(
		fc.constantFrom("", "", "", "", "", "\ufeff", "\ufeff", "# Created by Vercel CLI\n"),
		fc.array(line, { maxLength: 10, size: "max" }),
		fc.constantFrom("\n", "\n", "\n", "\r\n"),
		fc.constantFrom("", "\n"),
	)
	.map(([bom, lines, eol, end]) => bom + lines.join("\n").replaceAll("\n", eol) + end.replace("\n", eol));

/** A few variables of the shell, each with a value of its kind or set to nothing. */
const shell = fc
	.array(
		fc
			.constantFrom(...kinds.slice(0, 6))
			.chain(([names, values]) => fc.tuple(fc.constantFrom(...names), fc.constantFrom("", ...values.slice(0, 3)))),
		{ maxLength: 2 },
	)
	.map((entries): Record<string, string> => Object.fromEntries(entries));

/** A shell in which the AWS CLI and Remotion use different credentials, unless they are the profile's own. */
const profileAndKeys = fc
	.constantFrom("AKIAFAKEREMOTION0001", "AKIAFAKERANDOM000001")
	.map((id) => ({ AWS_PROFILE: "remotion", AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secrets[0] ?? "" }));

/** What makes dotenv decrypt a vault in the place of `.env`. */
const vaultKey = { DOTENV_KEY: "dotenv://:key_0000@dotenvx.com/vault/.env.vault?environment=production" };

export interface Project {
	input: ExplainInput;
	files: Map<string, string>;
}

const cwd = "/work/project";
const names = [".env", ".env", ".env.local", ".env.production", ".env.development"];

/** A project: mostly one file, now and then several. */
export const projects: fc.Arbitrary<Project> = fc
	.record({
		texts: fc.array(fc.tuple(fc.constantFrom(...names), envFileTexts), { minLength: 1, maxLength: 3 }),
		runtime: fc.constantFrom(defaultRuntime, ...[...programs, ...platforms].map(({ id }) => id)),
		remotionVersion: fc.constantFrom("4.0.527", "4.0.527", "4.0.300"),
		hasDefault: fc.boolean(),
		platform: fc.constantFrom("posix" as const, "posix" as const, "win32" as const),
		environment: fc.oneof(
			{ weight: 12, arbitrary: fc.constant({}) },
			{ weight: 6, arbitrary: shell },
			{ weight: 1, arbitrary: fc.constant(vaultKey) },
			{ weight: 1, arbitrary: fc.constant({ REMOTION_AWS_PROFILE: "china" }) },
			{ weight: 1, arbitrary: profileAndKeys },
		),
		codeLoadsEnv: fc.constantFrom([], [".env"], [".env.local", ".env"]),
		/** Mostly files in which something works, so that `.env` files have something to name. */
		aws: fc.oneof(
			{ weight: 6, arbitrary: fc.constant(undefined) },
			{ weight: 1, arbitrary: profileWorlds },
			{ weight: 1, arbitrary: brokenAwsFiles },
			{ weight: 1, arbitrary: datedProfiles },
		),
		mode: fc.constantFrom(0o600, 0o644),
		otherReaders: fc.constantFrom([], [], ["@aws-sdk/client-s3"]),
		git: fc.constantFrom("tracked" as const, "ignored" as const, "untracked" as const),
	})
	.map(({ texts, hasDefault, platform, codeLoadsEnv, otherReaders, git, aws, mode, ...rest }) => {
		const files = new Map(texts.map(([name, text]) => [at(platform, name), text]));
		if ("DOTENV_KEY" in rest.environment) files.set(at(platform, ".env.vault"), 'DOTENV_VAULT_PRODUCTION="bm9uZQ=="\n');
		const root = platform === "win32" ? "C:\\home\\.aws\\" : "/home/tester/.aws/";
		files.set(`${root}credentials`, aws?.credentials ?? (hasDefault ? defaultProfile : "") + credentials);
		files.set(`${root}config`, aws?.config ?? config);
		const input: ExplainInput = {
			...rest,
			platform,
			now,
			cwd: platform === "win32" ? "C:\\project" : cwd,
			home: platform === "win32" ? "C:\\home" : "/home/tester",
			readFile: (path) => files.get(path),
			facts: {
				git: { [at(platform, ".env")]: git },
				fileMode: { [`${root}credentials`]: mode },
				codeLoadsEnv: codeLoadsEnv.map((name) => at(platform, name)),
				otherReaders,
			},
		};
		return { input, files };
	});

function at(platform: "posix" | "win32", name: string): string {
	return platform === "win32" ? `C:\\project\\${name}` : `${cwd}/${name}`;
}
