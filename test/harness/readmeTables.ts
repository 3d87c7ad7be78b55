import { rules } from "../../src/core/rules/index.ts";

/** The README's table of rules, from the rules themselves. */
export function rulesTable(): string {
	const rows = rules.map(({ id, severity, docs }) => `| \`${id}\` | ${severity} | ${docs.replaceAll("|", "\\|")} |`);
	return ["| rule | severity | what is wrong |", "|---|---|---|", ...rows].join("\n");
}

/**
 * The text with a table between its two markers, `<!-- name -->` and `<!-- /name -->`, and nothing else changed.
 * @throws where a marker is missing
 */
export function withTable(text: string, name: string, table: string): string {
	const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
	const [from, to] = [text.indexOf(start), text.indexOf(end)];
	if (from < 0 || to < from) throw new Error(`No ${start} … ${end} in this text.`);
	return `${text.slice(0, from + start.length)}\n${table}\n${text.slice(to)}`;
}
