import type { RemotionFunction } from "./functions.ts";

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
	if (dollars < 0.001) return "usually less than $0.001";
	if (dollars < 0.01) return `usually about $${dollars.toFixed(3)}`;
	return `usually about $${dollars.toFixed(2)}`;
}
