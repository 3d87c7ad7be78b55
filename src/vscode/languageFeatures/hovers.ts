import { Disposable, Hover, languages, MarkdownString, type Position, type TextDocument } from "vscode";
import type { Launch } from "../../core/index.ts";
import { describeVariable, type VariableDescription } from "../../core/languageFeatures/envHover.ts";
import { describeAwsPlace } from "../../core/languageFeatures/sharedConfigHover.ts";
import { activeValidity, validityLine, validityOf } from "../../core/precedence/validityWords.ts";
import { namedFiles } from "../../core/project/launchFiles.ts";
import type { ResolvedProject } from "../../core/project/resolvedProject.ts";
import type { Identities, Identity } from "../awsRequests/identities.ts";
import { identityText, type Judged, unexpectedLine } from "../awsRequests/identityLabels.ts";
import { isActiveProfile, launchName, paragraphsBesideIcons, profileDetails } from "../common/labels.ts";
import { accountNames } from "../model/accountNames.ts";
import { type Focus, projectOf } from "../model/focus.ts";
import type { Model } from "../model/model.ts";
import { projectForFile, readersOf } from "../model/sharedConfigReaders.ts";
import type { ProjectState } from "../model/snapshot.ts";
import { envFileSelector, onAwsFiles } from "./documentSelectors.ts";

/** Hovers in AWS files, and in `.env` files: what a variable does, whether it is used and why, where else it is set, and the verified identity. Never its value. */
export function registerHovers(model: Model, focus: Focus, identities: Identities): Disposable {
	return Disposable.from(
		languages.registerHoverProvider(envFileSelector, {
			provideHover: async (document, position) => {
				await model.caughtUp();
				return hover(model, identities, document, position);
			},
		}),
		onAwsFiles(model, (selector) =>
			languages.registerHoverProvider(selector, {
				provideHover: async (document, position) => {
					await model.caughtUp();
					return awsHover({ model, focus, identities }, document, position);
				},
			}),
		),
	);
}

interface AwsParts {
	readonly model: Model;
	readonly focus: Focus;
	readonly identities: Identities;
}

function awsHover(
	{ model, focus, identities }: AwsParts,
	{ uri }: TextDocument,
	position: Position,
): Hover | undefined {
	const path = uri.fsPath;
	const state = projectForFile(model.snapshot, path, focus);
	const situation = state && model.situation(state.project.folder);
	const lines = model.texts.lines(path);
	const description =
		situation && lines && describeAwsPlace(situation, path, (range) => lines.range(range).contains(position));
	if (!state || !lines || !description) return undefined;
	const text = new MarkdownString("", true);
	const { profile, sentences } = description;
	if (profile) {
		const readers = readersOf(model.snapshot, path);
		const active = readers.filter(({ explanation }) => isActiveProfile(explanation.active, profile));
		if (profile.problem !== undefined) text.appendMarkdown("$(warning) **Can't be used:** ");
		else if (active.length > 0) text.appendMarkdown("$(pass-filled) **Active:** ");
		else text.appendMarkdown("$(circle-slash) **Not active:** ");
		const verified = identityText(identities.of(state, profile.name), state.explanation.accounts);
		const account = verified === "" ? accountNames(model, state)(profile.name) : "";
		text.appendMarkdown(paragraphsBesideIcons(profileDetails(profile, undefined, account)));
		add(text, validityLine(validityOf(state.explanation, profile.name), new Date()));
		const names = active.map(({ project }) => project.name);
		if (names.length > 0) add(text, `Used by: ${names.join(", ")}`);
		if (verified !== "") add(text, `Verified identity: ${verified}`);
	}
	add(text, sentences.join("\n"));
	return new Hover(text, lines.range(description.range));
}

function hover(model: Model, identities: Identities, document: TextDocument, position: Position): Hover | undefined {
	const path = document.uri.fsPath;
	const { state, situation } = readerOf(model, path) ?? {};
	const lines = model.texts.lines(path);
	const file = situation?.envFiles.find((other) => other.path === path);
	const assignment = file?.parsed.assignments.find(({ range }) => lines?.range(range).contains(position));
	if (!state || !situation || !lines || !assignment) return undefined;
	const description = describeVariable(situation, path, assignment.name);
	if (!description) return undefined;
	const text = descriptionMarkdown(description, identities.of(state), state.explanation);
	if (description.state === "active") add(text, validityLine(activeValidity(state.explanation), new Date()));
	const launch = launchName(state);
	if (launch !== "") add(text, `Launch: ${launch}`);
	return new Hover(text, lines.range(assignment.range));
}

/**
 * Who reads a `.env` file: the project that it is in, else one with a launch that loads it, as of a monorepo's root; by the shown launch, or by
 * the first other one that loads it where the shown one does not.
 */
function readerOf(model: Model, path: string): { state: ProjectState; situation: ResolvedProject } | undefined {
	const { snapshot } = model;
	const loads = ({ launch }: { launch: Launch }) => namedFiles(launch, machine).includes(path);
	const state = projectOf(snapshot, path) ?? snapshot.projects.find(({ launches }) => launches.some(loads));
	const situation = state && model.situation(state.project.folder);
	if (!situation) return undefined;
	const isRead = situation.envFiles.some((file) => file.path === path && file.loaded);
	const other = isRead ? undefined : state.launches.find(loads);
	const byOther = other && model.situation(state.project.folder, other.launch);
	return byOther ? { state: { ...state, launch: other.launch }, situation: byOther } : { state, situation };
}

const machine = process.platform === "win32" ? "win32" : "posix";

const states: Readonly<Record<VariableDescription["state"], string>> = {
	active: "$(pass-filled) **Active:**",
	fails: "$(error) **Fails:**",
	inactive: "$(circle-slash) **Not active:**",
};

/** What is known of a variable, for people; `identity` is told where the variable is active. */
export function descriptionMarkdown(
	description: VariableDescription,
	identity: Identity | undefined,
	judged: Judged,
): MarkdownString {
	const text = new MarkdownString("", true);
	text.appendMarkdown(`${states[description.state]} `);
	text.appendMarkdown(paragraphsBesideIcons(description.why));
	add(text, description.does);
	const verified = description.state === "active" ? identityText(identity, judged.accounts) : "";
	if (verified !== "") add(text, `Verified identity: ${verified}`);
	if (description.state === "active") add(text, unexpectedLine(judged, identity));
	for (const other of description.elsewhere) add(text, other.text);
	return text;
}

/** Appends what may come from a file, in paragraphs of its own. */
function add(markdown: MarkdownString, text: string): void {
	if (text !== "") markdown.appendMarkdown(`\n\n${paragraphsBesideIcons(text)}`);
}
