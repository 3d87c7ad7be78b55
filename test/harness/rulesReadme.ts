/** The text of src/core/rules/README.md: an entry for each rule, made from the rule, its source and its fixtures. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lintRules } from "../../src/core/rules/code/index.ts";
import { rules } from "../../src/core/rules/index.ts";
import { root } from "./paths.ts";
import { ruleSources } from "./ruleSources.ts";

const intro = `# Rules

What this extension reports in \`.env\` files, in the AWS config and credentials files, in code, \`vercel.json\` and workflows.

To change a rule's severity or turn it off everywhere: \`"remotionLambda.rules": { "RULE": "off" }\`. To turn it off on one line, add the comment
\`# remotion-lambda-disable-line RULE\` to it (\`//\` in code), in AWS files on the line above. This file is generated: \`UPDATE_FIXTURES=1 npm test -- unit\` writes it.
`;

/**
 * The whole text.
 * @throws where a rule has no source, or no case that finds something and is short enough to be an example
 */
export function rulesReadme(): string {
	const all = [...rules, ...lintRules].map(({ id, severity, docs }) => ({ id, severity, docs }));
	return [intro, ...all.sort((a, b) => (a.id < b.id ? -1 : 1)).map(entry)].join("\n");
}

/** The line of each rule's entry, counted from 1. */
export function entryLines(readme: string): Record<string, number> {
	const lines = readme.split("\n");
	return Object.fromEntries(
		lines.flatMap((line, index) => (line.startsWith("## ") ? [[line.slice(3), index + 1]] : [])),
	);
}

function entry({ id, severity, docs }: { id: string; severity: string; docs: string }): string {
	const source = ruleSources[id];
	if (source === undefined)
		throw new Error(`test/harness/ruleSources.ts does not say where the fact of ${id} comes from.`);
	const example = exampleOf(id);
	return `## ${id}\n\n${docs}\n\nSeverity: ${severity}. Source: ${source}.\n\n${example}`;
}

/** The shortest case of the rule's fixtures that finds something, with what it finds. */
function exampleOf(id: string): string {
	const folder = join(root, "test", "fixtures", id);
	const cases = readdirSync(folder).flatMap((name) => {
		const [before = "", after = ""] = readFileSync(join(folder, name), "utf8").split("=== findings\n");
		const found = after
			.split("\n=== after")[0]
			?.split("\n")
			.filter((line) => /^\S/.test(line));
		return found && found.length > 0 ? [{ given: before.trimEnd(), found }] : [];
	});
	const [shortest] = cases.sort(
		(a, b) => a.given.length + a.found.join().length - b.given.length - b.found.join().length,
	);
	if (shortest === undefined) throw new Error(`No case of ${id} finds something.`);
	// What is said in several places is written once.
	const places = new Map<string, string[]>();
	for (const line of shortest.found) {
		const [, place = "", words = ""] =
			/^([^ []+) (?:\[.*?\] )?(?:error|warning|information|hint) (.*)$/.exec(line) ?? [];
		places.set(words, [...(places.get(words) ?? []), `\`${place}\``]);
	}
	const said = [...places].slice(0, 1).map(([words, at]) => `- ${at.slice(0, 3).join(", ")}: ${words}`);
	// What looks like a whole secret is refused by vsce: the file ships.
	const given = shortest.given
		.replace(/(?<=notARealSecret|NotReal)[\w/+]{10,}/g, "…")
		.replace(/not-a-real-secret[\w-]+/g, "notARealSecret…");
	return `\`\`\`text\n${given}\n\`\`\`\n\n${said.join("\n")}\n`;
}
