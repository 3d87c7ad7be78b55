import type { TextRange } from "./origin.ts";

export interface TextEdit {
	path: string;
	range: TextRange;
	newText: string;
}
