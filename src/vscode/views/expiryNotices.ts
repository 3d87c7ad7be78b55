import { ConfigurationTarget, type Disposable, window, workspace } from "vscode";
import { commands, settings } from "../../contributions.ts";
import type { Validity } from "../../core/index.ts";
import { activeValidity, endsSoon, endsSoonText } from "../../core/precedence/validityWords.ts";
import { DisposableStore } from "../common/disposables.ts";
import { notify } from "../common/notify.ts";
import { concerning } from "../model/concerning.ts";
import type { Model } from "../model/model.ts";
import { runCommand } from "../typedCommands/commands.ts";

/**
 * Says once, ten minutes before, that the active credentials of a project end, with a button that renews them. In a window that nobody looks
 * at it waits; a setting turns it off.
 */
export function registerExpiryNotices(model: Model): Disposable {
	const owned = new DisposableStore();
	const told = new Set<string>();
	// Until the setting is written, which takes a moment.
	let isOff = false;
	const look = () => {
		if (isOff || !window.state.focused || !workspace.getConfiguration().get(settings.warnBeforeExpiry, true)) return;
		for (const { explanation } of concerning(model.snapshot)) {
			const validity = activeValidity(explanation);
			if (!endsSoon(validity)) continue;
			const key = keyOf(validity);
			if (told.has(key)) continue;
			told.add(key);
			void tell(validity, () => {
				isOff = true;
			});
		}
	};
	owned.add(model.onDidChange(({ ready }) => ready && look()));
	owned.add(window.onDidChangeWindowState(look));
	owned.add(
		workspace.onDidChangeConfiguration((event) => {
			if (event.affectsConfiguration(settings.warnBeforeExpiry)) isOff = false;
		}),
	);
	return owned;
}

/** Another text for another end: a sign-in that was renewed is told of again. */
function keyOf({ kind, ends, profiles, signInProfile = profiles[0] }: Validity): string {
	return `${kind} ${ends} ${signInProfile}`;
}

async function tell(validity: Validity, turnOff: () => void): Promise<void> {
	const { signInProfile } = validity;
	const signIn = signInProfile === undefined ? [] : (["Sign in"] as const);
	const choice = await notify.warn(endsSoonText(validity), ...signIn, "Don't warn again");
	if (choice === "Sign in" && signInProfile !== undefined)
		await runCommand(commands.ssoLogin, { signer: signInProfile });
	if (choice !== "Don't warn again") return;
	turnOff();
	await workspace.getConfiguration().update(settings.warnBeforeExpiry, false, ConfigurationTarget.Global);
}
