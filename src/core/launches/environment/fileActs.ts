import type { EnvFile } from "../../dotenv/envFile.ts";
import type { Expand, Values } from "../../dotenv/expand.ts";
import type { Act, Way } from "../../environment/act.ts";
import type { ExpandedFiles } from "../../environment/expandFiles.ts";
import type { Environment } from "../../environment/layers.ts";
import type { Dialect, Origin } from "../../types.ts";
import { insideVariable, skipVariable } from "../../vocabulary/variables.ts";

/** How files that a loader names, or a program by itself, come in. */
export interface Loading {
	readonly by: string;
	readonly way: Way;
	/** Absolute; the winning one first. */
	readonly paths: readonly string[];
	readonly dialect: Dialect;
	readonly expand: Expand | undefined;
	readonly names?: readonly string[] | undefined;
	readonly required?: boolean | undefined;
	/** It replaces variables in all that is there, also where it loads no file. */
	readonly expandsAll?: boolean | undefined;
	/** The environment by which the files' own dialect replaces variables; absent: the one that is there. */
	readonly around?: (() => Environment) | undefined;
	/** What those variables are besides, where that has none. */
	readonly besides?: (() => { readonly values: Values; readonly files: Values }) | undefined;
	/** It decrypts values, where it has the key. */
	readonly decrypts?: boolean | undefined;
	/** With DOTENV_KEY set, it decrypts the file's `.vault` instead. */
	readonly vault?: boolean | undefined;
	readonly origin?: Origin | undefined;
	/** A blank value is none. */
	readonly skipsBlank?: boolean | undefined;
}

/** The files of a loading once they were read, and what is known of them. */
interface Loaded {
	readonly files: readonly EnvFile[];
	/** Those that cannot be read here, each with how many files come before it. */
	readonly unseen: readonly { readonly by: string; readonly before: number }[];
	readonly expanded: ExpandedFiles;
	readonly only: ReadonlySet<string> | undefined;
	readonly fold: (name: string) => string;
}

/** What the files of a loading do, the winning one first. */
export function fileActs(loading: Loading, { files, unseen, expanded, only, fold }: Loaded): Act[] {
	const { way } = loading;
	const acts: Act[] = [];
	let done = 0;
	const act = (end: number) => {
		const part = files.slice(done, end).filter((file) => file.loaded);
		done = end;
		const { outside, replaces } = expanded;
		if (part.length === 0 && !loading.expandsAll) return;
		const exported = way === "update" ? part.flatMap(({ parsed }) => [...(parsed.exported ?? [])]) : [];
		if (exported.length > 0)
			acts.push({ kind: "files", way: "replace", files: part, names: new Set(exported.map(fold)) });
		if (replaces?.size) acts.push({ kind: "files", way: "replace", files: part, names: replaces });
		const { skipsBlank = false } = loading;
		acts.push({
			kind: "files",
			way,
			files: part,
			skipsBlank,
			...(only && { names: only }),
			...(outside && { outside }),
		});
	};
	for (const { by, before } of unseen) {
		act(before);
		acts.push({ kind: "hidden", way, by, may: (name) => (only ? only.has(name) : isNoSwitch(name)) });
	}
	act(files.length);
	return acts;
}

/** What a tool may set that says nothing of its names: no tool sets the two switches. */
export function isNoSwitch(name: string): boolean {
	return name !== skipVariable && name !== insideVariable;
}
