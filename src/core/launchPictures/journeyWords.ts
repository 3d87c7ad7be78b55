import { LineIndex } from "../text/lineIndex.ts";
import { visible } from "../text/plainText.ts";
import { redactShapes, withoutSecretShapes } from "../text/redact.ts";
import type { EnvironmentLayer, Launch, Origin } from "../types.ts";

/** What the pictures call places, and how texts of files get into them. */
export interface Places {
	/** Absolute; the project's folder: paths inside are written without it. */
	readonly folder: string;
	/** The person's home: it is written as `~`. */
	readonly home: string;
	/** The text of a file, for line numbers; undefined: unknown. */
	textOf(path: string): string | undefined;
	/** Whether there is no such file, as far as it is known. */
	isMissing?(path: string): boolean;
}

/** So much of a text is shown. */
const mostCharacters = 260;

/** A text of a picture: on one line, with nothing invisible, nothing that looks like a secret, and no home folder in it. */
export function shown(text: string, home: string): string {
	// Masked first: a line break or a home folder inside of a secret must not hide its shape.
	const masked = redactShapes(withoutSecretShapes(text));
	const characters = [...visible(withoutHome(masked.replace(/\s+/g, " ").trim(), home))];
	return characters.length > mostCharacters ? `${characters.slice(0, mostCharacters).join("")}…` : characters.join("");
}

/** The home folder as `~`, where a path begins with it and goes on or ends after it: `/home/me` is no part of `/home/media`. */
function withoutHome(text: string, home: string): string {
	if (home.length < 2) return text;
	const [first = "", ...others] = text.split(home);
	return others.reduce((before, after) => {
		const isWhole = !/[\w+-]$/.test(before) && !/^[\w-]/.test(after);
		return `${before}${isWhole ? "~" : home}${after}`;
	}, first);
}

/** A path as people know it: from the project's folder on, else in full. */
export function pathText(path: string, { folder }: Pick<Places, "folder">): string {
	const rest = path.startsWith(folder) ? path.slice(folder.length) : "";
	return /^[\\/]./.test(rest) ? rest.slice(1) : path;
}

/** `.env:3`, "Your shell", "New terminals": where something comes from. */
export function placeText({ layer, path, range }: Origin, places: Places): string {
	if (path !== undefined) {
		const text = range && places.textOf(path);
		const line = text === undefined ? "" : `:${new LineIndex(text).lineOf(range?.start ?? 0) + 1}`;
		return `${pathText(path, places)}${line}`;
	}
	return layerNames[layer];
}

const layerNames: Readonly<Record<Origin["layer"], string>> = {
	shell: "Your shell",
	terminal: "New terminals",
	file: "A file",
	default: "Default value",
	platform: "Hosting platform",
	launch: "The launch itself",
	hidden: "Not visible here",
};

/** What fills the environment of a launch before its program starts, each with its files: "dotenv (.env.local, not found)". */
export function loaderTexts(
	{ layers }: Pick<Launch, "layers">,
	places: Pick<Places, "folder" | "isMissing">,
): string[] {
	return [...new Set(layers.flatMap((layer) => loaderText(layer, places)))];
}

function loaderText(layer: EnvironmentLayer, places: Pick<Places, "folder" | "isMissing">): string[] {
	switch (layer.kind) {
		case "files":
			return [`${layer.by} (${layer.paths.map((path) => fileText(path, places)).join(", ")})`];
		case "hidden":
		case "only":
			return [layer.by];
		default:
			return [];
	}
}

function fileText(path: string, places: Pick<Places, "folder" | "isMissing">): string {
	return `${pathText(path, places)}${places.isMissing?.(path) ? ", not found" : ""}`;
}
