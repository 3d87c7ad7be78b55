import type { Launch } from "../types.ts";

/** What a person types to start a launch, and where. */
export interface TypedCommand {
	/** Absolute; the folder of the package whose script it is. */
	readonly folder: string;
	readonly text: string;
}

/** Characters that are the same word in every shell, without quotes. */
const plainWord = /^[\w@%+:,./-]+$/;

/**
 * The command of a launch as a person types it; undefined for launches that no command starts (a platform's), and for a script whose name
 * would need quotes, as these differ between shells, or is masked.
 * @param execute runs a command of a package: "npx"
 */
export function typedCommand({ kind, label, origin, cwd }: Launch, execute = "npx"): TypedCommand | undefined {
	const words = label.replace(/(?: \((?:root|with [a-z ]+)\)){1,2}$/, "").split(" ");
	if (!words.every((word) => plainWord.test(word))) return undefined;
	const text = words.join(" ");
	if (kind === "script" && words.length === 3 && origin?.path !== undefined)
		return { folder: origin.path.replace(/[\\/][^\\/]*$/, ""), text };
	if (kind === "server") return { folder: cwd, text: `${execute} ${text}` };
	// What follows, such as "render", is the person's to type.
	return kind === "command" && words.includes("remotion") ? { folder: cwd, text: `${text} ` } : undefined;
}
