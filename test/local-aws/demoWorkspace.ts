/** The demo workspace's own keys (`test/workspaces/demo` and `demo-home`), made known to the local AWS, and profiles that fail on purpose. */
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { ACCOUNTS, KEYS, WRONG_SECRET } from "./accounts.ts";
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
} satisfies Record<string, AccessKey>;

/** Whose they are: account, user or role. */
const OWNERS: readonly [account: string, owner: string, keys: readonly AccessKey[]][] = [
	["111122223333", "render-bot", [DEMO_KEYS.remotion, DEMO_KEYS.unprefixed]],
	["111122223333", "intern", [DEMO_KEYS.default]],
	["111122223333", "render-role", [DEMO_KEYS.staging]],
	["222233334444", "render-bot", [DEMO_KEYS.prefixed]],
];

/** The accounts of the local AWS, with the demo's keys and the role its profile assumes. */
export const DEMO_ACCOUNTS: readonly Account[] = ACCOUNTS.map((account) => {
	const withKeys = <Owner extends User | Role>(owner: Owner): Owner => ({
		...owner,
		keys: [
			...(owner.keys ?? []),
			...OWNERS.filter(([id, name]) => id === account.id && name === owner.name).flatMap(([, , keys]) => keys),
		],
	});
	const renderRole = account.roles.find(({ name }) => name === "render-role");
	return {
		...account,
		users: account.users.map(withKeys),
		roles: [
			...account.roles.map(withKeys),
			...(renderRole === undefined ? [] : [{ ...renderRole, name: "remotion-render", keys: [] }]),
		],
	};
});

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
