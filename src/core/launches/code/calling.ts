import type { CodeFile } from "../../code/code.ts";
import type { Inherited } from "../call.ts";
import type { Outside } from "../outside.ts";
import type { Word } from "../shells/word.ts";
import type { Surroundings } from "./expression.ts";

/** What is known where a loader is called. */
export interface Calling {
	readonly file: CodeFile;
	readonly around: Surroundings;
	readonly inherited: Inherited;
	readonly args: readonly Word[];
	readonly outside: Outside;
}
