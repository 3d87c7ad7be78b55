// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in shell scripts.
/** What shells make of words: scripts in which `p` is started, and what it then prints. */

/** The shells whose words are compared. dash stands for `sh` everywhere. */
export type RowShell = "sh" | "bash" | "zsh" | "yarn" | "pnpm" | "pnpm-12" | "deno" | "bun";

/** What all that are not named have is under `all`; "" where `p` is not started. */
export type ShellWordRow = readonly [script: string, words: Partial<Record<RowShell | "all", string>>];

/** What the environment has beside PATH and HOME; U and N are not set. */
export const rowEnvironment = { V: "v", W: "" };

/** `p` prints each of its arguments in brackets, and then what A is in its environment, where it is set. */
export const printer = `for a in "$@"; do printf '[%s]' "$a"; done; [ -z "\${A+x}" ] || printf ' A=<%s>' "$A"; echo`;

const emulators = (words: string) => ({ yarn: words, pnpm: words, "pnpm-12": words, deno: words });
const yarns = (words: string) => ({ yarn: words, pnpm: words });
const denos = (words: string) => ({ "pnpm-12": words, deno: words });
/** What a shell does that knows no `${NAME}`. */
const leaves = (words: string) => ({ deno: words, bun: words });

/**
 * Seen with dash 0.5.12, bash 5.2.15, zsh 5.9, yarn 4.18.1, pnpm 10.34.9 and 12.21.0 with their shell emulators, Deno 2.9.6 and Bun 1.4.5.
 * `shellWords.test.ts` runs those that are here.
 */
export const shellWordRows: readonly ShellWordRow[] = [
	// A value in a command's words.
	["X='a b' && p A=$X", { all: "[A=a][b]", zsh: "[A=a b]", bun: "[A=a b]" }],
	["X='a b' && p A=\"$X\"", { all: "[A=a b]" }],
	["X='a b' && p \"x \"$X", { all: "[x a][b]", zsh: "[x a b]", bun: "[x a b]" }],
	["X=' a b ' && p -$X.", { all: "[-][a][b][.]", zsh: "[- a b .]", bun: "[- a b .]", ...emulators("[-a][b.]") }],
	["X=' a ' && p -$X", { all: "[-][a]", zsh: "[- a ]", bun: "[- a ]", ...emulators("[-a]") }],
	["X=' ' && p -$X.", { all: "[-][.]", zsh: "[- .]", bun: "[- .]", ...emulators("[-.]") }],
	["X='a  b'; p $X", { all: "[a][b]", zsh: "[a  b]", bun: "[a  b]" }],
	["X='a\tb' && p $X", { all: "[a][b]", zsh: "[a\tb]", bun: "[a\tb]", ...denos("[a\tb]") }],
	["X='a\\ b' && p $X", { all: "[a\\][b]", zsh: "[a\\ b]", bun: "[a\\ b]" }],
	["X='\"a b\"' && p $X", { all: '["a][b"]', zsh: '["a b"]', bun: '["a b"]' }],
	["X='a  b' && p \"$X\"", { all: "[a  b]", ...denos("[a b]") }],
	// An empty one.
	["X='' && p $X z", { all: "[z]" }],
	["X='' && p \"$X\" z", { all: "[][z]", bun: "[z]" }],
	["X='' && p $X\"\" z", { all: "[][z]" }],
	['p "" z', { all: "[][z]" }],
	["p ''\"\" z", { all: "[][z]" }],
	["p $U z", { all: "[z]", ...yarns("") }],
	["p -$U z", { all: "[-][z]", ...yarns("") }],
	["p $W z", { all: "[z]" }],
	// A command's output.
	["p $(echo a b) z", { all: "[a][b][z]" }],
	["p x$(echo a b) z", { all: "[xa][b][z]" }],
	['p "$(echo a b)" z', { all: "[a b][z]" }],
	["p $(echo '') z", { all: "[z]", ...yarns("[][z]") }],
	["p \"$(echo 'c  d')\"", { all: "[c  d]", ...denos("[c d]") }],
	["p `echo a b` z", { sh: "[a][b][z]", bash: "[a][b][z]", zsh: "[a][b][z]", bun: "[a][b][z]", ...denos("[a][b][z]") }],
	// Defaults.
	["p ${U:-a b} z", { all: "[a][b][z]", zsh: "[a b][z]", ...leaves("[${U:-a][b}][z]") }],
	['p ${U:-"a b"} z', { all: "[a b][z]", ...yarns("[a][b][z]"), ...leaves("[${U:-a b}][z]") }],
	[
		"unset U; p ${U:-a 'b c'} z",
		{
			sh: "[a][b c][z]",
			bash: "[a][b c][z]",
			zsh: "[a b c][z]",
			...yarns("[a][b][c][z]"),
			...leaves("[${U:-a][b c}][z]"),
		},
	],
	['p "${U:-a b}" z', { all: "[a b][z]", ...leaves("[${U:-a b}][z]") }],
	["p -${U:-} z", { all: "[-][z]", ...leaves("[-${U:-}][z]") }],
	["p ${U:-} z", { all: "[z]", ...leaves("[${U:-}][z]") }],
	["E='' && p -${E:-d}.", { all: "[-d.]", ...yarns("[-.]"), ...leaves("[-${E:-d}.]") }],
	["E='' && p -${E-d}.", { all: "[-.]", ...yarns(""), "pnpm-12": "[-d.]", ...leaves("[-${E-d}.]") }],
	["E='' && p -${E:+d}.", { all: "[-.]", ...yarns("[-d.]"), ...leaves("[-${E:+d}.]") }],
	["E='' && p -${E+d}.", { all: "[-d.]", ...yarns(""), "pnpm-12": "[-.]", ...leaves("[-${E+d}.]") }],
	["X=v && p -${X:-d}.", { all: "[-v.]", "pnpm-12": "[-d.]", ...leaves("[-${X:-d}.]") }],
	["X=v && p -${X:+d}.", { all: "[-d.]", "pnpm-12": "[-.]", ...leaves("[-${X:+d}.]") }],
	["X=v && p -${X}-", { all: "[-v-]", ...leaves("[-${X}-]") }],
	['X=v && p "${X}"', { all: "[v]", ...leaves("[${X}]") }],
	[
		"p -${V:-d}. -${W:-d}. -${U:-d}.",
		{ all: "[-v.][-d.][-d.]", ...yarns("[-v.][-.][-d.]"), ...leaves("[-${V:-d}.][-${W:-d}.][-${U:-d}.]") },
	],
	["V=x; p -${V:-d}. -${V}. -$V.", { all: "[-x.][-x.][-x.]", ...leaves("[-${V:-d}.][-${V}.][-x.]") }],
	["V=x p ${V:-d}", { all: "[v]", ...leaves("[${V:-d}]") }],
	// The command itself.
	["X='p q' && $X z", { all: "[q][z]", zsh: "", bun: "" }],
	["X='' && $X p z", { all: "[z]" }],
	["X='A=1' && $X p z", { all: "" }],
	["A=1 $U p z", { all: "[z] A=<1>", ...yarns("") }],
	// In front of a command, and alone.
	["X='a  b' && A=$X p", { all: " A=<a  b>", ...emulators(" A=<a b>") }],
	["X=' a ' && A=$X p", { all: " A=< a >", ...emulators(" A=<a>") }],
	["X='a  b' && A=\"$X\" p", { all: " A=<a  b>", ...denos(" A=<a b>") }],
	["X='a b' && A=x$X.y p", { all: " A=<xa b.y>" }],
	["A='a  b' p", { all: " A=<a  b>" }],
	["A=$(echo 'c  d') p", { all: " A=<c  d>", ...emulators(" A=<c d>") }],
	['A=${U:-"a b"} p', { all: " A=<a b>", ...leaves(" A=<${U:-a b}>") }],
	["X='a b' && (A=$X p)", { all: " A=<a b>" }],
	// In `export` and its like.
	["X='a b' && export A=$X && p", { all: " A=<a b>", ...yarns(""), ...denos(" A=<a>") }],
	["X='a A=c' && export A=$X && p", { all: " A=<a A=c>", ...yarns(""), ...denos(" A=<c>") }],
	["X='a b'; export A=\"$X\" && p", { all: " A=<a b>", ...yarns("") }],
	["export A=$(echo a b) && p", { all: " A=<a b>", ...yarns(""), ...denos(" A=<a>") }],
	["X='A=a b' && export $X && p", { all: " A=<a>", zsh: " A=<a b>", bun: " A=<a b>", ...yarns("") }],
	["Y=A; X='a b'; export $Y=$X && p", { all: " A=<a>", zsh: " A=<a b>", bun: " A=<a b>", ...yarns("") }],
	["X='a b' && command export A=$X && p", { sh: " A=<a b>", bash: " A=<a>", bun: "", ...emulators("") }],
	["X='a b' && \"export\" A=$X && p", { all: " A=<a b>", bash: " A=<a>", ...yarns(""), ...denos(" A=<a>") }],
	["X='a b'; readonly A=$X; export A; p", { all: " A=<a b>", ...emulators(""), bun: " A=<>" }],
	// IFS.
	["X='a:b' && IFS=: && p $X", { all: "[a][b]", zsh: "[a:b]", bun: "[a:b]", ...emulators("[a:b]") }],
	["X='a::b:' && IFS=: && p $X", { all: "[a][][b]", zsh: "[a::b:]", bun: "[a::b:]", ...emulators("[a::b:]") }],
	["X='a : b' && IFS=' :' && p $X", { all: "[a][b]", zsh: "[a : b]", bun: "[a : b]", ...emulators("[a][:][b]") }],
	["X='a:b' && IFS=: && A=$X p", { all: " A=<a:b>" }],
	// Names of Yarn's shell are longer, and must be set.
	["p x-$V-y; p z", { all: "[x-v-y]~[z]", ...yarns("[z]") }],
	["p x-$V.y", { all: "[x-v.y]" }],
	["X=1 && Y=2 && p $X$Y", { all: "[12]", ...yarns("") }],
	["A=$U && p z", { all: "[z]", ...yarns("") }],
	["unset A; p $A z", { all: "[z]", ...yarns("") }],
	["unset A; A=1; p $A", { all: "[1]", ...yarns("[1] A=<1>") }],
	["p $1 z", { all: "[z]", ...yarns("") }],
	['p "$1" z', { all: "[][z]", bun: "[z]", ...yarns("") }],
	// The rest.
	["p ~/x", { all: "[/h/x]", ...yarns("[~/x]") }],
	["X='a b' && eval p $X", { all: "[a][b]", ...emulators(""), bun: "" }],
	["eval p '\"a b\"' c", { all: "[a b][c]", ...emulators(""), bun: "" }],
];
