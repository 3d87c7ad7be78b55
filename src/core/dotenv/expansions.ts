import type { Expansion } from "../types.ts";
import { expandAsNest, expandAsVite } from "./dotenvExpand.ts";
import { type Expand, expandAsBun, expandAsNext, type Values } from "./expand.ts";
import { expandAsNuxt } from "./expandAsNuxt.ts";

/** How programs replace variables in values, by the name that launches use. */
export const expansions: { readonly [Name in Expansion]?: Expand } = {
	next: expandAsNext,
	bun: expandAsBun,
	nest: expandAsNest,
	nuxt: expandAsNuxt,
	vite: expandAsVite,
};

/** One text with its variables replaced; what has no end stays as it is written. */
export function expandText(as: Expansion, text: string, outside: Values, fold: (name: string) => string): string {
	if (!text.includes("$") && !text.includes("\\")) return text;
	// No variable has an empty name, so that none of the environment is taken for this text's own.
	const { files } = expansions[as]?.({ outside, files: [new Map([["", text]])], fold }) ?? { files: [] };
	return files[0]?.get("") ?? text;
}
