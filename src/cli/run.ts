import type { EnvironmentReport } from "../core/environmentReport/format.ts";
import { environmentReport } from "../core/environmentReport/write.ts";
import { explain } from "../core/explain.ts";
import { createParseCache } from "../core/text/parseCache.ts";
import { visible } from "../core/text/plainText.ts";
import { type Exit, exits } from "./exits.ts";
import { Texts } from "./folder.ts";
import { helpText } from "./help.ts";
import { inputOf } from "./input.ts";
import { placeName } from "./machine.ts";
import { type Options, readOptions, WrongUsage } from "./options.ts";
import { isTerminal, print } from "./output.ts";
import { isColored, paint } from "./paint.ts";
import { textOf } from "./text.ts";

const program = "remotion-lambda-credentials";
/** The build puts it in. */
const version = process.env.RLC_VERSION ?? "0.0.0";

/**
 * Does what the arguments say, and prints it.
 * @param words the arguments, without Node.js and the program
 * @returns the exit code
 */
export async function run(words: readonly string[]): Promise<Exit> {
	let options: Options;
	try {
		options = readOptions(words);
	} catch (error) {
		if (!(error instanceof WrongUsage)) throw error;
		print(`${error.message}\nHelp: ${program} --help\n`, 2);
		return exits.usage;
	}
	if (options.command === "help") return printed(helpText());
	if (options.command === "version") return printed(`${version}\n`);
	return await explainHere(options);
}

function printed(text: string): Exit {
	print(text);
	return exits.done;
}

async function explainHere(options: Options): Promise<Exit> {
	const texts = new Texts();
	const cache = createParseCache();
	const input = inputOf(options, texts);
	const explanation = explain(input, cache);
	const name = placeName(process.env);
	const report = environmentReport({
		input,
		explanation,
		place: { ...(name !== undefined && { name }), nodeVersion: process.versions.node },
		createdAt: new Date(),
		createdBy: { name: program, version },
		textOf: texts.peek,
	});
	if (options.format === "json") return printed(jsonOf(report));
	return printed(textOf(report, paint(isColored(process.env, isTerminal))));
}

/** A report as JSON, with nothing invisible in its texts. */
function jsonOf(report: EnvironmentReport): string {
	const shown = (_: string, value: unknown) => (typeof value === "string" ? visible(value) : value);
	return `${JSON.stringify(report, shown, "\t")}\n`;
}
