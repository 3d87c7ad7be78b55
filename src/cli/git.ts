import { execFileSync } from "node:child_process";
import { devNull } from "node:os";
import { join, sep } from "node:path";
import { findProgram } from "../childProcess/findProgram.ts";

/** What Git says of the files of a folder. Paths are absolute. */
export interface GitFiles {
	readonly tracked: ReadonlySet<string>;
	/** Those that are tracked, and those that are not and that no `.gitignore` leaves out. */
	readonly listed: readonly string[];
}

/** A repository may name programs for Git to run: none of them is run for a list of files. */
const withoutPrograms = ["-c", "core.fsmonitor=false", "-c", `core.hooksPath=${devNull}`];
const listing = ["ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard", "--deduplicate"];

/** Asks Git for the files of a folder; undefined where there is no Git, or the folder is in no repository of the person's own. */
export async function gitFiles(folder: string): Promise<GitFiles | undefined> {
	const isWindows = process.platform === "win32";
	const isForeign = (path: string) => path.startsWith(folder + sep);
	const git = await findProgram("git", { path: process.env.PATH, isWindows, isForeign });
	if (git === undefined) return undefined;
	try {
		const listed = execFileSync(git, [...withoutPrograms, ...listing], {
			cwd: folder,
			encoding: "utf8",
			env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
			maxBuffer: 256 * 1024 * 1024,
			stdio: ["ignore", "pipe", "ignore"],
			timeout: 30_000,
		});
		return filesIn(listed, folder);
	} catch {
		return undefined;
	}
}

/** Reads the list: `H path` of a tracked file, `? path` of another; `S`, `M`, `R`, `C` are tracked, too. */
function filesIn(listed: string, folder: string): GitFiles {
	const rows = listed
		.split("\0")
		.filter((row) => row !== "")
		.map((row) => ({ path: join(folder, row.slice(2)), isTracked: !row.startsWith("?") }));
	return {
		tracked: new Set(rows.flatMap(({ path, isTracked }) => (isTracked ? [path] : []))),
		listed: [...new Set(rows.map(({ path }) => path))],
	};
}
