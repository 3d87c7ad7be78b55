/** Counts the steps of each kind of work on each text, in a thread of its own: what is counted must be loaded after the counting began. */
import { parentPort, workerData } from "node:worker_threads";
import { Steps } from "./steps.ts";
import { growing, type Kind } from "./texts.ts";

/** What one kind of work takes on one text, by the text's length. */
export interface Measured {
	readonly work: string;
	readonly text: string;
	readonly points: readonly { readonly length: number; readonly steps: number }[];
}

export interface Task {
	readonly sizes: readonly number[];
	/** What is to be measured, or, to see that it is told from that, what takes the square. */
	readonly texts: "growing" | "squares";
}

const steps = new Steps();
const { explain } = await import("../../src/core/index.ts");
const { resolveProject } = await import("../../src/core/project/resolve.ts");
const { describeVariable } = await import("../../src/core/languageFeatures/envHover.ts");
const { describeAwsPlace } = await import("../../src/core/languageFeatures/sharedConfigHover.ts");
const { lintText, variableAt } = await import("../../src/core/rules/code/index.ts");
const { longestText, longestWorkflow } = await import("../../src/core/code/kind.ts");
const { report } = await import("../../src/core/report.ts");
const { redact } = await import("../../src/core/text/redact.ts");
const { createParseCache } = await import("../../src/core/text/parseCache.ts");
type ExplainInput = import("../../src/core/index.ts").ExplainInput;

const [credentials, config, env] = ["/home/t/.aws/credentials", "/home/t/.aws/config", "/work/.env"];

function inputOf(kind: Kind, text: string, remotionVersion: string | undefined): ExplainInput {
	const files: Record<string, string> =
		kind === "env" ? { [env]: text } : { [credentials]: text, [config]: text, [env]: "AWS_PROFILE=p3" };
	return {
		// Next.js replaces variables; an old command line reads otherwise.
		runtime: remotionVersion === undefined ? "next" : "remotion-cli",
		cwd: "/work",
		home: "/home/t",
		platform: "posix",
		environment: {},
		readFile: (path) => files[path],
		...(remotionVersion !== undefined && { remotionVersion }),
	};
}

/** Each kind of work on a text, in the order in which it is done: the later ones find what the earlier ones have read. */
function* workOn(
	kind: Kind,
	text: string,
	remotionVersion: string | undefined,
): Generator<[work: string, run: () => unknown]> {
	yield ["redact", () => redact(text)];
	if (kind === "code") {
		const path = "/work/a.ts";
		const facts = { scripts: {}, setInEnvFiles: [], credentialsOnlyIn: [], loadsEnv: false };
		yield ["lint", () => lintText(text, { path, kind, facts })];
		yield ["hover", () => variableAt(text, path, text.length >> 1)];
	} else if (kind === "vercel" || kind === "workflow") {
		const facts = { scripts: { a: "remotion lambda" }, setInEnvFiles: [], credentialsOnlyIn: [], loadsEnv: false };
		yield ["lint", () => lintText(text, { path: "/work/vercel.json", kind, facts })];
	} else if (kind === "env" || kind === "aws") {
		const input = inputOf(kind, text, remotionVersion);
		const cache = createParseCache();
		let explanation = explain({ ...input, readFile: () => undefined });
		yield [
			"explain",
			() => {
				explanation = explain(input, cache);
			},
		];
		const { runtime } = input;
		const project = { name: "a", folder: "/work", runtime, explanation, codeFindings: [] };
		yield ["report", () => report({ projects: [project], versions: [], home: input.home, textOf: () => text })];
		yield [
			"hover",
			() => {
				const situation = resolveProject(input, cache);
				if (kind === "env") return describeVariable(situation, env, "AWS_PROFILE");
				return describeAwsPlace(
					situation,
					config,
					({ start, end }) => start <= text.length >> 1 && text.length >> 1 < end,
				);
			},
		];
	}
}

/** Beyond these nothing is looked at. */
const longest: Partial<Record<Kind, number>> = { code: longestText, vercel: longestText, workflow: longestWorkflow };

const { sizes, texts } = workerData as Task;
if (texts === "squares") {
	const { squares } = await import("./squares.ts");
	for (const [work, run] of Object.entries(squares)) {
		const made = sizes.map((size) => "ab ".repeat(size / 3));
		const points = made.map((text) => ({ length: text.length, steps: steps.count(() => run(text)) }));
		parentPort?.postMessage({ work, text: "words", points } satisfies Measured);
	}
}
for (const { kind, what, make, remotionVersion } of texts === "growing" ? growing : []) {
	const byWork = new Map<string, { length: number; steps: number }[]>();
	const most = (longest[kind] ?? Number.POSITIVE_INFINITY) - 1000;
	for (const size of new Set(sizes.map((wanted) => Math.min(wanted, most)))) {
		const text = make(size);
		for (const [work, run] of workOn(kind, text, remotionVersion)) {
			const points = byWork.get(work) ?? [];
			byWork.set(work, points);
			points.push({ length: text.length, steps: steps.count(run) });
		}
	}
	for (const [work, points] of byWork)
		parentPort?.postMessage({ work, text: `${kind}: ${what}`, points } satisfies Measured);
}
