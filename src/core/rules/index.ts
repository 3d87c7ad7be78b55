import type { Finding } from "../types.ts";
import type { Rule, Situation } from "./rule.ts";
import { unprefixedVariable } from "./unprefixed-variable.ts";

/** Every rule. To add one: a file here, a line in this list, a fixture folder; see CONTRIBUTING. */
export const rules: readonly Rule[] = [unprefixedVariable];

/** The findings of all rules, each stamped with its rule's id and severity. */
export function checkAll(situation: Situation): Finding[] {
	return rules.flatMap((rule) =>
		rule.check(situation).map((finding) => ({ severity: rule.severity, ...finding, rule: rule.id })),
	);
}
