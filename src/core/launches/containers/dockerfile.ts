import { pathsOf } from "../../text/paths.ts";
import type { Placed } from "../placed.ts";
import { slice } from "../placed.ts";
import { literal, type Piece, plainWord, type Word } from "../shells/word.ts";
import { instructionsOf, jsonWords, wordsOf } from "./dockerfileText.ts";
import { valuePieces } from "./dockerfileValues.ts";

/** What a container starts: words, or a text for its shell. */
export type ContainerCommand =
	| { readonly kind: "words"; readonly words: readonly Word[] }
	| { readonly kind: "shell"; readonly text: Placed };

/** A variable of an image. */
export interface ImageVariable {
	readonly name: string;
	readonly pieces: readonly Piece[];
	readonly place: Placed;
}

/** Files that an image takes over. */
export interface Copy {
	/** The stage that they are from; absent: the context. */
	readonly from?: Stage;
	readonly sources: readonly string[];
	readonly target: string;
}

/** A stage of a Dockerfile, with what it has from the one that it begins with. */
export interface Stage {
	readonly name: string | undefined;
	readonly base: Stage | undefined;
	/** The image that it begins with. */
	readonly image: string;
	readonly environment: ImageVariable[];
	readonly copies: Copy[];
	/** Absolute, in the image. */
	folder: string;
	/** Whether a `WORKDIR` says so. */
	hasFolder: boolean;
	entrypoint?: ContainerCommand;
	command?: ContainerCommand;
}

/** The arguments of a build, by name. */
export type BuildArguments = ReadonlyMap<string, readonly Piece[]>;

const inside = pathsOf("posix");

/** Where an image is made. */
export interface Build {
	/** Absolute; the folder whose files it is made of. */
	readonly context: string;
	/** Absolute. */
	readonly dockerfile: string;
	readonly target?: string;
	readonly arguments?: BuildArguments;
}

/**
 * The stage of a Dockerfile that an image is made of: the one that `target` names, else the last.
 * Source: BuildKit, by its documentation: `ENV` sees what was set in earlier instructions and `ARG` in earlier ones of its stage.
 */
export function readDockerfile(
	path: string,
	text: string,
	target?: string,
	given: BuildArguments = new Map(),
): Stage | undefined {
	const { mark, instructions } = instructionsOf(path, text);
	const stages: Stage[] = [];
	const globals = new Map<string, readonly Piece[]>();
	let arguments_ = new Map<string, readonly Piece[]>();
	for (const { name, rest } of instructions) {
		const stage = stages.at(-1);
		if (name === "FROM") {
			stages.push(begin(rest, mark, stages));
			arguments_ = new Map();
		} else if (name === "ARG") {
			for (const word of wordsOf(rest, mark)) {
				const [, one = "", value] = /^(\w+)(?:=([\s\S]*))?$/.exec(word.text) ?? [];
				const own = value === undefined ? globals.get(one) : valuePieces(value, mark, (other) => arguments_.get(other));
				const pieces = given.get(one) ?? own;
				if (pieces) (stage ? arguments_ : globals).set(one, pieces);
			}
		} else if (stage) add(stage, name, rest, { mark, stages, arguments_ });
	}
	const wanted = target?.toLowerCase();
	return (wanted === undefined ? undefined : stages.find((stage) => stage.name === wanted)) ?? stages.at(-1);
}

/** `FROM image AS name`. */
function begin(rest: Placed, mark: string, stages: readonly Stage[]): Stage {
	const words = wordsOf(rest, mark).map(({ text }) => text);
	const [image = "", as, name] = words.filter((word) => !word.startsWith("--"));
	const base = stages.find((stage) => stage.name === image.toLowerCase());
	return {
		name: as?.toUpperCase() === "AS" ? name?.toLowerCase() : undefined,
		base,
		image: base?.image ?? image,
		environment: [...(base?.environment ?? [])],
		copies: [],
		folder: base?.folder ?? "/",
		hasFolder: base?.hasFolder ?? false,
		...(base?.entrypoint && { entrypoint: base.entrypoint }),
		...(base?.command && { command: base.command }),
	};
}

interface Around {
	readonly mark: string;
	readonly stages: readonly Stage[];
	readonly arguments_: ReadonlyMap<string, readonly Piece[]>;
}

function add(stage: Stage, name: string, rest: Placed, around: Around): void {
	switch (name) {
		case "ENV":
			stage.environment.push(...variables(stage, rest, around));
			return;
		case "WORKDIR": {
			const folder = literal({ pieces: valuesIn(stage, around, rest.text), placed: rest });
			if (folder === undefined) return;
			stage.folder = inside.resolve(stage.folder, folder);
			stage.hasFolder = true;
			return;
		}
		case "COPY":
		case "ADD":
			stage.copies.push(...copiesOf(stage, rest, around));
			return;
		case "CMD":
			stage.command = commandOf(rest);
			return;
		case "ENTRYPOINT":
			stage.entrypoint = commandOf(rest);
			// What the image that it begins with starts is no argument of this one.
			delete stage.command;
	}
}

/** In one instruction all variables see what was there before it. */
function variables(stage: Stage, rest: Placed, around: Around): ImageVariable[] {
	const words = wordsOf(rest, around.mark);
	const [first] = words;
	if (!first?.text.includes("=")) {
		const [, name = "", blanks = ""] = /^(\w+)(\s+)/.exec(rest.text) ?? [];
		if (name === "") return [];
		const value = slice(rest, name.length + blanks.length);
		return [{ name, pieces: valuesIn(stage, around, value.text), place: rest }];
	}
	return words.flatMap((word) => {
		const equals = word.text.indexOf("=");
		if (equals <= 0) return [];
		const pieces = valuesIn(stage, around, word.text.slice(equals + 1));
		return [{ name: word.text.slice(0, equals), pieces, place: word }];
	});
}

function valuesIn(stage: Stage, { mark, arguments_ }: Around, text: string): Piece[] {
	const known = new Map([...arguments_, ...stage.environment.map(({ name, pieces }) => [name, pieces] as const)]);
	return valuePieces(text, mark, (name) => known.get(name));
}

function copiesOf(stage: Stage, rest: Placed, { mark, stages }: Around): Copy[] {
	const words = (jsonWords(rest) ?? wordsOf(rest, mark)).map(({ text }) => text.replace(/^(["'])(.*)\1$/, "$2"));
	const from = words.find((word) => word.startsWith("--from="))?.slice("--from=".length);
	const paths = words.filter((word) => !word.startsWith("--"));
	const target = paths.pop();
	if (target === undefined || paths.length === 0) return [];
	const of = { sources: paths, target: inside.resolve(stage.folder, target) };
	if (from === undefined) return [of];
	const source = stages.find((one, index) => one.name === from.toLowerCase() || String(index) === from);
	return source && source !== stage ? [{ from: source, ...of }] : [];
}

function commandOf(rest: Placed): ContainerCommand {
	const words = jsonWords(rest);
	return words ? { kind: "words", words: words.map(plainWord) } : { kind: "shell", text: rest };
}
