/**
 * What makes a copy of the demo workspace (`test/workspaces/demo` and `demo-home`) work on the local AWS: its own keys made known there,
 * something to choose from for a test render, the client that renders, and profiles that fail on purpose.
 */
import { appendFileSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { root } from "../harness/paths.ts";
import { ACCOUNTS, KEYS, SITE_NAME, WRONG_SECRET } from "./accounts.ts";
import { OLDER_VERSION, REMOTION_VERSION, remotionFunction } from "./remotionSetup.ts";
import type { AccessKey, Account, Role, User } from "./types.ts";

/** As the demo's files have them. */
const DEMO_KEYS = {
	default: { accessKeyId: "AKIAFAKEDEFAULT00001", secretAccessKey: "notARealSecret/default/00000000000000001" },
	remotion: { accessKeyId: "AKIAFAKEREMOTION0001", secretAccessKey: "notARealSecret/remotion/0000000000000001" },
	staging: {
		accessKeyId: "ASIAFAKESTAGING00001",
		secretAccessKey: "notARealSecret/staging/00000000000000001",
		sessionToken: "notARealToken/staging/000000000000000001",
	},
	prefixed: { accessKeyId: "AKIAFAKEPREFIXED0001", secretAccessKey: "notARealSecret/prefixed/0000000000000001" },
	unprefixed: { accessKeyId: "AKIAFAKEUNPREFIX0001", secretAccessKey: "notARealSecret/unprefixed/00000000000001" },
	nextjs: { accessKeyId: "AKIAFAKENEXTJS000001", secretAccessKey: "notARealSecret/nextjs/000000000000000001" },
} satisfies Record<string, AccessKey>;

const STUDIO = "111122223333";

/** Whose they are: account, user or role. */
const OWNERS: readonly [account: string, owner: string, keys: readonly AccessKey[]][] = [
	[STUDIO, "render-bot", [DEMO_KEYS.remotion, DEMO_KEYS.unprefixed, DEMO_KEYS.nextjs]],
	[STUDIO, "intern", [DEMO_KEYS.default]],
	[STUDIO, "render-role", [DEMO_KEYS.staging]],
	["222233334444", "render-bot", [DEMO_KEYS.prefixed]],
];

/** The region of the demo's first project: there is more than one function and site to choose from. */
const REGION = "eu-central-1";

/** The accounts of the local AWS, with the demo's keys, the role its profile assumes, and what it can choose from. */
export const DEMO_ACCOUNTS: readonly Account[] = ACCOUNTS.map((account) => {
	const withKeys = <Owner extends User | Role>(owner: Owner): Owner => ({
		...owner,
		keys: [
			...(owner.keys ?? []),
			...OWNERS.filter(([id, name]) => id === account.id && name === owner.name).flatMap(([, , keys]) => keys),
		],
	});
	const renderRole = account.roles.find(({ name }) => name === "render-role");
	const isStudio = account.id === STUDIO;
	return {
		...account,
		functions: isStudio
			? [
					...account.functions,
					remotionFunction(REMOTION_VERSION, REGION, 3008),
					remotionFunction(OLDER_VERSION, REGION),
				]
			: account.functions,
		buckets: account.buckets.map((bucket) =>
			isStudio && bucket.region === REGION ? { ...bucket, sites: [SITE_NAME, "staging"] } : bucket,
		),
		users: account.users.map(withKeys),
		roles: [
			...account.roles.map(withKeys),
			...(renderRole === undefined ? [] : [{ ...renderRole, name: "remotion-render", keys: [] }]),
		],
	};
});

/** Gives a copy of the demo the client that renders: this repository's own, as `npm install` would put it there. */
export function addDemoClient(workspace: string): void {
	const scope = join(workspace, "node_modules", "@remotion");
	mkdirSync(scope, { recursive: true });
	symlinkSync(join(root, "node_modules", "@remotion", "lambda"), join(scope, "lambda"), "junction");
}

/** Adds to a copy of `demo-home` a second account, and the ways in which a profile fails only once AWS is asked. */
export function addDemoProfiles(home: string): void {
	const profiles: [name: string, key: AccessKey][] = [
		["agency", KEYS.agency],
		["wrong-secret", WRONG_SECRET],
		["unknown-key", KEYS.unknown],
		["expired", KEYS.expired],
	];
	const lines = profiles.flatMap(([name, { accessKeyId, secretAccessKey, sessionToken }]) => [
		"",
		`[${name}]`,
		`aws_access_key_id = ${accessKeyId}`,
		`aws_secret_access_key = ${secretAccessKey}`,
		...(sessionToken === undefined ? [] : [`aws_session_token = ${sessionToken}`]),
	]);
	appendFileSync(join(home, ".aws", "credentials"), `${lines.join("\n")}\n`);
}
