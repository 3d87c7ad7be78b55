import { commands } from "../../../contributions.ts";
import type { Signer } from "../../../core/types.ts";
import type { Identities, Identity } from "../../awsRequests/identities.ts";
import { identityMessage, isUnexpected, type Judged, judgedFor } from "../../awsRequests/identityLabels.ts";
import type { Preparation } from "../../awsRequests/preparation.ts";
import { signerText } from "../../common/labels.ts";
import type { Log } from "../../common/log.ts";
import { notify } from "../../common/notify.ts";
import { withProgress } from "../../common/progress.ts";
import type { FirstSteps } from "../../model/firstSteps.ts";
import type { Focus } from "../../model/focus.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { runCommand } from "../../typedCommands/commands.ts";
import { calledOn } from "../calledOn.ts";

/**
 * Asks AWS whose credentials these are: the profile's, account's or project's whose row it is called on, else the focused project's active ones.
 * @returns what came of it; undefined: cancelled, refused, or overtaken by a change
 */
export async function verifyIdentity(
	focus: Focus,
	identities: Identities,
	preparation: Preparation,
	log: Log,
	firstSteps: FirstSteps,
	row?: Row,
): Promise<Identity | undefined> {
	const signer = row?.signer;
	const state = await calledOn(focus, row);
	const list = await preparation.prepare(state, [signer]);
	let identity: Identity | undefined;
	await withProgress(`Verifying: ${signerText(state, signer)}`, (signal) =>
		identities.verify(list, signal, (_, answer) => {
			identity = answer;
		}),
	);
	if (identity?.kind === "verified") firstSteps.tick("verified");
	if (identity) {
		const { active } = state.explanation;
		const signIn = signer ?? (active.kind === "profile" ? active.profile : undefined);
		void tell(identity, judgedFor(state.explanation, signer), signerText(state, signer), signIn, log);
	}
	return identity;
}

/** @param signer the profile to sign in with is looked for by it */
async function tell(
	identity: Identity,
	judged: Judged,
	name: string,
	signer: Signer | undefined,
	log: Log,
): Promise<void> {
	const text = identityMessage(name, identity, judged);
	if (identity.kind !== "failed") {
		void (isUnexpected(judged, identity) ? notify.warn(text) : notify.info(text));
		return;
	}
	const signIn = identity.words.action !== undefined ? ["Sign in"] : [];
	const choice = await notify.error(text, ...signIn, "Show log");
	if (choice === "Show log") log.show();
	if (choice === "Sign in") await runCommand(commands.ssoLogin, signer === undefined ? undefined : { signer });
}
