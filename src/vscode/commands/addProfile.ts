import { window } from "vscode";
import { appendProfile, credentialValueProblem, profileNameProblem } from "../../core/credentialsText.ts";
import { changeFile, Refusal } from "../credentialsFile.ts";
import type { Focus } from "../focus.ts";

/** Asks for a profile's keys and appends it to the AWS credentials file. What is typed is held only until it is written. */
export async function addProfile(focus: Focus, suggested?: unknown): Promise<void> {
	const state = await focus.whenReady();
	const path = state?.explanation.awsFiles.credentials;
	if (path === undefined)
		throw new Refusal("Open a folder first: its environment says where the AWS credentials file is.");
	const taken = new Set(state?.explanation.profiles.map(({ name }) => name));
	const name = await window.showInputBox({
		title: "Add profile (1/4): name",
		prompt: `It is added to ${path}`,
		value: typeof suggested === "string" ? suggested : "remotion",
		ignoreFocusOut: true,
		validateInput: (text) => (taken.has(text) ? `There is a profile "${text}" already.` : profileNameProblem(text)),
	});
	if (name === undefined) return;
	const accessKeyId = await ask("Add profile (2/4): access key ID", "20 characters, starting with AKIA or ASIA", false);
	if (accessKeyId === undefined) return;
	const secretAccessKey = await ask("Add profile (3/4): secret access key", "40 characters", true);
	if (secretAccessKey === undefined) return;
	const isTemporary = accessKeyId.startsWith("ASIA");
	const sessionToken = await window.showInputBox({
		title: "Add profile (4/4): session token",
		prompt: isTemporary
			? "Temporary credentials (ASIA…) need their session token"
			: "Leave empty unless the credentials are temporary",
		password: true,
		ignoreFocusOut: true,
		validateInput: (text) =>
			text === "" ? (isTemporary ? "Enter the session token." : undefined) : credentialValueProblem(text),
	});
	if (sessionToken === undefined) return;
	await changeFile(path, (text) => {
		const token = sessionToken === "" ? {} : { sessionToken };
		const result = appendProfile(text, { name, accessKeyId, secretAccessKey, ...token });
		if (!result.ok) throw new Refusal(result.problem);
		return result.text;
	});
	void window.showInformationMessage(`The profile ${name} was added to ${path}.`);
}

function ask(title: string, prompt: string, password: boolean): Thenable<string | undefined> {
	return window.showInputBox({ title, prompt, password, ignoreFocusOut: true, validateInput: credentialValueProblem });
}
