import { pathsOf } from "../../text/paths.ts";
import type { LintRule } from "./types.ts";

/** A launch configuration whose `envFile` js-debug types into a terminal, secrets and all. */
export const envFileInTerminal: LintRule = {
	id: "env-file-in-terminal",
	severity: "warning",
	docs: "VS Code's debugger loads an `envFile` with a secret into the integrated terminal: it types each variable in front of the command, so that the secret is on the screen, in the list of processes, and often in the shell's history.",
	check: (file) => {
		if (file.kind !== "launch") return [];
		return (file.configuration.typedFiles ?? []).flatMap(({ envFile, range, shownIn }) => {
			const path = pathIn(file.path, envFile);
			if (path === undefined || !file.facts.holdsSecret?.(path)) return [];
			// Any other name is not repeated: it is a text of a file that holds who knows what.
			const name = /[\\/](\.env(?:\.[a-z]{1,20}){0,3})$/i.exec(path)?.[1] ?? "its envFile";
			return [
				{
					message: `VS Code's debugger types the secrets of ${name} into the terminal: they are on the screen, in the list of processes, and often in the shell's history. Set "console" to "internalConsole", which hands them over unseen.`,
					origin: { layer: "file" as const, path: file.path, range },
					fixes: [
						{
							title: 'Set "console" to "internalConsole"',
							preferred: true,
							edits: [{ path: file.path, range: shownIn, newText: "internalConsole" }],
						},
					],
				},
			];
		});
	},
};

/**
 * The file that `envFile` names; undefined where VS Code alone knows, or it lies outside the folder of the launch configuration: what a
 * workspace names there, such as another computer, is not looked at.
 */
function pathIn(launchFile: string, envFile: string): string | undefined {
	const platform = launchFile.includes("\\") ? "win32" : "posix";
	const { resolve } = pathsOf(platform);
	const own = resolve(launchFile, "..");
	const folder = /[\\/]\.vscode$/.test(own) ? resolve(own, "..") : own;
	const named = envFile.replace(/^\$\{workspace(?:Folder|Root)(?::[^}]{0,200})?\}[\\/]?/, "");
	if (named.includes("${")) return undefined;
	const path = resolve(folder, named);
	return path.startsWith(folder + (platform === "win32" ? "\\" : "/")) ? path : undefined;
}
