/** UTF-16 offsets into a file's text, `end` exclusive; views turn them into positions. */
export interface TextRange {
	start: number;
	end: number;
}

export interface Origin {
	/** platform: the hosting platform sets it by itself. launch: what starts the program says so, at a place in its file. hidden: a tool may supply it, unseen from here. */
	layer: "shell" | "terminal" | "file" | "default" | "platform" | "launch" | "hidden";
	path?: string;
	range?: TextRange;
	variable?: string;
	/** The setting or tool that says it, where the layer is "launch" and no file is known. */
	by?: string;
}
