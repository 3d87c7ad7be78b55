/** Copies of workspaces and homes, so that nothing a test or a demo does reaches the repository. */
import { chmodSync, cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { workspaces } from "./paths.ts";

/**
 * Makes `to` a home: a copy of `test/workspaces/<name>`, or an empty folder. Git keeps no file modes, so the AWS files get
 * theirs (0600) here. Gives `to` back.
 */
export function copyHome(name: string | undefined, to: string): string {
	mkdirSync(to, { recursive: true });
	if (name !== undefined) cpSync(join(workspaces, name), to, { recursive: true, verbatimSymlinks: true });
	for (const file of ["credentials", "config"]) {
		const path = join(to, ".aws", file);
		if (existsSync(path)) chmodSync(path, 0o600);
	}
	return to;
}
