import { environmentObjects, type ObjectVariable } from "../../code/environmentObjects.ts";
import type { Fix, TextEdit, TextRange } from "../../types.ts";
import { keyKind, withoutPublicPrefix } from "../../vocabulary/variables.ts";
import type { LintedCode, LintRule } from "./types.ts";

const nextConfig = /[\\/]next\.config\.[cm]?[jt]s$/;
const viteConfig = /[\\/](?:vite|astro|nuxt|svelte)\.config\.[cm]?[jt]s$/;
/** `process.env.NAME` and `import.meta.env.NAME` as names of Vite's `define`. */
const defined = /^(?:process\.env|import\.meta\.env)\.(\w{1,200})$/;

/** Keys that a build writes into the files that ship. */
export const secretInBuild: LintRule = {
	id: "secret-in-build",
	severity: "error",
	docs: "A key or secret that a build writes into its files: `env` of `next.config.js`, `define` of Vite, `import.meta.env` in Astro, and names with a public prefix in code.",
	check: (file) => (file.kind === "code" ? [...inNextConfig(file), ...inDefine(file), ...inImportMeta(file)] : []),
};

/** Source: Next.js's page on `env` (13 to 15): such a value is always written into the JavaScript bundle, wherever it is named. */
function inNextConfig(file: LintedCode) {
	if (!nextConfig.test(file.path)) return [];
	return environmentObjects(file.code.tokens, "env").flatMap(({ variables, range }) => {
		const found = variables.filter(({ name, from }) => isKey(name) || (from !== undefined && isKey(from)));
		const isAll = found.length === variables.length;
		const fixes = [
			removal(file, isAll ? [range] : found.map(({ entry }) => entry), isAll ? "env" : "the keys from env"),
		];
		return found.map(({ name, range: place }) => ({
			message: `Next.js writes ${name} into the JavaScript bundle, where anyone can read it. Remove it from env: server code reads the environment anyway. If it was ever deployed, replace the key in AWS.`,
			origin: { layer: "file" as const, path: file.path, range: place, variable: name },
			fixes,
		}));
	});
}

/** Source: Vite's page on `define`: the value takes the place of the name. */
function inDefine(file: LintedCode) {
	if (!viteConfig.test(file.path)) return [];
	return environmentObjects(file.code.tokens, "define").flatMap(({ variables }) =>
		variables.flatMap(({ name, range, entry }: ObjectVariable) => {
			const variable = defined.exec(name)?.[1] ?? "";
			if (!isKey(variable)) return [];
			const message = `The build replaces ${name} with its value in the files that ship. Remove it from define: server code reads the environment anyway. If it was ever deployed, replace the key in AWS.`;
			const origin = { layer: "file" as const, path: file.path, range, variable };
			return [{ message, origin, fixes: [removal(file, [entry], name)] }];
		}),
	);
}

/** Source: astro 7.3.5, run and read (`vite-plugin-import-meta-env.js`); Vite itself gives names with its prefix alone, and these to everybody. Next.js, Expo
 * and Create React App do so with `process.env` and their own prefixes, as their pages on environment variables say. */
function inImportMeta({ code, path, text }: LintedCode) {
	return code.uses.flatMap(({ name, how, range }) => {
		const before = text.slice(Math.max(0, range.start - 24), range.start);
		const object = /\b(import\.meta|process)\.env(?:\??\.|\[["'`])$/.exec(before)?.[1];
		if (how !== "read" || !isKey(name) || object === undefined) return [];
		if (object === "process" && !/^(?:NEXT_PUBLIC|EXPO_PUBLIC|REACT_APP)_/.test(name)) return [];
		const plain = withoutPublicPrefix(name);
		const message =
			plain === undefined
				? `A build writes the value of import.meta.env.${name} into its files (Astro) or leaves it empty (Vite). Read ${name} from the environment on the server instead.`
				: `A build writes the value of ${object}.env.${name} into browser code. Rename it to ${plain}, and read it from the environment on the server. If it was ever deployed, replace the key in AWS.`;
		return [{ message, origin: { layer: "file" as const, path, range, variable: name }, fixes: [] }];
	});
}

/** Whether a variable is an access key ID, a secret or a session token, under a public prefix, too. */
function isKey(name: string): boolean {
	return keyKind(withoutPublicPrefix(name) ?? name) !== undefined;
}

/** Takes entries out, each with the comma behind it, and a line that nothing else stands on. */
function removal({ path, text }: LintedCode, entries: readonly TextRange[], what: string): Fix {
	const edits = entries.map(({ start, end }): TextEdit => {
		const comma = /^[^\S\r\n]{0,100},[^\S\r\n]?/.exec(text.slice(end, end + 102))?.[0].length ?? 0;
		const indent = /[^\S\r\n]{0,200}$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
		const line = /^[^\S\r\n]{0,100}(?:\r?\n|$)/.exec(text.slice(end + comma, end + comma + 102));
		const isAlone = line !== null && (start === indent || text[start - indent - 1] === "\n");
		const range = isAlone ? { start: start - indent, end: end + comma + line[0].length } : { start, end: end + comma };
		return { path, range, newText: "" };
	});
	return { title: `Remove ${what}`, preferred: true, edits };
}
