import { type AST, getStaticTOMLValue, parseTOML } from "toml-eslint-parser";
import { exactVersion } from "../text/versions.ts";
import type { OtherSdk, TextRange } from "../types.ts";
import { mayNameSdk, otherSdkFiles } from "./otherSdkFiles.ts";
import type { Outside } from "./outside.ts";
import { record, string } from "./packageJson.ts";

/** A package that a package file of another language asks for. */
export interface Wanted {
	/** As its registry compares it. */
	readonly name: string;
	/** The one version that is asked for; absent: a range, or any. */
	readonly version?: string;
	readonly range?: TextRange;
}

/** One of Remotion's SDKs for other languages, as a project's package file names it. */
export interface NamedSdk {
	readonly sdk: OtherSdk;
	/** Absolute; the package file. */
	readonly path: string;
	readonly version?: string;
	readonly range?: TextRange;
	/** The package of the same file that loads `.env`, where it names one. */
	readonly loader?: string;
}

interface Language {
	readonly sdk: OtherSdk;
	/** The package files that are always looked for. */
	readonly files: readonly string[];
	/** The same and others, where folders can be listed. */
	readonly like: RegExp;
	/** What Remotion's SDK is called in the registry. */
	readonly packages: readonly string[];
	/** The package with which the documentation of Remotion's SDK, or everybody, loads `.env`. */
	readonly loaders: readonly string[];
	read(text: string, name: string): readonly Wanted[];
}

/**
 * Names by Remotion's repository, `packages/lambda-python`, `lambda-php` and `lambda-ruby`, and by that of lambda_go_sdk 4.0.515. The loaders are those of its
 * documentation (`load_dotenv()`, `godotenv.Load()`, `Dotenv::createUnsafeImmutable`), and for Ruby, of which it says nothing, the gem's two names.
 * A function: a bundle that uses none of it leaves it out, with the parser of TOML.
 */
const languages = (): readonly Language[] => [
	{
		sdk: "python",
		files: otherSdkFiles.python,
		like: /^(?:requirements[\w.-]{0,40}\.txt|pyproject\.toml|Pipfile)$/,
		packages: ["remotion-lambda"],
		loaders: ["python-dotenv"],
		read: (text, name) => (name.endsWith(".txt") ? requirements(text) : tomlRequirements(text)),
	},
	{
		sdk: "go",
		files: otherSdkFiles.go,
		like: /^go\.mod$/,
		packages: ["github.com/remotion-dev/lambda_go_sdk"],
		loaders: ["github.com/joho/godotenv"],
		read: goModules,
	},
	{
		sdk: "php",
		files: otherSdkFiles.php,
		like: /^composer\.json$/,
		packages: ["remotion/lambda"],
		loaders: ["vlucas/phpdotenv"],
		read: composerPackages,
	},
	{
		sdk: "ruby",
		files: otherSdkFiles.ruby,
		like: /^(?:Gemfile|gems\.rb|[\w.-]{1,80}\.gemspec)$/,
		packages: ["remotion_lambda", "remotion-lambda"],
		loaders: ["dotenv", "dotenv-rails"],
		read: gems,
	},
];

/** Remotion's SDKs for other languages that the package files of a folder name, each once. */
export function otherSdksIn(outside: Pick<Outside, "names" | "text" | "paths">, folder: string): NamedSdk[] {
	const names = outside.names(folder);
	return languages().flatMap((language) => {
		const files = names ? [...names].filter((name) => language.like.test(name)).sort() : language.files;
		const texts = files.flatMap((name) => {
			const path = outside.paths.join(folder, name);
			const text = outside.text(path);
			return text === undefined ? [] : [{ name, path, text }];
		});
		const named = texts.find(({ text, name }) => sdkOf(language, text, name) !== undefined);
		const found = named && sdkOf(language, named.text, named.name);
		if (!named || !found) return [];
		// Of several requirements files each may name one.
		const all = texts.flatMap(({ text, name }) => language.read(text, name));
		const loader = all.find(({ name }) => language.loaders.includes(name))?.name;
		const { name: _, ...place } = found;
		return [{ sdk: language.sdk, path: named.path, ...place, ...(loader !== undefined && { loader }) }];
	});
}

function sdkOf({ packages, read }: Language, text: string, name: string): Wanted | undefined {
	return mayNameSdk(text) ? read(text, name).find((wanted) => packages.includes(wanted.name)) : undefined;
}

/** A name as PyPI compares it. */
function normalized(name: string): string {
	return name.toLowerCase().replace(/[-_.]+/g, "-");
}

/** What PEP 508 lets stand: a name, extras, then versions, an address, a marker, or nothing. */
const requirement =
	/^([A-Za-z0-9](?:[\w.-]{0,200}[A-Za-z0-9])?)[^\S\n]{0,20}(?:\[[^\]\n]{0,500}\])?[^\S\n]{0,20}(?=$|[<>=!~@;(#])(.{0,500})/;

function wantedPython(text: string, range: TextRange): Wanted[] {
	const [, name = "", versions = ""] = requirement.exec(text.trim()) ?? [];
	if (name === "") return [];
	const version = exactVersion(/^={2,3}[^\S\n]{0,20}([\w.+-]{1,60})/.exec(versions)?.[1] ?? "");
	return [{ name: normalized(name), range, ...(version !== undefined && { version }) }];
}

/** The lines of a requirements file: requirements, `-e ADDRESS#egg=NAME`; other options name none. */
function requirements(text: string): Wanted[] {
	return [...text.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) => {
		const code = line.slice(0, /(?:^|\s)#/.exec(line)?.index ?? line.length).trimEnd();
		const start = index + (code.length - code.trimStart().length);
		const range = { start, end: index + code.length };
		const egg = /[#&]egg=([\w.-]{1,200})/.exec(code)?.[1];
		return egg === undefined ? wantedPython(code.replace(/\\$/, ""), range) : [{ name: normalized(egg), range }];
	});
}

/** The lists and tables in which pyproject.toml (PEP 621, PEP 735, Poetry, PDM, uv) and Pipfile name packages. */
const requirementLists = [
	/^project\.dependencies$/,
	/^project\.optional-dependencies\.[^.]+$/,
	/^dependency-groups\.[^.]+$/,
	/^tool\.(?:uv|pdm)\.dev-dependencies(?:\.[^.]+)?$/,
	/^tool\.hatch\.envs\.[^.]+\.(?:extra-)?dependencies$/,
];
const packageTables = [
	/^tool\.poetry\.(?:dev-)?dependencies$/,
	/^tool\.poetry\.group\.[^.]+\.dependencies$/,
	/^(?:dev-)?packages$/,
];

function tomlRequirements(text: string): Wanted[] {
	let ast: AST.TOMLProgram;
	try {
		ast = parseTOML(text.replace(/^\uFEFF/, " "));
	} catch {
		return [];
	}
	return ast.body[0].body.flatMap((node) => {
		if (node.type !== "TOMLTable") return fromPair(node, []);
		const path = node.resolvedKey.map(String);
		return node.body.flatMap((pair) => fromPair(pair, path, rangeOf(node.key)));
	});
}

/** @param heading where the table's own name stands, which may be a package's */
function fromPair(pair: AST.TOMLKeyValue, above: readonly string[], heading?: TextRange): Wanted[] {
	const path = [...above, ...pair.key.keys.map((key) => (key.type === "TOMLBare" ? key.name : key.value))];
	const { value } = pair;
	const dotted = path.join(".");
	const table = path.slice(0, -1).join(".");
	if (packageTables.some((pattern) => pattern.test(table)))
		return [pythonTable(path.at(-1) ?? "", getStaticTOMLValue(value), rangeOf(pair.key))];
	// Poetry's `name.version = "…"`, and what stands below a package's own heading.
	const outer = path.slice(0, -2).join(".");
	if (packageTables.some((pattern) => pattern.test(outer)))
		return [
			pythonTable(
				path.at(-2) ?? "",
				path.at(-1) === "version" ? getStaticTOMLValue(value) : undefined,
				pair.key.keys.length > 1 ? rangeOf(pair.key) : (heading ?? rangeOf(pair.key)),
			),
		];
	if (value.type === "TOMLInlineTable") return value.body.flatMap((inner) => fromPair(inner, path));
	if (value.type !== "TOMLArray" || !requirementLists.some((pattern) => pattern.test(dotted))) return [];
	return value.elements.flatMap((element) => {
		const written = getStaticTOMLValue(element);
		return typeof written === "string" ? wantedPython(written, rangeOf(element)) : [];
	});
}

function pythonTable(name: string, value: unknown, range: TextRange): Wanted {
	const written = string(value) ?? string(record(value).version) ?? "";
	const version = exactVersion(written.replace(/^==/, ""));
	return { name: normalized(name), range, ...(version !== undefined && { version }) };
}

function rangeOf({ range }: { readonly range: readonly [number, number] }): TextRange {
	return { start: range[0], end: range[1] };
}

/** The modules that go.mod requires, on a line of its own or in a block; those that others need (`// indirect`) are not imported here. */
function goModules(text: string): Wanted[] {
	let block: string | undefined;
	return [...text.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) => {
		const [code = "", comment = ""] = line.split("//", 2);
		const opened = /^[^\S\r\n]*(\w{1,20})[^\S\r\n]{0,20}\(/.exec(code)?.[1];
		if (opened !== undefined) block = opened;
		else if (code.trim() === ")") block = undefined;
		const own = block === "require" ? code : /^[^\S\r\n]*require[^\S\r\n](.*)$/.exec(code)?.[1];
		const [, path, written = ""] =
			/^\s{0,200}"?([\w./~-]{1,300})"?[^\S\r\n]{1,20}(v[\w.+-]{1,100})/.exec(own ?? "") ?? [];
		if (path === undefined || /^\s*indirect\b/.test(comment)) return [];
		const start = index + line.indexOf(path);
		const version = exactVersion(written);
		return [{ name: path, range: { start, end: start + path.length }, ...(version !== undefined && { version }) }];
	});
}

/** What composer.json requires. Composer compares names without their case. */
function composerPackages(text: string): Wanted[] {
	let json: Record<string, unknown>;
	try {
		json = record(JSON.parse(text.replace(/^\uFEFF/, "")));
	} catch {
		return [];
	}
	return ["require", "require-dev"].flatMap((key) =>
		Object.entries(record(json[key])).map(([written, constraint]): Wanted => {
			const version = exactVersion(string(constraint) ?? "");
			const start = text.indexOf(`"${written}"`);
			const range = start === -1 ? {} : { range: { start, end: start + written.length + 2 } };
			return { name: written.toLowerCase(), ...range, ...(version !== undefined && { version }) };
		}),
	);
}

const gemCall =
	/^[^\S\r\n]{0,200}(?:gem|[\w.]{1,60}\.add_(?:runtime_|development_)?dependency)[^\S\r\n]{0,20}\(?[^\S\r\n]{0,20}(["'])([\w-]{1,200})\1(?:[^\S\r\n]{0,20},[^\S\r\n]{0,20}\[?[^\S\r\n]{0,20}(["'])([^"'\r\n]{0,100})\3)?/gm;

/** The gems that a Gemfile or a gemspec names at the start of a line, which a comment is not. */
function gems(text: string): Wanted[] {
	return [...text.matchAll(gemCall)].map(({ 0: whole, 2: name = "", 4: constraint = "", index }) => {
		const start = index + whole.indexOf(name);
		const version = exactVersion(constraint);
		return { name, range: { start, end: start + name.length }, ...(version !== undefined && { version }) };
	});
}
