import type { Matrix } from "./matrix.ts";

/** What the picture says in HTML as in Markdown. */
export const words = {
	title: (project: string) => `Launches of ${project}`,
	caption: "Credential sources, in order of precedence",
	source: "Credential source",
	answer: "Active credentials",
	region: "Region",
	copy: "Copy as Markdown",
	unset: (launches: number) => (launches === 1 ? "Not set" : "Not set in any launch"),
} as const;

/** What is to be known of the columns, in sentences. */
export function notesOf({ columns, hidden }: Matrix): string[] {
	const notes: string[] = [];
	if (columns.some(({ note }) => note === "not compared")) {
		notes.push(
			"Not compared: launches that run elsewhere, such as on a hosting platform, or that aren't known to call Remotion Lambda.",
		);
	}
	if (hidden > 0) notes.push(`${hidden} hidden ${hidden === 1 ? "launch isn't" : "launches aren't"} listed.`);
	return notes;
}
