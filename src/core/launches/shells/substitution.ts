import type * as Shell from "unbash";
import type { Assignments, Grep, Unknown } from "./word.ts";

/** What `$(echo text)` comes to; undefined: it is another command. */
export function echoed(script: Shell.ParsedScript | undefined): string | undefined {
	const command = onlyCommand(script);
	if (command?.type !== "Command" || command.prefix.length > 0 || command.redirects.length > 0) return undefined;
	const words = wordsOf(command);
	if (words?.[0] !== "echo" || words[1]?.startsWith("-")) return undefined;
	const text = words.slice(1).join(" ");
	return text.includes("\\") ? undefined : text;
}

/**
 * The file whose lines `$(cat FILE | xargs)` and its kin turn into words: with `xargs` quotes are taken away, without it the shell splits
 * the text at blanks and leaves quotes as they are. undefined: it is something else.
 */
export function assignmentsOf(script: Shell.ParsedScript | undefined): Unknown["assignments"] {
	const command = onlyCommand(script);
	const commands = command?.type === "Pipeline" ? command.commands : command ? [command] : [];
	let path: string | undefined;
	let how: "xargs" | "split" = "split";
	let skipsComments = false;
	let exports = false;
	const greps: Grep[] = [];
	for (const one of commands) {
		if (one.type !== "Command") return undefined;
		const [name, ...args] = wordsOf(one) ?? [];
		const from = redirectedFrom(one);
		const files = args.filter((arg) => !arg.startsWith("-"));
		if (name === "xargs") {
			// Between other delimiters it leaves quotes, and the shell splits what it prints.
			if (!/(?:^| )(?:-0|-d)/.test(args.join(" "))) how = "xargs";
			if (files.splice(0).some((arg) => !/^(?:\d+|\\n)$/.test(arg))) return undefined;
		}
		// The pattern comes first.
		else if (/^[ef]?grep$/.test(name ?? "")) {
			const grep = grepOf(files.shift() ?? "", args.join(" "), name === "egrep");
			if (!grep) return undefined;
			if (grep !== "comments") greps.push(grep);
			skipsComments ||= grep === "comments" || !grep.not || grep.texts.includes("#");
		} else if (name === "sed" && /^s\/\^\/export \/g?$/.test(files[0] ?? "")) {
			exports = true;
			files.shift();
		} else if (name === "sed" && isWithoutComments(files[0])) {
			skipsComments = true;
			files.shift();
		} else if (name !== "cat" && name !== undefined) return undefined;
		path ??= from ?? files[0];
	}
	if (path === undefined) return undefined;
	return {
		path,
		how,
		...(skipsComments && { skipsComments }),
		...(exports && { exports }),
		...(greps.length > 0 && { greps }),
	};
}

/** The lines that grep leaves; undefined: its pattern says more than that. */
function grepOf(pattern: string, flags: string, isExtended: boolean): Grep | "comments" | undefined {
	const isTurned = /(?:^| )-[a-zA-Z]*v/.test(flags);
	if (isTurned && /^\^.{0,20}#/.test(pattern)) return "comments";
	if (/(?:^| )-[a-zA-Z]*[^\sa-zA-Z-]|(?:^| )-[a-zA-Z]*[^Ehv\s]|--/.test(flags.replace(pattern, ""))) return undefined;
	const isBare = isExtended || /(?:^| )-[a-zA-Z]*E/.test(flags);
	const read = isBare ? pattern : pattern.replaceAll("\\|", "|");
	const [, start, inner, end] = /^(\^?)\(?([\w=|^#]+)\)?(=?)$/.exec(read) ?? [];
	if (inner === undefined || (!isBare && /[()]/.test(pattern))) return undefined;
	const texts = inner.split("|").map((text) => (text.startsWith("^") ? "" : start) + text + end);
	return { texts, ...(isTurned && { not: true }) };
}

/** The names that are left of a file's by grep; undefined: all of them. */
export function namesLeft({ greps }: Assignments, text: string | undefined): string[] | undefined {
	const has = (line: string) => (one: string) =>
		one.startsWith("^") ? line.startsWith(one.slice(1)) : line.includes(one);
	const lines = greps && (text ?? "").split("\n");
	const left = lines?.filter((line) => greps?.every(({ texts, not }) => texts.some(has(line)) !== (not === true)));
	return left?.flatMap((line) => /^\s*(?:export\s+)?(\w+)=/.exec(line)?.[1] ?? []);
}

/** Whether what sed is told takes comments away, and nothing else. */
function isWithoutComments(text: string | undefined): boolean {
	return /^(?:s\/\^?\\?#\.\*(?:\$)?\/\/g?|\/\^\\?#\/d)$/.test(text ?? "");
}

function onlyCommand(script: Shell.ParsedScript | undefined): Shell.PipelineNode | Shell.AndOr | undefined {
	return script?.commands.length === 1 ? script.commands[0]?.command : undefined;
}

/** The words of a command that are text and nothing else; undefined: there are others. */
function wordsOf(command: Shell.Command): string[] | undefined {
	const words = command.name ? [command.name, ...command.args] : [];
	const texts = words.map((word) => (word.type === "Word" && isText(word) ? word.value : undefined));
	return texts.every((text) => text !== undefined) ? texts : undefined;
}

function isText(word: Shell.Word): boolean {
	return (word.parts ?? []).every((part) => {
		if (part.type === "DoubleQuoted") return part.parts.every(({ type }) => type === "Literal");
		return part.type === "Literal" || part.type === "SingleQuoted";
	});
}

function redirectedFrom(command: Shell.Command): string | undefined {
	for (const redirect of command.redirects)
		if (redirect.type === "Redirect" && redirect.operator === "<") return redirect.target?.value;
	return undefined;
}
