import type { CodeFile } from "../../code/code.ts";
import type { CodeToken } from "../../code/tokens.ts";
import type { LintFacts, LintRule } from "./types.ts";
import { plainNames } from "./unprefixed-in-code.ts";

/** A program that Node.js runs, with its credentials in a file that nothing loads. */
export const envNotLoaded: LintRule = {
	id: "env-not-loaded",
	severity: "information",
	docs: "A program that Node.js runs calls Remotion Lambda, and the credentials are only in `.env`, which neither Node.js nor Remotion's Node.js API loads.",
	check: (file) => {
		if (file.kind !== "code" || file.facts.loadsEnv) return [];
		const [envFile] = file.facts.credentialsOnlyIn;
		const call = file.code.remotionCalls.find(({ isTopLevel }) => isTopLevel) ?? file.code.remotionCalls[0];
		if (envFile === undefined || !call || /[\\/](?:app|pages)[\\/]/.test(file.path)) return [];
		const scripts = scriptsThatRun(file.path, file.facts);
		if (!scripts.some((script) => /\b(?:node|tsx|ts-node|nodemon)\b/.test(script)) && !isProgram(file.code)) return [];
		if (scripts.some((script) => loadsByItself.test(script)) || loadsEnv(file.code, file.text)) return [];
		return [
			{
				message: `Your credentials are only in ${envFile}, and nothing loads it: Remotion's Node.js API doesn't read .env files. Run with node --env-file=${envFile}, or load it in your code.`,
				origin: { layer: "file", path: file.path, range: call.range },
				fixes: [],
			},
		];
	},
};

/** Programs that hand variables on, or load `.env` files of their own accord. */
const loadsByItself =
	/--env-file|dotenv|env-cmd|\bbunx?\b|\bdoppler\b|\binfisical\b|\bop run\b|\bvarlock\b|\baws-vault\b|\bsst\b|\bvite-node\b|(?:\bsource|(?:^|[\s;&])\.)\s\S{0,100}\.env/;

/** What a shell does for all commands of a script. */
const inShell = /\bsource\b|(?:^|[\s;&])\.\s|\bset -a|\bexport\b|\bsh -c\b/;

/** The commands that run a file: of a script with several only those that name it, and no other file of that name. */
function scriptsThatRun(path: string, { scripts }: LintFacts): string[] {
	const plain = path.replaceAll("\\", "/");
	return Object.values(scripts)
		.flatMap((script) => (inShell.test(script) ? script : script.split(/&&|\|\||[;|]/)))
		.filter((command) =>
			command
				.split(/[\s'"]+/)
				.map((word) => word.replaceAll("\\", "/").replace(/^\.\//, ""))
				.some((word) => /\.[cm]?[jt]sx?$/.test(word) && `/${plain}`.endsWith(`/${word.replace(/^(?:\.\.\/)+/, "")}`)),
		);
}

/** Whether the module does its work as it is loaded: it calls Remotion itself, or a function of its own, in a statement at its top. */
function isProgram({ tokens, remotionCalls }: CodeFile): boolean {
	if (remotionCalls.some(({ isTopLevel }) => isTopLevel)) return true;
	const own = new Set<string>();
	for (const [index, { text }] of tokens.entries()) {
		const next = tokens[index + 1];
		if ((text === "function" || text === "const" || text === "let") && next) own.add(next.text);
	}
	return tokens.some(({ text, depth, isInArrow }, index) => {
		if (depth !== 0 || isInArrow || !own.has(text) || tokens[index + 1]?.text !== "(") return false;
		return [";", "}", ")", "await", "void", undefined].includes(tokens[index - 1]?.text);
	});
}

/** Whether the code, or a module it loads that may well be there for it, brings the variables. */
function loadsEnv({ imports, uses, tokens }: CodeFile, text: string): boolean {
	if (/^#!.*(?:\b(?:bun|deno)\b|--env-file)/.test(text) || readsItself(tokens)) return true;
	// Deno runs it, or SvelteKit loads the file.
	if (imports.some(({ from }) => /^(?:npm:|jsr:|https:|\$env\/)/.test(from)) || tokens.some(isDeno)) return true;
	const setsOwn = uses.some(({ name, how }) => how === "set" && plainNames.has(name.replace(/^REMOTION_/, "")));
	const loaders = new Set(["loadEnvFile", "loadEnvConfig", "loadEnv"]);
	return (
		setsOwn ||
		tokens.some((token) => token.type === "IdentifierName" && loaders.has(token.text)) ||
		imports.some(({ from, bindings, isType }) => {
			if (isType) return false;
			if (!/^[./~@#]/.test(from) || from.startsWith("@dotenvx/"))
				return /dotenv|^env-cmd$|^bun(?::|$)|^sst$/.test(from);
			return bindings.length === 0 || /env|config|setup|bootstrap/i.test(from);
		})
	);
}

function isDeno({ text, type }: CodeToken): boolean {
	return text === "Deno" && type === "IdentifierName";
}

/** Whether the code names a `.env` file by its path, or sets variables whose names it has from somewhere: `process.env[name] = value`. */
function readsItself(tokens: readonly CodeToken[]): boolean {
	return tokens.some(({ text, type, depth }, index) => {
		if (/^(?:StringLiteral|NoSubstitutionTemplate|TemplateTail)$/.test(type)) return envFilePath.test(text);
		if (text !== "env" || tokens[index - 2]?.text !== "process") return false;
		if (tokens[index - 4]?.text === "assign" && tokens[index - 3]?.text === "(") return true;
		if (
			tokens[index + 1]?.text !== "[" ||
			/^(?:StringLiteral|NoSubstitutionTemplate)$/.test(tokens[index + 2]?.type ?? "")
		)
			return false;
		const rest = tokens.slice(index + 2, index + 2 + longestName);
		const close = rest.findIndex((other) => other.text === "]" && other.depth === depth);
		return close >= 0 && /^(?:\|\||\?\?)?=$/.test(rest[close + 1]?.text ?? "");
	});
}

/** In tokens: what stands between the brackets of a name that is put together, and a little behind them. */
const longestName = 50;

const envFilePath = /["'`}\\/]\.env(?:\.[\w-]+)*["'`]$/;
