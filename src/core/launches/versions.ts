import type { Dialect } from "./launch.ts";
import type { Outside } from "./outside.ts";
import { record, string } from "./packageJson.ts";

/** The version of Node.js that a folder's files ask for, as they write it; undefined: none does. */
export function nodeVersion(outside: Outside, folder: string): string | undefined {
	for (const at of outside.upwards(folder)) {
		const json = outside.packageIn(at)?.json;
		const files = [".nvmrc", ".node-version"].map((name) => outside.text(outside.paths.join(at, name))?.trim());
		const told = [...files, string(record(json?.volta).node), string(record(json?.engines).node)];
		const found = told.find((version) => version !== undefined && /\d/.test(version));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** How the Node.js of a folder reads `--env-file`: 22 and newer in another way than 20 and 21. */
export function nodeDialect(outside: Outside, folder: string): Dialect {
	const major = Number(/\d+/.exec(nodeVersion(outside, folder) ?? "")?.[0] ?? Number.POSITIVE_INFINITY);
	return major < 22 ? "node-20" : "node-22";
}
