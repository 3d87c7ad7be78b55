import type { Expansion } from "../types.ts";
import { type Expand, expandAsBun, expandAsNext, type Values } from "./expand.ts";
import { expandAsDotenvCli, expandAsNest, expandAsVite, expandAsWrangler } from "./expansions/dotenvExpand.ts";
import { expandAsDotenvx } from "./expansions/dotenvx.ts";
import { expandAsNuxt } from "./expansions/nuxt.ts";
import {
	expandAsGodotenv,
	expandAsPhpDotenv,
	expandAsPythonDotenv,
	expandAsRubyDotenv,
} from "./expansions/otherLanguages.ts";
import { expandAsShell } from "./expansions/shell.ts";
import { expandAsYarn } from "./expansions/yarn.ts";

/** How programs replace variables in values, by the name that launches use. */
export const expansions: { readonly [Name in Expansion]: Expand } = {
	next: expandAsNext,
	bun: expandAsBun,
	"dotenv-cli": expandAsDotenvCli,
	dotenvx: expandAsDotenvx,
	nest: expandAsNest,
	nuxt: expandAsNuxt,
	shell: expandAsShell,
	yarn: expandAsYarn,
	vite: expandAsVite,
	wrangler: expandAsWrangler,
	"python-dotenv": expandAsPythonDotenv,
	phpdotenv: expandAsPhpDotenv,
	godotenv: expandAsGodotenv,
	"ruby-dotenv": expandAsRubyDotenv,
};

/** Returns how programs replace variables that are called so. */
export function expansionOf(name: Expansion): Expand {
	return expansions[name];
}

/** One text with its variables replaced; what has no end stays as it is written. */
export function expandText(as: Expansion, text: string, outside: Values, fold: (name: string) => string): string {
	if (!text.includes("$") && !text.includes("\\")) return text;
	// No variable has an empty name, so that none of the environment is taken for this text's own.
	const { files } = expansions[as]({ outside, files: [new Map([["", text]])], fold });
	return files[0]?.get("") ?? text;
}
