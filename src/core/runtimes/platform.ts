import { dotenvDialect } from "../dotenv/parse.ts";
import type { PlatformRow } from "./runtime.ts";

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
		layers: `${injected} Assumed: what ${names.join(", ")} set is set in ${settings} too. The shell and the AWS files of this machine are not there.`,
		regionVariables: [],
	};
}

/** What chooses credentials or a region. Of this machine's shell nothing of it is there after a deployment; how AWS is reached stays. */
const choosing =
	/^(REMOTION_\w*|__RESERVED_IS_INSIDE_REMOTION_LAMBDA|AWS_(PROFILE|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CREDENTIAL_EXPIRATION|REGION|DEFAULT_REGION|ROLE_ARN|ROLE_SESSION_NAME|WEB_IDENTITY_TOKEN_FILE|CONTAINER_\w+|EC2_METADATA_\w+|KEY_\d+|SECRET_\d+))$/i;

/** An environment without what stays behind on this machine. */
export function leftBehind<Value>(environment: Readonly<Record<string, Value>>): Record<string, Value> {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !choosing.test(name)));
}
