import { findNodeAtLocation, type Node as JsonNode, parseTree } from "jsonc-parser";
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, visit, type YAMLMap } from "yaml";
import type { TextRange } from "../types.ts";
import type { BlockVariable, ConfigurationFile, EnvironmentBlock, TypedFile } from "./configurationFile.ts";
import type { LintKind } from "./kind.ts";
import { readNetlify } from "./netlifyBlocks.ts";

/** Where JSON files keep environment variables, by kind. */
const placesOf: Partial<Record<LintKind, readonly (readonly string[])[]>> = { vercel: [["env"], ["build", "env"]] };

/** The blocks of YAML files, by kind. */
const yamlBlocks: Partial<Record<LintKind, (root: YAMLMap) => EnvironmentBlock[]>> = {
	workflow: (root) => workflowBlocks(root),
	compose: () => [],
	amplify: () => [],
	serverless: (root) => [
		...mapBlock(root.getIn(["provider", "environment"], true)),
		...valuesOf(root.get("functions", true)).flatMap((one) => mapBlock(one.get("environment", true))),
	],
	sam: (root) => [
		...mapBlock(root.getIn(["Globals", "Function", "Environment", "Variables"], true)),
		...valuesOf(root.get("Resources", true))
			.filter((one) => /^AWS::(?:Serverless|Lambda)::Function$/.test(String(one.get("Type"))))
			.flatMap((one) => mapBlock(one.getIn(["Properties", "Environment", "Variables"], true))),
	],
};

function valuesOf(map: unknown): YAMLMap[] {
	return isMap(map) ? map.items.flatMap(({ value }) => (isMap(value) ? [value] : [])) : [];
}

/** Reads a configuration file of any kind. What cannot be parsed has no blocks and no texts. */
export function readConfiguration(text: string, kind: Exclude<LintKind, "code">): ConfigurationFile {
	if (kind === "docker" || kind === "shell") return { blocks: [], texts: plainLines(text) };
	if (kind === "netlify-toml") return readNetlify(text);
	const blocksOf = yamlBlocks[kind];
	return blocksOf ? readYaml(text, blocksOf) : readJson(text, kind);
}

/** The lines of a Dockerfile or a shell script that are no comments. */
function plainLines(text: string): TextRange[] {
	return [...text.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) =>
		line.trimStart().startsWith("#") ? [] : [{ start: index, end: index + line.length }],
	);
}

/** A parser of YAML takes long for maps in maps, and this is JSON. */
function readJson(text: string, kind: LintKind): ConfigurationFile {
	const root = jsonTree(text);
	if (!root) return { blocks: [], texts: [] };
	const texts: TextRange[] = [];
	const waiting = [root];
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		// Of a property only its value: what it is called is no text of anybody's.
		const inner = node.type === "property" ? node.children?.slice(1) : node.children;
		for (const child of inner?.toReversed() ?? []) waiting.push(child);
		if (node.type === "string") texts.push(rangeOf(node));
	}
	const places = placesOf[kind] ?? [];
	const blocks = places.flatMap((path) => jsonBlock(findNodeAtLocation(root, [...path])));
	return { blocks, texts, ...(kind === "launch" && { typedFiles: typedFiles(root) }) };
}

/** Those of Node.js: js-debug types what it loads in front of the command. */
function typedFiles(root: JsonNode): TypedFile[] {
	const lists = [["configurations"], ["launch", "configurations"]].map((path) => findNodeAtLocation(root, [...path]));
	return lists.flatMap((list) =>
		(list?.type === "array" ? (list.children ?? []) : []).flatMap((configuration): TypedFile[] => {
			const at = (name: string) => {
				const node = findNodeAtLocation(configuration, [name]);
				return node?.type === "string" ? node : undefined;
			};
			const [type, file, shownIn] = [at("type"), at("envFile"), at("console")];
			if (!/^(?:pwa-)?node$/.test(type?.value ?? "") || !file || shownIn?.value !== "integratedTerminal") return [];
			return [{ envFile: file.value, range: inner(file), shownIn: inner(shownIn) }];
		}),
	);
}

/** A string without its quotes. */
function inner({ offset, length }: JsonNode): TextRange {
	return { start: offset + 1, end: offset + length - 1 };
}

function jsonTree(text: string): JsonNode | undefined {
	try {
		return parseTree(text, [], { allowTrailingComma: true });
	} catch {
		// Brackets thousands deep are more than its stack holds.
		return undefined;
	}
}

function jsonBlock(node: JsonNode | undefined): EnvironmentBlock[] {
	if (node?.type !== "object") return [];
	const variables = (node.children ?? []).flatMap(({ children: [key] = [] }) => {
		if (typeof key?.value !== "string") return [];
		const { start, end } = rangeOf(key);
		return [{ name: key.value, range: { start: start + 1, end: end - 1 } }];
	});
	return [{ commands: [], variables }];
}

function rangeOf({ offset, length }: JsonNode): TextRange {
	return { start: offset, end: offset + length };
}

function readYaml(text: string, blocksOf: (root: YAMLMap) => EnvironmentBlock[]): ConfigurationFile {
	const document = parsed(text);
	const root: unknown = document?.contents;
	if (!document || !isMap(root)) return { blocks: [], texts: [] };
	const texts: TextRange[] = [];
	visit(document, {
		Scalar: (key, { value, range }) => {
			if (key !== "key" && typeof value === "string" && range) texts.push({ start: range[0], end: range[1] });
		},
	});
	return { blocks: blocksOf(root), texts };
}

function parsed(text: string): ReturnType<typeof parseDocument> | undefined {
	try {
		return parseDocument(text, { logLevel: "silent", prettyErrors: false, uniqueKeys: false, strict: false });
	} catch {
		// Brackets thousands deep are more than its stack holds.
		return undefined;
	}
}

/** The blocks of the whole workflow, of each job and of each step, each with the commands it reaches. */
function workflowBlocks(root: YAMLMap): EnvironmentBlock[] {
	const found: EnvironmentBlock[] = [];
	const all: string[] = [];
	const allPlaces: TextRange[] = [];
	const jobs = root.get("jobs", true);
	for (const job of isMap(jobs) ? jobs.items.map(({ value }) => value) : []) {
		if (!isMap(job)) continue;
		const steps = job.get("steps", true);
		const commands: string[] = [];
		const places: TextRange[] = [];
		const ofSteps = (isSeq(steps) ? steps.items : []).flatMap((step): EnvironmentBlock[] => {
			if (!isMap(step)) return [];
			const own = [step.get("run"), step.get("uses")].filter((command) => typeof command === "string");
			commands.push(...own);
			const ownPlaces = scalarRange(step.get("run", true));
			places.push(...ownPlaces);
			return block(step, own, ownPlaces);
		});
		found.push(...block(job, commands, places), ...ofSteps);
		all.push(...commands);
		allPlaces.push(...places);
	}
	return [...block(root, all, allPlaces), ...found];
}

function block(owner: YAMLMap, commands: readonly string[], places: readonly TextRange[]): EnvironmentBlock[] {
	return mapBlock(owner.get("env", true)).map((one) => ({ ...one, commands, places }));
}

function scalarRange(node: unknown): TextRange[] {
	return isScalar(node) && node.range ? [{ start: node.range[0], end: node.range[1] }] : [];
}

function mapBlock(map: unknown): EnvironmentBlock[] {
	if (!isMap(map)) return [];
	return [{ commands: [], variables: map.items.flatMap(({ key, value }: Pair) => variable(key, value)) }];
}

function variable(key: unknown, value: unknown): BlockVariable[] {
	const node: Node | undefined = isScalar(key) ? key : undefined;
	if (!node?.range || !isScalar(key) || typeof key.value !== "string") return [];
	const [start, end] = node.range;
	const quotes = key.type === "QUOTE_DOUBLE" || key.type === "QUOTE_SINGLE" ? 1 : 0;
	const written = isScalar(value) && value.value !== null ? { value: String(value.value) } : {};
	return [{ name: key.value, range: { start: start + quotes, end: end - quotes }, ...written }];
}
