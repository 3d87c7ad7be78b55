import { escapeMarkdown } from "../text/markdown.ts";
import type { CellState, Column, Matrix } from "./matrix.ts";
import { notesOf, words } from "./matrixWords.ts";

const marks: Readonly<Record<CellState, string>> = {
	used: "✓",
	overridden: "⊘",
	incomplete: "½",
	fails: "✗",
	"not set": "○",
	"not used": "○",
	"not read": "–",
	"may be supplied": "?",
};

/** The matrix as a table of GitHub's Markdown, in which no name makes a link, a cell or a line. */
export function matrixMarkdown(matrix: Matrix): string {
	const { project, summary, columns, rows, unset, answers, regions } = matrix;
	const table = [
		line([words.source, ...columns.map(header)]),
		line(["---", ...columns.map(() => "---")]),
		...rows.map(({ label, cells }) =>
			line([
				escapeMarkdown(label),
				...cells.map(({ state, facts, place }) => `${marks[state]} ${details([state, ...facts, place])}`),
			]),
		),
		line([`**${words.answer}**`, ...answers.map(({ text }) => `**${escapeMarkdown(text)}**`)]),
		line([`**${words.region}**`, ...regions.map(({ text, place }) => details([text, place]))]),
	];
	const folded = unset.length > 0 ? [`${words.unset(columns.length)}: ${unset.map(escapeMarkdown).join(", ")}`] : [];
	const paragraphs = [
		`## ${escapeMarkdown(words.title(project))}`,
		...(summary ? [escapeMarkdown(summary)] : []),
		table.join("\n"),
		...folded,
		...notesOf(matrix).map(escapeMarkdown),
	];
	return `${paragraphs.join("\n\n")}\n`;
}

function header({ label, note }: Column): string {
	return note ? `${escapeMarkdown(label)} (${note})` : escapeMarkdown(label);
}

function details(parts: readonly string[]): string {
	return parts.filter(Boolean).map(escapeMarkdown).join(" · ");
}

function line(cells: readonly string[]): string {
	return `| ${cells.join(" | ")} |`;
}
