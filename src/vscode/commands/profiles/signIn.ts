import { homedir } from "node:os";
import { TerminalExitReason, window, workspace } from "vscode";
import { findProgram } from "../../../childProcess/findProgram.ts";
import type { Explanation } from "../../../core/index.ts";
import { signInCommand, validityOf } from "../../../core/precedence/validityWords.ts";
import { notify } from "../../common/notify.ts";
import { Refusal } from "../../common/refusal.ts";
import { openTerminal, typeInTerminal } from "../../common/terminal.ts";
import { isOfWorkspace } from "../../common/uris.ts";
import type { Focus } from "../../model/focus.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn, profileOf } from "../calledOn.ts";
import { pickProfile } from "./pickProfile.ts";

/** The AWS CLI's command for each kind of sign-in. */
const commandsOf = { sso: ["sso", "login"], login: ["login"] } as const;

interface SignIn {
	readonly kind: keyof typeof commandsOf;
	/** The profile that has the sign-in itself. */
	readonly profile: string;
}

/** Signs in with SSO or `aws login` for a profile, or for the one that a role's profile depends on, in a terminal of its own. */
export async function signIn(focus: Focus, row?: Row): Promise<void> {
	if (!workspace.isTrusted) throw new Refusal("Trust this workspace first: signing in runs the AWS CLI.");
	const state = await calledOn(focus, row);
	const { active } = state.explanation;
	// A row of the answer is about the active credentials.
	const own = row?.state && active.kind === "profile" ? active.profile : undefined;
	const asked = profileOf(row)?.name ?? own ?? (await pickSignIn(state));
	if (asked === undefined) return;
	const found = signInOf(state.explanation, asked);
	if (!found)
		throw new Refusal(`Profile ${asked} depends on no sign-in: it is neither an SSO nor an aws login profile.`);
	await runSignIn(found);
}

/**
 * Runs the AWS CLI's sign-in in a terminal. The profile's name is an argument, never part of a shell's command line; the program is one that
 * the person's PATH has, whatever lies in the project's folder.
 */
export async function runSignIn({ kind, profile }: SignIn): Promise<void> {
	const command = commandsOf[kind];
	const typed = `aws ${command.join(" ")}`;
	const aws = await findProgram("aws", {
		path: process.env.PATH,
		isWindows: process.platform === "win32",
		isForeign: isOfWorkspace,
	});
	if (aws === undefined) {
		const version = kind === "login" ? "2.32 or newer" : "2";
		throw new Refusal(
			`The AWS CLI is not on the PATH. Install version ${version} of it and restart VS Code, or run "${typed}" for this profile yourself.`,
		);
	}
	const terminal = openTerminal({
		name: `${typed} (${profile})`,
		shellPath: aws,
		shellArgs: [...command, "--profile", profile],
		// What the AWS CLI starts in its turn is not to be found in the project's folder either.
		cwd: homedir(),
	});
	const closing = window.onDidCloseTerminal((closed) => {
		if (closed !== terminal) return;
		closing.dispose();
		const { code = 0, reason } = closed.exitStatus ?? {};
		if (code !== 0 && reason === TerminalExitReason.Process) void tellFailure(kind, profile, code);
	});
}

/** With the program its terminal is gone, and what it said. */
async function tellFailure(kind: SignIn["kind"], profile: string, code: number): Promise<void> {
	const command = signInCommand(kind, profile);
	const version = kind === "login" ? " It needs AWS CLI 2.32 or newer." : "";
	const choice = await notify.warn(
		`Signing in to profile ${profile} failed with exit code ${code}.${version}`,
		"Type command",
	);
	if (choice !== undefined) typeInTerminal(homedir(), command);
}

function signInOf(explanation: Explanation, name: string): SignIn | undefined {
	const type = explanation.profiles.find((profile) => profile.name === name)?.type;
	if (type === "sso" || type === "login") return { kind: type, profile: name };
	const validity = validityOf(explanation, name);
	if (!validity || validity.kind === "keys" || validity.signInProfile === undefined) return undefined;
	return { kind: validity.kind, profile: validity.signInProfile };
}

async function pickSignIn(state: ProjectState): Promise<string | undefined> {
	const profiles = state.explanation.profiles.filter(({ type }) => type === "sso" || type === "login");
	if (profiles.length === 0)
		throw new Refusal("No profile to sign in with found. Create one in a terminal: aws configure sso, or aws login");
	const explanation = { ...state.explanation, profiles };
	return (await pickProfile({ ...state, explanation }, "Signs in with the AWS CLI in a terminal"))?.name;
}
