import { join } from "node:path";
import * as vscode from "vscode";
import { extensionId } from "../../../../src/contributions.ts";
import { eventually, rulesIn, workspaceFolder } from "../../../harness/hostWait.ts";
import { run } from "../../../harness/processes.ts";
import { takeTurns } from "../../measure.ts";
import { asked, report } from "../samples.ts";

interface Mistake {
	variable: string;
	good: string;
	bad: string;
	/** What its diagnostic says. */
	message: RegExp;
}
const region: Mistake = { variable: "REMOTION_AWS_REGION", good: "us-east-1", bad: "us-east-9", message: /region/ };
const profile: Mistake = { variable: "REMOTION_AWS_PROFILE", good: "default", bad: "nobody", message: /nobody/ };

/** A document that has the mistake in turns: an edit, until the diagnostics say whether it is there. */
async function toggle(path: string, mistake: Mistake, isSaved = false): Promise<() => Promise<void>> {
	const { variable, good, bad, message } = mistake;
	const document = await vscode.workspace.openTextDocument(path);
	let isBad = document.getText().includes(`${variable}=${bad}`);
	const count = () =>
		vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => message.test(diagnostic.message)).length;
	return async () => {
		isBad = !isBad;
		const wanted = isBad;
		const offset = document.getText().indexOf(`${variable}=`);
		const line = document.positionAt(offset).line;
		const edit = new vscode.WorkspaceEdit();
		edit.replace(document.uri, document.lineAt(line).range, `${variable}=${isBad ? bad : good}`);
		const shown = new Promise<void>((resolve) => {
			const subscription = vscode.languages.onDidChangeDiagnostics(() => {
				if (count() > 0 !== wanted) return;
				subscription.dispose();
				resolve();
			});
		});
		await vscode.workspace.applyEdit(edit);
		if (isSaved) await document.save();
		await shown;
	};
}

describe("typing", () => {
	it("is measured", async function () {
		this.timeout(0);
		const at = (...names: string[]) => join(workspaceFolder(), ...names);
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.extensions.getExtension("bench.trivial")?.activate();
		const small = vscode.Uri.file(at("small", ".env"));
		await eventually(
			() => rulesIn(small),
			(rules) => rules.includes("unknown-profile"),
			60_000,
		);
		const typed = await takeTurns(
			{
				ours: await toggle(at("long", ".env"), region),
				theirs: await toggle(at("long", "text.yardstick"), region),
			},
			JSON.parse(asked("RLC_BENCH_TURNS")),
		);
		// The command line does the same question: are these credentials any good?
		const cli = process.env.RLC_BENCH_CLI;
		const saved =
			cli === undefined
				? { explained: [], cli: [] }
				: await takeTurns(
						{
							explained: await toggle(at("small", ".env"), profile, true),
							cli: async () => {
								const [command = "", ...args] = cli.split(" ");
								await run(command, [...args, "lambda", "functions", "ls", "--quiet"], {
									cwd: at("wrong"),
									env: process.env,
								});
							},
						},
						JSON.parse(asked("RLC_BENCH_STARTS")),
					);
		report({ ...typed, ...saved });
	});
});
