import type { EnvironmentReport, ReportedProblem } from "../core/environmentReport/format.ts";
import { explain } from "../core/explain.ts";
import { mergeFindings } from "../core/explainLaunches.ts";
import { answerReason, outlookOf } from "../core/precedence/answer.ts";
import { createParseCache } from "../core/text/parseCache.ts";
import type { ExplainInput, Explanation, Facts, Finding, Launch } from "../core/types.ts";
import { findInCode } from "./codeFiles.ts";
import { type Exit, exits } from "./exits.ts";
import { Texts } from "./folder.ts";
import { type GitFiles, gitFiles } from "./git.ts";
import { githubText } from "./github.ts";
import { type Here, reportOf } from "./here.ts";
import { inputOf, withModes } from "./input.ts";
import { type ExplainedLaunch, explainThem, findLaunchesOf, type Launches } from "./launches.ts";
import type { Options } from "./options.ts";
import type { Paint } from "./paint.ts";
import { sarifText } from "./sarif.ts";
import { readSettings } from "./settings.ts";
import { countOf, jsonOf, textOf } from "./text.ts";
import { verifyHere } from "./verifyHere.ts";

/** What a check prints, and how the program ends. */
export interface Checked {
	readonly text: string;
	readonly exit: Exit;
}

/** Not the rule of a file: this environment's own answer. */
const answerRule = "credentials";

/** Checks the environment and the files of its folder: `.env` files, AWS files, launches, code, and configuration. */
export async function check(options: Options, colored: Paint): Promise<Checked> {
	const texts = new Texts();
	const cache = createParseCache();
	const given = inputOf(options, texts);
	const settings = readSettings(given, texts);
	const git = await gitFiles(given.cwd);
	const launches = await findLaunchesOf({ input: given, texts });
	const input: ExplainInput = {
		...given,
		launches: launches.launches,
		pool: settings.pool,
		...settings.accounts,
		facts: withModes({ ...given.facts, ...(git && { git: gitFacts(git, given.envFiles ?? [], texts) }) }, texts),
	};
	const explanation = explain(input, cache);
	const here: Here = { input, explanation, texts, cache };
	const explained = explainThem(input, launches, cache);
	const inFiles = [
		...launchFindings(input, explanation, explained, launches),
		...(await findInCode(input, texts, git?.listed)),
	];
	const verified = options.verify ? await verifyHere(here) : undefined;
	const findings = [
		...settings.findings,
		...(options.filesOnly ? [] : answerFindings(explanation, inFiles)),
		...inFiles,
		...(verified?.findings ?? []),
	].flatMap((finding) => {
		const severity = settings.severityOf(finding);
		return severity === undefined ? [] : [{ ...finding, severity }];
	});
	const whole = { ...here, explanation: { ...explanation, findings } };
	const report = sorted(
		reportOf(whole, {
			...(options.launches && { launches: explained }),
			...(verified && { identity: verified.identity }),
		}),
	);
	return { text: written(report, options, input, colored), exit: exitOf(report, options) };
}

/** What Git does with the `.env` files that are there. */
function gitFacts({ tracked, listed }: GitFiles, envFiles: readonly string[], texts: Texts): NonNullable<Facts["git"]> {
	const known = new Set(listed);
	return Object.fromEntries(
		envFiles.flatMap((path) => {
			if (texts.peek(path) === undefined) return [];
			return [[path, tracked.has(path) ? "tracked" : known.has(path) ? "untracked" : "ignored"] as const];
		}),
	);
}

/** That Remotion fails in this environment, where no error in a file says so of the very variable that decides. */
function answerFindings(explanation: Explanation, others: readonly Finding[]): Finding[] {
	const outlook = outlookOf(explanation);
	if (outlook === "works") return [];
	const { active, steps, region } = explanation;
	const deciding = steps.findLast(({ state }) => state === "active" || state === "broken");
	const said = region.problem ?? (answerReason(active) || deciding?.reason) ?? "";
	const message =
		outlook === "fails" ? `Remotion Lambda fails here: ${said}` : `Remotion Lambda probably fails here: ${said}`;
	const severity = outlook === "fails" ? "error" : "warning";
	const origin = (region.problem === undefined ? deciding?.origins[0] : region.origin) ?? { layer: "shell" };
	const isTold = others.some(
		(one) => one.severity === "error" && one.origin.path === origin.path && one.origin.variable === origin.variable,
	);
	if (isTold && origin.path !== undefined) return [];
	return [{ rule: answerRule, severity, message, origin, fixes: [] }];
}

/** What is wrong with this environment, and with any launch that something in the project starts. */
function launchFindings(
	input: ExplainInput,
	explanation: Explanation,
	explained: readonly ExplainedLaunch[],
	{ launches }: Launches,
): Finding[] {
	const launch: Launch = {
		id: "environment",
		label: "this environment",
		kind: "terminal",
		runtime: input.runtime,
		cwd: input.cwd,
		place: "here",
		layers: [],
		callsLambda: "likely",
	};
	const ofFolder = explained.filter((one) => launches.includes(one.launch));
	const likely = ofFolder.filter((one) => one.launch.callsLambda !== "unknown");
	const unlikely = ofFolder.filter((one) => one.launch.callsLambda === "unknown");
	return mergeFindings(input, [{ launch, explanation }, ...likely], unlikely);
}

/** The problems in the order of files and lines, those without a file first. */
function sorted(report: EnvironmentReport): EnvironmentReport {
	const key = ({ origin: { path = "", line = 0, column = 0 } }: ReportedProblem) => [path, line, column] as const;
	const problems = [...(report.problems ?? [])].sort((one, other) => {
		const [path, line, column] = key(one);
		const [otherPath, otherLine, otherColumn] = key(other);
		return path < otherPath ? -1 : path > otherPath ? 1 : line - otherLine || column - otherColumn;
	});
	return { ...report, problems };
}

function written(report: EnvironmentReport, { format }: Options, input: ExplainInput, colored: Paint): string {
	switch (format) {
		case "json":
			return jsonOf(report);
		case "github":
			return githubText(report, input);
		case "sarif":
			return sarifText(report, input);
		case "text":
			return textOf(report, colored);
	}
}

function exitOf({ problems = [], identity }: EnvironmentReport, { strict }: Options): Exit {
	if (countOf(problems, "error") > 0 || identity?.ok === false) return exits.errors;
	return strict && countOf(problems, "warning") > 0 ? exits.warnings : exits.done;
}
