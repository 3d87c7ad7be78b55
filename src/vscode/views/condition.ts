import { ThemeColor, ThemeIcon } from "vscode";
import type { Explanation } from "../../core/index.ts";
import { isLeftToRotation, outlookOf } from "../../core/precedence/answer.ts";
import { activeValidity } from "../../core/precedence/validityWords.ts";
import { ruleOf } from "../../core/rules/index.ts";
import type { Identity } from "../awsRequests/identities.ts";
import { identityIcon, isUnanswered, isUnexpected } from "../awsRequests/identityLabels.ts";
import { severityOf } from "../common/settings.ts";

/** How a project stands: the tree's icon and the status bar's color say the same, and never less than Problems does. */
export type Condition = "failing" | "warning" | "fine";

/**
 * Failing: Remotion fails, AWS rejected the credentials, or they are of another account than the settings expect. Warning: it most likely fails,
 * AWS was asked and could not be reached, something is used that the files did not mean, or Problems has an error in the project's own files;
 * what AWS verified is fine.
 */
export function conditionOf(explanation: Explanation, identity?: Identity): Condition {
	const outlook = outlookOf(explanation);
	const isRejected = identity?.kind === "failed" && !isUnanswered(identity);
	if (outlook === "fails" || isRejected || isUnexpected(explanation, identity)) return "failing";
	if (isUnanswered(identity)) return "warning";
	// One account of a pool that is wrong leaves the others: the pool's own view says so.
	const { ends = 0, state } = activeValidity(explanation) ?? {};
	const isVerified = identity?.kind === "verified" && !(state === "expired" && identity.when.getTime() < ends);
	if (isVerified || isLeftToRotation(explanation)) return "fine";
	const { credentials, config } = explanation.awsFiles;
	const isSurprising = explanation.findings.some((finding) => {
		// The AWS files are the person's: a profile that is wrong there and that nothing uses is none of the project's business.
		const isOwn = finding.origin.path !== credentials && finding.origin.path !== config;
		return ruleOf(finding)?.misleads || (isOwn && severityOf(finding) === "error");
	});
	return outlook === "doubtful" || isSurprising ? "warning" : "fine";
}

/**
 * The icon of it; where all is fine it says what is known of the credentials.
 * @param isDifferent of a launch: whether it uses something else than the shown one. In a narrow side bar the word for it is cut.
 */
export function conditionIcon(explanation: Explanation, identity?: Identity, isDifferent = false): ThemeIcon {
	if (identity?.kind === "running") return new ThemeIcon("loading~spin");
	const condition = conditionOf(explanation, identity);
	if (condition === "failing") return new ThemeIcon("error", new ThemeColor("list.errorForeground"));
	if (condition === "warning") return new ThemeIcon("warning", new ThemeColor("list.warningForeground"));
	if (isDifferent) return new ThemeIcon("git-compare", new ThemeColor("charts.yellow"));
	if (isLeftToRotation(explanation)) return new ThemeIcon("layers");
	if (explanation.active.kind === "hidden") return new ThemeIcon("question");
	return identityIcon(identity) ?? new ThemeIcon("key", new ThemeColor("charts.green"));
}
