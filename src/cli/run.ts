import { environmentReport } from "../core/environmentReport/write.ts";
import { explain } from "../core/explain.ts";
import { createParseCache } from "../core/text/parseCache.ts";
import { type Exit, exits } from "./exits.ts";
import { Texts } from "./folder.ts";
import { helpText } from "./help.ts";
import { inputOf } from "./input.ts";
import { placeName } from "./machine.ts";
import { type Options, readOptions, WrongUsage } from "./options.ts";
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
		process.stderr.write(`${error.message}\nHelp: ${program} --help\n`);
		return exits.usage;
	}
	if (options.command === "help") return print(helpText());
	if (options.command === "version") return print(`${version}\n`);
	return await explainHere(options);
}

function print(text: string): Exit {
	process.stdout.write(text);
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
	if (options.format === "json") return print(`${JSON.stringify(report, null, "\t")}\n`);
	return print(textOf(report, paint(isColored(process.env, process.stdout.isTTY === true))));
}
