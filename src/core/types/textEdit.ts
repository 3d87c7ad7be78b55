export interface TextEdit {
	path: string;
	range: TextRange;
	newText: string;
}

/** UTF-16 offsets into a file's text, `end` exclusive; views turn them into positions. */
export interface TextRange {
	start: number;
	end: number;
}
