/**
 * Who lives in the local AWS: accounts, users, roles, keys, functions, sites. Data only.
 * Every key has the right shape and is plainly no real one; the account numbers are in the style of AWS's documentation.
 */
import { fakeSecret, longLivedKey, temporaryKey } from "./keys.ts";
import { poolAccounts } from "./pool.ts";
import {
	FUNCTION_ROLE,
	OLDER_VERSION,
	REMOTION_USER_ACTIONS,
	REMOTION_VERSION,
	remotionFunction,
} from "./remotionSetup.ts";
import type { AccessKey, Account } from "./types.ts";

/** The site in every bucket that has one. */
export const SITE_NAME = "local-demo";

/** What the `web_identity_token_file` of the demo's web-identity profile holds. */
export const WEB_IDENTITY_TOKEN = "local-aws-web-identity-token-not-real";

/** The code that every user's MFA device (`arn:aws:iam::ACCOUNT:mfa/USER`) shows. */
export const MFA_CODE = "123456";

/** Every key the demo and the tests use, by what it is for. */
export const KEYS = {
	/** Account 1, may do all that Remotion's user policy allows. */
	studio: longLivedKey("STUDIOBOT"),
	/** The same person as `studio`, as a temporary session. */
	studioSession: temporaryKey("STUDIOTEMP"),
	/** A session that ran out in 2020. */
	expired: temporaryKey("EXPIRED", "2020-01-01T00:00:00Z"),
	/** Account 1, a user without any permission. */
	denied: longLivedKey("INTERN"),
	/** Account 1, may invoke but not list functions. */
	invokeOnly: longLivedKey("INVOKEONLY"),
	/** Account 1, Remotion's user policy and Secrets Manager. */
	secrets: longLivedKey("SECRETSBOT"),
	/** Account 1, may do all of Remotion's user policy but invoke functions. */
	checker: longLivedKey("CHECKER"),
	/** Account 1, may give roles policies. */
	admin: longLivedKey("ADMIN"),
	/** Account 1, the role of somebody's own function that calls Remotion: as its runtime injects it. It may do nothing yet. */
	appFunction: temporaryKey("APPFUNCTION"),
	/** Account 2, set up like account 1. */
	agency: longLivedKey("AGENCYBOT"),
	/** Account 3, new: concurrency 10, an outdated function, no site. */
	fresh: longLivedKey("FRESHBOT"),
	/** Account 4, the hosting platform's: what a function's runtime injects. Known, but with no right to anything of ours. */
	platform: temporaryKey("PLATFORM"),
	/** What a platform injects that this AWS has never heard of. */
	platformUnknown: temporaryKey("NOBODYKNOWS"),
	/** A long-lived key nobody has. */
	unknown: longLivedKey("UNKNOWN"),
} as const;

/** `studio`'s key ID with somebody else's secret. */
export const WRONG_SECRET: AccessKey = {
	accessKeyId: KEYS.studio.accessKeyId,
	secretAccessKey: fakeSecret("WRONGSECRET"),
};

/** The accounts of the demo, then twenty more for rotation. */
export const ACCOUNTS: readonly Account[] = [
	{
		id: "111122223333",
		title: "Studio",
		concurrencyLimit: 1000,
		optInRegions: ["eu-south-1"],
		users: [
			{ name: "render-bot", allow: REMOTION_USER_ACTIONS, keys: [KEYS.studio] },
			{ name: "intern", allow: [], keys: [KEYS.denied] },
			{ name: "invoker", allow: ["lambda:InvokeFunction", "s3:GetObject", "s3:ListBucket"], keys: [KEYS.invokeOnly] },
			{
				name: "checker",
				allow: REMOTION_USER_ACTIONS.filter((action) => !action.startsWith("lambda:Invoke")),
				keys: [KEYS.checker],
			},
			{ name: "secrets-bot", allow: [...REMOTION_USER_ACTIONS, "secretsmanager:*"], keys: [KEYS.secrets] },
			{ name: "admin", allow: ["iam:PutRolePolicy"], keys: [KEYS.admin] },
		],
		roles: [
			FUNCTION_ROLE,
			{
				name: "render-role",
				trust: ["arn:aws:iam::111122223333:user/render-bot"],
				allow: REMOTION_USER_ACTIONS,
				keys: [KEYS.studioSession, KEYS.expired],
			},
			{ name: "app-function", trust: ["lambda.amazonaws.com"], allow: [], keys: [KEYS.appFunction] },
			{ name: "locked-role", trust: [], allow: REMOTION_USER_ACTIONS },
			{
				name: "guarded-role",
				trust: ["arn:aws:iam::111122223333:user/render-bot"],
				needsMfa: true,
				allow: REMOTION_USER_ACTIONS,
			},
			{ name: "web-role", trust: ["web-identity"], allow: REMOTION_USER_ACTIONS },
		],
		functions: [
			remotionFunction(REMOTION_VERSION),
			remotionFunction(OLDER_VERSION),
			remotionFunction(REMOTION_VERSION, "eu-central-1"),
		],
		buckets: [
			{ name: "remotionlambda-useast1-studio0001", region: "us-east-1", sites: [SITE_NAME] },
			{ name: "remotionlambda-eucentral1-studio0002", region: "eu-central-1", sites: [SITE_NAME] },
		],
		secrets: {
			"remotion/agency": JSON.stringify({
				remotion_aws_client_id: KEYS.agency.accessKeyId,
				remotion_aws_client_secret: KEYS.agency.secretAccessKey,
			}),
			"remotion/wrong-fields": JSON.stringify({ username: "render-bot", password: "local-aws-not-real" }),
			"remotion/other-names": JSON.stringify({
				user: KEYS.agency.accessKeyId,
				key: KEYS.agency.secretAccessKey,
				note: "not real",
			}),
			"remotion/empty": "{}",
			"remotion/not-json": "local-aws-not-real",
		},
	},
	{
		id: "222233334444",
		title: "Agency",
		concurrencyLimit: 1000,
		users: [{ name: "render-bot", allow: REMOTION_USER_ACTIONS, keys: [KEYS.agency] }],
		roles: [FUNCTION_ROLE],
		functions: [remotionFunction(REMOTION_VERSION)],
		buckets: [{ name: "remotionlambda-useast1-agency0001", region: "us-east-1", sites: [SITE_NAME] }],
	},
	{
		id: "333344445555",
		title: "New account",
		concurrencyLimit: 10,
		users: [{ name: "render-bot", allow: REMOTION_USER_ACTIONS, keys: [KEYS.fresh] }],
		roles: [FUNCTION_ROLE],
		functions: [remotionFunction(OLDER_VERSION)],
		buckets: [],
	},
	{
		id: "444455556666",
		title: "Hosting platform",
		concurrencyLimit: 1000,
		users: [],
		roles: [{ name: "platform-function", trust: ["lambda.amazonaws.com"], allow: [], keys: [KEYS.platform] }],
		functions: [],
		buckets: [],
	},
	...poolAccounts(SITE_NAME),
];
