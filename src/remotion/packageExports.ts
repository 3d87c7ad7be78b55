/** What a program that says `require()` gets from a package: conditions as Node knows them. */
const conditions: ReadonlySet<string> = new Set(["node", "require", "module-sync", "default"]);

/**
 * The file a package's `exports` map gives for a way into it, such as "./client"; undefined where the map does not let anybody in there.
 * Patterns ("./*") are not followed: Remotion has none. Source: "Conditional exports" in Node's documentation of packages.
 */
export function exportedFile(exports: unknown, way: string): string | undefined {
	if (typeof exports !== "object" || exports === null || Array.isArray(exports))
		return way === "." ? chosen(exports) : undefined;
	const isMapOfWays = Object.keys(exports).some((key) => key.startsWith("."));
	if (!isMapOfWays) return way === "." ? chosen(exports) : undefined;
	return chosen(Object.entries(exports).find(([key]) => key === way)?.[1]);
}

/** The first target, in the order they are written in, of which the condition holds. */
function chosen(target: unknown): string | undefined {
	// A target that leaves the package is not allowed; Node refuses it too.
	if (typeof target === "string") return /^\.\/(?!.*(^|\/)\.\.(\/|$))/.test(target) ? target : undefined;
	if (Array.isArray(target)) {
		for (const each of target) {
			const file = chosen(each);
			if (file !== undefined) return file;
		}
		return undefined;
	}
	if (typeof target !== "object" || target === null) return undefined;
	for (const [condition, value] of Object.entries(target)) {
		if (!conditions.has(condition)) continue;
		const file = chosen(value);
		if (file !== undefined) return file;
	}
	return undefined;
}
