import { commands } from "../../src/contributions.ts";
import { platforms, programs } from "../../src/core/runtimes/index.ts";
import { commandWords } from "./commandWords.ts";

/** The parts of package.json that the tables show. */
export interface Manifest {
	contributes: {
		commands: { command: string; category: string; title: string }[];
		menus: { commandPalette?: { command: string; when?: string }[] };
		configuration: {
			properties: Record<string, { markdownDescription?: string; description?: string; default?: unknown }>;
		};
	};
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/**
 * The table of src/vscode/commands/README.md: those of the palette, in package.json's order.
 * @throws where one has no words
 */
export function commandsTable({ contributes }: Manifest): string {
	const hidden = new Set(
		contributes.menus.commandPalette?.filter(({ when }) => when === "false").map(({ command }) => command),
	);
	const words = new Map(Object.entries(commands).map(([name, id]) => [id as string, wordsOf(name)]));
	const rows = contributes.commands
		.filter(({ command }) => !hidden.has(command))
		.map(({ command, category, title }) => {
			const said = words.get(command);
			if (said === undefined) throw new Error(`test/harness/commandWords.ts says nothing of ${command}.`);
			return `| ${category}: ${title} | ${cell(said)} |`;
		});
	return ["| command | what it does |", "|---|---|", ...rows].join("\n");
}

function wordsOf(name: string): string | undefined {
	return Object.entries(commandWords).find(([known]) => known === name)?.[1];
}

/** The table of src/core/runtimes/README.md, from the runtimes themselves. */
export function runtimesTable(): string {
	const rows = [...programs, ...platforms].map(
		({ label, layersInShort }) => `| ${cell(label)} | ${cell(layersInShort)} |`,
	);
	return ["| runtime | what reaches Remotion |", "|---|---|", ...rows].join("\n");
}

/** The README's table of settings, from package.json's own descriptions. */
export function settingsTable({ contributes }: Manifest): string {
	const rows = Object.entries(contributes.configuration.properties).map(
		([name, { markdownDescription, description, default: value }]) =>
			`| \`${name}\` | \`${JSON.stringify(value)}\` | ${cell(markdownDescription ?? description ?? "")} |`,
	);
	return ["| setting | default | what it does |", "|---|---|---|", ...rows].join("\n");
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
