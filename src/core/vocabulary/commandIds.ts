import type { Origin } from "../types.ts";

/** The commands that fixes and remedies of the core name, by what they do. `contributions.ts` spreads them among all. */
export const commandIds = {
	switchProfile: "remotionLambda.switchProfile",
	addProfile: "remotionLambda.addProfile",
	ssoLogin: "remotionLambda.ssoLogin",
	openTerminalAs: "remotionLambda.openTerminalAs",
	copyVariableNames: "remotionLambda.copyVariableNames",
	verifyIdentity: "remotionLambda.verifyIdentity",
	addToGitignore: "remotionLambda.addToGitignore",
	protectFile: "remotionLambda.protectFile",
	moveToProfile: "remotionLambda.moveToProfile",
	copyCredentials: "remotionLambda.copyCredentials",
	checkPermissions: "remotionLambda.checkPermissions",
	typeCommand: "remotionLambda.typeCommand",
	openUserPolicy: "remotionLambda.openUserPolicy",
	openRolePolicy: "remotionLambda.openRolePolicy",
	createRolePolicy: "remotionLambda.createRolePolicy",
	useSecret: "remotionLambda.useSecret",
	storeSecret: "remotionLambda.storeSecret",
	explainError: "remotionLambda.explainError",
	testRender: "remotionLambda.testRender",
	openOrigin: "remotionLambda.openOrigin",
} as const;

/** What the core hands to the commands it offers with arguments; `vscode/typedCommands/arguments.ts` says what all of them take. */
export interface OfferedArguments {
	[commandIds.addProfile]: [name?: string];
	[commandIds.ssoLogin]: [row?: { readonly signer: string }];
	[commandIds.openTerminalAs]: [row?: { readonly signer: string }];
	[commandIds.addToGitignore]: [path: string];
	[commandIds.protectFile]: [path: string];
	[commandIds.moveToProfile]: [path: string];
	[commandIds.copyCredentials]: [path: string];
	[commandIds.storeSecret]: [path: string];
	[commandIds.typeCommand]: [folder: string, text: string];
	[commandIds.explainError]: [text: string];
	[commandIds.openOrigin]: [origin: Origin];
}

type CommandId = (typeof commandIds)[keyof typeof commandIds];
type ArgumentsOf<Id extends CommandId> = Id extends keyof OfferedArguments ? OfferedArguments[Id] : [];

/** An offer to run a command, as fixes and remedies have it. */
export function offerOf<Id extends CommandId>(
	title: string,
	command: Id,
	...args: ArgumentsOf<Id>
): { title: string; command: Id; args: ArgumentsOf<Id> } {
	return { title, command, args };
}
