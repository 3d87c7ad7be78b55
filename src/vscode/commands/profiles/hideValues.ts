import { ConfigurationTarget, workspace } from "vscode";
import { settings } from "../../../contributions.ts";

/** Covers the secrets in `.env` and AWS files, or shows them again: the person's own setting, in all windows. */
export async function hideValues(): Promise<void> {
	const configuration = workspace.getConfiguration();
	const isOn = configuration.get(settings.hideValues, false);
	await configuration.update(settings.hideValues, !isOn, ConfigurationTarget.Global);
}
