import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";

/** Where programs are looked for. */
export interface ProgramPlaces {
	/** The environment's PATH. */
	readonly path: string | undefined;
	/** Whether programs are files named `….exe`, as on Windows. Scripts are none: they take their arguments through a shell. */
	readonly isWindows: boolean;
	/** Whether what lies at an absolute path is not the person's own, such as a file of the workspace. */
	isForeign(path: string): boolean;
}

/**
 * The absolute path of a program, from the folders of PATH; undefined: none is there. A terminal that is given a bare name looks in its
 * working folder too, which is the project's. So nothing of the project is ever found: no relative or empty folder of PATH counts, and no
 * file that lies, or leads, into the workspace.
 */
export async function findProgram(
	name: string,
	{ path = "", isWindows, isForeign }: ProgramPlaces,
): Promise<string | undefined> {
	for (const folder of path.split(delimiter)) {
		if (!isAbsolute(folder)) continue;
		const file = join(folder, isWindows ? `${name}.exe` : name);
		if (!(await isProgram(file))) continue;
		if (!isForeign(file) && !isForeign(await realpath(file))) return file;
	}
	return undefined;
}

async function isProgram(file: string): Promise<boolean> {
	try {
		await access(file, constants.X_OK);
		return (await stat(file)).isFile();
	} catch {
		return false;
	}
}
