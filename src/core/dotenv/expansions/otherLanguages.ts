import { Budget, type Expand, type Values } from "../expand.ts";

/** Variables in values as the packages of other languages replace them that load `.env`: from the top down, and each value once. */

type Lookup = (name: string) => string | undefined;

/** One package's way with a match of its pattern. */
interface Way {
	readonly pattern: RegExp;
	/** Undefined: the text stays as it is written. */
	replace(match: RegExpMatchArray, lookup: Lookup): string | undefined;
	/** What is looked at first: what is there, or what the file said before. */
	readonly first: "outside" | "file";
	/** Values in single quotes are replaced, too. */
	readonly takesLiterals?: true;
}

/**
 * `${NAME}` and `${NAME:-default}`, in quotes of whichever kind; one that nobody set comes to nothing. Source: `resolve_variables` and
 * `parse_variables` of python-dotenv 1.2.2, run.
 */
export const expandAsPythonDotenv: Expand = inOneWay({
	pattern: /\$\{([^}:]*)(?::-([^}]*))?\}/g,
	replace: ([, name = "", fallback = ""], lookup) => lookup(name) ?? fallback,
	first: "outside",
	takesLiterals: true,
});

/** `${NAME}`; one that nobody set stays. Source: `Resolver.php` of vlucas/phpdotenv 5, read. */
export const expandAsPhpDotenv: Expand = inOneWay({
	pattern: /\$\{([a-zA-Z0-9_.]+)\}/g,
	replace: ([, name = ""], lookup) => lookup(name),
	first: "outside",
});

/** `$NAME` and `${NAME}` in capital letters; a backslash keeps it. Source: `expandVariables` of godotenv's parser.go, read. */
export const expandAsGodotenv: Expand = inOneWay({
	pattern: /(\\)?\$\(?\{?([A-Z0-9_]+)?\}?/g,
	replace: ([whole, backslash, name], lookup) => {
		if (backslash !== undefined) return whole.slice(1);
		return name === undefined ? undefined : (lookup(name) ?? "");
	},
	first: "file",
});

/** The same in whichever case, the environment first. Source: `substitutions/variable.rb` of the gem dotenv, read. */
export const expandAsRubyDotenv: Expand = inOneWay({
	pattern: /(\\)?\$(?!\()\{?([A-Z0-9_]+)?\}?/gi,
	replace: ([whole, backslash, name], lookup) => {
		if (backslash !== undefined) return whole.slice(1);
		return name === undefined ? undefined : (lookup(name) ?? "");
	},
	first: "outside",
});

function inOneWay({ pattern, replace, first, takesLiterals }: Way): Expand {
	return ({ outside, files, fold, literals = [] }) => {
		const budget = new Budget();
		const expanded = files.map((file, index): Values | undefined => {
			const said = new Map<string, string>();
			const own = new Map<string, string>();
			const places = first === "file" ? [own, outside] : [outside, own];
			const lookup = (name: string) => places.map((place) => place.get(fold(name))).find((one) => one !== undefined);
			for (const [name, text] of file) {
				const isLiteral = !takesLiterals && literals[index]?.has(name) === true;
				const value = isLiteral ? text : text.replaceAll(pattern, (...match) => replace(match, lookup) ?? match[0]);
				if (!budget.allows(value.length)) return undefined;
				said.set(name, value);
				own.set(fold(name), value);
			}
			return said;
		});
		return { outside, files: expanded };
	};
}
