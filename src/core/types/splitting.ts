/** The parts of a value that no quotes stand around, where a shell makes several words of them. */
export interface Unquoted {
	/** Where they are in the text that is expanded. */
	at: readonly (readonly [start: number, end: number])[];
	by: Splitting;
	/** What comes of more than one word: the program is not started, a space joins them, or the first is the value. */
	more: "stops" | "joins" | "drops";
}

/**
 * What a shell makes several words of where no quotes stand around it, in a command's words; an empty value is then no word at all.
 * fields: values and what commands print, at each blank. output: what commands print alone. words: as fields, but for blanks at a value's
 * start and end, which join it to what stands beside it; also in assignments, where a space joins the words again. With "at spaces" tabs and
 * line feeds are no blanks, and quotes don't keep several spaces either.
 */
export type Splitting = "fields" | "output" | "words" | "words at spaces";
