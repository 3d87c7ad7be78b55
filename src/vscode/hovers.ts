import { type Disposable, Hover, languages, MarkdownString, type Position, type TextDocument } from "vscode";
import { describeVariable } from "../core/hover.ts";
import { envFileSelector } from "./fixes.ts";
import { projectOf } from "./focus.ts";
import type { Identities } from "./identities.ts";
import { identityText } from "./identityTexts.ts";
import type { Model } from "./model.ts";

/** Hovers in `.env` files: what a variable does, whether it is used and why, where else it is set, and the verified identity. Never its value. */
export function registerHovers(model: Model, identities: Identities): Disposable {
	return languages.registerHoverProvider(envFileSelector, {
		provideHover: (document, position) => hover(model, identities, document, position),
	});
}

function hover(model: Model, identities: Identities, document: TextDocument, position: Position): Hover | undefined {
	const path = document.uri.fsPath;
	const state = projectOf(model.snapshot, path);
	const situation = state && model.situation(state.project.folder);
	const lines = model.texts.lines(path);
	const file = situation?.envFiles.find((other) => other.path === path);
	const assignment = file?.parsed.assignments.find(({ range }) => lines?.range(range).contains(position));
	if (!situation || !lines || !assignment) return undefined;
	const description = describeVariable(situation, path, assignment.name);
	if (!description) return undefined;
	const text = new MarkdownString("", true);
	text.appendMarkdown(description.isActive ? "$(pass-filled) **Active** — " : "$(circle-slash) **Not active** — ");
	text.appendText(description.why);
	text.appendMarkdown("\n\n").appendText(description.does);
	const verified = description.isActive ? identityText(identities.of(state)) : "";
	if (verified !== "") text.appendMarkdown("\n\n").appendText(`Verified identity: ${verified}`);
	for (const other of description.elsewhere) text.appendMarkdown("\n\n").appendText(other.text);
	return new Hover(text, lines.range(assignment.range));
}
