/** A module of the project under a name that is written out: by a path, or by one of the two aliases that everybody uses. */
const ownModule = /(["'`])((?:\.{1,2}|[@~])(?:\/[^"'`\r\n]{0,300})?)\1/g;

/** In characters: an import statement is shorter. */
const longestImport = 2_000;

/**
 * Returns the project's own modules that a file loads as more than types, by `import`, `export … from`, `import()` and `require()`: a quick
 * look at its text, for the many files of a server that hold nothing else of interest. What stands in a comment of several lines counts, too.
 */
export function ownImports(text: string): string[] {
	const found = new Set<string>();
	for (const { index, 2: from = "" } of text.matchAll(ownModule)) {
		if (found.has(from)) continue;
		const before = text.slice(Math.max(index - 24, 0), index);
		const isCall = /\b(?:import|require)\s{0,8}\(\s{0,8}$/.test(before) || /\bimport\s{0,8}$/.test(before);
		if (
			!isCall &&
			!(/\bfrom\s{0,8}$/.test(before) && isOfValues(text.slice(Math.max(index - longestImport, 0), index)))
		)
			continue;
		const line = text.slice(text.lastIndexOf("\n", index) + 1, index);
		if (!/^\s{0,40}(?:\/\/|\*)/.test(line)) found.add(from);
	}
	return [...found];
}

/** Whether the statement that ends in this text, `import … from`, brings more than types. */
function isOfValues(before: string): boolean {
	const start = Math.max(before.lastIndexOf("import"), before.lastIndexOf("export"));
	if (start === -1) return false;
	const clause = before.slice(start + "import".length).trimStart();
	if (/^type\s/.test(clause) && !/^type\s{1,8}(?:from\b|,)/.test(clause)) return false;
	if (!clause.startsWith("{")) return true;
	const names = clause.slice(1, clause.indexOf("}")).split(",");
	return names.some((name) => name.trim() !== "" && !/^type\s/.test(name.trim()));
}
