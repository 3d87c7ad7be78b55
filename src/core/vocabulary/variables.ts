import { rotationPart } from "./rotationNames.ts";

/** The variables that Remotion Lambda looks at, and the ones people use beside them, each with what it does in one sentence. */

export type VariableKind = "access-key-id" | "secret" | "session-token" | "profile" | "region" | "switch";

export interface KnownVariable {
	readonly name: string;
	readonly kind: VariableKind;
	/** What it does, for hover and completion. */
	readonly does: string;
}

function pair(prefix: "REMOTION_AWS_" | "AWS_"): KnownVariable[] {
	const [id, secret, token] = keyVariables(prefix);
	const whose =
		prefix === "AWS_"
			? " Every AWS tool reads it, and shells and hosting platforms set their own."
			: " Only Remotion reads it.";
	return [
		{
			name: id,
			kind: "access-key-id",
			does: `The access key ID that Remotion Lambda uses, together with ${secret}.${whose}`,
		},
		{ name: secret, kind: "secret", does: `The secret access key that belongs to ${id}.${whose}` },
		{
			name: token,
			kind: "session-token",
			does: `The session token of temporary credentials (ASIA…). It belongs to ${id} alone.${whose}`,
		},
	];
}

/** The variables that name a profile, Remotion's own first. */
export const profileVariables = ["REMOTION_AWS_PROFILE", "AWS_PROFILE"] as const;

/** The variable that hands a profile on: it takes precedence over all other credentials, and is a name, not a secret. */
export const profileVariable = profileVariables[0];

/** The variables Remotion's command line takes the region from, the first one first. Source: `getAwsRegion` of `@remotion/lambda`. */
export const regionVariables = ["REMOTION_AWS_REGION", "AWS_REGION"] as const;

/** The variable that switches Remotion's check, and every REMOTION_AWS_* credential with it, off. */
export const skipVariable = "REMOTION_SKIP_AWS_CREDENTIALS_CHECK";

/** The variable that Remotion's own function sets in itself. */
export const insideVariable = "__RESERVED_IS_INSIDE_REMOTION_LAMBDA";

/** The variable that turns Remotion's cache of AWS clients off. */
export const cacheVariable = "REMOTION_DISABLE_AWS_CLIENT_CACHE";

const list: readonly KnownVariable[] = [
	{
		name: "REMOTION_AWS_PROFILE",
		kind: "profile",
		does: "The AWS profile that Remotion Lambda uses. It takes precedence over access keys and AWS_PROFILE (not over REMOTION_SKIP_AWS_CREDENTIALS_CHECK). If the profile doesn't exist, Remotion fails.",
	},
	...pair("REMOTION_AWS_"),
	{
		name: "REMOTION_AWS_REGION",
		kind: "region",
		does: "The AWS region of Remotion Lambda's command line. The Node.js API takes its region from the argument only.",
	},
	{
		name: "AWS_PROFILE",
		kind: "profile",
		does: "The AWS profile that every AWS tool uses. Remotion uses it if no REMOTION_AWS_ profile or access keys are set.",
	},
	...pair("AWS_"),
	{
		name: "AWS_REGION",
		kind: "region",
		does: "The AWS region of every AWS tool. Remotion Lambda's command line takes it where REMOTION_AWS_REGION is not set.",
	},
	{
		name: skipVariable,
		kind: "switch",
		does: "Makes Remotion ignore all REMOTION_AWS_* credentials and use the AWS SDK's default credential provider chain. Any value turns it on, even 0 or false.",
	},
	{
		name: cacheVariable,
		kind: "switch",
		does: "Makes Remotion create a new AWS client for every call, so that a renewed session token is used. Remotion's documentation names REMOTION_SKIP_AWS_CREDENTIALS_CHECK for this; the code does not.",
	},
];

/** By name, in the order in which completion offers them. */
export const knownVariables: ReadonlyMap<string, KnownVariable> = new Map(list.map((known) => [known.name, known]));

/**
 * What Next.js, Vite, Create React App, Expo, Nuxt, Gatsby, Vue CLI, Storybook, and @ngx-env put into the browser's code, and with PUBLIC_
 * Astro, SvelteKit, and Rsbuild. Source: their documentation of environment variables.
 */
const publicPrefix =
	/^(?:NEXT_PUBLIC_|VITE_|REACT_APP_|EXPO_PUBLIC_|NUXT_PUBLIC_|GATSBY_|VUE_APP_|STORYBOOK_|NG_APP_|PUBLIC_)/;

/** The name without the prefix that makes it public; undefined where it has none. */
export function withoutPublicPrefix(name: string): string | undefined {
	const match = publicPrefix.exec(name);
	return match ? name.slice(match[0].length) : undefined;
}

const rotationKinds = {
	accessKeyId: "access-key-id",
	secretAccessKey: "secret",
	sessionToken: "session-token",
} as const;

export type KeyKind = "access-key-id" | "secret" | "session-token";

/** Which part of a credential a name holds, with a public prefix or in a rotation too; undefined: none. */
export function keyKind(name: string): KeyKind | undefined {
	if (!name.includes("AWS_")) return undefined;
	const plain = withoutPublicPrefix(name) ?? name;
	const kind = knownVariables.get(plain)?.kind;
	if (kind === "access-key-id" || kind === "secret" || kind === "session-token") return kind;
	const part = rotationPart(plain);
	return part && rotationKinds[part.half];
}

/** The pair a prefix stands for, in Remotion's order: access key ID, secret access key, session token. */
export function keyVariables(prefix: "REMOTION_AWS_" | "AWS_"): readonly [string, string, string] {
	return [`${prefix}ACCESS_KEY_ID`, `${prefix}SECRET_ACCESS_KEY`, `${prefix}SESSION_TOKEN`];
}

/** Who names the `.env` file that Remotion's command line sends along with a render, and loads nothing of. */
export const sentFileBy = "remotion --env-file";
