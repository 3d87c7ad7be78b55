/** Every text for people, with its place: of the sources, the manifest, the walkthrough's pictures, inserted code and the documents. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyNode, CallExpression, NewExpression } from "acorn";
import { ancestor, full } from "acorn-walk";
import { placeOf, sources } from "./sourceCode.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

export interface Text {
	readonly text: string;
	readonly place: string;
	/** The name of the property or argument that the text is given as, such as "title"; "" for any other. */
	readonly as: string;
}

let known: Text[] | undefined;

/** Returns all of them; what is put in at run time is an ellipsis. Ids, names, code and comments are none. */
export function texts(): readonly Text[] {
	known ??= [...ofSources(), ...ofManifest(), ...ofMedia(), ...ofDocuments()];
	return known;
}

/** A text that people read has words. */
function isForPeople(text: string): boolean {
	return /[a-z’']{2,} \S*[A-Za-z…]/.test(text) && !/^(?:[\w-]+=|[[{<]|npx |\.\/|\S+:\S+ \$)/.test(text);
}

function* ofSources(): Generator<Text> {
	for (const file of sources()) {
		const found: Text[] = [];
		const as = new Map<AnyNode, string>();
		full(file.tree, (node) => {
			if (node.type === "Property" && node.key.type === "Identifier") as.set(node.value, node.key.name);
			if (isTold(node)) for (const given of node.arguments.slice(0, 1)) as.set(given, "notification");
		});
		const keep = (node: AnyNode, text: string) => {
			if (isForPeople(text)) found.push({ text, place: placeOf(file, node), as: as.get(node) ?? "" });
		};
		ancestor(file.tree, {
			Literal: (node) => typeof node.value === "string" && keep(node, node.value),
			TemplateLiteral: (node) => keep(node, node.quasis.map(({ value }) => value.cooked ?? "").join("…")),
		});
		yield* found;
	}
}

/** A message that is shown: `notify.info(…)`, `new Refusal(…)`. */
function isTold(node: AnyNode): node is CallExpression | NewExpression {
	if (node.type === "NewExpression") return node.callee.type === "Identifier" && node.callee.name === "Refusal";
	if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return false;
	return node.callee.object.type === "Identifier" && node.callee.object.name === "notify";
}

/** Parts of the manifest that programs read. */
const notRead = new Set([
	"when",
	"pattern",
	"enablement",
	"icon",
	"svg",
	"command",
	"id",
	"completionEvents",
	"default",
]);

function* ofManifest(): Generator<Text> {
	const manifest: unknown = JSON.parse(read("package.json"));
	const { description, contributes, capabilities } = manifest as Record<string, unknown>;
	yield* inValue({ description, contributes, capabilities }, "package.json", "");
}

function* inValue(value: unknown, place: string, as: string): Generator<Text> {
	if (typeof value === "string") {
		const text = withoutCode(value);
		if (text.includes(" ") || as === "title") yield { text, place, as };
		return;
	}
	if (typeof value !== "object" || value === null) return;
	for (const [key, inner] of Object.entries(value))
		if (!notRead.has(key)) yield* inValue(inner, `${place} ${key}`, Array.isArray(value) ? as : key);
}

function* ofMedia(): Generator<Text> {
	for (const path of globSync("media/**/*.{ts,svg}", { cwd: root }).sort()) {
		const text = read(path);
		const parts = path.endsWith(".ts")
			? text.split("\n")
			: [...text.matchAll(/>([^<>]+)</g)].map((match) => match[1] ?? "");
		for (const [index, part] of parts.entries())
			if (isForPeople(part)) yield { text: part, place: `${path}:${index + 1}`, as: "" };
	}
}

function* ofDocuments(): Generator<Text> {
	for (const path of ["README.md", "SECURITY.md", "CHANGELOG.md", "src/core/rules/README.md"]) {
		// Figures are no texts.
		const figures = /<!-- bench -->[\s\S]*<!-- \/bench -->/;
		const lines = withoutFences(read(path).replace(figures, withoutWords)).split("\n");
		for (const [index, line] of lines.entries()) {
			const text = withoutCode(line);
			if (isForPeople(text)) yield { text, place: `${path}:${index + 1}`, as: "" };
		}
	}
}

/** Blocks of code, as empty lines: the lines after them keep their numbers. */
function withoutFences(markdown: string): string {
	return markdown.replace(/^```[\s\S]*?^```$/gm, withoutWords);
}

function withoutWords(block: string): string {
	return block.replace(/[^\n]/g, "");
}

/** Code in the middle of a line, and where a link leads. */
function withoutCode(text: string): string {
	return text.replace(/`[^`]*`/g, "…").replace(/\]\([^)]*\)/g, "]");
}
