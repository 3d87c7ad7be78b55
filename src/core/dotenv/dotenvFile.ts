/** What a reading of a `.env` text comes to, in whichever dialect. */
import type { Secret } from "../text/secret.ts";
import type { Dialect, TextRange } from "../types.ts";

export type Quote = "'" | '"' | "`";

/** One `NAME=value`. The ranges are made anew at each access, as few of thousands of variables are ever looked at. */
export interface Assignment {
	readonly name: string;
	readonly nameRange: TextRange;
	/** What dotenv reads for this assignment. Of several with one name the last counts. */
	readonly value: Secret;
	/** The raw text of the value, without the quotes that dotenv takes away: what an edit of the value replaces. Empty value: where it would be inserted. */
	readonly valueRange: TextRange;
	/** `valueRange` with the quotes. */
	readonly rawRange: TextRange;
	/** From `export` or the name to the end of the value with its quotes; parsed alone it gives the same value. */
	readonly range: TextRange;
	/** The quotes that dotenv takes away; null: none, even if the value starts with one. */
	readonly quote: Quote | null;
	/** The value with variables replaced, where the dialect does so by itself; absent: it stays as it is written. */
	evaluate?(lookup: Lookup): string;
}

/** What a variable has; undefined: it is not set. */
export type Lookup = (name: string) => string | undefined;

export type DotenvProblemCode =
	/** The value starts with a quote that nothing closes: dotenv keeps the quote and reads to the end of the line. */
	| "unclosed-quote"
	/** Something stands behind the closing quote, so that the quotes do not delimit the value. */
	| "text-after-quote"
	/** dotenv 9 keeps the quotes where white space follows them. */
	| "space-after-quote"
	/** Neither blank, comment nor assignment. */
	| "unread-line"
	/** dotenv writes it on an object, where `__proto__` is no place for a text: the assignment is lost. */
	| "unread-name"
	/** The text holds a NUL character. */
	| "binary"
	/** Whoever reads the file stops at this line, and sets nothing of it. */
	| "refused-file";

export interface DotenvProblem {
	/** Never holds a value. */
	message: string;
	range: TextRange;
	code: DotenvProblemCode;
}

export interface DotenvFile {
	dialect: Dialect;
	/** In file order, without overlaps. */
	assignments: Assignment[];
	/** In no particular order; at most `maxProblems`. */
	problems: DotenvProblem[];
	/** Whoever reads it in this dialect gives the whole file up: none of its variables is set. */
	isRefused?: true;
	/** Names that a shell hands on to programs, whatever was set before. */
	exported?: ReadonlySet<string>;
	/** Names that stand alone, below each assignment of theirs: variables of whoever reads the file. */
	inherited?: ReadonlySet<string>;
	/** Of several assignments of a name the first counts; absent: the last. */
	firstCounts?: true;
	/** Where the dialect looks a variable up that it replaces by itself, the first place first; absent: it replaces none. */
	looksIn?: readonly ("file" | "environment")[];
}

/** A text that is no `.env` file at all has a problem on every line: nobody reads more than these. */
export const maxProblems = 100;

/** The assignment that counts for each name, in file order. */
export function lastAssignments(file: DotenvFile): Map<string, Assignment> {
	const last = new Map<string, Assignment>();
	if (file.firstCounts) {
		for (const assignment of file.assignments) if (!last.has(assignment.name)) last.set(assignment.name, assignment);
		return last;
	}
	for (const assignment of file.assignments) {
		const { size } = last;
		last.set(assignment.name, assignment);
		if (last.size > size) continue;
		// It was there: now it stands where it is set last.
		last.delete(assignment.name);
		last.set(assignment.name, assignment);
	}
	return last;
}
