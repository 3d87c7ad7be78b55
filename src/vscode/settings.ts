import { workspace } from "vscode";
import { settings } from "../contract.ts";
import type { Finding, Severity } from "../core/index.ts";

const severities: ReadonlySet<string> = new Set(["error", "warning", "information", "hint"]);

/** How loud a finding is: as the person set it for its rule, else as the rule says; "off" where it is not to be shown. */
export function severityOf(finding: Pick<Finding, "rule" | "severity">): Severity | "off" {
	const chosen = workspace.getConfiguration().get<Record<string, unknown>>(settings.rules)?.[finding.rule];
	if (chosen === "off") return "off";
	return isSeverity(chosen) ? chosen : finding.severity;
}

function isSeverity(value: unknown): value is Severity {
	return typeof value === "string" && severities.has(value);
}
