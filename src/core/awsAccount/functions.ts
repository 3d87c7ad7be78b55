import { compareVersions } from "../text/versions.ts";
import { parseFunctionName } from "../vocabulary/functionNames.ts";

/** Which Lambda function a test render should use, and what it will roughly cost. */

/** A Remotion function as AWS lists it. */
export interface RemotionFunction {
	readonly functionName: string;
	/** What the function itself says; null where it gave no response. */
	readonly version: string | null;
	readonly memorySizeInMb: number;
	readonly diskSizeInMb: number;
	readonly timeoutInSeconds: number;
}

/** A function with what the project's client would say to it. */
export interface FunctionChoice<Listed extends RemotionFunction = RemotionFunction> {
	readonly fn: Listed;
	/** The version it has, or what its name says where it gave no response. */
	readonly version: string | undefined;
	readonly fits: boolean;
	/** One sentence; absent where it fits. */
	readonly problem?: string;
}

/**
 * The functions in the order in which people should be asked: those of the client's version first, then the newest; with more memory
 * before less. Remotion refuses any function whose version is not exactly the client's.
 * @param clientVersion of the project's own client; undefined: not known, so every function that answers counts as fitting
 */
export function rankFunctions<Listed extends RemotionFunction>(
	functions: readonly Listed[],
	clientVersion: string | undefined,
): FunctionChoice<Listed>[] {
	return functions
		.map((fn) => judge(fn, clientVersion))
		.sort(
			(a, b) =>
				Number(b.fits) - Number(a.fits) ||
				compareVersions(b.version ?? "", a.version ?? "") ||
				b.fn.memorySizeInMb - a.fn.memorySizeInMb ||
				a.fn.functionName.localeCompare(b.fn.functionName),
		);
}

function judge<Listed extends RemotionFunction>(fn: Listed, client: string | undefined): FunctionChoice<Listed> {
	const named = parseFunctionName(fn.functionName)?.version;
	const version = fn.version ?? named;
	if (fn.version === null && (client === undefined || named === undefined || named === client)) {
		const problem = "The function didn't report its version. Maybe these credentials aren't allowed to invoke it.";
		return { fn, version, fits: false, problem };
	}
	if (client === undefined || version === client) return { fn, version, fits: true };
	return { fn, version, fits: false, problem: mismatch(version ?? "unknown", client) };
}

/** A function's size in words, in two parts: a list is cut at its end. */
export interface FunctionWords {
	/** What tells it from the others of the list. */
	readonly own: readonly string[];
	/** What it shares with all of them, and people want to know. */
	readonly shared: readonly string[];
}

/** Tells memory, disk, and timeout of a function that stands in a list with others; how much disk only where that differs. */
export function functionWords(fn: RemotionFunction, all: readonly RemotionFunction[]): FunctionWords {
	const facts = [
		{ words: `${fn.memorySizeInMb} MB`, differs: all.some((one) => one.memorySizeInMb !== fn.memorySizeInMb) },
		{ words: `${fn.timeoutInSeconds} s`, differs: all.some((one) => one.timeoutInSeconds !== fn.timeoutInSeconds) },
	];
	const hasOwnDisk = all.some((one) => one.diskSizeInMb !== fn.diskSizeInMb);
	const wordsOf = (wanted: boolean) => facts.filter(({ differs }) => differs === wanted).map(({ words }) => words);
	return {
		own: [...wordsOf(true), ...(hasOwnDisk ? [`${fn.diskSizeInMb} MB disk`] : [])],
		shared: wordsOf(false),
	};
}

/** A function in one line, what tells it from the others first: "3008 MB · 120 s · 4.0.527". */
export function functionLabel({ fn, version }: FunctionChoice, all: readonly RemotionFunction[]): string {
	const { own, shared } = functionWords(fn, all);
	return [...own, ...shared, version ?? "unknown version"].join(" · ");
}

/** Why Remotion refuses this pair, and the two ways out. */
function mismatch(version: string, client: string): string {
	return `The function uses Remotion ${version}, but this project has ${client}. Deploy a matching function: npx remotion lambda functions deploy`;
}

/** What is wrong with a site's version; undefined where it fits, or where the site does not say. A site of another version often renders. */
export function siteProblem(siteVersion: string | null, clientVersion: string | undefined): string | undefined {
	if (siteVersion === null || clientVersion === undefined || siteVersion === clientVersion) return undefined;
	return `The site uses Remotion ${siteVersion}, but this project has ${clientVersion}. Redeploy it: npx remotion lambda sites create`;
}
