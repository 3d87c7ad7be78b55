import { existsSync } from "node:fs";
import { join } from "node:path";
import { visible } from "../core/text/plainText.ts";
import { type Exit, exits } from "./exits.ts";
import { helpText } from "./help.ts";
import { explainHere, program, reportOf, version } from "./here.ts";
import { explainThem, findLaunchesOf } from "./launches.ts";
import { type Options, readOptions, WrongUsage } from "./options.ts";
import { isTerminal, print } from "./output.ts";
import { isColored, paint } from "./paint.ts";
import { jsonOf, textOf, withoutCommand } from "./text.ts";
import { verifyHere } from "./verifyHere.ts";

/**
 * Does what the arguments say, and prints it.
 * @param words the arguments, without Node.js and the program
 * @returns the exit code
 */
export async function run(words: readonly string[]): Promise<Exit> {
	// What the extension starts in a terminal; people are told of `--json`.
	const [first, request] = words;
	if (first === "--send-report" && request !== undefined) return (await import("./send.ts")).sendReport(request);
	let options: Options;
	try {
		options = readOptions(words);
	} catch (error) {
		if (!(error instanceof WrongUsage)) throw error;
		print(`${visible(error.message)}\nHelp: ${program} --help\n`, 2);
		return exits.usage;
	}
	if (options.command === "help") return printed(helpText());
	if (options.command === "version") return printed(`${version}\n`);
	if (options.command === "mcp") {
		// Not in the extension, which has tools of its own: its SDK is larger than everything else.
		if (existsSync(join(__dirname, "mcp.cjs"))) return (await import("./mcp/server.ts")).serveMcp(options);
		print(`The MCP server is in the npm package ${program}, and not in the VS Code extension.\n`, 2);
		return exits.usage;
	}
	const colored = paint(isColored(process.env, isTerminal));
	if (options.command === "check") {
		const { check } = await import("./check.ts");
		const { text, exit } = await check(options, colored);
		print(text);
		return exit;
	}
	const here = await explainHere(options);
	const launches = options.launches ? explainThem(here.input, await findLaunchesOf(here), here.cache) : undefined;
	const { identity, findings = [] } = options.verify ? await verifyHere(here) : {};
	const report = reportOf(here, {
		...(launches && { launches }),
		...(identity && { identity }),
		otherFindings: findings,
	});
	for (const { message } of here.ignored ?? []) print(`${withoutCommand(visible(message))}\n`, 2);
	print(options.format === "json" ? jsonOf(report) : textOf(report, colored));
	return identity?.ok === false ? exits.errors : exits.done;
}

function printed(text: string): Exit {
	print(text);
	return exits.done;
}
