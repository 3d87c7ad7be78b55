import { resolve } from "node:path";
import {
	type DebugConfiguration,
	type DebugConfigurationProvider,
	Disposable,
	debug,
	type WorkspaceFolder,
} from "vscode";
import { dotenvDialect, lastAssignments, parseDotenv } from "../../../core/dotenv/parse.ts";
import {
	debugTypes,
	environmentForProfile,
	environmentWithProfile,
	startsProgram,
} from "../../../core/environment/profileForRun.ts";
import { longestEnvFile } from "../../../core/text/readText.ts";
import { redact } from "../../../core/text/redact.ts";
import { profileVariable } from "../../../core/vocabulary/variables.ts";
import { readUtf8 } from "../../../files/readFile.ts";
import type { Log } from "../../common/log.ts";
import { notify } from "../../common/notify.ts";
import { appliesProfileToDebugger } from "../../common/settings.ts";
import type { Terminals } from "../../model/terminals.ts";

/** The property of a configuration that "Debug with profile" starts: the environment goes in once VS Code has filled in its variables. */
export const profileProperty = "remotionLambdaProfile";

/** Whether names of variables that differ in the case of their letters alone are the same: on Windows. */
export const ignoresCase = process.platform === "win32";

/**
 * Hands the profile that is set for new terminals to debug sessions too, where the setting says so and the configuration chooses nothing
 * itself; and the one that a person debugs with, whatever the setting says. Nothing is written into `launch.json`.
 */
export function registerProfileInDebugger(terminals: Terminals, log: Log): Disposable {
	const told = new Set<string>();
	const provider: DebugConfigurationProvider = {
		async resolveDebugConfigurationWithSubstitutedVariables(folder, given) {
			const { [profileProperty]: chosen, ...configuration } = given as DebugConfiguration & Record<string, unknown>;
			if (typeof chosen === "string")
				return { ...configuration, env: environmentForProfile(configuration.env, chosen, ignoresCase) };
			const profile = terminals.variables[profileVariable];
			if (!profile || !startsProgram(configuration) || !appliesProfileToDebugger(folder?.uri)) return given;
			const fileNames = await namesIn(configuration.envFile, folder);
			const env = environmentWithProfile({ env: configuration.env, fileNames }, profile, ignoresCase);
			tellOnce(told, log, configuration.name, profile, env !== undefined);
			return env ? { ...configuration, env } : given;
		},
	};
	return Disposable.from(...debugTypes.map((type) => debug.registerDebugConfigurationProvider(type, provider)));
}

/** In the log and for a while in the status bar; of each configuration and profile once. */
function tellOnce(told: Set<string>, log: Log, name: string, profile: string, isSet: boolean): void {
	const text = isSet
		? `Debugging "${name}" with profile ${profile}, as in new terminals`
		: `"${name}" sets its own credentials, so profile ${profile} isn't applied`;
	if (told.has(text)) return;
	told.add(text);
	say(log, text);
}

/** Says what is run with which profile. A configuration's name is whatever somebody wrote. */
export function say(log: Log, text: string): void {
	const safe = redact(text);
	log.info(`${safe}.`);
	notify.remark(safe);
}

/** The names that the files of a configuration set; one that can't be read sets none, as js-debug passes over it. */
async function namesIn(envFile: unknown, folder: WorkspaceFolder | undefined): Promise<string[]> {
	const paths = (Array.isArray(envFile) ? envFile : [envFile]).filter((path) => typeof path === "string");
	const texts = await Promise.all(
		paths.map((path) => readUtf8(resolve(folder?.uri.fsPath ?? "", path), longestEnvFile).catch(() => "")),
	);
	return texts.flatMap((text) => [...lastAssignments(parseDotenv(text, dotenvDialect())).keys()]);
}
