/**
 * Every command with the type of its arguments: registering a command, running it and offering it in a row (`commands.ts`) are checked against
 * this by the compiler. Menus, keybindings and other extensions hand over whatever they like; what is of a known shape is taken.
 */
import { type CommandId, commands } from "../../contributions.ts";
import { isConsole } from "../../core/awsAccount/consoleLinks.ts";
import type { RenderRecord } from "../../core/awsAccount/renderRecord.ts";
import type { Origin, PoolAccount } from "../../core/index.ts";
import type { Signer } from "../../core/types.ts";
import type { OfferedArguments } from "../../core/vocabulary/commandIds.ts";
import type { ProjectState } from "../model/snapshot.ts";

/** What a row of a view hands to a command, as far as it has it; whoever calls a command may hand over the same. */
export interface Row {
	/** The project; absent: the focused one. */
	readonly state?: ProjectState;
	/** Whose credentials; absent: the active ones. A row of a profile has that profile's name. */
	readonly signer?: Signer;
	/** One of the project's launches, by its id. */
	readonly launchId?: string;
	/** An account of the pool. */
	readonly account?: PoolAccount;
	/** A test render. */
	readonly record?: RenderRecord;
	/** Where the project would be deployed to, or what would start Remotion in it: a runtime's id. */
	readonly runtime?: string;
	/** An address in the AWS console. */
	readonly page?: string;
}

type Given = readonly unknown[];

const nothing = (): [] => [];
const aRow = ([row]: Given): [row?: Row | undefined] => [readRow(row)];
const aText = ([text]: Given): [text?: string | undefined] => [readText(text)];
const aPath = ([path]: Given): [path?: string | undefined] => [readText(path)];
const aRowAndText = ([row, text]: Given): [row?: Row | undefined, text?: string | undefined] => [
	readRow(row),
	readText(text),
];

/** Each command, and what it takes of what it was handed. A tree hands over the row, then a list of all selected rows. */
const commandReaders = {
	[commands.switchProfile]: aRow,
	[commands.clearProfile]: aRow,
	[commands.addProfile]: aText,
	[commands.openProfile]: aRow,
	[commands.debugWithProfile]: aRow,
	[commands.runTaskWithProfile]: aRow,
	[commands.ssoLogin]: aRow,
	[commands.openTerminalAs]: aRow,
	[commands.copyVariableNames]: aRow,
	[commands.copyReport]: aRow,
	/** A runtime's id, `launch:` and a launch's id, or `automatic`. */
	[commands.selectRuntime]: aRowAndText,
	[commands.showJourney]: aRow,
	[commands.compareLaunches]: aRow,
	[commands.runLaunch]: aRow,
	[commands.hideLaunch]: aRow,
	[commands.showHiddenLaunches]: aRow,
	/** The row of a terminal's launch, or a terminal of VS Code. */
	[commands.checkTerminal]: ([given]: Given): [row?: Row | undefined, terminal?: object | undefined] => [
		readRow(given),
		isTerminal(given) ? given : undefined,
	],
	[commands.insertDeployedCheck]: nothing,
	/** The report's text. */
	[commands.openReport]: aRowAndText,
	[commands.removeReport]: aRow,
	[commands.verifyIdentity]: aRow,
	[commands.verifyAllProfiles]: nothing,
	[commands.addToGitignore]: aPath,
	[commands.protectFile]: aPath,
	[commands.moveToProfile]: aPath,
	[commands.copyCredentials]: aPath,
	[commands.checkPermissions]: aRow,
	[commands.checkHealth]: aRow,
	[commands.typeCommand]: ([folder, text]: Given): [folder?: string | undefined, text?: string | undefined] => [
		readText(folder),
		readText(text),
	],
	/** The name of the policy's file. */
	[commands.openUserPolicy]: aRowAndText,
	[commands.openRolePolicy]: aRowAndText,
	[commands.createRolePolicy]: aRow,
	[commands.createOidcRole]: aRow,
	[commands.useSecret]: aRow,
	[commands.storeSecret]: aPath,
	[commands.insertLoadingCode]: aRow,
	/** The region. */
	[commands.verifyAccountPool]: aRowAndText,
	[commands.verifyAccountPoolInRegion]: aRow,
	[commands.addAccount]: aRow,
	[commands.removeAccount]: aRow,
	[commands.renumberAccounts]: aRow,
	[commands.insertRotationCode]: aRow,
	[commands.explainError]: aText,
	[commands.testRender]: aRow,
	[commands.repeatTestRender]: aRow,
	[commands.openTestRender]: aRow,
	[commands.copyTestRenderLink]: aRow,
	[commands.deleteTestRender]: aRow,
	[commands.openRenderLogs]: aRow,
	[commands.openInConsole]: aRow,
	[commands.forgetTestRender]: aRow,
	[commands.openOrigin]: ([origin]: Given): [origin?: Origin | undefined] => [isOrigin(origin) ? origin : undefined],
	[commands.hideValues]: nothing,
	[commands.refresh]: nothing,
	[commands.openWalkthrough]: nothing,
	[commands.showLog]: nothing,
} satisfies Record<CommandId, (given: Given) => Given>;

/** The arguments of each command. All may be absent: every command can be run from the palette or by a keybinding. */
export type CommandArguments = { [Id in CommandId]: ReturnType<(typeof commandReaders)[Id]> };

/** What the core hands to a command must be what is read here: otherwise this does not compile. */
type Agreeing<Offered extends { readonly [Id in keyof OfferedArguments]: CommandArguments[Id] }> = Offered;
export type OfferedByCore = Agreeing<OfferedArguments>;

const readers: { readonly [Id in CommandId]: (given: Given) => CommandArguments[Id] } = commandReaders;

/** What a command takes of what it was handed. */
export function readArguments<Id extends CommandId>(id: Id, given: Given): CommandArguments[Id] {
	return readers[id](given);
}

function readText(value: unknown): string | undefined {
	return typeof value === "string" ? value : undefined;
}

/** Undefined where nothing was handed over that is a row of ours. */
function readRow(value: unknown): Row | undefined {
	if (!isObject(value)) return undefined;
	const { state, profile, signer, account, record, launchId, runtime, row } = value;
	const page = isObject(row) ? row.page : undefined;
	const named = isObject(profile) && typeof profile.name === "string" ? profile.name : signer;
	return {
		...(isProjectState(state) && { state }),
		...(isSigner(named) && { signer: named }),
		...(typeof launchId === "string" && { launchId }),
		...(isPoolAccount(account) && { account }),
		...(isRenderRecord(record) && { record }),
		...(typeof runtime === "string" && { runtime }),
		...(typeof page === "string" && isConsole(page) && { page }),
	};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null;
}

function hasTexts(value: unknown, ...names: readonly string[]): value is Readonly<Record<string, unknown>> {
	return isObject(value) && names.every((name) => typeof value[name] === "string");
}

function isProjectState(value: unknown): value is ProjectState {
	return isObject(value) && hasTexts(value.project, "folder", "name") && isObject(value.explanation);
}

function isSigner(value: unknown): value is Signer {
	return typeof value === "string" || hasTexts(value, "key", "secret") || hasTexts(value, "secretName", "region");
}

function isPoolAccount(value: unknown): value is PoolAccount {
	return hasTexts(value, "name") && Array.isArray(value.origins);
}

function isRenderRecord(value: unknown): value is RenderRecord {
	return hasTexts(value, "id", "folder", "functionName") && isObject(value.outcome);
}

/** A terminal of VS Code; whoever takes it looks for it among the open ones. */
function isTerminal(value: unknown): value is object {
	return hasTexts(value, "name") && "processId" in value;
}

function isOrigin(value: unknown): value is Origin {
	return hasTexts(value, "layer");
}
