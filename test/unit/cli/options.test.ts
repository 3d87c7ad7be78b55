import assert from "node:assert/strict";
import { helpText } from "../../../src/cli/help.ts";
import { formats, type Options, readOptions, WrongUsage } from "../../../src/cli/options.ts";
import { programs } from "../../../src/core/runtimes/index.ts";

const bare: Options = {
	command: "explain",
	format: "text",
	launches: false,
	verify: false,
	strict: false,
	filesOnly: false,
	allowAws: false,
};

describe("the arguments of the command line", () => {
	const good: readonly [words: string, options: Partial<Options>][] = [
		["", {}],
		["--json", { format: "json" }],
		["--format json", { format: "json" }],
		["--format=json", { format: "json" }],
		["--launches --json", { launches: true, format: "json" }],
		["--verify", { verify: true }],
		["--runtime node", { runtime: "node" }],
		["--runtime=next", { runtime: "next" }],
		["check", { command: "check" }],
		["check --strict", { command: "check", strict: true }],
		["--strict check", { command: "check", strict: true }],
		["check --format github --files-only", { command: "check", format: "github", filesOnly: true }],
		["check --format sarif", { command: "check", format: "sarif" }],
		["check --verify --launches", { command: "check", verify: true, launches: true }],
		["mcp", { command: "mcp" }],
		["mcp --allow-aws", { command: "mcp", allowAws: true }],
		["mcp --help", { command: "help" }],
		["--help", { command: "help" }],
		["check --help", { command: "help" }],
		["-h", { command: "help" }],
		["--version", { command: "version" }],
		["-v", { command: "version" }],
		["help", { command: "help" }],
		["help check", { command: "help" }],
		["version", { command: "version" }],
	];
	for (const [words, options] of good)
		it(`are read: ${words || "none"}`, () => {
			assert.deepEqual(readOptions(words.split(" ").filter(Boolean)), { ...bare, ...options });
		});

	const wrong: readonly [words: string, message: RegExp][] = [
		["--jsn", /^Unknown option: --jsn\. Did you mean --json\?$/],
		["--lanches", /^Unknown option: --lanches\. Did you mean --launches\?$/],
		["--nothing-like-it", /^Unknown option: --nothing-like-it$/],
		["-V", /^Unknown option: -V$/],
		["chek", /^Unknown command: chek\. Did you mean check\?$/],
		["render", /^Unknown command: render$/],
		["../app", /^Unexpected path: \.\.\/app\. Run it in that folder instead\.$/],
		[".", /^Unexpected path: \.\. Run it in that folder instead\.$/],
		["check check", /^Unknown command: check$/],
		["--format", /^--format needs a value\.$/],
		["--format xml", /^Unknown format: xml\. Formats: text, json, github, sarif$/],
		["--runtime toString", /^Unknown runtime: toString\. Runtimes: remotion-cli, node, /],
		["--runtime vercel", /^Unknown runtime: vercel\. /],
		["--strict", /^--strict needs the command check\.$/],
		["--files-only", /^--files-only needs the command check\.$/],
		["--format github", /^--format github needs the command check\.$/],
		["check --files-only --verify", /^--files-only and --verify exclude each other\.$/],
		["--launches=1", /^Unknown option: --launches=1\. Did you mean --launches\?$/],
		["--allow-aws", /^--allow-aws needs the command mcp\.$/],
		["check --allow-aws", /^--allow-aws needs the command mcp\.$/],
		["mcp --verify", /^mcp takes no option but --allow-aws\.$/],
		["mcp --runtime node", /^mcp takes no option but --allow-aws\.$/],
		["mcp check", /^Unknown command: check$/],
	];
	for (const [words, message] of wrong)
		it(`are refused: ${words}`, () => {
			assert.throws(
				() => readOptions(words.split(" ")),
				(error) => error instanceof WrongUsage && message.test(error.message),
			);
		});

	it("are all in the help, which is no wider than a terminal", () => {
		const help = helpText();
		const known = [
			"--json",
			"--format",
			"--launches",
			"--runtime",
			"--verify",
			"--strict",
			"--files-only",
			"--allow-aws",
			"mcp",
			"--help",
			"--version",
		];
		for (const word of [...known, ...formats, ...programs.map(({ id }) => id)]) assert.ok(help.includes(word), word);
		assert.deepEqual(
			help.split("\n").filter((line) => line.length > 90),
			[],
		);
	});
});
