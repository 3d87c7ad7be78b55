import {
	type InputBoxOptions,
	type InputBoxValidationMessage,
	type QuickPickItem,
	type QuickPickOptions,
	window,
} from "vscode";
import { plainLabel } from "../../core/text/plainText.ts";

/**
 * What people choose and type. Nothing else calls VS Code's own functions for it (`test/unit/contract.test.ts`): quick picks draw
 * `$(name)` as an icon, and prompts and problems of input boxes make links of Markdown, links that run commands too.
 */

/** Asks for one of a list; undefined: the person left. */
export async function pickOne<Item extends QuickPickItem>(
	items: readonly Item[],
	options: QuickPickOptions,
): Promise<Item | undefined> {
	const shown = items.map(plainItem);
	const chosen = await window.showQuickPick(shown, plainOptions(options));
	return chosen && items[shown.indexOf(chosen)];
}

/** Asks for one of a list of texts; undefined: the person left. */
export async function pickText(texts: readonly string[], options: QuickPickOptions): Promise<string | undefined> {
	const items = texts.map((text): QuickPickItem & { text: string } => ({ label: text, text }));
	return (await pickOne(items, options))?.text;
}

/** Asks for one of a list that changes with what is typed; gives it and what was typed. undefined: the person left. */
export async function pickOrType<Item extends QuickPickItem>(
	items: (typed: string) => readonly Item[],
	{ title, placeHolder }: { readonly title: string; readonly placeHolder: string },
): Promise<{ item: Item; typed: string } | undefined> {
	const pick = window.createQuickPick();
	// One for each item, for as long as it is asked: a choice may arrive after a key that has made the list anew.
	const plainItems = new Map<Item, QuickPickItem>();
	const plainOf = (item: Item) => {
		const plain = plainItems.get(item) ?? plainItem(item);
		plainItems.set(item, plain);
		return plain;
	};
	const show = (typed: string) => {
		const wanted = items(typed).map(plainOf);
		if (wanted.length !== pick.items.length || wanted.some((one, index) => one !== pick.items[index]))
			pick.items = wanted;
	};
	pick.title = plainLabel(title);
	pick.placeholder = plainLabel(placeHolder);
	pick.ignoreFocusOut = true;
	show("");
	try {
		return await new Promise((resolve) => {
			pick.onDidChangeValue((value) => show(value));
			pick.onDidAccept(() => {
				const [selected] = pick.selectedItems;
				const chosen = [...plainItems].find(([, plain]) => plain === selected);
				// Nothing was selected: it stays open.
				if (chosen) resolve({ item: chosen[0], typed: pick.value });
			});
			pick.onDidHide(() => resolve(undefined));
			pick.show();
		});
	} finally {
		pick.dispose();
	}
}

/** What an input box finds wrong with a text; undefined: nothing. */
export type Problem = string | InputBoxValidationMessage | undefined;

/** Asks for a text that is typed; undefined: the person left. */
export async function askText(
	options: Omit<InputBoxOptions, "validateInput"> & { readonly validateInput?: (text: string) => Problem },
): Promise<string | undefined> {
	const { validateInput, ...others } = options;
	return window.showInputBox({
		...plainOptions(others),
		...(validateInput && { validateInput: (text: string) => plainProblem(validateInput(text)) }),
	});
}

/** What VS Code shows of an item, and nothing that a command keeps with it: a task, a debug configuration. */
function plainItem(item: QuickPickItem): QuickPickItem {
	const { label, description, detail, kind, iconPath, picked, alwaysShow, buttons } = item;
	return {
		label: plainLabel(label),
		...(description !== undefined && { description: plainLabel(description) }),
		...(detail !== undefined && { detail: plainLabel(detail) }),
		...(kind !== undefined && { kind }),
		...(iconPath !== undefined && { iconPath }),
		...(picked !== undefined && { picked }),
		...(alwaysShow !== undefined && { alwaysShow }),
		...(buttons !== undefined && { buttons }),
	};
}

function plainOptions<Options extends { title?: string; placeHolder?: string; prompt?: string }>(
	options: Options,
): Options {
	const { title, placeHolder, prompt } = options;
	return {
		...options,
		...(title !== undefined && { title: plainLabel(title) }),
		...(placeHolder !== undefined && { placeHolder: plainLabel(placeHolder) }),
		...(prompt !== undefined && { prompt: plainLabel(prompt) }),
	};
}

function plainProblem(problem: Problem): Problem {
	if (typeof problem === "string") return plainLabel(problem);
	return problem && { ...problem, message: plainLabel(problem.message) };
}
