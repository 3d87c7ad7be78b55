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
