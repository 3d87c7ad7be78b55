import type { EnvironmentReport, ReportedProblem } from "../core/environmentReport/format.ts";
import { ruleOf } from "../core/rules/index.ts";
import type { ExplainInput, Severity } from "../core/types.ts";
import { fileOf } from "./places.ts";
import { shown } from "./text.ts";

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
	error: "error",
	warning: "warning",
	information: "note",
	hint: "note",
};

/** Writes problems as SARIF 2.1.0, for code scanning and editors. Source: the standard, OASIS, "Static Analysis Results Interchange Format". */
export function sarifText(report: EnvironmentReport, input: ExplainInput): string {
	const { problems = [], createdBy } = report;
	const ids = [...new Set(problems.map(({ rule }) => rule))].sort();
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [
			{
				tool: {
					driver: { name: createdBy.name, semanticVersion: createdBy.version, rules: ids.map(ruleRow) },
				},
				columnKind: "utf16CodeUnits",
				results: problems.map((problem) => resultOf(problem, ids, input)),
			},
		],
	};
	return `${JSON.stringify(log, shown, "\t").replaceAll("##[", "##\\u005b")}\n`;
}

function ruleRow(id: string) {
	const docs = ruleOf({ rule: id })?.docs;
	return { id, ...(docs !== undefined && { shortDescription: { text: docs } }) };
}

function resultOf({ rule, severity, message, origin }: ReportedProblem, ids: readonly string[], input: ExplainInput) {
	const { path, isInside } = fileOf(origin, input);
	const location = {
		physicalLocation: {
			artifactLocation: {
				uri: path.split("/").map(encodeURIComponent).join("/"),
				// As GitHub's code scanning calls the repository's folder.
				uriBaseId: isInside ? "%SRCROOT%" : "HOME",
			},
			...(origin.line !== undefined && {
				region: { startLine: origin.line, ...(origin.column !== undefined && { startColumn: origin.column }) },
			}),
		},
	};
	return {
		ruleId: rule,
		ruleIndex: ids.indexOf(rule),
		level: levels[severity],
		message: { text: message },
		locations: path === "" ? [] : [location],
	};
}
