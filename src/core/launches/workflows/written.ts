import type { EnvironmentLayer, Value } from "../launch.ts";
import { guarded } from "../layers.ts";
import { originOf, type Placed, slice } from "../placed.ts";
import type { Script } from "./expressions.ts";

const assignment = /^echo[ \t]+(?:-[en]{1,2}[ \t]+)?(["']?)([A-Za-z_]\w{0,200})=(.{0,2000})\1$/;
const environmentFile = /^\$\{?GITHUB_ENV\}?$/;
const envFile = /(?:^|[\\/])\.env(?:\.[\w.-]{1,60})?$/;

/** What a script writes that later programs find, before `end`. */
export interface Written {
	/** What it adds to the environment of the steps after it. */
	readonly forLaterSteps: readonly EnvironmentLayer[];
	/** `.env` files as the script names them, with what is known of their variables. */
	readonly envFiles: ReadonlyMap<string, EnvironmentLayer>;
	/** It writes the AWS files, by hand or with the AWS CLI. */
	readonly writesAwsFiles: boolean;
}

/**
 * Reads what a step's script writes with `>` and `>>`: `echo "NAME=value" >> "$GITHUB_ENV"`, `echo … > .env`. What is written in another
 * way is known to be there, and no more. Source: GitHub's page on workflow commands; runner 2.336.0, read.
 */
export function writtenBy({ text, expressions }: Script): Written {
	const forLaterSteps: EnvironmentLayer[] = [];
	const envFiles = new Map<string, EnvironmentLayer>();
	let offset = 0;
	for (const line of text.text.split("\n")) {
		const place = slice(text, offset, offset + line.length);
		offset += line.length + 1;
		const { said, file } = redirection(line);
		if (environmentFile.test(file)) forLaterSteps.push(layerOf(said, place, "GITHUB_ENV", expressions));
		else if (envFile.test(file)) {
			const known = envFiles.get(file);
			const layer = layerOf(said, place, nameOf(file), expressions);
			envFiles.set(file, known ? both(known, layer) : layer);
		}
		const copied = copiedTo(line);
		if (envFile.test(copied)) envFiles.set(copied, { kind: "hidden", by: nameOf(copied), origin: originOf(place) });
	}
	const writesAwsFiles =
		/\.aws\/(?:credentials|config)\b|\baws[ \t]{1,20}configure[ \t]{1,20}(?:set|import|sso)\b/.test(text.text);
	return { forLaterSteps, envFiles, writesAwsFiles };
}

/** What a line says and the file that its output goes to; none: "". */
function redirection(line: string): { said: string; file: string } {
	const at = line.lastIndexOf(">");
	if (at === -1) return { said: "", file: "" };
	const said = line.slice(0, at).replace(/>$/, "").trim();
	return { said, file: unquoted(line.slice(at + 1).trim()) };
}

/** The file that `cp`, `mv` and the like make; "": the line is none of these. */
function copiedTo(line: string): string {
	const words = line.trim().split(/\s+/);
	return /^(?:cp|mv|ln|install)$/.test(words[0] ?? "") ? unquoted(words.at(-1) ?? "") : "";
}

function unquoted(word: string): string {
	return word.replace(/^["']|["']$/g, "");
}

function layerOf(said: string, place: Placed, by: string, expressions: readonly string[]): EnvironmentLayer {
	const [, quote = "", name, value = ""] = assignment.exec(said) ?? [];
	const origin = originOf(place);
	if (name === undefined) return { kind: "hidden", by, origin };
	return { kind: "variables", by, values: { [name]: written(name, value, quote, expressions) }, origin };
}

/** What a shell replaces is not known here. */
function written(name: string, value: string, quote: string, expressions: readonly string[]): Value {
	const index = /github_expression_(\d{1,6})_/.exec(value)?.[1];
	if (index !== undefined) return { unknown: expressions[Number(index)] ?? value };
	return quote !== "'" && /[$`\\]/.test(value) ? { unknown: name } : guarded(name, value);
}

function both(one: EnvironmentLayer, other: EnvironmentLayer): EnvironmentLayer {
	if (one.kind !== "variables" || other.kind !== "variables") return one.kind === "hidden" ? one : other;
	return { ...one, values: { ...one.values, ...other.values } };
}

function nameOf(file: string): string {
	return file.replace(/^.*[\\/]/, "");
}
