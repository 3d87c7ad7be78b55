import type { ExplainInput } from "../types.ts";

/** The names in a rotation of accounts: each a pattern in which `{n}` is the account's number. */
export interface RotationNames {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken: string;
}

export type RotationHalf = keyof RotationNames;

/** As Remotion's documentation has them. It has no tokens: the third is ours, for temporary keys. */
export const documentedNames: RotationNames = {
	accessKeyId: "AWS_KEY_{n}",
	secretAccessKey: "AWS_SECRET_{n}",
	sessionToken: "AWS_TOKEN_{n}",
};

/** The three variables of an account. */
export const rotationHalves = [
	"accessKeyId",
	"secretAccessKey",
	"sessionToken",
] as const satisfies readonly RotationHalf[];

/** Whether a text is a variable's name with one `{n}` in it. */
export function isRotationPattern(text: unknown): text is string {
	return typeof text === "string" && /^[A-Za-z_]\w*\{n\}\w*$/.test(text);
}

/** The names this input asks for; where one is no pattern, or two are the same, the documented ones. */
export function rotationNames({ pool }: Pick<ExplainInput, "pool">): RotationNames {
	if (pool?.names === undefined) return documentedNames;
	const names = { ...documentedNames };
	for (const half of rotationHalves) {
		const wanted = pool.names[half];
		if (isRotationPattern(wanted)) names[half] = wanted;
	}
	return new Set(Object.values(names)).size === rotationHalves.length ? names : documentedNames;
}

/** One variable of a rotation. */
export interface RotationPart {
	readonly half: RotationHalf;
	/** null: the number is missing, as in the documented sample's `AWS_SECRET_=`. */
	readonly number: number | null;
}

interface SplitPattern {
	readonly half: RotationHalf;
	readonly prefix: string;
	readonly suffix: string;
}

/** The patterns of the names that were asked for last. */
let split: { readonly names: RotationNames; readonly patterns: readonly SplitPattern[] } | undefined;

/** What stands around the numbers. Every variable of every file is held against it, so that it is taken apart once. */
function splitPatterns(names: RotationNames): readonly SplitPattern[] {
	if (split?.names === names) return split.patterns;
	const patterns = rotationHalves.map((half) => {
		const [prefix = "", suffix = ""] = names[half].split("{n}");
		return { half, prefix, suffix };
	});
	split = { names, patterns };
	return patterns;
}

/** What a name is in a rotation; undefined: nothing. `AWS_KEY_01` is none: the documented loop counts 1, 2, 3. */
export function rotationPart(name: string, names: RotationNames = documentedNames): RotationPart | undefined {
	for (const { half, prefix, suffix } of splitPatterns(names)) {
		if (!name.startsWith(prefix) || !name.endsWith(suffix) || name.length < prefix.length + suffix.length) continue;
		const digits = name.slice(prefix.length, name.length - suffix.length);
		if (digits === "") return { half, number: null };
		if (/^[1-9]\d{0,8}$/.test(digits)) return { half, number: Number(digits) };
	}
	return undefined;
}

/** The variable's name for an account; without a number what people write who forgot it. */
export function rotationName(names: RotationNames, half: RotationHalf, number: number | ""): string {
	return names[half].replace("{n}", String(number));
}
