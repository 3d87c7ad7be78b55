import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, valueOrigin } from "../../dotenv/envFile.ts";
import type { Assignment } from "../../dotenv/parse.ts";
import { awsVariables } from "../../vocabulary/awsVariables.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";

/** A Windows path whose backslash and next letter are a line break to whoever reads the file. */
export const escapedPath: Rule = {
	id: "escaped-path",
	severity: "error",
	docs: 'In double quotes `\\n` and `\\r` are line breaks, in the middle of a Windows path, too: `"C:\\Users\\nina\\.aws\\config"` names no file.',
	check: ({ envFiles }) =>
		inEach(envFiles, (file) =>
			// They are looked up: a file may have thousands of other variables.
			inEach(file.loaded ? names : [], (name) => {
				const assignment = assigned(file, name);
				if (!assignment || !isBroken(file, assignment)) return [];
				const { start, end } = assignment.valueRange;
				const edits = [{ path: file.path, range: { start, end }, newText: withSlashes(file.text.slice(start, end)) }];
				const message = `In double quotes \\n and \\r are line breaks, so ${assignment.name} names no file. Write / instead of \\.`;
				const origin = valueOrigin(file, assignment);
				return [{ message, origin, fixes: [{ title: "Write / instead of \\", preferred: true, edits }] }];
			}),
		),
};

const names = [...awsVariables].flatMap(([name, { value }]) => (value === "path" ? [name] : []));

/** Whether there is a line break in the value and none in its text. */
function isBroken({ text }: EnvFile, { quote, value, valueRange }: Assignment): boolean {
	if (quote !== '"' || !/[\r\n]/.test(value.reveal())) return false;
	return !/[\r\n]/.test(text.slice(valueRange.start, valueRange.end));
}

/** The path as Node.js on Windows takes it, too; one of another machine begins with two. */
function withSlashes(path: string): string {
	return path.replace(/\\+/g, (run, at: number) => (at === 0 && run.length > 1 ? "//" : "/"));
}
