import type { TextRange } from "./origin.ts";

export interface TextEdit {
	path: string;
	range: TextRange;
	newText: string;
}

/** What mends a finding: edits, or a command. */
export type Fix =
	| { title: string; preferred?: boolean; edits: TextEdit[] }
	| { title: string; preferred?: boolean; command: string; args: unknown[] };
