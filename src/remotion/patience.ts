import { parseFunctionName } from "../core/vocabulary/functionNames.ts";
import type { StillRunning } from "./failures.ts";
import type { CallName, Input } from "./protocol.ts";

const minute = 60_000;

/** What may run on Lambda from the moment the call is made. Lists of compositions are rendered by a function too, but end in seconds. */
export function placeBefore(name: CallName, input: Input<CallName>): StillRunning | undefined {
	if ((name !== "renderStill" && name !== "renderVideo") || !("functionName" in input)) return undefined;
	return { region: input.region, functionName: input.functionName, renderId: null, bucketName: null };
}

/** How long a call may take: a minute for questions, ten for a download, the function's own limit and a minute for a render. */
export function usualPatience(name: CallName, input: Input<CallName>): number {
	if (name === "download") return 10 * minute;
	if (name !== "renderStill" && name !== "renderVideo") return minute;
	const limit = "functionName" in input ? parseFunctionName(input.functionName)?.timeoutInSeconds : undefined;
	return (limit ?? 240) * 1000 + minute;
}
