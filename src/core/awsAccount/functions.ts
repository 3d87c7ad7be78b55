/** Which Lambda function a test render should use, and what it will roughly cost. */

/** A Remotion function as AWS lists it. */
export interface RemotionFunction {
	readonly functionName: string;
	/** What the function itself says; null where it did not answer. */
	readonly version: string | null;
	readonly memorySizeInMb: number;
	readonly diskSizeInMb: number;
	readonly timeoutInSeconds: number;
}

/** What a function's name says about it. */
export interface FunctionNameParts {
	readonly version: string;
	readonly memorySizeInMb: number;
	readonly diskSizeInMb: number;
	readonly timeoutInSeconds: number;
}

/**
 * Reads `remotion-render-4-0-527-mem2048mb-disk2048mb-120sec`; undefined for any other name.
 * Source: `parseFunctionName` and `LAMBDA_VERSION_STRING` of `@remotion/lambda-client`, which writes every `.` and `+` as `-`.
 */
export function parseFunctionName(name: string): FunctionNameParts | undefined {
	const match = /^remotion-render-(.+)-mem(\d+)mb-disk(\d+)mb-(\d+)sec$/.exec(name);
	if (!match) return undefined;
	const [, version = "", memory, disk, timeout] = match;
	return {
		version: version.replace(/^(\d+)-(\d+)-(?=\d)/, "$1.$2."),
		memorySizeInMb: Number(memory),
		diskSizeInMb: Number(disk),
		timeoutInSeconds: Number(timeout),
	};
}

/** A function with what the project's client would say to it. */
export interface FunctionChoice<Listed extends RemotionFunction = RemotionFunction> {
	readonly fn: Listed;
	/** The version it has, or what its name says where it did not answer. */
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
		const problem = "The function did not say its version: these credentials may not be allowed to invoke it.";
		return { fn, version, fits: false, problem };
	}
	if (client === undefined || version === client) return { fn, version, fits: true };
	return { fn, version, fits: false, problem: mismatch(version ?? "unknown", client) };
}

/** Why Remotion refuses this pair, and the two ways out. */
function mismatch(version: string, client: string): string {
	return `The function has version ${version}, but the project's client has ${client}: deploy a matching function with "npx remotion lambda functions deploy", or install version ${version} in the project.`;
}

/** What is wrong with a site's version; undefined where it fits, or where the site does not say. A site of another version often renders. */
export function siteProblem(siteVersion: string | null, clientVersion: string | undefined): string | undefined {
	if (siteVersion === null || clientVersion === undefined || siteVersion === clientVersion) return undefined;
	return `The site was made with version ${siteVersion}, but the project's client has ${clientVersion}: deploy it again with "npx remotion lambda sites create".`;
}

/** Below zero where `a` is older. Compares number by number; what is no number, by its letters. */
export function compareVersions(a: string, b: string): number {
	const [left, right] = [a.split(/[.+-]/), b.split(/[.+-]/)];
	for (let i = 0; i < Math.max(left.length, right.length); i++) {
		const [x = "", y = ""] = [left[i], right[i]];
		const difference = /^\d+$/.test(x) && /^\d+$/.test(y) ? Number(x) - Number(y) : x.localeCompare(y);
		if (difference !== 0) return difference;
	}
	return 0;
}

/** How long a function usually works for a test render, and how many work: generous guesses, for the price people are asked about. */
export const usualWork = {
	still: { lambdasInvoked: 1, durationInMilliseconds: 10_000 },
	video: { lambdasInvoked: 2, durationInMilliseconds: 30_000 },
} as const;

/** Lambda on ARM in us-east-1, dollars for a GB-second. Source: the price list in `@remotion/lambda-client` 4.0.527. */
const dollarsPerGbSecond = 0.0000133334;

/** What a test render roughly costs in dollars, without the project's own price list. Disk and requests are too cheap to show. */
export function roughPrice(kind: keyof typeof usualWork, fn: Pick<RemotionFunction, "memorySizeInMb">): number {
	return ((usualWork[kind].durationInMilliseconds / 1000) * fn.memorySizeInMb * dollarsPerGbSecond) / 1024;
}

/** A small amount as people say it. */
export function priceWords(dollars: number): string {
	if (dollars < 0.001) return "less than $0.001";
	if (dollars < 0.01) return `about $${dollars.toFixed(3)}`;
	return `about $${dollars.toFixed(2)}`;
}
