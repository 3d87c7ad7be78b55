import { writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { env, type QuickPickItem, type Terminal, window } from "vscode";
import { cleanText, readReport } from "../../../core/environmentReport/read.ts";
import { projectAnswer } from "../../../core/precedence/answer.ts";
import { batchScript, posixScript, type ShellKind, scriptLine, shellKindOf } from "../../../core/text/shellLine.ts";
import type { Preparation } from "../../awsRequests/preparation.ts";
import { notify } from "../../common/notify.ts";
import { withProgress } from "../../common/progress.ts";
import { pickOne } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import { type Received, ReportReceiver } from "../../common/reportReceiver.ts";
import { runInTerminal } from "../../common/terminal.ts";
import type { CheckedTerminals } from "../../model/checkedTerminals.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";
import { addTerminalLaunch } from "./terminalLaunch.ts";

/** What the command works with. */
interface CheckParts {
	readonly model: Model;
	readonly focus: Focus;
	readonly preparation: Preparation;
	readonly checkedTerminals: CheckedTerminals;
	/** Absolute; the built command line. */
	readonly commandLine: string;
}

/** A report takes a second; a shell may still be reading its start-up files. */
const patienceMs = 30_000;

/**
 * Asks a terminal what Remotion would use there: runs the command line in it, on one line that the person sees, and adds the report that comes
 * back as a launch. No value leaves the terminal.
 * @param row the row of a terminal's launch asks that one again
 * @param given a terminal, where it was called on one; else the person picks one where there are several
 */
export async function checkTerminal(parts: CheckParts, row?: Row, given?: object): Promise<void> {
	const { preparation, checkedTerminals, model, focus, commandLine } = parts;
	if (!(await preparation.mayRun())) return;
	const state = await calledOn(focus, row);
	const known = row?.launchId === undefined ? undefined : checkedTerminals.terminalOf(row.launchId);
	const terminal = known ?? window.terminals.find((one) => one === given) ?? (await pickTerminal());
	if (!terminal) return;
	const { name } = terminal;
	const shell = shellOf(terminal);
	if (checkedTerminals.isBusy(terminal))
		throw new Refusal(`A program is running in ${name}. End it, or check another terminal.`);
	const received = await ask(terminal, shell, commandLine);
	if (!received) return;
	const takenAt = new Date();
	const read = readReport(received.report);
	if (!read.ok) throw new Refusal(`${name}: ${read.problem}`);
	if (terminal.exitStatus) return;
	const where = { id: checkedTerminals.idOf(terminal), label: `Terminal: ${cleanText(name)}`, takenAt };
	const added = await addTerminalLaunch(model, state, { ...where, ...received, report: read.report });
	const text = `${name}: Remotion Lambda uses ${projectAnswer(added.explanation)}.`;
	if ((await notify.info(text, "Show launch")) !== undefined)
		model.setChoice(added.state.project.folder, { launchId: where.id });
}

/** The terminals with a process, the active one first; the only one is taken unasked. */
async function pickTerminal(): Promise<Terminal | undefined> {
	const list = window.terminals.filter(({ exitStatus, creationOptions }) => !exitStatus && !("pty" in creationOptions));
	list.sort((one, other) => Number(other === window.activeTerminal) - Number(one === window.activeTerminal));
	const [first, ...others] = list;
	if (!first) throw new Refusal("Open a terminal first.");
	if (others.length === 0) return first;
	const items = list.map((terminal): QuickPickItem & { terminal: Terminal } => {
		const folder = terminal.shellIntegration?.cwd?.fsPath;
		return { label: terminal.name, ...(folder !== undefined && { description: folder }), terminal };
	});
	const placeHolder = "Runs one line in it that tells which credentials Remotion Lambda finds there";
	return (await pickOne(items, { title: "Check a terminal", placeHolder }))?.terminal;
}

/** How the terminal's shell reads a line. */
function shellOf({ name, state, creationOptions }: Terminal): ShellKind {
	const path = "shellPath" in creationOptions ? creationOptions.shellPath : undefined;
	const shell = state.shell ?? path ?? env.shell;
	const kind = shellKindOf(shell);
	if (kind) return kind;
	throw new Refusal(`${name} runs ${shell}, which can't be asked. Use bash, zsh, fish, PowerShell, or cmd.`);
}

/** Runs the command line in the terminal; undefined: cancelled, or the terminal was closed. */
async function ask(terminal: Terminal, shell: ShellKind, commandLine: string): Promise<Received | undefined> {
	const receiver = await ReportReceiver.open();
	try {
		const line = scriptLine(shell, await writeScript(receiver, shell, commandLine));
		if (line === undefined)
			throw new Refusal(`The folder for temporary files has a name that can't be typed in ${terminal.name}.`);
		const timeout = AbortSignal.timeout(patienceMs);
		const received = await withProgress(`Checking ${terminal.name}`, async (cancelled) => {
			const closed = new AbortController();
			const watch = window.onDidCloseTerminal((one) => one === terminal && closed.abort());
			try {
				await runInTerminal(terminal, line);
				return await receiver.receive(AbortSignal.any([cancelled, closed.signal, timeout]));
			} finally {
				watch.dispose();
			}
		});
		if (!received && timeout.aborted)
			throw new Refusal(
				`${terminal.name} didn't answer. If a program runs in it, end it; a shell on another computer can't be asked.`,
			);
		return received;
	} finally {
		await receiver.close();
	}
}

/** Writes the script that starts the command line by VS Code's own Node.js; it is gone with the receiver. */
async function writeScript({ folder, request }: ReportReceiver, shell: ShellKind, commandLine: string) {
	const words = [process.execPath, commandLine, "--send-report", request];
	const isBatch = process.platform === "win32" && (shell === "cmd" || shell === "powershell");
	const isWindows = process.platform === "win32";
	const path = join(folder, isBatch ? "check.cmd" : "check");
	const slashes = isWindows && !isBatch ? words.map((word) => word.replaceAll("\\", "/")) : words;
	await writeFile(path, isBatch ? batchScript(words, homedir()) : posixScript(slashes), { mode: 0o600, flag: "wx" });
	return path;
}
