import type { ReportedOrigin } from "../core/environmentReport/format.ts";
import { shortPath } from "../core/environmentReport/write.ts";
import type { ExplainInput } from "../core/types.ts";

/** A file as other programs are told of it. */
export interface ToldFile {
	/** From the repository's folder on, with `/`; of a file elsewhere as the report has it; "" where there is none. */
	readonly path: string;
	readonly isInside: boolean;
}

/** Returns the file of a problem, from the repository's folder on. */
export function fileOf({ path }: ReportedOrigin, input: ExplainInput): ToldFile {
	if (path === undefined) return { path: "", isInside: false };
	const root = shortPath(input.root ?? input.cwd, input.home);
	const rest = path.startsWith(root) ? path.slice(root.length) : "";
	return /^[\\/]./.test(rest)
		? { path: rest.slice(1).replaceAll("\\", "/"), isInside: true }
		: { path: path.replaceAll("\\", "/"), isInside: false };
}
