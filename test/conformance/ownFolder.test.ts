/** Scripts that find their own folder, really run by bash and Debian's dash, against where the launch's program starts. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ownFolderRows } from "../unit/core/launches/ownFolderRows.ts";

/** The shell's name, or undefined where this machine has none of that name. */
function shellHere(name: string): string | undefined {
	try {
		execFileSync(name, ["-c", "true"], { stdio: "ignore" });
		return name;
	} catch {
		return undefined;
	}
}

describe("scripts that find their own folder, really run", () => {
	let folder = "";

	before(() => {
		folder = realpathSync(mkdtempSync(join(tmpdir(), "rlc-own-folder-")));
		for (const name of ["scripts", "video"]) mkdirSync(join(folder, name));
	});

	after(() => rmSync(folder, { recursive: true, force: true }));

	for (const { script, bash, dash = bash } of ownFolderRows)
		it(script.replaceAll("\n", "; "), () => {
			const path = join(folder, "scripts", "own.sh");
			writeFileSync(path, `${script}\npwd\n`);
			chmodSync(path, 0o700);
			const wanted = { bash, dash };
			for (const name of ["bash", "dash"] as const) {
				const shell = shellHere(name);
				if (shell === undefined) continue;
				const output = execFileSync(shell, ["./scripts/own.sh"], {
					cwd: folder,
					encoding: "utf8",
					stdio: ["ignore", "pipe", "ignore"],
					env: { PATH: process.env.PATH ?? "" },
				});
				assert.equal(relative(folder, output.trim()), wanted[name], name);
			}
		});
});
