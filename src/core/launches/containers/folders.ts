import { checkedFileNames } from "../../runtimes/index.ts";
import { pathsOf } from "../../text/paths.ts";
import type { Inherited } from "../call.ts";
import type { EnvironmentLayer, Mount } from "../launch.ts";
import type { Outside } from "../outside.ts";
import { literal, type Word } from "../shells/word.ts";
import type { Build, Stage } from "./dockerfile.ts";
import { ignoredIn, isInImage } from "./seenFiles.ts";

const inside = pathsOf("posix");

interface Parts {
	readonly build: Build | undefined;
	readonly stage: Stage | undefined;
	readonly mounts: readonly Mount[];
	readonly folder: string | undefined;
}

/** A container's folders, and the ones of this machine that they are made of. */
export class ContainerFolders {
	readonly stage: Stage | undefined;
	/** The folder of this machine that stands for the one in which the container starts. */
	readonly start: string;
	readonly #parts: Parts;
	readonly #outside: Outside;
	readonly #isIgnored: (path: string) => boolean;

	constructor(parts: Parts, outside: Outside) {
		this.#parts = parts;
		this.#outside = outside;
		this.stage = parts.stage;
		const { build, stage, folder, mounts } = parts;
		this.#isIgnored = build ? ignoredIn(build.context, build.dockerfile, outside) : () => false;
		const separator = outside.paths.join("a", "b").slice(1, -1);
		const [first] = mounts.filter(({ source }) => isAtOrBelow(outside.input.cwd, source, separator));
		const started = stage?.hasFolder || !first ? (stage?.folder ?? "/") : first.target;
		const at = folder === undefined ? started : inside.resolve(started, folder);
		this.start = this.#here(at) ?? build?.context ?? outside.input.cwd;
	}

	/** A command's words, with paths of the container as this machine has them. */
	words(words: readonly Word[]): Word[] {
		const isStandalone = this.stage?.copies.some(({ sources }) =>
			sources.some((source) => /\/\.next\/standalone\/?\.?$/.test(source)),
		);
		const [first, second] = words;
		// What Next.js builds to be run alone is its production server.
		if (
			isStandalone &&
			first &&
			second &&
			/^node$/.test(literal(first) ?? "") &&
			/(?:^|\/)server\.js$/.test(literal(second) ?? "")
		)
			return [
				{ ...first, pieces: ["next"] },
				{ ...second, pieces: ["start"] },
			];
		return words.map((word) => {
			const text = literal(word);
			const here = text?.startsWith("/") ? this.#here(text) : undefined;
			return here === undefined ? word : { ...word, pieces: [here] };
		});
	}

	/** Without the files that the image leaves out, of all that the program loads by itself: the layers behind so many. */
	seen(inherited: Inherited, count: number): Inherited {
		const { paths } = this.#outside;
		const absent = checkedFileNames.filter((name) => !this.#sees(paths.join(inherited.cwd, name)));
		const layers = inherited.layers.flatMap((layer, index): EnvironmentLayer[] => {
			if (index < count) return [layer];
			if (layer.kind === "program") return [absent.length === 0 ? layer : { ...layer, absent }];
			if (layer.kind !== "files") return [layer];
			const known = layer.paths.filter((path) => this.#sees(paths.resolve(inherited.cwd, path)));
			return known.length === 0 && layer.paths.length > 0 ? [] : [{ ...layer, paths: known }];
		});
		return { ...inherited, layers };
	}

	/** The path on this machine of one in the container, where it is one of the project's. */
	#here(path: string): string | undefined {
		const { build, mounts } = this.#parts;
		const { paths } = this.#outside;
		const [mount] = mounts
			.filter(({ source, target }) => !source.startsWith("~") && isAtOrBelow(path, target, "/"))
			.sort((a, b) => b.target.length - a.target.length);
		if (mount) return paths.join(mount.source, ...path.slice(mount.target.length).split("/").filter(Boolean));
		const at = this.stage && contextAt(this.stage);
		if (!build || at === undefined || !isAtOrBelow(path, at, "/")) return undefined;
		return paths.join(build.context, ...path.slice(at.length).split("/").filter(Boolean));
	}

	/** Whether the container has a file of this machine. */
	#sees(path: string): boolean {
		const { build, mounts } = this.#parts;
		const separator = this.#outside.paths.join("a", "b").slice(1, -1);
		if (mounts.some(({ source }) => isAtOrBelow(path, source, separator))) return true;
		if (!build || !this.stage) return true;
		if (!isAtOrBelow(path, build.context, separator)) return false;
		const name = path.slice(build.context.length).split(/[\\/]/).filter(Boolean).join("/");
		return isInImage(this.stage, name, this.#isIgnored);
	}
}

function isAtOrBelow(path: string, folder: string, separator: string): boolean {
	return path === folder || path.startsWith(folder.endsWith(separator) ? folder : folder + separator);
}

/** The folder of an image that has what is at the top of its context. */
function contextAt(stage: Stage, seen = new Set<Stage>()): string | undefined {
	if (seen.has(stage)) return undefined;
	seen.add(stage);
	for (const { from, sources, target } of stage.copies) {
		if (!from && sources.some((source) => /^\.?\/?$/.test(source))) return target;
		if (!from) continue;
		const at = contextAt(from, seen);
		if (sources.some((source) => source.replace(/\/\.?$/, "") === at || /\/\.next\/standalone\/?\.?$/.test(source)))
			return target;
	}
	const base = stage.base && contextAt(stage.base, seen);
	return base ?? (stage.hasFolder ? stage.folder : undefined);
}
