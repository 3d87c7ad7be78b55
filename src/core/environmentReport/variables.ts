import { isSecretName } from "../text/masking/names.ts";
import { maskAccessKeyId } from "../text/secret.ts";
import type { ExplainInput } from "../types.ts";
import { awsVariable } from "../vocabulary/awsVariables.ts";
import { isNoKey, isReference } from "../vocabulary/keyFormat.ts";
import { insideVariable, keyKind, knownVariables } from "../vocabulary/variables.ts";
import type { ReportedVariable } from "./format.ts";

/** Whether a report names a variable: where it decides who signs, with whom it talks, or looks as if it did. */
export function isReportedVariable(name: string): boolean {
	return (
		knownVariables.has(name) ||
		awsVariable(name) !== undefined ||
		keyKind(name) !== undefined ||
		name === insideVariable
	);
}

/** Returns whether a report may say a variable's value: it is neither a secret nor something that only switches on. */
export function isShownValue(name: string): boolean {
	const kind = keyKind(name) ?? knownVariables.get(name)?.kind;
	if (kind === "secret" || kind === "session-token" || kind === "switch" || name === insideVariable) return false;
	const row = awsVariable(name);
	return row?.value !== "secret" && row?.reads !== "platform" && (row !== undefined || !isSecretName(name));
}

/** Returns the variables of an environment that a report names, by their names, without a secret. */
export function reportedVariables({
	environment,
	platform,
}: Pick<ExplainInput, "environment" | "platform">): ReportedVariable[] {
	const found = Object.entries(environment).flatMap(([written, value]): ReportedVariable[] => {
		// Windows finds a name in any case.
		const name = platform === "win32" ? written.toUpperCase() : written;
		if (value === undefined || !isReportedVariable(name)) return [];
		if (value === "") return [{ name, state: "empty" }];
		if (keyKind(name) !== undefined && isNoKey(value))
			return [{ name, state: isReference(value) ? "reference" : "no-key" }];
		if (!isShownValue(name)) return [{ name, state: "set" }];
		return [{ name, state: "set", value: keyKind(name) === "access-key-id" ? maskAccessKeyId(value) : value }];
	});
	return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}
