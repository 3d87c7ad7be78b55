import { realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, parse, relative, resolve, sep } from "node:path";

/** A tool's folder, or what is wrong with the one that was asked for. */
export type ServedFolder = { readonly folder: string } | { readonly problem: string };

/** What is said of any folder that is not served: not more, as an assistant must not learn what is elsewhere on the disk. */
const outside =
	"Pass a folder that is in the one in which this server was started, or leave it out. Of other folders nothing is told.";

/** Where some clients start every server. Looking for projects in all of it would take minutes. */
const tooWide = "Pass the folder of a project: this one is a whole disk or a whole home folder.";

/**
 * Finds the folder that a tool is about: the one in which the server was started, or one in it. Links that lead out of it are not followed.
 * @param served absolute
 * @param asked as an assistant passes it: absolute, or relative to the served folder; absent: the served folder
 */
export function servedFolder(served: string, asked: string | undefined): ServedFolder {
	const folder = resolve(served, asked ?? "");
	if (folder === parse(folder).root || folder === homedir()) return { problem: tooWide };
	// Before anything is looked at: on Windows, a folder on another computer must not even be asked about.
	if (!isIn(served, folder)) return { problem: outside };
	try {
		if (!isIn(realpathSync(served), realpathSync(folder)) || !statSync(folder).isDirectory())
			return { problem: outside };
	} catch {
		return { problem: outside };
	}
	return { folder };
}

function isIn(outer: string, inner: string): boolean {
	const way = relative(outer, inner);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
