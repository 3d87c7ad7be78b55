import { type TokenFolders, tokenFolders } from "../credentialProviders/validities.ts";
import type { Environment } from "../environment/layers.ts";
import { pathsOf } from "../text/paths.ts";
import type { ExplainInput, Mount } from "../types.ts";

/** The AWS files that a launch elsewhere has of this machine's. */
export interface BroughtFiles {
	/** The program's environment, which names the files as this machine does. */
	readonly environment: Environment;
	/** By their absolute paths; all: it has this machine's home folder. */
	readonly paths: readonly string[] | "all";
}

const homeVariables = ["HOME", "USERPROFILE", "HOMEPATH"];
const fileVariables = [
	["AWS_SHARED_CREDENTIALS_FILE", "credentials"],
	["AWS_CONFIG_FILE", "config"],
] as const;

/** What layers and mounts of a launch elsewhere bring along. */
export function broughtFiles(environment: Environment, input: ExplainInput): BroughtFiles {
	const mounts = input.launch?.mounts;
	if (mounts) return mountedFiles(environment, input, mounts);
	if (homeVariables.some((name) => environment.get(name) !== undefined)) return { environment, paths: "all" };
	const paths = pathsOf(input.platform);
	const named = fileVariables.flatMap(([name]) => {
		const path = environment.get(name);
		return path === undefined ? [] : [paths.resolve(input.cwd, path)];
	});
	return { environment, paths: named };
}

/** The folder that is a container's home: the one that `.aws` is mounted in, else root's. */
function homeInside(environment: Environment, mounts: readonly Mount[]): string {
	const folder = mounts.find(({ target }) => target.endsWith("/.aws"))?.target;
	return environment.get("HOME") ?? folder?.replace(/\/\.aws$/, "") ?? "/root";
}

/** Where on this machine the token caches are that a launch reads; a folder that it has for itself is undefined. */
export function tokenFoldersOf(environment: Environment, input: ExplainInput): TokenFolders {
	const paths = pathsOf(input.platform);
	if (input.launch?.place !== "elsewhere") return tokenFolders(environment, input, paths);
	const { mounts } = input.launch;
	if (mounts) {
		const inside = pathsOf("posix");
		const home = homeInside(environment, mounts);
		const folders = tokenFolders(environment, { cwd: "/", home, platform: "posix" }, inside);
		const here = (path: string | undefined) => path && placeOnThisMachine(path, mounts, input);
		return { sso: here(folders.sso), login: here(folders.login) };
	}
	if (homeVariables.some((name) => environment.get(name) !== undefined)) return tokenFolders(environment, input, paths);
	return { sso: undefined, login: undefined };
}

/** The files as a container sees them, which has a home folder of its own. */
function mountedFiles(environment: Environment, input: ExplainInput, mounts: readonly Mount[]): BroughtFiles {
	const inside = pathsOf("posix");
	const home = homeInside(environment, mounts);
	const found = new Map<string, string>();
	for (const [variable, name] of fileVariables) {
		const named = environment.get(variable) ?? `~/.aws/${name}`;
		const path = named.startsWith("~/") ? inside.join(home, named.slice(2)) : inside.resolve("/", named);
		const here = placeOnThisMachine(path, mounts, input);
		if (here !== undefined) found.set(variable, here);
	}
	const moved: Environment = {
		...environment,
		get: (name) => found.get(name) ?? environment.get(name),
		setting: (name) => {
			const [setting, here] = [environment.setting(name), found.get(name)];
			return here === undefined ? setting : { origin: { layer: "default" }, ...setting, value: here };
		},
	};
	return { environment: moved, paths: [...found.values()] };
}

/** The path on this machine of one in a container; undefined: the container has it for itself. */
function placeOnThisMachine(path: string, mounts: readonly Mount[], input: ExplainInput): string | undefined {
	// Of two mounts, one in the other, the inner one is seen.
	const [mount] = mounts
		.filter(({ target }) => path === target || path.startsWith(`${target}/`))
		.sort((a, b) => b.target.length - a.target.length);
	if (!mount) return undefined;
	const paths = pathsOf(input.platform);
	const { environment } = input;
	const home = environment.HOME || environment.USERPROFILE || input.home;
	const source = mount.source.replace(/^~(?=$|[\\/])/, () => home);
	return paths.join(paths.resolve(input.cwd, source), ...path.slice(mount.target.length).split("/").filter(Boolean));
}
