import { type ConfigurationChangeEvent, type Event, Uri, workspace } from "vscode";
import { settings } from "../../contributions.ts";
import type { ExplainInput, Finding, Severity } from "../../core/index.ts";
import { type AccountSettingsRead, readAccountSettings } from "../../core/vocabulary/accountSettings.ts";

const severities: ReadonlySet<string> = new Set(["error", "warning", "information", "hint"]);

/** How loud a finding is: as the person set it for its rule, else as the rule says; "off" where it is not to be shown. */
export function severityOf(finding: Loudness): Severity | "off" {
	return severityReader()(finding);
}

type Loudness = Pick<Finding, "rule" | "severity"> & { readonly origin: Pick<Finding["origin"], "path"> };

/** The same for many findings: reads the setting once for each workspace folder, as a folder may have its own. */
export function severityReader(): (finding: Loudness) => Severity | "off" {
	const read = (uri?: Uri) =>
		workspace.getConfiguration(undefined, uri).get<Record<string, unknown>>(settings.rules) ?? {};
	const byFolder = new Map<string | undefined, Record<string, unknown>>();
	return ({ rule, severity, origin: { path } }) => {
		const folder = path === undefined ? undefined : workspace.getWorkspaceFolder(Uri.file(path))?.uri;
		const key = folder?.toString();
		const chosen = byFolder.get(key) ?? read(folder);
		byFolder.set(key, chosen);
		const own = chosen[rule];
		return own === "off" || isSeverity(own) ? own : severity;
	};
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
