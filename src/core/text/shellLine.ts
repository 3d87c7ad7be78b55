/** A shell that people type into, by how it reads a line. */
export type ShellKind = "posix" | "fish" | "powershell" | "cmd";

/** By the name that VS Code gives it (`TerminalState.shell`), or that of its program. */
const kinds: Readonly<Record<string, ShellKind>> = {
	bash: "posix",
	zsh: "posix",
	sh: "posix",
	dash: "posix",
	ksh: "posix",
	gitbash: "posix",
	fish: "fish",
	pwsh: "powershell",
	powershell: "powershell",
	cmd: "cmd",
};

/**
 * Returns how a shell reads a line.
 * @param name such as `zsh`, `/bin/zsh`, or `C:\Windows\System32\cmd.exe`
 * @returns undefined: it is none that is known, such as Python
 */
export function shellKindOf(name: string): ShellKind | undefined {
	const base = name.replace(/^.*[\\/]/, "").toLowerCase();
	const plain = base.endsWith(".exe") ? base.slice(0, -4) : base;
	return Object.hasOwn(kinds, plain) ? kinds[plain] : undefined;
}

/** What stands for itself in each of the shells. */
const isPlain = (word: string) => /^[A-Za-z0-9_./:@+-]+$/.test(word);

/**
 * Returns a word as a person would quote it in a shell: it arrives as it is, and nothing in it is run or replaced.
 * @returns undefined: this shell has no way to write it on one line
 */
export function quoteFor(shell: ShellKind, word: string): string | undefined {
	if (word === "" || /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(word)) return undefined;
	if (isPlain(word)) return word;
	switch (shell) {
		case "posix":
			return `'${word.replaceAll("'", "'\\''")}'`;
		case "fish":
			return `'${word.replace(/[\\']/g, "\\$&")}'`;
		case "powershell":
			// It takes typographic quotes for quotes, too. Source: about_Quoting_Rules.
			return `'${word.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
		case "cmd":
			// A percent sign is replaced in quotes as well, and nothing stops that in a line that is typed.
			return /["%!]/.test(word) ? undefined : `"${word}"`;
	}
}

/**
 * Returns the line that runs a script, with a blank in front: many shells leave such a line out of their history.
 * @param script absolute; in cmd, and in PowerShell on Windows, one of cmd
 * @returns undefined: this shell can't be told
 */
export function scriptLine(shell: ShellKind, script: string): string | undefined {
	const isBatch = script.endsWith(".cmd");
	const word = quoteFor(
		shell,
		shell === "posix" && /^[A-Za-z]:\\/.test(script) ? script.replaceAll("\\", "/") : script,
	);
	if (word === undefined || isBatch !== (shell === "cmd" || (shell === "powershell" && isBatch))) return undefined;
	if (!isBatch) return ` sh ${word}`;
	return shell === "powershell" ? ` & ${word}` : ` ${word}`;
}

/**
 * Returns a script that starts a program with these arguments by VS Code's own Node.js, for `sh`. The program has the environment of whoever
 * runs the script, and `ELECTRON_RUN_AS_NODE`.
 */
export function posixScript(words: readonly string[]): string {
	const line = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
	return `ELECTRON_RUN_AS_NODE=1 exec ${line}\n`;
}

/**
 * The same for cmd.
 * @param home absolute; the home folder, written as `%USERPROFILE%`: cmd reads a script in the console's own encoding, which may not have a letter of
 * a person's name
 */
export function batchScript(words: readonly string[], home: string): string {
	const line = words.map((word) => {
		const isInHome = home !== "" && word.toLowerCase().startsWith(`${home.toLowerCase()}\\`);
		const rest = isInHome ? word.slice(home.length) : word;
		return `"${isInHome ? "%USERPROFILE%" : ""}${rest.replaceAll("%", "%%")}"`;
	});
	return ["@echo off", "setlocal", 'set "ELECTRON_RUN_AS_NODE=1"', line.join(" "), ""].join("\r\n");
}
