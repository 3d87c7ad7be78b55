import { basename, dirname, join } from "node:path";
import { notify } from "../../common/notify.ts";
import { showFile } from "../../common/showFile.ts";
import { editEnvFile } from "../../fileEdits/envFile.ts";

/** Adds a `.env` file to the `.gitignore` beside it, as an edit that can be undone. */
export async function addToGitignore(path: string | undefined): Promise<void> {
	if (path === undefined) return;
	const file = join(dirname(path), ".gitignore");
	const line = `/${basename(path)}`;
	await editEnvFile(file, (text) => {
		if (text.split(/\r\n|\r|\n/).includes(line)) return [];
		const eol = text.includes("\r\n") ? "\r\n" : "\n";
		const gap = text === "" || /[\r\n]$/.test(text) ? "" : eol;
		return [{ path: file, range: { start: text.length, end: text.length }, newText: `${gap}${line}${eol}` }];
	});
	const open = "Open .gitignore";
	// The command is done; the message stays as long as the person likes.
	void notify
		.info(
			`${basename(path)} is in .gitignore now. If Git already tracks it, run "git rm --cached ${basename(path)}". If it was ever committed, replace the keys in AWS.`,
			open,
		)
		.then((choice) => choice && showFile(file));
}
