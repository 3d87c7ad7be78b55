/** In what a shell that runs scripts differs from `sh`. */
export interface Grammar {
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
	exportsAssignments: true,
	assignsAtOnce: true,
	unknown: ["export", "set", ".", "source", "exec", "eval", "command", "declare", "typeset", "readonly", "[["],
	hasNoCompounds: true,
	hasNoBackticks: true,
};

/** By name. Facts: dash 0.5.12, bash 5.2.15, @yarnpkg/shell of yarn 4.18.1 and pnpm 10.34.9, pnpm 12.21.0, Bun 1.4.5, run. */
export const grammars = {
	/** Debian's dash, which is what npm, pnpm and yarn 1 start. It has no `source`. */
	sh: { hasNoSource: true, endsWithoutSourced: true, unknown: [] },
	bash: { unknown: [] },
	/** Yarn 4's own shell. */
	yarn,
	/** pnpm's shell emulator up to 11: an older version of yarn's shell. */
	pnpm: { ...yarn, unknown: [...yarn.unknown, "unset"] },
	/** pnpm's shell emulator from 12 on. */
	"pnpm-12": {
		exportAlone: "does nothing",
		unknown: ["set", ".", "source", "exec", "command", "declare", "typeset", "readonly"],
		hasNoCompounds: true,
	},
	/** The shell of `deno task`, of the same family. It leaves `${NAME}` as it is. Deno 2.9.6, run. */
	deno: {
		exportAlone: "does nothing",
		unknown: ["set", ".", "source", "exec", "eval", "command", "declare", "typeset", "readonly", "{", "}"],
		hasNoCompounds: true,
	},
	/** Bun's own shell. */
	bun: { fillsInFront: true, exportAlone: "empties", unknown: ["set", ".", "source", "unset", "eval", "{", "}"] },
} satisfies Readonly<Record<string, Grammar>>;

/** A shell that runs scripts. */
export type ShellName = keyof typeof grammars | "cmd";
