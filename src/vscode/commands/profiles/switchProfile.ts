import { basename, join } from "node:path";
import { type QuickPickItem, type TextDocument, ThemeIcon } from "vscode";
import { dotenvDialect } from "../../../core/dotenv/parse.ts";
import { setVariable } from "../../../core/dotenv/setVariable.ts";
import type { Step } from "../../../core/index.ts";
import { runtimes } from "../../../core/runtimes/index.ts";
import { firstThatFits, sentencesThatFit } from "../../../core/text/notification.ts";
import { profileVariable, skipVariable } from "../../../core/vocabulary/variables.ts";
import { notify } from "../../common/notify.ts";
import { pickOne } from "../../common/prompts.ts";
import { showFile } from "../../common/showFile.ts";
import { editEnvFile, unsavedWords } from "../../fileEdits/envFile.ts";
import type { FirstSteps } from "../../model/firstSteps.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import { startUpFileWords, type Terminals } from "../../model/terminals.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn, profileOf } from "../calledOn.ts";
import { pickProfile } from "./pickProfile.ts";

type Place = "env" | "terminals" | "terminal";

/** What switching works on. */
interface SwitchParts {
	readonly model: Model;
	readonly focus: Focus;
	readonly terminals: Terminals;
	readonly firstSteps: FirstSteps;
}

/** Switches the focused project to a profile: in its `.env`, in new terminals, or in one terminal. Says at once if something outranks it. */
export async function switchProfile(parts: SwitchParts, row?: Row): Promise<void> {
	const { focus, terminals } = parts;
	const state = await calledOn(focus, row);
	const profile = profileOf(row) ?? (await pickProfile(focus, state, "Remotion Lambda uses it in this project"));
	if (!profile) return;
	const place = await pickPlace(state, profile.name);
	if (!place) return;
	const { folder, remotionVersion } = state.project;
	if (place === "terminal") {
		// The switch would outrank the profile; empty counts as unset and keeps a .env file from setting it.
		const skip = state.explanation.steps.some(({ id, state }) => id === "skip-check" && state === "active");
		const variables = { [profileVariable]: profile.name, ...(skip && { [skipVariable]: "" }) };
		await terminals.open(`Remotion: ${profile.name}`, folder, variables);
		const loser = startUpFileWords(profileVariable);
		if (loser !== "") void notify.warn(`The terminal was opened with profile ${profile.name}.${loser}`);
		return;
	}
	if (place === "terminals") terminals.set(profileVariable, profile.name);
	else {
		const path = join(folder, ".env");
		const document = await editEnvFile(path, (text) =>
			setVariable(path, text, profileVariable, profile.name, dotenvDialect(remotionVersion)),
		);
		if (document.isDirty) return tellUnsaved(document, profile.name);
	}
	await report(parts, folder, profile.name, place);
}

/** A file with unsaved changes of its own is left to the person to save. */
async function tellUnsaved(document: TextDocument, name: string): Promise<void> {
	const save = "Save .env";
	const text = `${profileVariable} is ${name} in .env now.${unsavedWords(document)}`;
	if ((await notify.warn(text, save)) === save) await document.save();
}

async function pickPlace({ project }: ProjectState, name: string): Promise<Place | undefined> {
	const items: (QuickPickItem & { place: Place })[] = [
		{
			place: "env",
			iconPath: new ThemeIcon("file"),
			label: "This project's .env",
			description: join(project.name, ".env"),
			detail: "Applies to this project on this computer. You can undo it.",
		},
		{
			place: "terminals",
			iconPath: new ThemeIcon("terminal"),
			label: "New terminals",
			detail: "All new terminals, also after a restart, until you clear it. Changes no files.",
		},
		{
			place: "terminal",
			iconPath: new ThemeIcon("add"),
			label: "One new terminal",
			detail: "Opens a terminal with this profile. Nothing else is changed.",
		},
	];
	const chosen = await pickOne(items, {
		title: `Select where to use profile ${name}`,
		placeHolder: "REMOTION_AWS_PROFILE is set there",
	});
	return chosen?.place;
}

/** Tells what became of it: done, or what outranks the choice and the way out. */
async function report(parts: SwitchParts, folder: string, name: string, place: Place): Promise<void> {
	const { model, terminals, firstSteps } = parts;
	await model.settled();
	const state = model.snapshot.projects.find(({ project }) => project.folder === folder);
	if (!state) return;
	const { active, steps } = state.explanation;
	if (active.kind === "profile" && active.variable === profileVariable && active.profile === name) {
		firstSteps.tick("switched");
		const file = model.snapshot.projects.length > 1 ? join(state.project.name, ".env") : ".env";
		const where = place === "env" ? `in ${file}` : "in new terminals";
		const loser = place === "env" ? "" : startUpFileWords(profileVariable);
		const told = `Remotion Lambda now uses profile ${name} (${where}).${loser}`;
		const choice = await (loser === "" ? notify.info : notify.warn)(told, place === "env" ? "Open .env" : "Clear");
		if (choice === "Open .env") await showFile(join(folder, ".env"));
		if (choice === "Clear") terminals.clear(profileVariable);
		return;
	}
	const skip = steps.find(({ id, state }) => id === "skip-check" && state === "active");
	if (skip)
		await outranked(
			terminals,
			skip,
			skipVariable,
			`${skipVariable} is set, so every REMOTION_AWS_* credential is ignored.`,
			"",
		);
	else if (active.kind === "error")
		await notify.warn(
			firstThatFits([
				`The profile ${name} is set, but Remotion would fail: ${active.message}`,
				`The profile ${name} is set, but Remotion would fail. See the Active credentials view.`,
			]),
		);
	else if (place === "env" && !steps.some(({ id, origins }) => id === "remotion-profile" && origins.length > 0))
		await notify.warn(
			sentencesThatFit([
				`${profileVariable} is ${name} in .env now, but Remotion does not see it there.`,
				runtimes[state.runtime].layers,
			]),
		);
	else {
		const step = steps.find(({ id }) => id === "remotion-profile");
		const { layer = "shell", path } = step?.origins[0] ?? {};
		const where = path === undefined ? `The ${layer}` : basename(path);
		await outranked(
			terminals,
			step,
			profileVariable,
			`${where} sets ${profileVariable} too, and it takes precedence over .env.`,
			name,
		);
	}
}

async function outranked(
	terminals: Terminals,
	step: Step | undefined,
	variable: string,
	why: string,
	value: string,
): Promise<void> {
	const origin = step?.origins[0];
	const open = origin?.path === undefined ? [] : [`Open ${origin.path.replace(/^.*[\\/]/, "")}`];
	const set = value === "" ? "Unset in new terminals" : "Set in new terminals";
	const choice = await notify.warn(`Profile set, but not used yet: ${why}`, ...open, set);
	if (choice === set) terminals.set(variable, value);
	else if (choice !== undefined && origin?.path !== undefined) {
		await showFile(origin.path);
	}
}
