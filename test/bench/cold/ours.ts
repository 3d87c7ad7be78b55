/** Bundled and run in a fresh process: the AWS files of this home to what the views show. */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { explain } from "../../../src/core/index.ts";

export default function read(): number {
	const { profiles } = explain({
		runtime: "remotion-cli",
		cwd: homedir(),
		home: homedir(),
		platform: process.platform === "win32" ? "win32" : "posix",
		environment: process.env,
		readFile: (path) => readFileSync(path, "utf8"),
	});
	return profiles.length;
}
