import assert from "node:assert/strict";
import { ownImports } from "../../../../src/core/code/ownImports.ts";

const rows: readonly (readonly [text: string, found: readonly string[]])[] = [
	['import "./load";', ["./load"]],
	["import './load'", ["./load"]],
	['import a from "../a";\nimport { b } from "@/b";\nimport * as c from "~/c";', ["../a", "@/b", "~/c"]],
	['import a, { type B } from ".";', ["."]],
	['import {\n\ta,\n\ttype B,\n} from "./many";', ["./many"]],
	['export * from "./a";\nexport { b } from "./b";', ["./a", "./b"]],
	[
		'const a = require("./a");\nconst b = await import("./b");\nconst c = await import(\n\t`./c`\n);',
		["./a", "./b", "./c"],
	],
	['import "./twice";\nimport "./twice";', ["./twice"]],
	// Types are gone when the program runs.
	['import type { A } from "./types";', []],
	['import { type A, type B } from "./types";', []],
	['export type { A } from "./types";\nexport type * from "./more";', []],
	['import type from "./values";', ["./values"]],
	// Neither other packages nor texts.
	['import next from "next";\nimport { a } from "@remotion/lambda";\nconst path = "./file";\nread("../file");', []],
	['// import "./old";\n/*\n * import "./older";\n */', []],
	["", []],
];

describe("the project's own modules that a file loads, at a quick look", () => {
	for (const [text, found] of rows) it(JSON.stringify(text), () => assert.deepEqual(ownImports(text), found));
});
