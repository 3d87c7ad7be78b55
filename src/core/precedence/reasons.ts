import type { Setting } from "../environment/layers.ts";
import type { PlatformFacts } from "../runtimes/runtime.ts";
import type { Active, Origin, ProfileType, StepId } from "../types.ts";
import { skipVariable } from "../vocabulary/variables.ts";

/** Every sentence of the ladder in one place: what a newcomer reads behind each step. No value of a secret is ever part of one. */

type State = "active" | "shadowed" | "incomplete" | "broken" | "unset";
export type Winner = { id: StepId | "hidden"; called: string } | undefined;

/** Says that what is called so beats another source. Plural names end in "keys". */
export function takesPrecedence(called: string): string {
	return `${called} ${called.endsWith("keys") ? "take" : "takes"} precedence.`;
}

/** Where a setting stands, in words. */
export function place(origin: Origin): string {
	if (origin.layer === "file") return origin.path?.replace(/^.*[\\/]/, "") ?? "a file";
	if (origin.layer === "launch") return origin.path?.replace(/^.*[\\/]/, "") ?? origin.by ?? "the command";
	if (origin.layer === "hidden") return "a tool";
	return origin.layer === "default" ? "the default" : `the ${origin.layer}`;
}

/** Of a variable that is there and says nothing. dotenv leaves alone what shell or terminal have set, even to nothing. */
function emptyIn(variable: string, { origin }: Setting): string {
	const keeps = origin.layer === "shell" || origin.layer === "terminal" || origin.layer === "launch";
	return `empty in ${place(origin)}, which counts as not set.${keeps ? ` It also prevents .env from setting ${variable}.` : ""}`;
}

/** @param setting where the switch is set to nothing */
export function switchUnset(id: StepId, variable: string, setting: Setting | undefined): string {
	if (setting) return `It is ${emptyIn(variable, setting)}`;
	return id === "skip-check"
		? "Not set, so Remotion checks for credentials and uses the first complete source below."
		: "Not running inside a Remotion Lambda function.";
}

/** Of a switch that leaves the choice to the chain. */
export function switchActive(id: StepId): string {
	return id === "skip-check"
		? "Set, so Remotion ignores all REMOTION_AWS_* credentials and uses the AWS SDK's default credential provider chain. Any value turns it on, even 0 or false."
		: "Set, so Remotion acts as if it runs inside its Lambda function and uses the AWS SDK's default credential provider chain.";
}

/** @param winner what the other switch is called */
export function switchShadowed(winner: string): string {
	return `Set, but ${winner} already makes Remotion use the AWS SDK's default credential provider chain.`;
}

/**
 * @param setting where the variable is set to nothing
 * @param byCli the variable that names a profile to the AWS CLI, if it is set
 */
export function profileUnset(variable: string, setting: Setting | undefined, byCli?: Setting): string {
	const unset = setting ? `It is ${emptyIn(variable, setting)}` : `${variable} is not set.`;
	const other = variable === "AWS_PROFILE" && byCli && byCli.value !== "";
	return other
		? `${unset} AWS_DEFAULT_PROFILE is set in ${place(byCli.origin)}, but Remotion doesn't read it: only the AWS CLI and Python do.`
		: unset;
}

/** The kinds of profile as people call them. */
export const profileTypes: Readonly<Record<ProfileType, string>> = {
	static: "access keys",
	role: "an assumed role",
	sso: "an SSO session",
	process: "a credential process",
	"web-identity": "a web identity",
	login: "a login session",
};

/** Of a profile variable that is set. `active` is what the profile comes to, whether or not it is reached. */
export function profileStep(variable: string, name: string, state: State, active: Active, winner: Winner): string {
	if (state === "shadowed") return `Set to profile "${name}", but overridden: ${shadowedBy(winner, variable)}`;
	if (active.kind === "error") {
		return `Remotion uses profile "${name}", which fails: ${sentence(active.message)} It doesn't fall back to other credentials.`;
	}
	const type = active.kind === "profile" ? ` (${profileTypes[active.type]})` : "";
	return `${variable} is set, so Remotion uses profile "${name}"${type}.`;
}

/** What a platform's own share in the keys that sign leads to; "" where it has none. */
export function platformShare(active: Active, platform: PlatformFacts | undefined): string {
	if (active.kind !== "keys" || !platform) return "";
	const own = active.origins.filter(({ layer }) => layer === "platform");
	if (own.length === 0) return "";
	if (own.length === active.origins.length) {
		return `They are those of ${platform.identity}: ${platform.outcome}.`;
	}
	const names = own.map(({ variable }) => variable).join(" and ");
	return `${platform.name} sets ${names} itself, which ${own.length === 1 ? "doesn't" : "don't"} match your other values, so AWS rejects every request (UnrecognizedClientException).`;
}

/** Of a whole pair. `active` is what it comes to, whether or not it is reached. */
export function keysStep(
	prefix: string,
	state: State,
	active: Active,
	winner: Winner,
	platform?: PlatformFacts,
): string {
	const pair = `${prefix}ACCESS_KEY_ID and ${prefix}SECRET_ACCESS_KEY`;
	if (state === "shadowed") return `Both are set, but overridden: ${shadowedBy(winner, prefix)}`;
	const token =
		active.kind === "keys" && active.hasSessionToken ? `, with ${prefix}SESSION_TOKEN` : ", without a session token";
	const share = platformShare(active, platform);
	return `Remotion uses ${pair}${token}.${share && ` ${share}`}`;
}

/**
 * Of a whole pair that cannot sign.
 * @param name the variable whose value is no key
 * @param isReference whether it points at one
 */
export function keysPointElsewhere(name: string, isReference: boolean): string {
	const why = isReference ? "only refers to a key, and nothing resolves it" : "is a word, not a key";
	return `Remotion uses these access keys, but ${name} ${why}: AWS rejects it.`;
}

/**
 * @param empty the other half where it is set to nothing
 * @param isRefused whether Remotion's own check stops for want of it
 */
export function keysIncomplete(
	present: string,
	missing: string,
	empty: Setting | undefined,
	isRefused: boolean,
): string {
	const end = isRefused ? "so Remotion skips these access keys" : "so Remotion silently skips these access keys";
	return empty
		? `${present} is set but ${missing} is empty, ${end}. It is ${emptyIn(missing, empty)}`
		: `${present} is set but ${missing} is not, ${end}.`;
}

/** @param empty what is set to nothing, by name */
export function keysUnset(prefix: string, token: boolean, empty: ReadonlyMap<string, Setting>): string {
	if (empty.size > 0)
		return [...empty].map(([variable, setting]) => `${variable} is ${emptyIn(variable, setting)}`).join(" ");
	return token
		? `Only ${prefix}SESSION_TOKEN is set. Without an access key ID and secret access key, it isn't used.`
		: `${prefix}ACCESS_KEY_ID and ${prefix}SECRET_ACCESS_KEY are not set.`;
}

function shadowedBy(winner: Winner, own: string): string {
	if (winner?.id === "skip-check" || winner?.id === "inside-lambda") {
		const chain = own.startsWith("REMOTION_")
			? ""
			: " The default credential provider chain may still use it; see the last row.";
		return `${winner.called} makes Remotion use the AWS SDK's default credential provider chain.${chain}`;
	}
	const doc =
		winner?.id === "remotion-keys" && own === "AWS_PROFILE"
			? " (Remotion's documentation lists AWS_PROFILE first, but its code checks the REMOTION_AWS_ keys first.)"
			: "";
	return `${takesPrecedence(winner?.called ?? "an earlier source")}${doc}`;
}

/** @param winner what the step that decides is called */
export function chainNotReached(winner: string): string {
	return `Not used: ${takesPrecedence(winner)}`;
}

/** @param sentHere the switch that left the choice to the chain; undefined where nothing above was complete */
export function chainStep(
	active: Active,
	mentionsDefault: boolean,
	sentHere: string | undefined,
	platform?: PlatformFacts,
): string {
	const chain = "default credential provider chain";
	const why =
		sentHere === undefined ? `No other source is complete, so the ${chain}` : `${sentHere} is set, so the ${chain}`;
	switch (active.kind) {
		case "keys":
			return `The ${chain} uses ${active.variables[0]} and ${active.variables[1]} from the environment. ${platformShare(active, platform)}`.trim();
		case "profile":
			return active.variable === "AWS_PROFILE"
				? `The ${chain} uses profile "${active.profile}" from AWS_PROFILE (${profileTypes[active.type]}).`
				: `${why} uses profile "${active.profile}" from the AWS files (${profileTypes[active.type]}).`;
		case "chain":
			if (platform && active.next === "container-or-instance")
				return `No access keys or profile are set, so the ${chain} uses ${platform.identity}: ${platform.outcome}.`;
			return active.next === "web-identity"
				? `No access keys or profile are set, so the ${chain} exchanges the web identity token for a role.`
				: `No access keys or profile are set, so the AWS SDK asks the container or EC2 instance for credentials.${findsNothing(active) ? onOwnComputer : ""}${
						mentionsDefault
							? ' Remotion\'s credentials check passed only because the credentials file contains the text "[default]".'
							: ""
					}`;
		case "hidden":
			return mayBeSupplied(active.by);
		case "error":
			return `The ${chain} fails: ${sentence(active.message)}`;
	}
}

const onOwnComputer = ' On your own computer, this fails with "Could not load credentials from any providers".';

/** Whether only a container's or an instance's role is left, and the program runs on a person's own computer, which has none. */
export function findsNothing(active: Active): boolean {
	return active.kind === "chain" && active.isOwnComputer === true;
}

/** Of a step that a tool may fill, unseen from here. */
export function mayBeSupplied(by: string): string {
	return `May be supplied by ${by}; what it supplies cannot be seen from here.`;
}

/** The same, as what comes before another step. */
export function whatIsSupplied(by: string): string {
	return `what ${by} may supply`;
}

/** Remotion's own words for a missing variable, first sentence. Source: `messageForVariable` of `@remotion/lambda-client`. */
export function notSet(variable: "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY"): string {
	return `You have tried to call a Remotion Lambda function, but have not set the environment variable ${variable} or REMOTION_${variable}.`;
}

/**
 * Of what Remotion's own check says before any step is taken.
 * @param roleBy the variable that offers a role's credentials, for which the check does not look
 */
export function refused(active: Active & { kind: "error" }, roleBy?: string): string {
	const role =
		roleBy === undefined
			? ""
			: ` ${roleBy} offers the credentials of a role, but Remotion's check doesn't look for it. Set ${skipVariable} to use them.`;
	return `Remotion stops with an error before it contacts AWS: ${sentence(active.message)}${role}`;
}

/** Never shown: the last step of the ladder always settles. It keeps `resolvePrecedence()` total. */
export const unreachable: Active = { kind: "error", code: "no-credentials", message: "No credential source was used." };

/** A text that ends as a sentence does. */
export function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What Remotion does now, as the end of a sentence. */
export function doesInstead(active: Active): string {
	switch (active.kind) {
		case "keys":
			return `uses ${active.variables[0]} and ${active.variables[1]} instead`;
		case "profile":
			return `uses profile "${active.profile}" instead`;
		case "chain":
			if (findsNothing(active)) return "falls back to the AWS SDK, which finds no credentials on your computer";
			return active.next === "web-identity"
				? "falls back to the AWS SDK, which exchanges the web identity token for a role"
				: "falls back to the AWS SDK, which asks the container or EC2 instance for credentials";
		case "hidden":
			return `uses what ${active.by} supplies, which cannot be seen from here`;
		case "error":
			return "fails";
	}
}

/** What to know of a variable set in terminals where VS Code cannot set it again after the shell's own files. */
export function startUpFileWins(name: string): string {
	return `Shell integration of terminals is off: a start-up file such as .bashrc takes precedence if it sets ${name}.`;
}
