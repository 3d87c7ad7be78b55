import {
	DecorationRangeBehavior,
	type Disposable,
	Range,
	type TextDocument,
	type TextEditor,
	ThemeColor,
	window,
	workspace,
} from "vscode";
import { settings } from "../../contributions.ts";
import { secretPlaces } from "../../core/text/redact.ts";
import { DisposableStore } from "../common/disposables.ts";
import type { Model } from "../model/model.ts";
import { awsPathsOf } from "../model/sharedConfigReaders.ts";

/** Longer files of these kinds nobody writes; of one all is hidden, as looking through it would take too long. */
const longest = 500_000;

/**
 * Covers the secrets of `.env` and AWS files in every editor, while the setting says so: for sharing a screen. Nothing in the file changes, and
 * copying works. An editor is covered as soon as VS Code tells of it: a file that was just opened may be seen for a moment.
 */
export function registerHiddenValues(model: Model): Disposable {
	const owned = new DisposableStore();
	// Opacity, as themes for high contrast give selected text a colour of its own.
	const cover = owned.add(
		window.createTextEditorDecorationType({
			opacity: "0",
			backgroundColor: new ThemeColor("editorInlayHint.background"),
			rangeBehavior: DecorationRangeBehavior.OpenOpen,
		}),
	);
	const isOn = () => workspace.getConfiguration().get(settings.hideValues, false);
	let wasOn = false;
	const look = (editors: readonly TextEditor[]) => {
		const hides = isOn();
		if (!hides && !wasOn) return;
		wasOn = hides;
		for (const editor of editors)
			if (mayHoldSecrets(editor.document, model)) editor.setDecorations(cover, hides ? placesIn(editor.document) : []);
	};
	const lookAtAll = () => look(window.visibleTextEditors);
	owned.add(window.onDidChangeVisibleTextEditors(look));
	owned.add(
		workspace.onDidChangeTextDocument(({ document }) =>
			look(window.visibleTextEditors.filter((editor) => editor.document === document)),
		),
	);
	owned.add(
		workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(settings.hideValues) && lookAtAll()),
	);
	// The AWS files may be others by now.
	owned.add(model.onDidChange(lookAtAll));
	lookAtAll();
	return owned;
}

/** A `.env` file or an AWS file, also as one side of a comparison. */
function mayHoldSecrets({ uri }: TextDocument, model: Model): boolean {
	if (/\/(?:\.env[^/]*|\.envrc|\.aws\/(?:credentials|config)[^/]*)$/.test(uri.path)) return true;
	return awsPathsOf(model.snapshot).includes(uri.fsPath);
}

function placesIn(document: TextDocument): Range[] {
	const text = document.getText();
	const places = text.length > longest ? [{ start: 0, end: text.length }] : secretPlaces(text);
	return places.map(({ start, end }) => new Range(document.positionAt(start), document.positionAt(end)));
}
