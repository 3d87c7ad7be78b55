import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { PackageFiles } from "../core/project/otherReaders.ts";
import { checkedFileNames } from "../core/runtimes/index.ts";
import { readPackage } from "../core/runtimes/packageJson.ts";
import type { ExplainInput, Facts } from "../core/types.ts";
import { envFilesIn, listFolder, rootOf, type Texts } from "./folder.ts";
import { mayHaveRole } from "./machine.ts";
import type { Options } from "./options.ts";

/**
 * Puts together what `explain()` is told: this process's environment, and the files of a folder.
 * @param options the runtime, where a person named one, else the one that package.json tells of; and the folder, else the one that it stands in
 */
export function inputOf({ runtime, folder }: Pick<Options, "runtime" | "folder">, texts: Texts): ExplainInput {
	const cwd = folder ?? process.cwd();
	const root = rootOf(cwd);
	const packageText = texts.peek(join(cwd, "package.json"));
	const facts = readPackage(packageText ?? "");
	const remotionVersion = installedVersion(cwd, root, texts) ?? facts.remotionVersion;
	const packages = (listFolder(cwd) ?? []).map((name) => {
		return { folder: cwd, name, ...(name === "package.json" && packageText !== undefined && { text: packageText }) };
	});
	const envFiles = [...checkedFileNames.map((name) => join(cwd, name)), ...envFilesIn(cwd)];
	return {
		runtime: runtime ?? facts.runtime,
		cwd,
		root,
		// Where HOME is set to nothing, so is this, and the AWS SDK looks in the working folder. Source: `getHomeDir` of @smithy/shared-ini-file-loader, run.
		home: homedir() || cwd,
		platform: process.platform === "win32" ? "win32" : "posix",
		// A copy: each look at the original asks the system.
		environment: { ...process.env },
		envFiles: [...new Set(envFiles)],
		facts: withModes(
			{
				mayHaveRole: mayHaveRole(process.env),
				codeLoadsEnv: facts.loadsEnv.map((file) => resolve(cwd, file)),
				otherReaders: new PackageFiles(packages).readersNear(cwd),
			},
			texts,
		),
		...(remotionVersion !== undefined && { remotionVersion }),
		readFile: texts.read,
	};
}

/** Returns the facts with the modes of the files that were read: asked for by rules, after that. */
export function withModes(facts: Omit<Facts, "fileMode">, texts: Texts): Facts {
	return {
		...facts,
		get fileMode() {
			return texts.modes();
		},
	};
}

/** The version in node_modules of the folder or of one above it, up to the repository's. */
function installedVersion(folder: string, root: string, texts: Texts): string | undefined {
	for (let at = folder; ; at = dirname(at)) {
		for (const name of ["@remotion/cli", "remotion"]) {
			const text = texts.peek(join(at, "node_modules", name, "package.json"));
			const version = text === undefined ? undefined : readPackage(text).version;
			if (version !== undefined) return version;
		}
		if (at === root || at === dirname(at)) return undefined;
	}
}
