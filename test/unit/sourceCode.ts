/** The project's own sources as syntax trees, for tests that hold all of the code against a rule. */
import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { type AnyNode, type Program, parse } from "acorn";

const root = join(import.meta.dirname, "../..");

export interface SourceFile {
	/** From the repository's top, with slashes. */
	readonly path: string;
	readonly code: string;
	readonly tree: Program;
}

let known: SourceFile[] | undefined;

/** Every file of `src`, without its types; lines and columns are those of the file. */
export function sources(): readonly SourceFile[] {
	known ??= globSync("src/**/*.ts", { cwd: root })
		.sort()
		.map((name) => {
			const code = stripTypeScriptTypes(readFileSync(join(root, name), "utf8"));
			const tree = parse(code, { ecmaVersion: "latest", sourceType: "module", locations: true });
			return { path: name.replaceAll("\\", "/"), code, tree };
		});
	return known;
}

/** `src/core/text/paths.ts:12` */
export function placeOf({ path }: SourceFile, node: AnyNode): string {
	return `${path}:${node.loc?.start.line}`;
}
