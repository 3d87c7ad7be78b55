import type { EnvironmentReport } from "../core/environmentReport/format.ts";
import { type EnvironmentReportInput, environmentReport } from "../core/environmentReport/write.ts";
import { explain } from "../core/explain.ts";
import { envFileElsewhere } from "../core/rules/env/env-file-elsewhere.ts";
import { ignoredEnvFile } from "../core/rules/env/ignored-env-file.ts";
import { createParseCache, type ParseCache } from "../core/text/parseCache.ts";
import type { ExplainInput, Explanation } from "../core/types.ts";
import { Texts } from "./folder.ts";
import { inputOf } from "./input.ts";
import { findLaunchesOf } from "./launches.ts";
import { placeName } from "./machine.ts";
import type { Options } from "./options.ts";

/** What the program is called. */
export const program = "remotion-lambda-credentials";
/** The build puts it in. */
export const version = process.env.RLC_VERSION ?? "0.0.0";

/** This environment, as it is explained. */
export interface Here {
	readonly input: ExplainInput;
	readonly explanation: Explanation;
	readonly texts: Texts;
	readonly cache: ParseCache;
}

/** What only a launch that reads the file makes untrue. */
const asksLaunches: ReadonlySet<string> = new Set([envFileElsewhere.id, ignoredEnvFile.id]);

/**
 * Explains this process's environment and folder. The launches of the folder are found only where a problem depends on them, as their parsers
 * take longer to load than all the rest.
 */
export async function explainHere(options: Pick<Options, "runtime">): Promise<Here> {
	const texts = new Texts();
	const cache = createParseCache();
	const input = inputOf(options, texts);
	const explanation = explain(input, cache);
	if (!explanation.findings.some(({ rule }) => asksLaunches.has(rule))) return { input, explanation, texts, cache };
	const { launches } = await findLaunchesOf({ input, texts });
	const whole = { ...input, launches };
	return { input: whole, explanation: explain(whole, cache), texts, cache };
}

/** Makes the report of what was explained here. */
export function reportOf(
	{ input, explanation, texts }: Here,
	more: Pick<EnvironmentReportInput, "launches" | "identity"> = {},
): EnvironmentReport {
	const name = placeName(process.env);
	return environmentReport({
		input,
		explanation,
		...more,
		place: { ...(name !== undefined && { name }), nodeVersion: process.versions.node },
		createdAt: new Date(),
		createdBy: { name: program, version },
		textOf: texts.peek,
	});
}
