import { dotenvDialect } from "../dotenv/parse.ts";
import { choosesCredentialsOrRegion } from "../vocabulary/awsVariables.ts";
import { type RotationNames, rotationPart } from "../vocabulary/rotationNames.ts";
import { insideVariable } from "../vocabulary/variables.ts";
import type { PlatformFacts, PlatformRow } from "./runtime.ts";

/** The names that AWS Lambda sets in every function and rejects in its settings, of those that choose credentials or a region. */
export const lambdaNames: readonly string[] = [
	"AWS_ACCESS_KEY_ID",
	"AWS_SECRET_ACCESS_KEY",
	"AWS_SESSION_TOKEN",
	"AWS_REGION",
	"AWS_DEFAULT_REGION",
];

/**
 * Returns the facts of a function in the person's own account, whatever deploys it.
 * @param settings where its variables are set
 */
export function onLambda(name: string, settings: string): PlatformFacts {
	return {
		name,
		injects: lambdaNames,
		// A function's settings refuse these names, and dotenv leaves what is set alone.
		wins: "platform",
		rejects: lambdaNames,
		identity: "the function's execution role",
		outcome: "AWS answers AccessDenied unless that role has Remotion's policy",
		hasOwnRole: true,
		settings,
	};
}

/**
 * Returns the row of a platform. What is set in its settings cannot be seen from here: the project's `.env` files stand for it, as people
 * copy them there. Values are taken as they are: no settings page replaces variables.
 * @param injected one sentence: what it sets by itself
 * @param names the files that stand for its settings, the winning one first; absent: `.env`
 */
export function deployed({
	injected,
	names = [".env"],
	...facts
}: Pick<PlatformRow, "id" | "platform" | "layersInShort" | "signs"> & {
	readonly injected: string;
	readonly names?: readonly string[];
}): PlatformRow {
	const { name, settings } = facts.platform;
	return {
		...facts,
		label: `Deployed to ${name}`,
		loads: ({ cwd, paths, codeLoadsEnv }) => [
			...new Set([...names.map((file) => paths.join(cwd, file)), ...codeLoadsEnv]),
		],
		dialect: () => dotenvDialect(),
		layers: `${injected} Assumes that the variables in ${names.join(", ")} are also set in ${settings}. Your shell environment and AWS files aren't available there.`,
		regionVariables: [],
	};
}

/**
 * Returns an environment without what stays behind on this machine: what chooses credentials or a region, an account of a rotation
 * included. How AWS is reached stays.
 * @param rotation how the variables of a rotation are named
 */
export function leftBehind<Value>(
	environment: Readonly<Record<string, Value>>,
	rotation: RotationNames,
): Record<string, Value> {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !staysBehind(name, rotation)));
}

function staysBehind(name: string, rotation: RotationNames): boolean {
	const upper = name.toUpperCase();
	const isRemotions = upper.startsWith("REMOTION_") || upper === insideVariable;
	const isAccounts = [name, upper].some((one) => rotationPart(one, rotation) !== undefined);
	return isRemotions || isAccounts || choosesCredentialsOrRegion(upper);
}
