/** What Remotion's user policy allows, and what IAM's simulator says the credentials may do of it. */

import { escapeMarkdown, fenced } from "../text/markdown.ts";
import type { AccountSettings } from "../types.ts";
import { accountInFull, isRole } from "../vocabulary/arn.ts";
import { commandIds, offerOf } from "../vocabulary/commandIds.ts";
import type { CheckRow } from "./checkRow.ts";

/** One action of a policy. */
export interface PolicyAction {
	/** Such as `lambda:InvokeFunction`. */
	readonly name: string;
	/** The statement's name as people read it: "Function management". */
	readonly group: string;
	readonly resources: readonly string[];
}

/**
 * denied: no policy allows it. forbidden: a policy denies it explicitly, which no permission can lift. unknown: the simulator gave no
 * answer, or a word nobody knows.
 */
export type Decision = "allowed" | "denied" | "forbidden" | "unknown";

export interface Permission extends PolicyAction {
	readonly decision: Decision;
}

/** The actions of a policy as `getUserPolicy()` gives it, in its order. Throws a SyntaxError where it is no JSON. */
export function readPolicy(text: string): PolicyAction[] {
	const policy: unknown = JSON.parse(text);
	const statements = isObject(policy) && Array.isArray(policy.Statement) ? policy.Statement : [];
	return statements.filter(isObject).flatMap(({ Sid, Action, Resource }) => {
		const group = typeof Sid === "string" ? spaced(Sid) : "";
		return texts(Action).map((name) => ({ name, group, resources: texts(Resource) }));
	});
}

/**
 * Every action of the policy with the simulator's decision, in the policy's order. What was answered for several resources is allowed only
 * if it is allowed for all of them; an action without an answer is unknown, never allowed.
 */
export function judgePermissions(
	policy: string,
	simulated: readonly { readonly name: string; readonly decision: string }[],
): Permission[] {
	const decisions = new Map<string, Decision>();
	for (const { name, decision } of simulated) {
		const [now, before] = [decisionOf(decision), decisions.get(name)];
		decisions.set(name, before === undefined || weight[now] > weight[before] ? now : before);
	}
	return readPolicy(policy).map((action) => ({ ...action, decision: decisions.get(action.name) ?? "unknown" }));
}

const weight: Readonly<Record<Decision, number>> = { allowed: 0, unknown: 1, denied: 2, forbidden: 3 };

function decisionOf(word: string): Decision {
	if (word === "allowed") return "allowed";
	if (word === "implicitDeny") return "denied";
	return word === "explicitDeny" ? "forbidden" : "unknown";
}

/** What a check of permissions found. Nothing secret. */
export interface PermissionReport {
	readonly account: string;
	readonly arn: string;
	readonly permissions: readonly Permission[];
	/** The JSON of this version's user policy. */
	readonly policy: string;
	/** Of the project's own package. */
	readonly version: string | undefined;
}

const decisionWords: Readonly<Record<Decision, string>> = {
	allowed: "allowed",
	denied: "denied",
	forbidden: "denied by a policy",
	unknown: "not checked",
};

/** What of Remotion stops working without an action. */
export function neededFor(action: string): string {
	const uses: readonly (readonly [RegExp, string])[] = [
		[/^servicequotas:/, "seeing and raising the concurrency limit"],
		[/^iam:Simulate/, "this check"],
		[/^iam:PassRole$|^lambda:(Create|Put|Tag|GetLayer)|^logs:/, "deploying functions"],
		[/^lambda:Delete/, "removing functions"],
		[/^lambda:(List|GetFunction)/, "listing functions"],
		[/^lambda:Invoke/, "rendering"],
		[/^s3:DeleteBucket$/, "removing buckets"],
		[/^s3:Delete/, "removing sites and renders"],
		[/^s3:(CreateBucket|PutBucket|PutLifecycle)/, "creating the Remotion bucket"],
		[/^s3:Put/, "deploying sites"],
		[/^s3:/, "sites, renders and downloads"],
	];
	return uses.find(([match]) => match.test(action))?.[1] ?? "Remotion Lambda";
}

/** `3 of 32 permissions are missing`, for titles and messages. */
export function permissionsWords(permissions: readonly Permission[]): string {
	const count = (...of: Decision[]) => permissions.filter(({ decision }) => of.includes(decision)).length;
	const [missing, unknown, all] = [count("denied", "forbidden"), count("unknown"), permissions.length];
	if (missing + unknown === 0) return all === 0 ? "nothing was checked" : `all ${all} allowed`;
	const parts = [
		...(missing === 0 ? [] : [`${missing} of ${all} missing`]),
		...(unknown === 0 ? [] : [`${unknown} not checked`]),
	];
	return parts.join(", ");
}

/** The actions as rows: what is missing, then what is allowed, folded up. */
export function permissionRows({ permissions, arn }: PermissionReport): CheckRow[] {
	// Nothing forbids a policy to name an action twice.
	const row = (permission: Permission, index: number): CheckRow => {
		const { name, decision } = permission;
		const isAllowed = decision === "allowed";
		const use = neededFor(name);
		const [, service = "", action = name] = /^([^:]+):(.+)$/.exec(name) ?? [];
		return {
			id: `${index} ${name}`,
			state: isAllowed ? "good" : decision === "unknown" ? "warning" : "problem",
			// In a narrow side bar the service in front would be all that is in sight.
			label: action,
			description: [isAllowed ? "" : decisionWords[decision], service, isAllowed ? use : `needed for ${use}`]
				.filter(Boolean)
				.join(" · "),
			remedy: [permission.resources.join("\n"), permissionsRemedy([permission], arn)].filter(Boolean).join("\n\n"),
			...(decision === "denied" && { action: openUserPolicy }),
		};
	};
	const allowed = permissions.filter(({ decision }) => decision === "allowed");
	const folded: CheckRow[] =
		allowed.length === 0
			? []
			: [
					{
						id: "allowed",
						state: "good",
						label: `${allowed.length} allowed`,
						description: "",
						remedy: "",
						children: allowed.map(row),
					},
				];
	return [...permissions.filter(({ decision }) => decision !== "allowed").map(row), ...folded];
}

const openUserPolicy = offerOf("Open user policy", commandIds.openUserPolicy);

/** The report as a page of Markdown. */
export function permissionsMarkdown(report: PermissionReport, named?: AccountSettings): string {
	const { permissions, arn, account, policy, version } = report;
	const remedy = permissionsRemedy(permissions, arn);
	// What is missing is what people look for.
	const sorted = [...permissions].sort((a, b) => weight[b.decision] - weight[a.decision]);
	const groups = [...new Set(sorted.map(({ group }) => group))];
	const lines = groups.map((group) => {
		const rows = sorted
			.filter((permission) => permission.group === group)
			.map(
				({ name, decision }) =>
					`| ${marks[decision]} | \`${name.replaceAll(/[`|]/g, "")}\` | ${decisionWords[decision]} | ${neededFor(name)} |`,
			);
		return `### ${escapeMarkdown(group === "" ? "More" : group)}\n\n| | Action | Result | Needed for |\n|---|---|---|---|\n${rows.join("\n")}`;
	});
	return `# Permissions: ${escapeMarkdown(permissionsWords(permissions))}

${escapeMarkdown(arn)}, account ${escapeMarkdown(accountInFull(account, named))}. IAM's policy simulator checked each action in the user policy of ${escapeMarkdown(version === undefined ? "the installed Remotion version" : `Remotion ${version}`)}. Nothing was changed.
${remedy === "" ? "" : `\n## What to do\n\n${escapeMarkdown(remedy)}\n`}
## Actions

${lines.join("\n\n")}

## The user policy

${fenced(policy, "json")}
`;
}

const marks: Readonly<Record<Decision, string>> = { allowed: "✓", denied: "✗", forbidden: "✗", unknown: "?" };

/** What to do about it, as a sentence or two; empty where nothing is missing. */
export function permissionsRemedy(permissions: readonly Permission[], arn: string): string {
	const has = (decision: Decision) => permissions.some((permission) => permission.decision === decision);
	const whose = isRole(arn) ? "role" : "user";
	const sentences = [
		...(has("denied")
			? [
					`Attach the user policy of this Remotion version: open the ${whose} in the IAM console, choose Add permissions → Create inline policy → JSON, and paste it.`,
				]
			: []),
		...(has("forbidden")
			? [
					"An explicit Deny blocks this action. Check the identity's policies, its permissions boundary, and your organization's policies (SCPs).",
				]
			: []),
		...(has("unknown") ? ["AWS gave no answer for some actions: check again."] : []),
	];
	return sentences.join(" ");
}

/** `FunctionManagement` → "Function management". */
function spaced(name: string): string {
	const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** IAM allows one text in place of a list. */
function texts(value: unknown): string[] {
	const all: unknown[] = Array.isArray(value) ? value : [value];
	return all.filter((one) => typeof one === "string");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
