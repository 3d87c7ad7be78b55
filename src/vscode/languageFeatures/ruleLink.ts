import { join } from "node:path";
import { type Diagnostic, extensions, Uri } from "vscode";
import { extensionId } from "../../contributions.ts";
import lines from "../../core/rules/entryLines.json" with { type: "json" };

const lineOf: Readonly<Record<string, number>> = lines;

/**
 * Returns a diagnostic's code: the rule, with the way to its entry in the rules' README that ships with the extension. VS Code opens
 * `#L12` of a file at line 12.
 */
export function codeOf(rule: string): NonNullable<Diagnostic["code"]> {
	const folder = extensions.getExtension(extensionId)?.extensionPath;
	const line = lineOf[rule];
	if (folder === undefined || line === undefined) return rule;
	const target = Uri.file(join(folder, "src/core/rules/README.md")).with({ fragment: `L${line}` });
	return { value: rule, target };
}

/** Returns the rule that a diagnostic of ours reports. */
export function ruleIn({ code }: Pick<Diagnostic, "code">): string {
	return String(typeof code === "object" ? code.value : code);
}
