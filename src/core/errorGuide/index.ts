import { type KnownTexts, redact } from "../text/redact.ts";
import type { Explanation } from "../types.ts";
import { identity } from "./identity.ts";
import { alreadyKnown, type LastVerification } from "./lastVerification.ts";
import { limits } from "./limits.ts";
import { otherSdkFiles } from "./otherSdkFiles.ts";
import { otherSdks } from "./otherSdks.ts";
import { permissions } from "./permissions.ts";
import { providers } from "./providers.ts";
import { resources } from "./resources.ts";
import { roles } from "./roles.ts";
import { setup } from "./setup.ts";
import { signIn } from "./signIn.ts";
import type { ErrorEntry, ErrorExplanation, Facts } from "./types.ts";
import { workloads } from "./workloads.ts";

export type { ErrorAction, ErrorExplanation } from "./types.ts";

/**
 * Every error the guide knows, most specific first: the first that fits is told. The order is part of the data. Sentences that only one
 * program writes come before codes that AWS uses for many things; what hides another error comes after what it hides.
 */
export const errorEntries: readonly ErrorEntry[] = [
	...setup,
	...limits,
	...otherSdks,
	...otherSdkFiles,
	...signIn,
	...workloads,
	...roles,
	...providers,
	...identity,
	...permissions,
	...resources,
];

const docsBase = "https://www.remotion.dev/docs/";

/** A sign that a text comes from AWS, its SDK or Remotion Lambda, for errors that every program on a network can have. */
const signOfAws =
	/amazonaws\.com|@aws-sdk|@smithy|\$metadata|aws[ _-]?lambda|remotion[ /-]lambda|OnLambda\b|AWS_ENDPOINT_URL|169\.254\.16?[79]/i;

/** Colours and other control sequences of a terminal. */
const controlSequences = /\u001b\[[0-9;?]{0,20}[A-Za-z]/g;

/**
 * What an error means, why it happened and what mends it.
 * @param text what a terminal, a log or a hosting platform printed; up to a megabyte and more, time is linear
 * @param explanation what Remotion would do in the project people look at; with it, cause and remedy name its variables and files
 * @param options `fromAws`: the text is known to be an error of a call to AWS, so no sign of AWS is needed in it. `known`: the secrets that
 * the product has read, masked whatever they look like. `last`: what AWS said of the active credentials of `explanation`; leave it out where
 * the text is known to be about others
 * @returns undefined: an error the guide does not know. No secret of the text is in the result.
 */
export function explainError(
	text: string,
	explanation?: Explanation,
	options: { fromAws?: boolean; known?: KnownTexts; last?: LastVerification | undefined } = {},
): ErrorExplanation | undefined {
	// Masked first: what stood in colours is seen as it is read.
	const original = redact(text, options.known).replace(controlSequences, "");
	// A terminal breaks lines where it likes, and programs draw boxes around; the patterns know single spaces only.
	// In JSON, line breaks and quotes are escaped.
	const flat = original.replace(/\\n(?= {1,20}at )|\\(?=")/g, "").replace(/[\s\u2502\u2503\u2551]+/g, " ");
	for (const entry of errorEntries) {
		const match = entry.when[0].exec(flat);
		if (!match || !entry.when.every((pattern) => pattern.test(flat))) continue;
		if (entry.needsAws && options.fromAws !== true && !signOfAws.test(flat)) continue;
		const already = alreadyKnown(entry, explanation, options.last, options.known);
		return { ...told(entry, { match, text: flat, explanation }, original), ...(already !== "" && { already }) };
	}
	return undefined;
}

/** Returns true if a text shows a sign of AWS, one of its SDKs, or Remotion Lambda, known error or not. */
export function isFromAws(text: string): boolean {
	return signOfAws.test(text) || /\bAWS\b|\baws[ -]sdk|\bboto(?:3|core)\b|@remotion\/|\bremotion\b/i.test(text);
}

function told(
	{ id, title, cause, remedy, docs, actions }: ErrorEntry,
	facts: Facts,
	original: string,
): ErrorExplanation {
	const say = (part: ErrorEntry["cause"]) => (typeof part === "string" ? part : part(facts));
	const offered = actions?.(facts) ?? [];
	return {
		id,
		title,
		cause: say(cause),
		remedy: say(remedy),
		docs: `${docsBase}${docs}`,
		actions: offered.filter(({ title: own }, index) => offered.findIndex((action) => action.title === own) === index),
		original,
	};
}
