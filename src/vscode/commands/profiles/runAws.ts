import { homedir } from "node:os";
import { TerminalExitReason, window, workspace } from "vscode";
import { findProgram } from "../../../childProcess/findProgram.ts";
import { profileArgument } from "../../../core/precedence/validityWords.ts";
import { notify } from "../../common/notify.ts";
import { Refusal } from "../../common/refusal.ts";
import { openTerminal, typeInTerminal } from "../../common/terminal.ts";
import { isOfWorkspace } from "../../common/uris.ts";

/** What is run of the AWS CLI: all of these ask people in a terminal or in their browser. */
export type AwsCommand = "sso login" | "configure sso" | "login";

/**
 * Runs a command of the AWS CLI for a profile in a terminal of its own. The profile's name is an argument, never part of a shell's command
 * line; the program is one that the person's PATH has, whatever lies in the project's folder.
 */
export async function runAws(command: AwsCommand, profile: string): Promise<void> {
	if (!workspace.isTrusted) throw new Refusal("Trust this workspace first: signing in runs the AWS CLI.");
	const aws = await findProgram("aws", {
		path: process.env.PATH,
		isWindows: process.platform === "win32",
		isForeign: isOfWorkspace,
	});
	if (aws === undefined) {
		const version = command === "login" ? "2.32 or newer" : "2";
		throw new Refusal(
			`The AWS CLI is not on the PATH. Install version ${version} of it and restart VS Code, or run "aws ${command}" for this profile yourself.`,
		);
	}
	const terminal = openTerminal({
		name: `aws ${command} (${profile})`,
		shellPath: aws,
		shellArgs: [...command.split(" "), "--profile", profile],
		// What the AWS CLI starts in its turn is not to be found in the project's folder either.
		cwd: homedir(),
	});
	const closing = window.onDidCloseTerminal((closed) => {
		if (closed !== terminal) return;
		closing.dispose();
		const { code = 0, reason } = closed.exitStatus ?? {};
		if (code !== 0 && reason === TerminalExitReason.Process) void tellFailure(command, profile, code);
	});
}

/** With the program its terminal is gone, and what it said. */
async function tellFailure(command: AwsCommand, profile: string, code: number): Promise<void> {
	const version = command === "login" ? " It needs AWS CLI 2.32 or newer." : "";
	const text = `aws ${command} for profile ${profile} failed with exit code ${code}.${version}`;
	const choice = await notify.warn(text, "Type command");
	if (choice !== undefined) await typeInTerminal(homedir(), `aws ${command} ${profileArgument(profile)}`);
}
