import { escapeHtml } from "../text/html.ts";
import type { Origin } from "../types.ts";
import type { Answer, Cell, CellState, Column, Matrix, Region } from "./matrix.ts";
import { notesOf, words } from "./matrixWords.ts";

/** A picture as HTML, and what its numbered buttons open. */
export interface MatrixHtml {
	readonly html: string;
	readonly places: readonly Origin[];
}

/** The matrix as a table that is read with the arrow keys: every cell can have the focus, and opens a line where it has one. */
export function matrixHtml(matrix: Matrix): MatrixHtml {
	const places: Origin[] = [];
	const page = new Page(matrix, places);
	return { html: page.html(), places };
}

type Icon = "pass" | "slash" | "half" | "error" | "circle" | "dash" | "question" | "warning";

/** Drawn in 16 by 16, in the color of the text. */
const shapes: Readonly<Record<Icon, string>> = {
	pass: '<circle cx="8" cy="8" r="6.2"/><path d="m5.2 8.2 2 2 3.6-4.2"/>',
	slash: '<circle cx="8" cy="8" r="6.2"/><path d="m3.8 12.2 8.4-8.4"/>',
	half: '<circle cx="8" cy="8" r="6.2"/><path class="filled" d="M8 1.8a6.2 6.2 0 0 0 0 12.4z"/>',
	error: '<circle cx="8" cy="8" r="6.2"/><path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4"/>',
	circle: '<circle cx="8" cy="8" r="6.2" stroke-dasharray="2 2.4"/>',
	dash: '<path d="M4.5 8h7"/>',
	question:
		'<circle cx="8" cy="8" r="6.2"/><path d="M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2"/><path d="M8 11.4v.1"/>',
	warning: '<path d="M8 2.2 14.4 13.6H1.6z"/><path d="M8 6.4v3.2m0 2v.1"/>',
};

const stateIcons: Readonly<Record<CellState, Icon>> = {
	used: "pass",
	overridden: "slash",
	incomplete: "half",
	fails: "error",
	"not set": "circle",
	"not used": "circle",
	"not read": "dash",
	"may be supplied": "question",
};

const outlookIcons: Readonly<Record<Answer["outlook"], Icon>> = {
	works: "pass",
	doubtful: "warning",
	fails: "error",
	unseen: "question",
};

class Page {
	readonly #matrix: Matrix;
	readonly #places: Origin[];

	constructor(matrix: Matrix, places: Origin[]) {
		this.#matrix = matrix;
		this.#places = places;
	}

	html(): string {
		const { project, summary } = this.#matrix;
		return [
			symbols(),
			'<header class="top"><div>',
			`<h1>${escapeHtml(words.title(project))}</h1>`,
			summary && `<p class="quiet">${escapeHtml(summary)}</p>`,
			`</div><button class="action" data-copy data-key="copy">${words.copy}</button></header>`,
			`<div class="scroll" data-scroll>${this.#table()}</div>`,
			...notesOf(this.#matrix).map((note) => `<p class="quiet">${escapeHtml(note)}</p>`),
		].join("");
	}

	#table(): string {
		const { columns, rows, answers, regions } = this.#matrix;
		const head = [
			this.#cellOf({ tag: "th", scope: "col", name: "first", key: "head" }, words.source),
			...columns.map((column) => this.#header(column)),
		];
		const body = rows.map(({ id, label, cells }) =>
			this.#row(
				id,
				label,
				cells.map((cell, index) => this.#cell(`${id} ${columns[index]?.id}`, cell, columns[index])),
			),
		);
		const foot = [
			this.#row(
				"answer",
				words.answer,
				answers.map((answer, index) => this.#answer(`answer ${columns[index]?.id}`, answer, columns[index])),
			),
			this.#row(
				"region",
				words.region,
				regions.map((region, index) => this.#region(`region ${columns[index]?.id}`, region, columns[index])),
			),
		];
		return [
			'<table role="grid" data-grid>',
			`<caption>${words.caption}</caption>`,
			`<thead><tr>${head.join("")}</tr></thead>`,
			`<tbody>${body.join("")}${this.#unset()}</tbody>`,
			`<tfoot>${foot.join("")}</tfoot></table>`,
		].join("");
	}

	#row(id: string, label: string, cells: readonly string[]): string {
		const head = this.#cellOf({ tag: "th", scope: "row", name: "first", key: id }, escapeHtml(label));
		return `<tr class="${escapeHtml(id)}">${head}${cells.join("")}</tr>`;
	}

	/** The sources that are set nowhere, in one row. */
	#unset(): string {
		const { unset, columns } = this.#matrix;
		if (unset.length === 0) return "";
		const list = `<span class="list">${escapeHtml(unset.join(", "))}</span>`;
		const cell = this.#cellOf({ tag: "td", key: "unset all", span: columns.length }, list);
		return this.#row("unset", words.unset(columns.length), [cell]);
	}

	#header(column: Column): string {
		const { id, label, note, sentence, origin } = column;
		const badge = note && `<span class="note">${note}</span>`;
		const inside = `<span class="name">${escapeHtml(label)}</span>${badge}`;
		const place = { tag: "th", scope: "col", name: classOf(column), key: `column ${id}`, sentence } as const;
		return this.#cellOf(place, inside, origin);
	}

	#cell(key: string, { state, facts, place, origin, sentence }: Cell, column: Column | undefined): string {
		const lines = [line("state", state), line("details", facts.join(" · ")), line("details place", place)];
		const inside = `${icon(stateIcons[state])}<span>${lines.join("")}</span>`;
		const name = `${state.replaceAll(" ", "-")} ${classOf(column)}`;
		return this.#cellOf({ tag: "td", name, key, sentence }, inside, origin);
	}

	#answer(key: string, { text, outlook, origin, sentence }: Answer, column: Column | undefined): string {
		const inside = `${icon(outlookIcons[outlook])}${line("state", text)}`;
		return this.#cellOf({ tag: "td", name: `${outlook} ${classOf(column)}`, key, sentence }, inside, origin);
	}

	#region(key: string, { text, isWrong, place, origin, sentence }: Region, column: Column | undefined): string {
		const lines = [line("state", text), line("details place", place)];
		const inside = `${isWrong ? icon("error") : ""}<span>${lines.join("")}</span>`;
		return this.#cellOf(
			{ tag: "td", name: `${isWrong ? "fails" : ""} ${classOf(column)}`, key, sentence },
			inside,
			origin,
		);
	}

	/** A cell of the table. The arrow keys come to a button in it where there is a line to open, else to the cell itself. */
	#cellOf({ tag, scope, name = "", key, sentence, span }: CellPlace, inside: string, origin?: Origin): string {
		const place = [
			scope && `scope="${scope}"`,
			name.trim() && `class="${name.trim()}"`,
			span !== undefined && `colspan="${span}"`,
		];
		// Tab comes to one of all; the page's script moves it.
		const focus = [
			`data-key="${escapeHtml(key)}" tabindex="${key === "head" ? 0 : -1}"`,
			sentence && `aria-label="${escapeHtml(sentence)}"`,
		];
		const open = (one: string, attributes: readonly unknown[]) => `<${[one, ...attributes].filter(Boolean).join(" ")}>`;
		if (!origin) return `${open(tag, [...place, ...focus])}<span class="cell">${inside}</span></${tag}>`;
		const number = this.#places.push(origin) - 1;
		const button = open("button", ['type="button" class="cell"', ...focus, `data-place="${number}"`]);
		return `${open(tag, place)}${button}${inside}</button></${tag}>`;
	}
}

interface CellPlace {
	readonly tag: "th" | "td";
	readonly scope?: "col" | "row";
	readonly name?: string;
	readonly key: string;
	readonly sentence?: string;
	readonly span?: number;
}

/** A line of a cell; "" where there is nothing to say. */
function line(name: string, text: string): string {
	return text && `<span class="${name}">${escapeHtml(text)}</span>`;
}

function classOf(column: Column | undefined): string {
	return column?.note === "shown" || column?.note === "differs" ? `is-${column.note}` : "";
}

function icon(name: Icon): string {
	return `<svg class="icon" aria-hidden="true"><use href="#${name}"/></svg>`;
}

/** What `icon()` refers to, once a page. */
function symbols(): string {
	const all = Object.entries(shapes).map(
		([name, shape]) => `<symbol id="${name}" viewBox="0 0 16 16">${shape}</symbol>`,
	);
	return `<svg class="symbols" aria-hidden="true">${all.join("")}</svg>`;
}
