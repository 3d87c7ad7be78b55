import type { MissingFile } from "../../launches/environment/laid.ts";
import { redact } from "../../text/redact.ts";
import type { Rule } from "../rule.ts";

/** A file that a script names, that must be there, and is not: the program never starts. */
export const envFileMissing: Rule = {
	id: "env-file-missing",
	severity: "error",
	docs: "A `.env` file that the command needs is missing (`node --env-file`, `env-cmd -f`, `dotenv run -f`), so the program doesn't start.",
	check: ({ missing }) =>
		missing.map((file) => ({ message: message(file), origin: file.origin ?? { layer: "launch" }, fixes: [] })),
};

function message({ by, path }: MissingFile): string {
	const last = path.replace(/^.*[\\/]/, "");
	// A secret in the place of a path has slashes, so that its end would stand there as a name.
	const name = /(?:^|[._-])env(?:$|[._-])/i.test(last) && redact(path) === path ? last : "The file";
	const instead = by.startsWith("node ") ? " To go on without it, use --env-file-if-exists." : "";
	return `${name} doesn't exist, and ${by === "shell" ? "the script" : by} needs it, so the program doesn't start. Create the file or correct its path.${instead}`;
}
