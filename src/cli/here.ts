import type { EnvironmentReport } from "../core/environmentReport/format.ts";
import { type EnvironmentReportInput, environmentReport } from "../core/environmentReport/write.ts";
import { explain } from "../core/explain.ts";
import { envFileElsewhere } from "../core/rules/env/env-file-elsewhere.ts";
import { ignoredEnvFile } from "../core/rules/env/ignored-env-file.ts";
import { createParseCache, type ParseCache } from "../core/text/parseCache.ts";
import type { ExplainInput, Explanation, Finding } from "../core/types.ts";
import { settingsPath, Texts } from "./folder.ts";
import { inputOf } from "./input.ts";
import { findLaunchesOf } from "./launches.ts";
import { placeName } from "./machine.ts";
import type { Options } from "./options.ts";
import type { FolderSettings } from "./settings.ts";

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
	/** What is ignored in the folder's settings. */
	readonly ignored?: readonly Finding[];
}

/** What only a launch that reads the file makes untrue. */
const asksLaunches: ReadonlySet<string> = new Set([envFileElsewhere.id, ignoredEnvFile.id]);

/**
 * Explains this process's environment and folder. The launches of the folder are found only where a problem depends on them, as their parsers
 * take longer to load than all the rest.
 */
export async function explainHere(options: Pick<Options, "runtime" | "folder">): Promise<Here> {
	const texts = new Texts();
	const cache = createParseCache();
	const given = inputOf(options, texts);
	const { accounts, findings: ignored } = await accountsOf(given, texts);
	const input = { ...given, ...accounts };
	const explanation = explain(input, cache);
	const here = { input, explanation, texts, cache, ignored };
	if (!explanation.findings.some(({ rule }) => asksLaunches.has(rule))) return here;
	const { launches } = await findLaunchesOf({ input, texts });
	const whole = { ...input, launches };
	return { ...here, input: whole, explanation: explain(whole, cache) };
}

/** What the settings say of accounts. Their parser is loaded only where they say anything. */
async function accountsOf(input: ExplainInput, texts: Texts): Promise<Pick<FolderSettings, "accounts" | "findings">> {
	const paths = [input.root ?? input.cwd, input.cwd].map(settingsPath);
	const isAny = paths.some((path) => /remotionLambda\.(?:accounts|expectedAccount)"/.test(texts.peek(path) ?? ""));
	return isAny ? (await import("./settings.ts")).readSettings(input, texts) : { accounts: {}, findings: [] };
}

/** Makes the report of what was explained here. */
export function reportOf(
	{ input, explanation, texts }: Here,
	more: Pick<EnvironmentReportInput, "launches" | "identity" | "otherFindings"> = {},
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
