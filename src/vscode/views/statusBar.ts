import { basename } from "node:path";
import { type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from "vscode";
import { commands, productName } from "../../contributions.ts";
import { answerReason, isLeftToRotation, outlookOf, projectAnswer } from "../../core/precedence/answer.ts";
import { activeValidity, validityLine, validityText } from "../../core/precedence/validityWords.ts";
import { plainLabel } from "../../core/text/plainText.ts";
import type { Identities } from "../awsRequests/identities.ts";
import { identityLines, identityText, join, unexpectedLine, unexpectedText } from "../awsRequests/identityLabels.ts";
import { DisposableStore } from "../common/disposables.ts";
import {
	aboutRotation,
	answerVerbs,
	deployedText,
	ladderMarkdown,
	launchName,
	paragraphs,
	wrongRegion,
} from "../common/labels.ts";
import { isUnrelatedToRemotion } from "../model/concerning.ts";
import type { Focus } from "../model/focus.ts";
import type { ProjectState } from "../model/snapshot.ts";
import { type Condition, conditionIcon, conditionOf } from "./condition.ts";
import { agreementText } from "./launchRows.ts";

/** The status bar: what the focused project uses; red where Remotion would fail or use another account than expected, yellow where it most likely does; a click switches, the tooltip offers more. */
export function registerStatusBar(focus: Focus, identities: Identities): Disposable {
	const owned = new DisposableStore();
	const item = owned.add(window.createStatusBarItem("activeCredentials", StatusBarAlignment.Left, 10));
	item.name = productName;
	item.command = commands.switchProfile;
	const show = () => {
		const { state } = focus;
		if (!state || isUnrelatedToRemotion(state)) return item.hide();
		const { active, region, accounts } = state.explanation;
		const rotates = isLeftToRotation(state.explanation);
		const outlook = outlookOf(state.explanation);
		const identity = identities.of(state);
		const condition = conditionOf(state.explanation, identity);
		const local = identities.isLocal(state) ? "local AWS" : "";
		const validity = activeValidity(state.explanation);
		const stands = validityText(validity);
		const unexpected = unexpectedText(state.explanation, identity);
		item.text = `$(${conditionIcon(state.explanation, identity).id}) ${plainLabel(join(shortAnswer(state), unexpected, stands, wrongRegion(region), deployedText(state.runtime), identityText(identity, accounts, unexpected), local))}`;
		item.backgroundColor = backgroundOf(condition);
		const tooltip = new MarkdownString();
		if (rotates) tooltip.appendMarkdown(`${paragraphs(aboutRotation)}\n\n`);
		if (active.kind === "hidden") tooltip.appendMarkdown(`${paragraphs(answerReason(active))}\n\n`);
		for (const line of [
			...identityLines(identity, accounts),
			unexpectedLine(state.explanation, identity),
			validityLine(validity, new Date()),
		].filter(Boolean))
			tooltip.appendMarkdown(`${paragraphs(line)}\n\n`);
		const launch = join(launchName(state), agreementText(state));
		if (launch !== "") tooltip.appendMarkdown(`${paragraphs(`Launch: ${launch}`)}\n\n`);
		tooltip.appendMarkdown(ladderMarkdown(state.explanation));
		const links = actions.map(([title, id]) => `[${title}](command:${id})`);
		if (validity?.signInProfile !== undefined) links.unshift(signInLink(validity.signInProfile));
		tooltip.appendMarkdown(`\n\n---\n\n${links.join(" · ")}`);
		// Nothing but these runs from here, whatever a file says.
		tooltip.isTrusted = { enabledCommands: [...actions.map(([, id]) => id), commands.ssoLogin] };
		item.tooltip = tooltip;
		item.accessibilityInformation = {
			label: `Remotion Lambda in ${state.project.name} ${answerVerbs[outlook]}: ${join(projectAnswer(state.explanation), unexpected, stands, wrongRegion(region), identityText(identity, accounts, unexpected), local)}. Switch profile`,
		};
		item.show();
	};
	owned.add(focus.onDidChange(show));
	owned.add(identities.onDidChange(show));
	show();
	return owned;
}

/** What the tooltip offers; a click on the item itself is the first of them. */
const actions = [
	["Switch profile", commands.switchProfile],
	["Verify identity", commands.verifyIdentity],
	["Run test render", commands.testRender],
] as const;

/** A name goes along as data: it can end neither the link nor the command. */
function signInLink(signer: string): string {
	return `[Sign in](command:${commands.ssoLogin}?${encodeURIComponent(JSON.stringify([{ signer }]))})`;
}

function backgroundOf(condition: Condition): ThemeColor | undefined {
	if (condition === "fine") return undefined;
	return new ThemeColor(condition === "failing" ? "statusBarItem.errorBackground" : "statusBarItem.warningBackground");
}

function shortAnswer({ explanation, project }: ProjectState): string {
	const { active } = explanation;
	const text = active.kind === "profile" ? active.profile : projectAnswer(explanation);
	return `${text} (${basename(project.folder)})`;
}
