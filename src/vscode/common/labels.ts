import { basename } from "node:path";
import { MarkdownString, ThemeColor, ThemeIcon } from "vscode";
import {
	type Active,
	type Explanation,
	maskAccessKeyId,
	type Origin,
	type Profile,
	type Runtime,
	type Step,
} from "../../core/index.ts";
import { answerText, type Outlook } from "../../core/precedence/answer.ts";
import { foldSteps, unsetLabel } from "../../core/precedence/foldSteps.ts";
import { findsNothing } from "../../core/precedence/reasons.ts";
import { stateLabels } from "../../core/precedence/stateLabels.ts";
import { activeValidity, validityText } from "../../core/precedence/validityWords.ts";
import { isPlatform, runtimes } from "../../core/runtimes/index.ts";
import { signerWords } from "../../core/signing/credentialRef.ts";
import { escapeMarkdown } from "../../core/text/markdown.ts";
import { withoutIcons } from "../../core/text/plainText.ts";
import type { Signer, Validity } from "../../core/types.ts";
import type { Lines } from "./lines.ts";

export { answerText, stateLabels };

/** The part of the model's texts that labels need: a file's lines, where its text is known. */
interface LineSource {
	lines(path: string): Lines | undefined;
}

/** What the views say, in one place, so that tree, status bar and hovers say the same. */

/** `.env:3`, `shell`, `terminal`; the line counts from 1. */
export function originText(origin: Origin, texts: LineSource): string {
	if (origin.layer !== "file" || origin.path === undefined) return origin.layer;
	const line = origin.range ? texts.lines(origin.path)?.position(origin.range.start).line : undefined;
	return line === undefined ? basename(origin.path) : `${basename(origin.path)}:${line + 1}`;
}

/** A project's name and what Remotion would do in it. */
interface NamedAnswer {
	readonly explanation: Pick<Explanation, "active">;
	readonly project: { readonly name: string };
	/** The launch that the answer is of; it is named where it is one of several. */
	readonly launch?: { readonly label: string } | undefined;
	readonly launches?: readonly unknown[];
}

/** Whose credentials a command is about, for titles and messages. */
export function signerText(answer: NamedAnswer, signer: Signer | undefined): string {
	if (signer !== undefined) return signerWords(signer);
	const launch = launchName(answer);
	return `${answerText(answer.explanation.active)} in ${answer.project.name}${launch && ` (${launch})`}`;
}

/** The launch that an answer is of; "" where the project has only one, or none is shown. */
export function launchName({ launch, launches = [] }: Pick<NamedAnswer, "launch" | "launches">): string {
	return launch && launches.length > 1 ? launch.label : "";
}

/** Of a project that `isLeftToRotation()`. */
export const aboutRotation =
	"No credentials are set here. Your code picks an account from the pool before it calls Remotion.";

/** Where the project is deployed to, where that is what is looked at; "" on this machine. */
export function deployedText(runtime: Runtime): string {
	return isPlatform(runtime) ? runtimes[runtime].label : "";
}

/** What a screen reader says between "Remotion Lambda" and the answer. */
export const answerVerbs: Readonly<Record<Outlook, string>> = {
	fails: "fails",
	doubtful: "probably fails",
	works: "uses",
};

/** Says of a region that Remotion's command line stops at, whatever the credentials; "" of any other. */
export function wrongRegion({ value, problem }: Explanation["region"]): string {
	return problem === undefined ? "" : `unknown region ${value?.trim()}`;
}

/** What follows the answer: how long it can be used, masked key, the profile that fails, origin, region. */
export function answerDetails(explanation: Explanation, texts: LineSource): string {
	const { active, region, steps } = explanation;
	const deciding = steps.find(
		({ state, id }) => (state === "active" || state === "broken") && id !== "skip-check" && id !== "inside-lambda",
	);
	const stands = validityText(activeValidity(explanation));
	const parts: string[] = stands === "" ? [] : [stands];
	if (findsNothing(active)) parts.push("AWS SDK tries a container or instance role");
	if (active.kind === "profile" && active.accessKeyId !== undefined) parts.push(maskAccessKeyId(active.accessKeyId));
	if (active.kind === "error" && deciding?.profile !== undefined) parts.push(deciding.profile);
	const origin = deciding?.origins[0];
	if (origin) parts.push(originText(origin, texts));
	if (region.value !== null) parts.push(wrongRegion(region) || region.value);
	return parts.join(" · ");
}

/** What stands behind a step's label. */
export function stepDetails(step: Step, texts: LineSource): string {
	const parts: string[] = [];
	if (step.profile !== undefined) parts.push(step.profile);
	if (step.accessKeyId !== undefined) parts.push(maskAccessKeyId(step.accessKeyId));
	const origin = step.origins[0];
	if (origin) parts.push(originText(origin, texts));
	if (step.suppliedBy !== undefined) parts.push(`may be supplied by ${step.suppliedBy}`);
	return parts.join(" · ");
}

const typeNames: Readonly<Record<Profile["type"], string>> = {
	static: "access keys",
	role: "assumes role",
	sso: "SSO",
	process: "credential process",
	"web-identity": "web identity",
	login: "login session",
	none: "no credentials",
};

/**
 * What stands behind a profile's name: how long it can be used, its account's name, its type, key and region, or why it does not work.
 * @param account its name; "": none is known, or it is said beside
 */
export function profileDetails(profile: Profile, validity?: Validity, account = ""): string {
	if (profile.problem !== undefined) return profile.problem;
	const stands = validityText(validity);
	const type = `${typeNames[profile.type]}${profile.usesMfa ? " with MFA" : ""}`;
	const parts = [...[stands, account].filter((part) => part !== ""), type];
	if (profile.accessKeyId !== undefined) parts.push(maskAccessKeyId(profile.accessKeyId));
	if (profile.sourceProfile !== undefined) parts.push(`from ${profile.sourceProfile}`);
	if (profile.region !== undefined) parts.push(profile.region);
	return parts.join(" · ");
}

/** Where a profile is one of many: broken, signed out, active, or its type. */
export function profileIcon(profile: Profile, isActive: boolean, validity?: Validity): ThemeIcon {
	if (profile.problem !== undefined) return new ThemeIcon("warning", new ThemeColor("list.warningForeground"));
	if (validity?.fails) return new ThemeIcon("sign-in", new ThemeColor("list.warningForeground"));
	if (validity?.kind === "keys" && validity.state === "expired")
		return new ThemeIcon("warning", new ThemeColor("list.warningForeground"));
	if (isActive) return new ThemeIcon("pass-filled", new ThemeColor("charts.green"));
	return new ThemeIcon(profile.type === "static" ? "key" : profile.type === "role" ? "person" : "account");
}

/** Whether Remotion signs with this profile. */
export function isActiveProfile(active: Active, profile: Profile): boolean {
	return active.kind === "profile" && active.profile === profile.name && profile.problem === undefined;
}

/**
 * Text from files goes into tooltips as text: a name in a file must not become a link or a command. A line is a paragraph. (`appendText`
 * would make every space one that never breaks, and break words instead.)
 */
export function plain(text: string): MarkdownString {
	return new MarkdownString(paragraphs(text));
}

/** The same as source of Markdown, to stand beside other Markdown. */
export function paragraphs(text: string): string {
	return text.split("\n").map(escapeMarkdown).join("\n\n");
}

/** The same for Markdown in which `$(name)` is an icon: what a file calls so stays text. */
export function paragraphsBesideIcons(text: string): string {
	return paragraphs(withoutIcons(text));
}

const marks: Readonly<Partial<Record<Step["state"], string>>> = { active: "✓ ", broken: "✗ " };

/** The sources as the tree lists them, for tooltips: source of Markdown. */
export function ladderMarkdown({ steps }: Explanation): string {
	const { shown, unset } = foldSteps(steps);
	const rows = shown.map(({ label, state, profile }) => {
		const named = profile === undefined ? "" : ` (${profile})`;
		return `${label}: ${marks[state] ?? ""}${stateLabels[state]}${named}`;
	});
	if (unset.length > 0) rows.push(unsetLabel(unset.length));
	return rows.map((row) => `- ${escapeMarkdown(row)}`).join("\n");
}
