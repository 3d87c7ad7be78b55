import type { Launch } from "../launch.ts";
import type { Outside } from "../outside.ts";
import type { PackageJson } from "../packageJson.ts";
import { clientPackages, remotionClients } from "../workspaces.ts";

/** The package of a folder, or of the nearest folder around it that has one. */
export function packageAround(outside: Outside, folder: string): PackageJson | undefined {
	for (const at of outside.upwards(folder)) {
		const found = outside.packageIn(at);
		if (found) return found;
	}
	return undefined;
}

/** Whether a package depends on a client of Remotion Lambda, also through other packages of the workspace. */
export function dependsOnClient(owner: PackageJson | undefined, outside: Outside): boolean {
	if (!owner) return false;
	if (remotionClients.some((name) => owner.dependencies.has(name))) return true;
	return [...clientPackages(outside)].some((name) => owner.dependencies.has(name));
}

/** Whether a server of a folder calls Lambda, as far as its package tells. */
export function likelyCalls(outside: Outside, folder: string): Launch["callsLambda"] {
	return dependsOnClient(packageAround(outside, folder), outside) ? "likely" : "unknown";
}
