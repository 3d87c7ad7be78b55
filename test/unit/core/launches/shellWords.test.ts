import assert from "node:assert/strict";
import { expandText } from "../../../../src/core/dotenv/expansions.ts";
import { wordsOf } from "../../../../src/core/launches/environment/words.ts";
import { Outside } from "../../../../src/core/launches/outside.ts";
import { placedAt } from "../../../../src/core/launches/placed.ts";
import { grammars } from "../../../../src/core/launches/shells/grammar.ts";
import { walkPosix } from "../../../../src/core/launches/shells/posix.ts";
import { valueFrom, type Word } from "../../../../src/core/launches/shells/word.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import type { EnvironmentLayer } from "../../../../src/core/types.ts";
import { type RowShell, rowEnvironment, shellWordRows } from "../../../conformance/shellWordRows.ts";
import { launchOf } from "./explained.ts";

const none = () => undefined;

/** The project as a program finds it that is started behind these layers. */
function resolved(layers: readonly EnvironmentLayer[]) {
	return resolveProject({
		runtime: "node",
		cwd: "/p",
		home: "/h",
		platform: "posix",
		environment: { ...rowEnvironment, HOME: "/h" },
		readFile: none,
		launch: launchOf(layers),
	});
}

/** The words that one comes to which the environment decides on. */
function words(word: Word, layers: readonly EnvironmentLayer[]): readonly string[] {
	const value = valueFrom(word.pieces);
	if (typeof value === "string") return [value];
	if (!("expand" in value)) return ["?"];
	const there = resolved(layers.slice(0, value.after)).environment.record();
	const values = new Map(Object.entries(there));
	const expand = (text: string) => expandText(value.as, text, values, (name) => name);
	return value.unquoted ? wordsOf(value.expand, value.unquoted, "", expand) : [expand(value.expand)];
}

/** What `p` prints of a script, as far as this reading follows it. */
function printed(script: string, shell: RowShell): string {
	const lines: string[] = [];
	const outside = new Outside({ cwd: "/p", platform: "posix", readFile: none });
	const starts = (all: readonly Word[], { layers }: { layers: readonly EnvironmentLayer[] }) => {
		const [name, ...args] = all.flatMap((word) => words(word, layers));
		const { environment, stops } = resolved(layers);
		if (name !== "p" || stops.length > 0) return;
		const { A } = environment.record();
		lines.push(args.map((arg) => `[${arg}]`).join("") + (A === undefined ? "" : ` A=<${A}>`));
	};
	const inherited = { cwd: "/p", layers: [{ kind: "shell" as const }], place: "here" as const };
	walkPosix(placedAt("/p/x", script), inherited, outside, starts, { grammar: grammars[shell] });
	return lines.join("~");
}

describe("the words of a script, by the shell that runs it", () => {
	const shells: readonly RowShell[] = ["sh", "bash", "zsh", "yarn", "pnpm", "pnpm-12", "deno", "bun"];
	for (const [script, words] of shellWordRows)
		for (const shell of shells) {
			const expected = words[shell] ?? words.all;
			if (expected !== undefined) it(`${shell}: ${script}`, () => assert.equal(printed(script, shell), expected));
		}
});
