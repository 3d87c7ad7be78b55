import { isReportedVariable } from "./variables.ts";

/** Commands after which other variables may be set: by a file, a program's output, or a hook of the folder. */
const mayChange: ReadonlySet<string> = new Set([
	"source",
	".",
	"eval",
	"invoke-expression",
	"iex",
	"direnv",
	"mise",
	"cd",
	"pushd",
	"popd",
	"set-location",
	"exec",
]);

/** Commands that set, export or take away the variables that they name. */
const changers: ReadonlySet<string> = new Set([
	"export",
	"unset",
	"declare",
	"typeset",
	"readonly",
	"set",
	"setenv",
	"unsetenv",
	"set-item",
	"remove-item",
	"new-item",
]);

/** What may stand in front of a command. */
const before: ReadonlySet<string> = new Set(["builtin", "command"]);

/**
 * Returns whether a line that was run in a terminal may change which credentials Remotion finds there: it sets or takes away a variable that a
 * report names, in the way of bash, zsh, fish, PowerShell or cmd, reads a file that may, or goes to another folder. `NAME=value command` does so
 * for the command alone.
 * @param line as it was typed
 */
export function changesEnvironment(line: string): boolean {
	return commandsOf(line).some((words) => {
		const left = [...words];
		while (left[0] !== undefined && before.has(left[0].toLowerCase())) left.shift();
		const [first = "", ...others] = left;
		const name = first.toLowerCase();
		if (mayChange.has(name)) return name !== "exec" || others.length > 0;
		if (changers.has(name)) return others.some(namesKnown);
		// PowerShell: `$env:NAME = "value"`. Of the others, a line of assignments alone.
		if (/^\$\{?env:/i.test(first)) return namesKnown(first);
		return left.every((word) => /^[A-Za-z_]\w*\+?=/.test(word)) && left.some(namesKnown);
	});
}

/** Whether a word has a known variable's name where an assignment or a path of PowerShell has it. */
function namesKnown(word: string): boolean {
	const name = /^(?:\$?\{?env:[\\/]?)?([A-Za-z_]\w*)/i.exec(word)?.[1] ?? "";
	return isReportedVariable(name) || isReportedVariable(name.toUpperCase());
}

/** Returns a line's commands as words, without quotes; what stands in a substitution is part of its word. */
function commandsOf(line: string): string[][] {
	const commands: string[][] = [[]];
	let word: string | undefined;
	let quote = "";
	const end = () => {
		if (word !== undefined) commands.at(-1)?.push(word);
		word = undefined;
	};
	for (let at = 0; at < line.length; at++) {
		const character = line[at] ?? "";
		if (quote !== "") {
			if (character === quote) quote = "";
			else word += character;
		} else if (character === "'" || character === '"') {
			quote = character;
			word ??= "";
		} else if (/\s/.test(character) && character !== "\n" && character !== "\r") end();
		else if (/[;&|\n\r(){}]/.test(character) && !(word?.endsWith("$") || /^\$\{env:/i.test(word ?? ""))) {
			end();
			commands.push([]);
		} else word = (word ?? "") + character;
	}
	end();
	return commands.filter(({ length }) => length > 0);
}
