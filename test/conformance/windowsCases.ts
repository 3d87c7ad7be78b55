/** The machines of `environments.ts` as they are on Windows: drives, backslashes, names and paths in other case. */
import { win32 } from "node:path";
import fc from "fast-check";
import type { ExplainInput, Explanation } from "../../src/core/types.ts";
import { type Case, CWD, cliCase, HOME, nodeCase, place } from "./environments.ts";
import type { Explain } from "./remotionClientAgreement.ts";

/** Variables whose values are paths. */
const pathNames = [
	"AWS_SHARED_CREDENTIALS_FILE",
	"AWS_CONFIG_FILE",
	"AWS_WEB_IDENTITY_TOKEN_FILE",
	"HOME",
	"USERPROFILE",
	"HOMEDRIVE",
	"HOMEPATH",
];

/** How a person writes them. */
interface Manner {
	/** Backslashes in all variables that are paths. */
	readonly hasBackslashes: boolean;
	/** The same in `.env`, where a backslash may mean something else. */
	readonly hasBackslashesInFile: boolean;
	/** File and folder names in other case than the files have. */
	readonly isPathCased: boolean;
	/** What is done to the names of variables. */
	readonly cased: (name: string) => string;
}

const manner: fc.Arbitrary<Manner> = fc.record({
	hasBackslashes: fc.boolean(),
	hasBackslashesInFile: fc.boolean(),
	isPathCased: fc.boolean(),
	cased: fc.constantFrom<(name: string) => string>(
		(name) => name,
		(name) => name.toLowerCase(),
		(name) => (name.length % 2 === 0 ? name : name.replace(/^AWS/, "Aws").replace(/PROFILE$/, "Profile")),
	),
});

/** A file's path on this disk can have no second colon. */
const isPossible = ({ files }: Case) => Object.keys(files).every((path) => !path.includes(":"));

/** A machine with Windows, a run of the Node.js API or of the CLI. Its paths stand under `/case` until it is placed. */
export const windowsCase: fc.Arbitrary<Case> = fc
	.tuple(fc.oneof(nodeCase, cliCase).filter(isPossible), manner)
	.map(([abstract, how]) => ({
		...abstract,
		environment: onWindows(abstract.environment, how),
		files: Object.fromEntries(Object.entries(abstract.files).map(([path, text]) => [path, withoutPrintf(text)])),
		dotenv: abstract.dotenv === null || !how.hasBackslashesInFile ? abstract.dotenv : backslashed(abstract.dotenv),
	}));

/** `credential_process` as `cmd.exe` runs it. */
function withoutPrintf(text: string): string {
	return text.replace(/printf '(\{.*\})'/g, "echo $1");
}

function onWindows(environment: Readonly<Record<string, string>>, how: Manner): Record<string, string> {
	const variables = new Map<string, [name: string, value: string]>();
	for (const [name, value] of Object.entries(environment)) {
		const path = pathNames.includes(name) ? pathLike(value, how) : value;
		// Windows keeps the spelling of the first of two names that are the same to it, and the value of the last.
		const [spelled = how.cased(name)] = variables.get(name.toUpperCase()) ?? [];
		variables.set(name.toUpperCase(), [spelled, path]);
	}
	return Object.fromEntries(variables.values());
}

function pathLike(value: string, { hasBackslashes, isPathCased }: Manner): string {
	const cased = isPathCased
		? value.replace(/(?<=[/\\])(credentials|config|home|moved)\b/g, (name) => name.toUpperCase())
		: value;
	return hasBackslashes ? cased.replaceAll("/", "\\").replaceAll("\\case", "/case") : cased;
}

function backslashed(text: string): string {
	return text.replace(/(?<=\/case|relative-case)\/(?=\w)/g, "\\");
}

/** What `explain()` says of such a case, with its files in memory, on `C:`. */
export function explainWindows(explain: Explain, abstract: Case): Explanation {
	const placed = place(abstract, "C:\\case", "relative-case", 9);
	const on = (path: string) => win32.normalize(path.replace("/case", "C:\\case"));
	const key = (path: string) => win32.normalize(path).toLowerCase();
	const files = new Map(Object.entries(placed.files).map(([path, text]) => [key(path), text]));
	if (placed.dotenv !== null) files.set(key(`${on(CWD)}\\.env`), placed.dotenv);
	const folders = new Set(placed.directories.map(key));
	const { environment, throughTerminal } = placed;
	const valueNamed = (name: string) =>
		Object.entries(environment).find(([other]) => other.toUpperCase() === name.toUpperCase())?.[1];
	// The client sees only what comes of both layers; here a shell that says otherwise lies under the terminal.
	const terminal = Object.fromEntries(throughTerminal.map((name) => [name, valueNamed(name) ?? null]));
	const decided = new Set(throughTerminal.map((name) => name.toUpperCase()));
	const shell = Object.fromEntries(
		Object.entries(environment).map(([name, value]) => [name, decided.has(name.toUpperCase()) ? "static" : value]),
	);
	const input: ExplainInput = {
		runtime: placed.dotenv === null ? "node" : "remotion-cli",
		cwd: on(CWD),
		home: on(HOME),
		platform: "win32",
		environment: shell,
		terminal,
		readFile(path) {
			if (folders.has(key(path))) throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
			return files.get(key(path));
		},
	};
	return explain(input);
}
