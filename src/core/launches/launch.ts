/** The contract of launches: what `findLaunches()` takes and gives. Other programs call it; keep it. */
export type { Dialect, EnvironmentLayer, Expansion, Launch, Mode, Mount, Value, When } from "../types.ts";

export interface LaunchInput {
	/** Absolute; the project's folder. */
	cwd: string;
	/** Absolute; the workspace folder's. Default: `cwd`. */
	root?: string;
	platform: "posix" | "win32";
	/** Absolute; the home folder, whose settings some tools read. Absent: they count where the project lies in it. */
	home?: string;
	readFile(path: string): string | undefined;
	/** Absolute; every folder of the workspace folder that has a package.json. Absent: the packages of a workspace are found by `list`. */
	packages?: readonly string[];
	/** Names in a folder; absent, or undefined for a folder that can't be listed: only well-known names are tried. */
	list?(folder: string): readonly string[] | undefined;
	/** `terminal.integrated.env.<os>`, its `${…}` resolved by the caller. */
	terminalSettings?: Readonly<Record<string, string | null>>;
	/** The environment of the default profile of VS Code's terminal, its `${…}` resolved by the caller. */
	terminalProfile?: { name: string; env: Readonly<Record<string, string | null>> };
	/** Debug sessions get what this extension sets in new terminals, where their configuration names no credentials. */
	debuggerTakesProfile?: boolean;
	/** Which of a file's blocks for an operating system count; default: "windows" on win32, else "linux". */
	os?: "windows" | "osx" | "linux";
	/** Absolute; the `.code-workspace` file that is open: its tasks and debug configurations count too. */
	workspaceFile?: string;
	/** Files named by scripts and what they import. */
	code?: readonly { path: string; text: string }[];
	/** Reads a file of code when it is asked for, where `code` does not have it; undefined: there is none. */
	readCode?(path: string): string | undefined;
}
