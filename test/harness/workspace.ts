/** Copies of workspaces and homes, so that nothing a test or a demo does reaches the repository. */
import { chmodSync, cpSync, existsSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { HarnessError } from "./log.ts";
import { ensureFolder, workspaces } from "./paths.ts";

export interface Copies {
	/** The copied folder: the workspace's, or the one its `.code-workspace` file lies in. */
	folder: string;
	home: string;
	/** What VS Code opens: the folder, or the `.code-workspace` file in it. */
	opened: string;
	/** The text with "${workspace}" and "${home}" replaced by the copies' paths. */
	fill: (value: string) => string;
}

/**
 * Copies a workspace and its home into a folder.
 * @param name under `test/workspaces`: a folder or a `.code-workspace` file
 * @param home under `test/workspaces`; default: `<workspace>-home` where there is one, else an empty home
 * @throws HarnessError where there is no such workspace or home
 */
export function copyWorkspace(name: string, home: string | undefined, into: string): Copies {
	const source = join(workspaces, name);
	const top = name.endsWith(".code-workspace") ? dirname(source) : source;
	const ownHome = `${name.split("/")[0]}-home`;
	for (const needed of [name, ...(home === undefined ? [] : [home])])
		if (!existsSync(join(workspaces, needed))) throw new HarnessError(`There is no test/workspaces/${needed}.`);
	const folder = join(into, basename(top));
	cpSync(top, folder, { recursive: true, verbatimSymlinks: true });
	const homeCopy = ensureFolder(join(into, "home"));
	const homeSource = join(workspaces, home ?? ownHome);
	if (existsSync(homeSource)) cpSync(homeSource, homeCopy, { recursive: true, verbatimSymlinks: true });
	// Git keeps no file modes.
	for (const file of ["credentials", "config"].map((name) => join(homeCopy, ".aws", name)))
		if (existsSync(file)) chmodSync(file, 0o600);
	return {
		folder,
		home: homeCopy,
		opened: join(folder, relative(top, source)),
		fill: (value) => value.replace(/\$\{workspace\}/g, folder).replace(/\$\{home\}/g, homeCopy),
	};
}
