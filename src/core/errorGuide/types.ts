import type { Explanation } from "../types.ts";

/** What an error means and what mends it. No secret is in any of it. */
export interface ErrorExplanation {
	/** The entry's id: stable, for tests and for `verifying.ts`. */
	id: string;
	/** A few words: what went wrong. */
	title: string;
	/** What the last verification says about it, before everything else; absent: nothing. */
	already?: string;
	/** Why, in the words of this project where it is known. */
	cause: string;
	/** What to do about it. */
	remedy: string;
	/** A page of Remotion's documentation. */
	docs: string;
	/** What can be done with one click, the best first. */
	actions: ErrorAction[];
	/** The text as it came, every secret masked. */
	original: string;
}

export interface ErrorAction {
	title: string;
	command: string;
	args: unknown[];
}

/** What an entry's sentences can be made of. */
export interface Facts {
	/** The first pattern's match in the text; white space in it is single spaces. */
	match: RegExpExecArray;
	/** The text: masked, without colours, white space as single spaces. */
	text: string;
	/** What Remotion would do in the project people look at; undefined: unknown. The error may still come from elsewhere. */
	explanation: Explanation | undefined;
}

type Sentence = string | ((facts: Facts) => string);

/** One error that people meet. */
export interface ErrorEntry {
	id: string;
	title: string;
	/** Where the text was seen: what prints it with its version, or a public thread; parts are separated by ";". */
	seen: string;
	/** Every one of them must be in the text. Linear: no quantifier within a quantifier, runs bounded. */
	when: readonly [RegExp, ...RegExp[]];
	/** Says nothing that only AWS says, so a sign of AWS or Remotion must stand beside it, unless the text is known to come from there. */
	needsAws?: true;
	/**
	 * What to make of the error where AWS has accepted the project's active credentials. elsewhere: it is about others. expired: it is about
	 * others, or about these, which have expired since. Absent: it is about something else.
	 */
	ifVerified?: "elsewhere" | "expired";
	cause: Sentence;
	remedy: Sentence;
	/** Path under remotion.dev/docs. */
	docs: string;
	actions?: (facts: Facts) => ErrorAction[];
}
