import { commands as vscodeCommands, window } from "vscode";
import { commands } from "../../contract.ts";
import { calledOn, type Focus } from "../focus.ts";
import type { Identities, Identity } from "../identities.ts";
import { identityLines } from "../identityTexts.ts";
import type { Log } from "../log.ts";
import type { ProjectState } from "../model.ts";
import type { ProfileNode } from "../profilesTree.ts";
import { withProgress } from "../progress.ts";
import { answerText } from "../words.ts";

/**
 * Asks AWS whose credentials these are: the profile's or project's whose row it is called on, else the focused project's active ones.
 * @returns what came of it; undefined: cancelled, refused, or overtaken by a change
 */
export async function verifyIdentity(
	focus: Focus,
	identities: Identities,
	log: Log,
	node?: unknown,
): Promise<Identity | undefined> {
	const profile = isProfileNode(node) ? node.profile.name : undefined;
	const state = await calledOn(focus, node);
	const list = await identities.prepare(state, [profile]);
	let identity: Identity | undefined;
	await withProgress(`Verifying: ${called(state, profile)}`, (signal) =>
		identities.verify(list, signal, (_, answer) => {
			identity = answer;
		}),
	);
	if (identity) void tell(identity, called(state, profile), profile, log);
	return identity;
}

function isProfileNode(node: unknown): node is ProfileNode {
	return typeof node === "object" && node !== null && "profile" in node;
}

function called({ explanation, project }: ProjectState, profile: string | undefined): string {
	return profile === undefined ? `${answerText(explanation.active)} in ${project.name}` : `Profile ${profile}`;
}

async function tell(identity: Identity, name: string, profile: string | undefined, log: Log): Promise<void> {
	const text = `${name}: ${identityLines(identity).join(" ")}`;
	if (identity.kind !== "failed") {
		void window.showInformationMessage(text);
		return;
	}
	const signIn = identity.words.action === "sso-login" ? ["Sign In"] : [];
	const choice = await window.showErrorMessage(text, ...signIn, "Show Log");
	if (choice === "Show Log") log.show();
	if (choice === "Sign In")
		await vscodeCommands.executeCommand(commands.ssoLogin, profile && { profile: { name: profile } });
}
