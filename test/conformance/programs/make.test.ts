/** What GNU make hands to the programs of its recipes, against the launch of the same command. */
import { execFile, execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { unknownValue } from "../../../src/core/dotenv/unknownValue.ts";
import { comparedNames, shell } from "../envProgramTexts.ts";
import { describePrograms, launched, type Opened, type ProgramCase, picked, type Seen } from "./recorded.ts";

const name = fc.constantFrom(...comparedNames);
const value = fc.constantFrom(
	"v",
	"",
	"a b ",
	"'q'",
	'"q"',
	"a#b",
	"a\\#b # c",
	"$(B)-r",
	"$" + "{S}",
	"$(S)x$(N)",
	"$E",
	"$$HOME",
	"a$$",
	"$(shell echo made)",
	"$(if 1,b)",
	"one \\\n  two",
);
const sign = fc.constantFrom("=", " = ", ":=", " := ", "?=", "::=", "+=");
const prefix = fc.constantFrom("", "", "", "export ", "export ");
/** A variable that is made of itself ends make. */
const isOfItself = (one: string, text: string) =>
	text.includes(`$${one}`) || text.includes(`(${one})`) || text.includes(`{${one}}`);
const setting = fc
	.tuple(prefix, name, sign, value)
	.filter(([, one, , text]) => !isOfItself(one, text))
	.map((parts) => parts.join(""));
const own = fc
	.tuple(fc.constantFrom("", "export "), name, fc.constantFrom(" = ", " := "), value)
	.filter(([, one, , text]) => !isOfItself(one, text))
	.map((parts) => parts.join(""));
const simple = fc.oneof(
	{ weight: 6, arbitrary: setting },
	{ weight: 2, arbitrary: fc.constantFrom("include .env", "-include .env", "-include none.env", "sinclude b.env") },
	{ weight: 2, arbitrary: fc.constantFrom("export", ".EXPORT_ALL_VARIABLES:", "export $(shell sed 's/=.*//' b.env)") },
	{ weight: 1, arbitrary: name.map((one) => `export ${one} C`) },
	{ weight: 1, arbitrary: name.map((one) => `unexport ${one}`) },
	{ weight: 2, arbitrary: fc.tuple(fc.constantFrom("run", "first"), own).map(([one, text]) => `${one}: ${text}`) },
	{ weight: 1, arbitrary: fc.constantFrom("", "# c", "define T\nA = text\nendef", ".PHONY: run first") },
);
const condition = fc.constantFrom(
	"ifneq (,$(wildcard ./.env))",
	"ifneq (,$(wildcard ./none.env))",
	'ifeq ("$(wildcard b.env)","")',
	"ifeq ($(A),v)",
	"ifeq ($(S),shell)",
	"ifdef B",
	"ifndef A",
);
const block = fc
	.tuple(condition, simple, fc.option(simple))
	.map(([test, then, other]) => `${test}\n${then}\n${other === null ? "" : `else\n${other}\n`}endif`);
const recipe = fc.constantFrom(
	"node app.js",
	"@node app.js",
	"-@ node app.js",
	"A=$(B) node app.js",
	"A=$$S node app.js",
	'A="$(S)" node app.js',
	"export C=1 && node app.js",
	"export C=lost\n\tnode app.js",
	"export C=kept; \\\n\tnode app.js",
	"B=$@ node app.js",
	"$(MAKE) inner",
);
const text = fc
	.tuple(fc.array(fc.oneof({ weight: 4, arbitrary: simple }, block), { maxLength: 4 }), recipe, fc.boolean())
	.map(([lines, command, isLate]) => {
		const rules = `run: first\n\t${command}\nfirst:\n\t@echo\ninner: ; node app.js\n`;
		const above = `${lines.join("\n")}\n`;
		return isLate ? `all: run\n${rules}${above}` : `all: run\n${above}${rules}`;
	});
const envText = fc
	.array(
		fc.constantFrom(
			"A=a",
			'B="q"',
			"C='s p'",
			"# c",
			"export B=x",
			"export A",
			"A = sp  ",
			"B=$E-$(S)",
			"C=a#b",
			"C=a\\#b # d",
			"S=file",
			"A: v",
			"no line of make",
			"B=a$$b",
			"A_B := c\r",
			"",
			"E=",
		),
		{ maxLength: 4 },
	)
	.map((lines) => lines.join("\n"));
const args = fc.constantFrom(
	"",
	"run",
	"run",
	"all",
	"run A=cli",
	"B=cli run",
	"-e run",
	"-s -C . run",
	"-f Makefile run C=1",
);
const cases: fc.Arbitrary<ProgramCase> = fc.tuple(envText, text, args).map(([env, makefile, words]) => ({
	files: { ".env": env, "b.env": "A=fromB\nB = 'b c' # d\nexport C=c\nD=$(A)\n", Makefile: makefile },
	args: words.split(" ").filter(Boolean),
}));

/** What a condition decides that cannot be told is hidden: whatever make does with it. */
const ours = ({ files, args = [] }: ProgramCase) => {
	const hidden: Record<string, string> = {};
	const found = launched(
		{ files, shell, names: comparedNames, scripts: { run: `make ${args.join(" ")}` } },
		(launches) => {
			const launch = launches.find(({ id }) => id.startsWith("script:run"));
			for (const layer of launch?.layers ?? [])
				if (layer.kind === "hidden") for (const one of layer.names ?? comparedNames) hidden[one] = unknownValue;
			return launch;
		},
	);
	return found && { ...found, values: { ...found.values, ...hidden } };
};

function open(): Opened {
	const [version = ""] = execFileSync("make", ["--version"], { encoding: "utf8" }).split("\n");
	const program = 'require("node:fs").writeFileSync("seen.json", JSON.stringify(process.env));\n';
	return {
		version,
		run(folder, { args = [] }) {
			writeFileSync(join(folder, "app.js"), program);
			const env = { PATH: process.env.PATH, HOME: folder, ...shell };
			return new Promise<Seen>((resolve) => {
				execFile("make", [...args], { cwd: folder, env }, () => resolve(seenIn(folder)));
			});
		},
	};
}

function seenIn(folder: string): Seen {
	try {
		return picked(JSON.parse(readFileSync(join(folder, "seen.json"), "utf8")), comparedNames);
	} catch {
		return null;
	}
}

describePrograms("make", "make", [{ name: "make", kept: 200, share: 0.5, cases, ours, open }]);
