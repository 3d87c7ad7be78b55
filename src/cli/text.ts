import type {
	EnvironmentReport,
	ReportedAnswer,
	ReportedIdentity,
	ReportedOrigin,
	ReportedProblem,
	ReportedSource,
} from "../core/environmentReport/format.ts";
import { foldSteps, unsetLabel } from "../core/precedence/foldSteps.ts";
import { stateLabels } from "../core/precedence/stateLabels.ts";
import { runtimes } from "../core/runtimes/index.ts";
import { visible } from "../core/text/plainText.ts";
import type { Severity, Step } from "../core/types.ts";
import { callerLabel } from "../core/vocabulary/arn.ts";
import type { Paint } from "./paint.ts";

/** What stands before a source, by its state, and in which color. */
const marks: Readonly<Record<Step["state"], readonly [mark: string, color: keyof Paint]>> = {
	active: ["✓", "green"],
	broken: ["✗", "red"],
	incomplete: ["!", "yellow"],
	shadowed: ["-", "dim"],
	unset: ["-", "dim"],
	ignored: ["-", "dim"],
};

const colors: Readonly<Record<Severity, keyof Paint>> = {
	error: "red",
	warning: "yellow",
	information: "dim",
	hint: "dim",
};

const verdictColors = { role: "yellow", fails: "red", rotates: "dim" } as const;

/** Writes a report for people: the answer, the launches if they were asked for, the sources, the problems. Lines end with a line break. */
export function textOf(given: EnvironmentReport, colored: Paint): string {
	const report: EnvironmentReport = JSON.parse(JSON.stringify(given, shown));
	const parts = [
		answerLines(report, colored),
		launchLines(report, colored),
		sourceLines(report, colored),
		problemLines(report, colored),
	];
	return linesOf(parts);
}

/** Writes parts with an empty line between them. A line is no command to GitHub Actions, whatever the names in it. */
export function linesOf(parts: readonly (readonly string[])[]): string {
	return parts
		.filter((lines) => lines.length > 0)
		.map((lines) => lines.map((line) => `${withoutCommand(line)}\n`).join(""))
		.join("\n");
}

/**
 * A line in which GitHub Actions' runner sees no command. It takes one at the beginning of a line (`::name::`), and in an older form anywhere
 * (`##[name]`). Source: `ActionCommand.TryParseV2` and `TryParse` of actions/runner 2.3.
 */
export function withoutCommand(line: string): string {
	return line.replace(/^((?:\u001b\[\d+m|\s)*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

/** For `JSON.stringify()`: texts with nothing invisible in them. */
export function shown(_: string, value: unknown): unknown {
	return typeof value === "string" ? visible(value) : value;
}

/** Writes a report as JSON, with nothing invisible in its texts. In a string, `##[` is written so that GitHub Actions' runner sees no command. */
export function jsonOf(report: EnvironmentReport): string {
	return `${JSON.stringify(report, shown, "\t").replaceAll("##[", "##\\u005b")}\n`;
}

function answerLines({ answer, sources = [], region, place, identity }: EnvironmentReport, colored: Paint): string[] {
	if (!answer) return [];
	const deciding = sources.findLast(({ state }) => state === "active" || state === "broken");
	const details = [
		detailOf(answer),
		deciding?.origins[0] && placeOf(deciding.origins[0], place),
		region?.problem === undefined ? region?.value : `unknown region ${region.value?.trim()}`,
	];
	const fails = answer.kind === "error" || region?.problem !== undefined || deciding?.state === "broken";
	const head = colored.bold((fails ? colored.red : colored.green)(answer.text));
	const name = runtimes[place.runtime].label;
	const about = [
		`Runtime: ${name}`,
		place.remotionVersion === undefined ? "" : `Remotion ${place.remotionVersion}`,
		place.name ?? "",
	];
	const reasons = [fails ? (answer.reason ?? deciding?.reason) : answer.reason, region?.problem];
	const who = identity && (identity.ok ? callerLine(identity) : colored.red(identity.message));
	return [
		[head, ...details.filter(Boolean)].join(" · "),
		...[...new Set(reasons)].flatMap((reason) => reason ?? []),
		...(who ? [who] : []),
		colored.dim(about.filter(Boolean).join(" · ")),
	];
}

/** Who AWS says somebody is, with the ARN. */
export function callerLine({ account, accountName, arn }: Extract<ReportedIdentity, { ok: true }>): string {
	const named = accountName === undefined ? undefined : { names: { [account]: { name: accountName } } };
	return `${callerLabel({ account, arn }, named)} · ${arn}`;
}

function detailOf(answer: ReportedAnswer): string | undefined {
	return answer.kind === "profile" ? answer.accessKeyId : undefined;
}

function launchLines({ launches, place }: EnvironmentReport, colored: Paint): string[] {
	if (!launches) return [];
	const rows = launches.map(({ label, answer, region, verdict }) => {
		const text = (answer.kind === "error" ? colored.red : (same: string) => same)(answer.text);
		const origin = answer.kind === "error" ? undefined : region?.value;
		// That a deployment uses the answer goes without saying.
		const outcome =
			verdict && verdict.kind !== "signs" ? colored[verdictColors[verdict.kind]](verdict.text) : undefined;
		return [label, [outcome, text, origin].filter(Boolean).join(" · ")] as const;
	});
	const width = Math.max(0, ...rows.map(([label]) => label.length));
	return [
		colored.bold(`Launches in ${place.folder}`),
		...(rows.length === 0 ? ["  None"] : rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`)),
	];
}

function sourceLines({ sources, place }: EnvironmentReport, colored: Paint): string[] {
	if (!sources) return [];
	const { shown, unset } = foldSteps(sources.map((source) => ({ ...source, origins: [...source.origins] })));
	const rows = shown.map((step) => sources.find(({ id }) => id === step.id)).filter((source) => source !== undefined);
	const width = Math.max(0, ...rows.map(({ label }) => label.length));
	return [
		colored.bold("Credential sources, in order of precedence"),
		...rows.flatMap((source) => sourceRow(source, place, width, colored)),
		...(unset.length > 0 ? [colored.dim(`  - ${unsetLabel(unset.length)}`)] : []),
	];
}

function sourceRow(source: ReportedSource, place: EnvironmentReport["place"], width: number, colored: Paint): string[] {
	const { label, state, reason, origins, profile, accessKeyId, suppliedBy } = source;
	const [mark, color] = marks[state];
	const parts = [
		suppliedBy === undefined ? stateLabels[state] : `may be supplied by ${suppliedBy}`,
		profile,
		accessKeyId,
		origins[0] && placeOf(origins[0], place),
	];
	const line = `  ${colored[color](mark)} ${label.padEnd(width)}  ${parts.filter(Boolean).join(" · ")}`;
	return state === "unset" ? [line] : [line, colored.dim(`    ${reason}`)];
}

function problemLines({ problems = [], place }: EnvironmentReport, colored: Paint): string[] {
	if (problems.length === 0) return [colored.dim("No problems found")];
	return [
		colored.bold(`${problems.length} ${problems.length === 1 ? "problem" : "problems"}`),
		...problems.flatMap(({ rule, severity, message, origin }) => [
			`  ${colored[colors[severity]](severity)} ${placeOf(origin, place)} ${colored.dim(rule)}`,
			`    ${message}`,
		]),
	];
}

/** `.env:3`, `shell`: where something comes from; paths in the folder are written without it. */
export function placeOf({ layer, path, line, by }: ReportedOrigin, { folder }: EnvironmentReport["place"]): string {
	if (path === undefined) return layer === "launch" ? (by ?? layer) : layer;
	return `${relative(path, folder)}${line === undefined ? "" : `:${line}`}`;
}

/** A path of the report from its folder on; one that lies elsewhere is whole. */
export function relative(path: string, folder: string): string {
	const rest = path.startsWith(folder) ? path.slice(folder.length) : "";
	return /^[\\/]./.test(rest) ? rest.slice(1) : path;
}

/** How many problems there are, by their severity. */
export function countOf(problems: readonly ReportedProblem[], severity: Severity): number {
	return problems.filter((problem) => problem.severity === severity).length;
}
