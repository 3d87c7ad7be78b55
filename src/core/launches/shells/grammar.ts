import type { Splitting } from "../../types.ts";

/** In what a shell that runs scripts differs from `sh`. */
export interface Grammar {
	readonly splits: Splitting;
	/** A variable between quotes that is empty is no word either. */
	readonly dropsQuotedEmpty?: true;
	/** Whether the value in `export NAME=value` is one word: whatever stands before it and is quoted, or where `export` stands so alone. */
	readonly keepsExported?: "always" | "bare";
	/** A name that is not set is an error, and an empty one counts as set: `${NAME:-word}` is then empty. */
	readonly needsSet?: true;
	/** `${NAME}` and all that begins like it stays as it is written, without its quotes. */
	readonly leavesBraces?: true;
	/** In `${NAME:-word}` only the environment counts, not what the shell keeps to itself. */
	readonly looksOutside?: true;
	/** `~` stays as it is. */
	readonly keepsTilde?: true;
	/** `NAME=value` alone is seen by programs, whether it was exported or not. */
	readonly exportsAssignments?: true;
	/** In `A=1 B=$A command` B sees the A from before. */
	readonly assignsAtOnce?: true;
	/** `NAME=value command` sets a name that the environment does not have, and for all that follows. */
	readonly fillsInFront?: true;
	/** What `export NAME` does to a variable of the shell: it is emptied, or it stays as it was for programs. */
	readonly exportAlone?: "empties" | "does nothing";
	/** It ends where `.` finds no file. */
	readonly endsWithoutSourced?: true;
	/** It has no `source`. */
	readonly hasNoSource?: true;
	/** What `sh` does itself and this shell knows no command for: it fails, and `;` goes on. */
	readonly unknown: readonly string[];
	/** `if`, loops and functions are errors: nothing of the script is run. */
	readonly hasNoCompounds?: true;
	/** Backticks are no substitution: an error. */
	readonly hasNoBackticks?: true;
}

const yarn: Grammar = {
	splits: "words",
	needsSet: true,
	keepsTilde: true,
	exportsAssignments: true,
	assignsAtOnce: true,
	unknown: ["export", "set", ".", "source", "exec", "eval", "command", "declare", "typeset", "readonly", "[["],
	hasNoCompounds: true,
	hasNoBackticks: true,
};

/**
 * By name. Facts: dash 0.5.12, bash 5.2.15, zsh 5.9, @yarnpkg/shell of yarn 4.18.1 and pnpm 10.34.9, pnpm 12.21.0, Bun 1.4.5, run. BusyBox
 * 1.35.0, ksh93u+m 1.0.4 and mksh R59 split as dash does.
 */
export const grammars = {
	/** Debian's dash, which is what npm, pnpm and yarn 1 start. It has no `source`. */
	sh: { splits: "fields", keepsExported: "always", hasNoSource: true, endsWithoutSourced: true, unknown: [] },
	bash: { splits: "fields", keepsExported: "bare", unknown: [] },
	zsh: { splits: "output", keepsExported: "always", unknown: [] },
	/** Yarn 4's own shell. */
	yarn,
	/** pnpm's shell emulator up to 11: an older version of yarn's shell. */
	pnpm: { ...yarn, unknown: [...yarn.unknown, "unset"] },
	/** pnpm's shell emulator from 12 on. */
	"pnpm-12": {
		splits: "words at spaces",
		looksOutside: true,
		exportAlone: "does nothing",
		unknown: ["set", ".", "source", "exec", "eval", "command", "declare", "typeset", "readonly"],
		hasNoCompounds: true,
	},
	/** The shell of `deno task`, of the same family. Deno 2.9.6, run. */
	deno: {
		splits: "words at spaces",
		leavesBraces: true,
		exportAlone: "does nothing",
		unknown: ["set", ".", "source", "exec", "eval", "command", "declare", "typeset", "readonly", "{", "}"],
		hasNoCompounds: true,
	},
	/** Bun's own shell. */
	bun: {
		splits: "output",
		dropsQuotedEmpty: true,
		keepsExported: "always",
		leavesBraces: true,
		fillsInFront: true,
		exportAlone: "empties",
		unknown: ["set", ".", "source", "unset", "eval", "exec", "command", "declare", "typeset", "readonly", "{", "}"],
	},
} satisfies Readonly<Record<string, Grammar>>;

/** A shell that runs scripts. */
export type ShellName = keyof typeof grammars | "cmd";
