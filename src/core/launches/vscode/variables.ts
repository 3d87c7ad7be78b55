import type { LaunchInput } from "../launch.ts";
import type { Placed } from "../placed.ts";
import type { Piece, Word } from "../shells/word.ts";

/** What decides the variables' values. */
export interface Around {
	/** The workspace folder. */
	readonly root: string;
	readonly input: Pick<LaunchInput, "platform">;
}

/**
 * The pieces of a text of tasks.json or launch.json with its `${…}` replaced. What VS Code does not know stays as it is written, and of a
 * variable that is not set nothing is left. Source: VS Code 1.139.1, run; names of `configurationResolverService`, read.
 */
export function piecesOf(text: string, outside: Around): Piece[] {
	const pieces: Piece[] = [];
	let from = 0;
	for (const { 0: whole, 1: name = "", index } of text.matchAll(/\$\{([^{}\r\n]{1,300})\}/g)) {
		if (index > from) pieces.push(text.slice(from, index));
		pieces.push(pieceOf(name, outside) ?? whole);
		from = index + whole.length;
	}
	if (from < text.length || pieces.length === 0) pieces.push(text.slice(from));
	return pieces;
}

/** A text as one word of a command. */
export function wordOf(placed: Placed, outside: Around): Word {
	return { pieces: piecesOf(placed.text, outside), placed };
}

/** A text for a shell: what VS Code puts into it is there before the shell reads it. */
export function shellTextOf(placed: Placed, outside: Around): Placed {
	const isWindows = outside.input.platform === "win32";
	const at: number[] = [];
	let text = "";
	let from = 0;
	const add = (written: string, place: (index: number) => number) => {
		for (let index = 0; index < written.length; index++) at.push(place(index));
		text += written;
	};
	for (const { 0: whole, 1: name = "", index } of placed.text.matchAll(/\$\{([^{}\r\n]{1,300})\}/g)) {
		const piece = pieceOf(name, outside);
		if (piece === undefined) continue;
		const start = from;
		add(placed.text.slice(from, index), (one) => placed.at[start + one] ?? 0);
		add(written(piece, isWindows), () => placed.at[index] ?? 0);
		from = index + whole.length;
	}
	add(placed.text.slice(from), (one) => placed.at[from + one] ?? 0);
	return { path: placed.path, text, at: [...at, placed.at.at(-1) ?? 0] };
}

/** A piece as a shell would take it. */
function written(piece: Piece, isWindows: boolean): string {
	if (typeof piece === "string") return isWindows ? piece : piece.replaceAll("\\", "\\\\");
	if ("unknown" in piece) return "$(unknown)";
	return isWindows ? `%${piece.variable}%` : `\${${piece.variable}}`;
}

/** VS Code's own variables come after one layer: the shell's. */
const ofVsCode = 1;
const inEditor =
	/^(?:file|relativeFile|fileWorkspaceFolder|line|column|selected|currentToken|defaultBuildTask|execPath|extensionInstallFolder)/;

function pieceOf(name: string, { root, input }: Around): Piece | undefined {
	const [, kind = name, argument] = /^([^:]+):([\s\S]*)$/.exec(name) ?? [];
	const isWindows = input.platform === "win32";
	switch (kind) {
		case "env":
			return /^\w+$/.test(argument ?? "")
				? { variable: argument ?? "", after: ofVsCode }
				: { unknown: "a variable of VS Code" };
		case "workspaceFolder":
		case "workspaceRoot":
			return argument === undefined || argument === lastName(root) ? root : { unknown: "another workspace folder" };
		case "workspaceFolderBasename":
			return lastName(root);
		case "userHome":
			return { variable: isWindows ? "USERPROFILE" : "HOME", after: ofVsCode };
		case "pathSeparator":
		case "/":
			return isWindows ? "\\" : "/";
		case "cwd":
			return root;
		case "config":
		case "command":
		case "input":
			return { unknown: `VS Code's ${kind}` };
		default:
			return inEditor.test(kind) ? { unknown: "the open file" } : undefined;
	}
}

function lastName(path: string): string {
	return path.split(/[\\/]/).filter(Boolean).at(-1) ?? "";
}

/** A text that decides where something is: undefined where a part of it is not known here. */
export function settledText(text: string, outside: Around): string | undefined {
	const pieces = piecesOf(text, outside);
	return pieces.every((piece) => typeof piece === "string") ? pieces.join("") : undefined;
}
