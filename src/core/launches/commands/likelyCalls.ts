import type { Launch } from "../launch.ts";
import type { Outside } from "../outside.ts";
import type { PackageJson } from "../packageJson.ts";

/** The package of a folder, or of the nearest folder around it that has one. */
export function packageAround(outside: Outside, folder: string): PackageJson | undefined {
	for (const at of outside.upwards(folder)) {
		const found = outside.packageIn(at);
		if (found) return found;
	}
	return undefined;
}

/** Whether a package depends on a client of Remotion Lambda. */
export function dependsOnClient(owner: PackageJson | undefined): boolean {
	return (
		owner?.dependencies.has("@remotion/lambda") === true || owner?.dependencies.has("@remotion/lambda-client") === true
	);
}

/** Whether a server of a folder calls Lambda, as far as its package tells. */
export function likelyCalls(outside: Outside, folder: string): Launch["callsLambda"] {
	return dependsOnClient(packageAround(outside, folder)) ? "likely" : "unknown";
}
