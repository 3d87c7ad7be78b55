import type { Finding } from "../types.ts";
import { incompleteKeyPair } from "./incomplete-key-pair.ts";
import { malformedLine } from "./malformed-line.ts";
import { mixedKeyPair } from "./mixed-key-pair.ts";
import type { Rule, Situation } from "./rule.ts";
import { shadowedVariable } from "./shadowed-variable.ts";
import { unknownProfile } from "./unknown-profile.ts";
import { unprefixedVariable } from "./unprefixed-variable.ts";
import { unreadableFile } from "./unreadable-file.ts";

/** Every rule. To add one: a file here, a line in this list, a fixture folder; see CONTRIBUTING. */
export const rules: readonly Rule[] = [
	unprefixedVariable,
	unknownProfile,
	shadowedVariable,
	incompleteKeyPair,
	mixedKeyPair,
	malformedLine,
	unreadableFile,
];

/** The findings of all rules, each stamped with its rule's id and severity. */
export function checkAll(situation: Situation): Finding[] {
	return rules.flatMap((rule) =>
		rule.check(situation).map((finding) => ({ severity: rule.severity, ...finding, rule: rule.id })),
	);
}
