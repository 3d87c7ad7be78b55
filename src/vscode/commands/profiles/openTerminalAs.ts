import { Secret } from "../../../core/index.ts";
import { timeWords } from "../../../core/text/clock.ts";
import { sessionVariables } from "../../../core/vocabulary/sessionVariables.ts";
import type { MfaSessions } from "../../awsRequests/mfaSessions.ts";
import type { Preparation, Prepared } from "../../awsRequests/preparation.ts";
import { notify } from "../../common/notify.ts";
import { askText } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import { startUpFileWords, type Terminals } from "../../model/terminals.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn, profileOf } from "../calledOn.ts";
import { pickProfile } from "./pickProfile.ts";

/** What opening a terminal works on. */
export interface SessionParts {
	readonly focus: Focus;
	readonly preparation: Preparation;
	readonly terminals: Terminals;
	readonly sessions: MfaSessions;
}

/** Asks for an MFA code, and opens one terminal that is signed in with it. Its name says until when; nothing else gets the session. */
export async function openTerminalAs(parts: SessionParts, row?: Row): Promise<void> {
	const state = await calledOn(parts.focus, row);
	const name = profileOf(row)?.name ?? (await pickMfaProfile(parts.focus, state));
	if (name === undefined) return;
	const profile = state.explanation.profiles.find((one) => one.name === name);
	if (!profile) throw new Refusal(`Profile ${name} doesn't exist.`);
	if (!profile.usesMfa)
		throw new Refusal(
			`Profile ${name} has no MFA device (mfa_serial). Use "Switch profile" to open a terminal with it.`,
		);
	const [prepared] = await parts.preparation.prepare(state, [name]);
	if (!prepared) return;
	const session = await askUntilTaken(parts.sessions, prepared, name);
	if (!session) return;
	const isCheckSkipped = state.explanation.steps.some(({ id, state }) => id === "skip-check" && state === "active");
	const variables = sessionVariables(session, isCheckSkipped);
	const until = timeWords(session.expires, new Date());
	await parts.terminals.open(`${name} until ${until}`, state.project.folder, variables.emptied, variables.session);
	const loser = startUpFileWords("REMOTION_AWS_PROFILE");
	if (loser !== "") void notify.warn(`The terminal was opened with profile ${name}.${loser}`);
}

/** Asks again where AWS rejects the code; undefined: the person left. */
async function askUntilTaken(sessions: MfaSessions, prepared: Prepared, profile: string) {
	for (let rejected = ""; ; ) {
		const code = await askText({
			title: `Open terminal as ${profile}: MFA code`,
			prompt: `${rejected}The 6 digits that your MFA device shows`,
			password: false,
			ignoreFocusOut: true,
			validateInput: (text) => (/^\d{6}$/.test(text.trim()) ? undefined : "Enter 6 digits."),
		});
		if (code === undefined) return undefined;
		const taken = await sessions.take(prepared, profile, new Secret(code.trim()));
		if (taken.ok) return taken;
		const { title, cause, remedy } = taken.words;
		if (!taken.isCodeRejected) throw new Refusal(`${title}: ${cause} ${remedy}`);
		rejected = `${title}. Wait for the next one. `;
	}
}

async function pickMfaProfile(focus: Focus, state: ProjectState): Promise<string | undefined> {
	// Nothing keeps these from being used here.
	const profiles = state.explanation.profiles.flatMap(({ problem: _, ...profile }) => (profile.usesMfa ? profile : []));
	if (profiles.length === 0)
		throw new Refusal('No profile with an MFA device (mfa_serial) found. Use "Switch profile" to open a terminal.');
	const explanation = { ...state.explanation, profiles };
	return (await pickProfile(focus, { ...state, explanation }, "Asks for its MFA code"))?.name;
}
