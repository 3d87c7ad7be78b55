import { findsNothing, mayBeSupplied, place, profileTypes, sentence } from "../precedence/reasons.ts";
import { maskAccessKeyId } from "../text/secret.ts";
import type { Explanation, Finding, Origin, Step } from "../types.ts";
import { commandIds, offerOf } from "../vocabulary/commandIds.ts";
import { isInChina } from "../vocabulary/partitions.ts";
import type { ErrorAction, Facts } from "./types.ts";

/** What an Explanation adds to an error: who signs here, what is wrong in the files, and the commands that mend it. Titles stand on buttons: two words. */

/** The commands that entries offer. */
const offers = {
	switchProfile: () => offerOf("Switch profile", commandIds.switchProfile),
	addProfile: () => offerOf("Add profile", commandIds.addProfile),
	verifyIdentity: () => offerOf("Verify identity", commandIds.verifyIdentity),
	ssoLogin: () => offerOf("Sign in", commandIds.ssoLogin),
	openTerminalAs: () => offerOf("Open terminal", commandIds.openTerminalAs),
	checkPermissions: () => offerOf("Check permissions", commandIds.checkPermissions),
	openUserPolicy: () => offerOf("Open user policy", commandIds.openUserPolicy),
	openRolePolicy: () => offerOf("Open role policy", commandIds.openRolePolicy),
	testRender: () => offerOf("Run test render", commandIds.testRender),
	copyVariableNames: () => offerOf("Copy variable names", commandIds.copyVariableNames),
};

/** The offers of these commands. */
export function offer(...names: (keyof typeof offers)[]): ErrorAction[] {
	return names.map((name) => offers[name]());
}

/** Who signs in this project, as a sentence; empty where nothing is known. */
export function whoSigns(explanation: Explanation | undefined): string {
	if (!explanation) return "";
	const { active } = explanation;
	switch (active.kind) {
		case "keys": {
			const places = new Set(active.origins.map(place));
			const where = places.size === 1 ? ` from ${[...places][0]}` : `: ${active.origins.map(variableAt).join(", ")}`;
			const token = active.hasSessionToken ? " and a session token" : "";
			return ` This project uses ${active.variables[0]} and ${active.variables[1]} (${maskAccessKeyId(active.accessKeyId)})${token}${where}.`;
		}
		case "profile": {
			const key = active.accessKeyId === undefined ? "" : `, ${maskAccessKeyId(active.accessKeyId)}`;
			const by = active.variable === null ? "" : ` from ${active.variable}`;
			return ` This project uses profile "${active.profile}"${by} (${profileTypes[active.type]}${key}).`;
		}
		case "chain":
			if (findsNothing(active))
				return " No credentials are set in this project: the AWS SDK asks the container or EC2 instance, which fails on your own computer.";
			return active.next === "web-identity"
				? " No access keys or profile are set in this project, so the AWS SDK exchanges the web identity token for a role."
				: " No access keys or profile are set in this project, so the AWS SDK asks the container or EC2 instance for credentials.";
		case "hidden":
			return ` In this project, ${mayBeSupplied(active.by)}`;
		case "error":
			return ` In this project, Remotion stops with an error before it contacts AWS: ${sentence(active.message)}`;
	}
}

/** `AWS_ACCESS_KEY_ID in the shell`. */
function variableAt(origin: Origin): string {
	return `${origin.variable ?? "a value"} in ${place(origin)}`;
}

/** What is set but not used here, such as half a pair or what the switch ignores: the reasons of the ladder, first ones first. */
export function notUsed({ steps }: Explanation): Step[] {
	return steps.filter(({ state }) => state === "incomplete" || state === "shadowed" || state === "ignored");
}

/** Whether the keys that sign have the names that shells and hosting platforms overwrite. */
export function plainKeysSign({ active }: Explanation): boolean {
	return active.kind === "keys" && active.variables[0] === "AWS_ACCESS_KEY_ID";
}

/** The first finding of these rules, in the rules' order: the likeliest cause comes first. */
export function findingOf(explanation: Explanation | undefined, rules: readonly string[]): Finding | undefined {
	for (const rule of rules) {
		const found = explanation?.findings.find((finding) => finding.rule === rule);
		if (found) return found;
	}
	return undefined;
}

/** What mends a finding: its command, else the way to its line, where the light bulb has the fix. */
export function mend(finding: Finding | undefined): ErrorAction[] {
	if (!finding) return [];
	const fix = finding.fixes.find(({ preferred }) => preferred) ?? finding.fixes[0];
	if (fix && "command" in fix) return [{ title: fix.title, command: fix.command, args: fix.args }];
	return goTo(finding.origin);
}

/** The way to a line; nothing where the fact does not come from a file. */
export function goTo(origin: Origin | undefined): ErrorAction[] {
	if (origin?.path === undefined) return [];
	return [offerOf(`Open ${place(origin)}`, commandIds.openOrigin, origin)];
}

/** What the finding says and which quick fix there is, as a sentence; empty without one. */
export function mendInWords(finding: Finding | undefined): string {
	if (!finding) return "";
	const fix = finding.fixes.find(({ preferred }) => preferred) ?? finding.fixes[0];
	const offered = fix ? ` Quick Fix: "${fix.title}".` : "";
	return ` ${sentence(finding.message)}${offered}`;
}

/** What the region has to do with it that the error names or this project uses: AWS China, or a region to enable, as a sentence; else empty. */
export function regionInWords({ text, explanation }: Pick<Facts, "text" | "explanation">): string {
	const china = /\bcn-(?:north|northwest)-1\b/.exec(text)?.[0] ?? explanation?.region.value ?? "";
	if (isInChina(china)) return ` ${inChina(china)}`;
	const finding = findingOf(explanation, ["partition-mismatch", "region-not-enabled-by-default"]);
	return finding ? ` ${sentence(finding.message)}` : "";
}

function inChina(region: string): string {
	return `${region} belongs to AWS China, whose accounts and access keys are separate: an account of another region can't enable it, and its keys are unknown there.`;
}
