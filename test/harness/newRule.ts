/** Makes the files of a new rule, as CONTRIBUTING's "Add a rule" asks for them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HarnessError } from "./log.ts";

interface Room {
	/** The file with the list of rules. */
	readonly list: string;
	/** The list's line, in which or below which the rule's name goes. */
	readonly end: RegExp;
	/** From the list's file to the rule's. */
	readonly path: string;
	rule(id: string, name: string): string;
	/** A case that finds something, and one that finds nothing. */
	readonly found: string;
	readonly silent: string;
}

const variable = "REMOTION_AWS_EXAMPLE";

const rooms: Readonly<Record<string, Room>> = {
	env: {
		list: "src/core/rules/index.ts",
		end: /(rules: readonly Rule\[\] = \[[\s\S]*?)(\n?\];)/,
		path: "./env/",
		rule: (id, name) => `import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import type { Rule } from "../rule.ts";

/** A variable that Remotion does not know. */
export const ${name}: Rule = {
	id: "${id}",
	severity: "warning",
	docs: "Remotion does not know ${variable}.",
	check: ({ envFiles }) =>
		envFiles.flatMap((file) => {
			const assignment = assigned(file, "${variable}");
			if (assignment === undefined) return [];
			return [{ message: "Remotion does not know ${variable}.", origin: nameOrigin(file, assignment), fixes: [] }];
		}),
};
`,
		found: `=== .env\n${variable}=x\n=== findings\n.env:1 [${variable}] warning Remotion does not know ${variable}.\n`,
		silent: `=== .env\n# ${variable}=x\n${variable}_NAME=x\n${variable}=\n=== findings\n`,
	},
	sharedConfig: {
		list: "src/core/rules/index.ts",
		end: /(rules: readonly Rule\[\] = \[[\s\S]*?)(\n?\];)/,
		path: "./sharedConfig/",
		rule: (id, name) => `import type { Rule } from "../rule.ts";
import { inAwsFiles, keyOrigin } from "../shared/sharedConfig.ts";

/** A key that no AWS tool reads. */
export const ${name}: Rule = {
	id: "${id}",
	severity: "warning",
	docs: "No AWS tool reads the key aws_example.",
	check: inAwsFiles((files) =>
		files.profiles.flatMap(({ name }) =>
			keyOrigin(files, name, "aws_example").map((origin) => ({
				message: "No AWS tool reads aws_example.",
				origin,
				fixes: [],
			})),
		),
	),
};
`,
		found:
			"=== ~/.aws/config\n[profile a]\nregion = us-east-1\naws_example = x\n=== findings\n~/.aws/config:3 [aws_example] warning No AWS tool reads aws_example.\n",
		silent: "=== ~/.aws/config\n[profile a]\nregion = us-east-1\n# aws_example = x\n=== findings\n",
	},
	code: {
		list: "src/core/rules/code/index.ts",
		end: /(lintRules: readonly LintRule\[\] = \[[\s\S]*?)(\n?\];)/,
		path: "./",
		rule: (id, name) => `import type { LintRule } from "./types.ts";

/** A variable that Remotion does not know, in code. */
export const ${name}: LintRule = {
	id: "${id}",
	severity: "warning",
	docs: "Remotion does not know ${variable}.",
	check: (file) => {
		if (file.kind !== "code") return [];
		const uses = file.code.uses.filter(({ name }) => name === "${variable}");
		return uses.map(({ name, range }) => ({
			message: "Remotion does not know ${variable}.",
			origin: { layer: "file" as const, path: file.path, range, variable: name },
			fixes: [],
		}));
	},
};
`,
		found: `=== render.ts\nprocess.env.${variable};\n=== findings\nrender.ts:1 [${variable}] warning Remotion does not know ${variable}.\n`,
		silent: `=== render.ts\n// process.env.${variable}\nprocess.env.${variable}_NAME;\n=== findings\n`,
	},
};

/**
 * Writes the files of a new rule.
 * @param root the repository
 * @returns the paths it wrote, relative to the repository
 * @throws HarnessError where the id is malformed or taken, or the room unknown; nothing is written then
 */
export function writeNewRule(root: string, id: string, roomName: string): string[] {
	const room = rooms[roomName];
	if (room === undefined) throw new HarnessError(`There is no room "${roomName}": ${Object.keys(rooms).join(", ")}.`);
	if (!/^[a-z]+(?:-[a-z]+)+$/.test(id))
		throw new HarnessError(`"${id}" is not an id: lower case, two words or more, with hyphens.`);
	const file = join("src/core/rules", roomName, `${id}.ts`);
	const fixtures = join("test/fixtures", id);
	for (const path of [file, fixtures]) if (existsSync(join(root, path))) throw new HarnessError(`${path} exists.`);
	const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
	const list = readFileSync(join(root, room.list), "utf8");
	if (!room.end.test(list)) throw new HarnessError(`${room.list} has no list of rules where it was expected.`);
	const withLine = list.replace(
		room.end,
		(_, before: string, after: string) => `${before}${before.endsWith(",") ? "\n\t" : ", "}${name},${after}`,
	);
	const imported = `import { ${name} } from "${room.path}${id}.ts";\n`;
	writeFileSync(join(root, file), room.rule(id, name));
	writeFileSync(join(root, room.list), imported + withLine);
	mkdirSync(join(root, fixtures));
	writeFileSync(join(root, fixtures, "found.txt"), room.found);
	writeFileSync(join(root, fixtures, "nothing-to-say.txt"), room.silent);
	return [file, room.list, join(fixtures, "found.txt"), join(fixtures, "nothing-to-say.txt")];
}
