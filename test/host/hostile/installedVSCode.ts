import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";

/** The grammar by which the VS Code that runs here makes links in notifications, out of its own program. */
export function installedLinkPattern(): RegExp {
	const programs = [
		"out/vs/code/browser/workbench/workbench.js",
		"out/vs/workbench/workbench.desktop.main.js",
		"out/vs/workbench/workbench.web.main.internal.js",
	].map((name) => join(vscode.env.appRoot, name));
	const program = programs.find((path) => existsSync(path));
	if (program === undefined) throw new Error(`No workbench is at ${programs.join(", ")}`);
	const text = readFileSync(program, "utf8");
	// The only expression there that knows both kinds of addresses.
	const at = text.indexOf("(?:https?:\\/\\/|command:|file:)");
	const start = text.lastIndexOf("=/", at) + 2;
	const end = text.indexOf("/gi", at);
	if (at === -1 || end - start > 200) throw new Error("VS Code writes its grammar of links in another way by now.");
	return new RegExp(text.slice(start, end), "gi");
}
