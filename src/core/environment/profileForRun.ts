import { profileVariable, profileVariables } from "../vocabulary/variables.ts";

/** What a debug configuration says of its environment. */
export interface RunEnvironment {
	/** Its `env`, whatever somebody wrote there. */
	readonly env: unknown;
	/** The names that its `envFile` sets. */
	readonly fileNames: readonly string[];
}

/**
 * Returns the `env` with which a debug session gets a profile; undefined: it stays as it is, since the configuration names credentials itself
 * (in `env`), or this very variable (in a file), or its `env` is none.
 * @param ignoresCase whether names that differ in the case of their letters alone are the same: on Windows
 */
export function environmentWithProfile(
	{ env, fileNames }: RunEnvironment,
	profile: string,
	ignoresCase: boolean,
): Record<string, unknown> | undefined {
	if (env !== undefined && env !== null && (typeof env !== "object" || Array.isArray(env))) return undefined;
	const own = { ...env };
	const same = (name: string) => (ignoresCase ? name.toUpperCase() : name);
	if (namesCredentials(own, ignoresCase)) return undefined;
	if (fileNames.some((name) => same(name) === profileVariable)) return undefined;
	return { ...own, [profileVariable]: profile };
}

/**
 * Returns the `env` of a configuration or task that a person runs with a profile: this name is set, whatever stood there. Nothing of it is written.
 * @param ignoresCase as above
 */
export function environmentForProfile(env: unknown, profile: string, ignoresCase: boolean): Record<string, unknown> {
	const isObject = typeof env === "object" && env !== null && !Array.isArray(env);
	const own = Object.entries(isObject ? env : {}).filter(
		([name]) => (ignoresCase ? name.toUpperCase() : name) !== profileVariable,
	);
	return { ...Object.fromEntries(own), [profileVariable]: profile };
}

/** Whether a configuration's `env`, whatever somebody wrote there, chooses the credentials. */
export function namesCredentials(env: unknown, ignoresCase: boolean): boolean {
	const names = typeof env === "object" && env !== null ? Object.keys(env) : [];
	return names.some((name) => credentialNames.has(ignoresCase ? name.toUpperCase() : name));
}

/** Who sets one of these has chosen the credentials. */
const credentialNames: ReadonlySet<string> = new Set([
	...profileVariables,
	...["REMOTION_AWS_", "AWS_"].flatMap((prefix) => ["ACCESS_KEY_ID", "SECRET_ACCESS_KEY"].map((name) => prefix + name)),
]);

/** The types of debug configurations that start a program with `env` and `envFile`. Source: js-debug 1.117.0; Bun's extension, by its documentation. */
export const debugTypes = ["node", "pwa-node", "node-terminal", "bun"] as const;

export type DebugType = (typeof debugTypes)[number];

/** Whether a configuration starts a program, and no session of js-debug's own within another one. */
export function startsProgram(configuration: Readonly<Record<string, unknown>>): boolean {
	const { type, request } = configuration;
	const isKnown = debugTypes.some((known) => known === type);
	return isKnown && request === "launch" && !("__pendingTargetId" in configuration);
}
