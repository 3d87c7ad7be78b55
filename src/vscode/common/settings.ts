import { type ConfigurationChangeEvent, type Event, Uri, workspace } from "vscode";
import { settings } from "../../contributions.ts";
import type { ExplainInput, Finding, Severity } from "../../core/index.ts";
import { type AccountSettingsRead, readAccountSettings } from "../../core/vocabulary/accountSettings.ts";

const severities: ReadonlySet<string> = new Set(["error", "warning", "information", "hint"]);

type Loudness = Pick<Finding, "rule" | "severity"> & { readonly origin: Pick<Finding["origin"], "path"> };

/** How loud a finding is: as the person set it for its rule, else as the rule says; "off" where it is not to be shown. */
export function severityOf({ rule, severity, origin: { path } }: Loudness): Severity | "off" {
	const own = ruleSettings(path === undefined ? undefined : workspace.getWorkspaceFolder(Uri.file(path))?.uri)[rule];
	return own === "off" || isSeverity(own) ? own : severity;
}

const known = new Map<string | undefined, Record<string, unknown>>();

/**
 * The settings of rules for a workspace folder, as each may have its own. They are kept until the code that asks has ended, and no change can
 * come before: VS Code puts them together anew for every question, and thousands of rows ask at once.
 */
function ruleSettings(folder: Uri | undefined): Record<string, unknown> {
	const key = folder?.toString();
	const before = known.get(key);
	if (before) return before;
	if (known.size === 0) queueMicrotask(() => known.clear());
	const read = workspace.getConfiguration(undefined, folder).get<Record<string, unknown>>(settings.rules) ?? {};
	known.set(key, read);
	return read;
}

function isSeverity(value: unknown): value is Severity {
	return typeof value === "string" && severities.has(value);
}

/** Where a project's pool of accounts is looked for. Whatever somebody wrote there: what is of no use is passed over. */
export function poolSettings(folder: string): NonNullable<ExplainInput["pool"]> {
	const configuration = workspace.getConfiguration(undefined, Uri.file(folder));
	const names: unknown = configuration.get(settings.poolVariables);
	const profiles: unknown = configuration.get(settings.poolProfiles);
	return {
		...(typeof names === "object" && names !== null && { names }),
		profiles: Array.isArray(profiles) ? profiles.filter((name) => typeof name === "string") : [],
	};
}

/**
 * What a folder's settings say of AWS accounts, and what is wrong with them. Each place that has `remotionLambda.accounts` is read by itself:
 * merged by VS Code, a workspace could take a person's "production" away.
 */
export function accountSettings(folder: string): AccountSettingsRead {
	const configuration = workspace.getConfiguration(undefined, Uri.file(folder));
	const { globalValue, workspaceValue, workspaceFolderValue } = configuration.inspect(settings.accounts) ?? {};
	const expected: unknown = configuration.get(settings.expectedAccount);
	return readAccountSettings([globalValue, workspaceValue, workspaceFolderValue], expected);
}

/** Whether the profile that is set in new terminals is handed to the debugger, too. */
export function appliesProfileToDebugger(folder: Uri | undefined): boolean {
	return workspace.getConfiguration(undefined, folder).get(settings.applyProfileToDebugger) === true;
}

/** The id of the launch that a folder's settings name to be shown; undefined: they name none. */
export function launchSetting(folder: string): string | undefined {
	const id: unknown = workspace.getConfiguration(undefined, Uri.file(folder)).get(settings.launch);
	return typeof id === "string" && id !== "" ? id : undefined;
}

/** Fires when the extension's own settings change in a way that may change an explanation. */
export const onDidChangeOwnSettings: Event<ConfigurationChangeEvent> = (listener) =>
	workspace.onDidChangeConfiguration((event) => {
		const { poolVariables, poolProfiles, launch, accounts, expectedAccount } = settings;
		const own = [poolVariables, poolProfiles, launch, accounts, expectedAccount];
		if (own.some((id) => event.affectsConfiguration(id))) listener(event);
	});
