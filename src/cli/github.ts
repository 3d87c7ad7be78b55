import type { EnvironmentReport, ReportedProblem } from "../core/environmentReport/format.ts";
import { visible } from "../core/text/plainText.ts";
import type { ExplainInput, Severity } from "../core/types.ts";
import { fileOf } from "./places.ts";
import { countOf, withoutCommand } from "./text.ts";

/** GitHub's kinds of annotations; a hint is none. */
const commands: Readonly<Record<Severity, string | undefined>> = {
	error: "error",
	warning: "warning",
	information: "notice",
	hint: undefined,
};

/**
 * Writes problems as workflow commands, which GitHub Actions shows beside the lines of a commit.
 * @returns lines of `::error file=…,line=…::…`, then one line for the log
 */
export function githubText(report: EnvironmentReport, input: ExplainInput): string {
	const { problems = [], answer } = report;
	const lines = problems.flatMap((problem) => commandOf(problem, input) ?? []);
	const counts = (["error", "warning"] as const).map((severity) => {
		const count = countOf(problems, severity);
		return `${count} ${severity}${count === 1 ? "" : "s"}`;
	});
	const summary = withoutCommand(visible([answer?.text, ...counts].filter(Boolean).join(" · ")));
	return [...lines, summary].map((line) => `${line}\n`).join("");
}

/** One problem as a command. Source: `ToolkitCommand` of @actions/core 1.11 (`command.ts`), whose ways of escaping these are. */
function commandOf({ rule, severity, message, origin }: ReportedProblem, input: ExplainInput): string | undefined {
	const command = commands[severity];
	if (command === undefined) return undefined;
	const place = fileOf(origin, input);
	const properties = {
		title: rule,
		...(place.isInside && { file: place.path, line: origin.line, col: origin.column }),
	};
	const said = Object.entries(properties).flatMap(([name, value]) =>
		value === undefined ? [] : [`${name}=${escapedProperty(String(value))}`],
	);
	const where = place.isInside || place.path === "" ? "" : `${place.path}${origin.line ? `:${origin.line}` : ""}: `;
	return `::${command} ${said.join(",")}::${escapedData(visible(where + message))}`;
}

function escapedData(text: string): string {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
	return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
