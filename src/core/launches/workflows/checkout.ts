import { checkedFileNames } from "../../runtimes/index.ts";
import { profileVariables } from "../../vocabulary/variables.ts";
import { isGitIgnored } from "../gitIgnored.ts";
import type { EnvironmentLayer } from "../launch.ts";
import type { Outside } from "../outside.ts";

/** The files of a runner that are not those of this machine. */
export interface RunnerFiles {
	/** `.env` files that earlier lines of the job write, by absolute path. */
	readonly envFiles: ReadonlyMap<string, EnvironmentLayer>;
	/** Who made the AWS files that are there; undefined: there are none. */
	readonly awsFilesBy: string | undefined;
}

/**
 * The layers as they act where the project is checked out: a `.env` file that Git leaves out is not there, and one that the job writes has
 * what the job put in.
 */
export function checkedOut(
	layers: readonly EnvironmentLayer[],
	cwd: string,
	{ envFiles, awsFilesBy }: RunnerFiles,
	outside: Outside,
): EnvironmentLayer[] {
	const { paths } = outside;
	const isThere = (path: string) => !envFiles.has(path) && !isGitIgnored(outside, path);
	const found = layers.flatMap((layer): EnvironmentLayer[] => {
		if (layer.kind === "files") {
			const named = layer.paths.map((path) => paths.resolve(cwd, path));
			const made = named.flatMap((path) => madeLayer(envFiles.get(path), layer.overrides));
			const left = named.filter(isThere);
			return left.length > 0 ? [...made, { ...layer, paths: left }] : made;
		}
		if (layer.kind !== "program") return [layer];
		const names = checkedFileNames.map((name) => paths.join(cwd, name));
		const without = names.filter((path) => !isThere(path));
		const made = names.flatMap((path) => madeLayer(envFiles.get(path), undefined));
		return [...made, { ...layer, ...(without.length > 0 && { without }) }];
	});
	return awsFilesBy === undefined ? found : [...found, ...profilesOf(found, awsFilesBy)];
}

/** What a file holds that the job writes, as its loader brings it in. */
function madeLayer(layer: EnvironmentLayer | undefined, overrides: true | undefined): EnvironmentLayer[] {
	if (layer?.kind !== "variables" || overrides) return layer ? [layer] : [];
	return [{ ...layer, onlyIfUnset: true }];
}

/** The profiles that variables name may be in AWS files which are not seen from here. */
function profilesOf(layers: readonly EnvironmentLayer[], by: string): EnvironmentLayer[] {
	const names = profileVariables.filter((name) =>
		layers.some((layer) => layer.kind === "variables" && Object.hasOwn(layer.values, name)),
	);
	return names.length > 0 ? [{ kind: "hidden", by, names }] : [];
}
