import type { Setting } from "../environment/layers.ts";
import type { PlatformFacts } from "../runtimes/runtime.ts";
import type { Active, Origin, ProfileType, StepId } from "../types.ts";

/** Every sentence of the ladder in one place: what a newcomer reads behind each step. No value of a secret is ever part of one. */

type State = "active" | "shadowed" | "incomplete" | "broken" | "unset";
export type Winner = { id: StepId | "hidden"; called: string } | undefined;

/** Where a setting stands, in words. */
export function place(origin: Origin): string {
	if (origin.layer === "file") return origin.path?.replace(/^.*[\\/]/, "") ?? "a file";
	if (origin.layer === "launch") return origin.path?.replace(/^.*[\\/]/, "") ?? "the command";
	if (origin.layer === "hidden") return "a tool";
	return origin.layer === "default" ? "the default" : `the ${origin.layer}`;
}

/** Of a variable that is there and says nothing. dotenv leaves alone what shell or terminal have set, even to nothing. */
function toNothing(variable: string, { origin }: Setting): string {
	const keeps = origin.layer === "shell" || origin.layer === "terminal" || origin.layer === "launch";
	return `to nothing in ${place(origin)}, which counts as unset.${keeps ? ` It still keeps a .env file from setting ${variable}.` : ""}`;
}

/** @param setting where the switch is set to nothing */
export function switchUnset(id: StepId, variable: string, setting: Setting | undefined): string {
	if (setting) return `Set ${toNothing(variable, setting)}`;
	return id === "skip-check"
		? "Not set, so Remotion checks for credentials and uses the first complete source below."
		: "Not running inside a Remotion Lambda function.";
}

/** Of a switch that leaves the choice to the chain. */
export function switchActive(id: StepId): string {
	return id === "skip-check"
		? "Set, so Remotion ignores all REMOTION_AWS_* credentials and uses the AWS SDK's default credential provider chain. Any value turns it on, even 0 or false."
		: "Set, so Remotion believes it runs inside its Lambda function and makes Remotion use the AWS SDK's default credential provider chain.";
}

/** @param winner what the other switch is called */
export function switchShadowed(winner: string): string {
	return `Set, but ${winner} already makes Remotion use the AWS SDK's default credential provider chain.`;
}

/** @param setting where the variable is set to nothing */
export function profileUnset(variable: string, setting: Setting | undefined): string {
	return setting ? `Set ${toNothing(variable, setting)}` : `${variable} is not set.`;
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
	if (state === "shadowed") return `Names the profile "${name}", but ${shadowedBy(winner, variable)}`;
	if (active.kind === "error") {
		return `Remotion takes the profile "${name}" and stops: ${sentence(active.message)} It does not fall back to another source.`;
	}
	const type = active.kind === "profile" ? ` (${profileTypes[active.type]})` : "";
	return `${variable} is set, so Remotion signs with the profile "${name}"${type}.`;
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
	return `${platform.name} sets ${names} by itself, ${own.length === 1 ? "which does" : "which do"} not belong to the rest: AWS answers UnrecognizedClientException.`;
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
	if (state === "shadowed") return `Both are set, but ${shadowedBy(winner, prefix)}`;
	const token =
		active.kind === "keys" && active.hasSessionToken
			? ` and ${prefix}SESSION_TOKEN goes with them`
			: ", without a session token";
	const share = platformShare(active, platform);
	return `${pair} are both set, so Remotion signs with them${token}.${share && ` ${share}`}`;
}

/**
 * Of a whole pair that cannot sign.
 * @param name the variable whose value is no key
 * @param isReference whether it points at one
 */
export function keysPointElsewhere(name: string, isReference: boolean): string {
	const why = isReference ? "only refers to a key, and nothing resolves it" : "is a word in the place of a key";
	return `Remotion uses this pair, but ${name} ${why}: AWS rejects it.`;
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
	const end = isRefused ? "so Remotion skips this pair" : "so Remotion silently skips these access keys";
	return empty
		? `${present} is set but ${missing} is empty, ${end}. It is set ${toNothing(missing, empty)}`
		: `${present} is set but ${missing} is not, ${end}.`;
}

/** @param empty what is set to nothing, by name */
export function keysUnset(prefix: string, token: boolean, empty: ReadonlyMap<string, Setting>): string {
	if (empty.size > 0)
		return [...empty].map(([variable, setting]) => `${variable} is set ${toNothing(variable, setting)}`).join(" ");
	return token
		? `Only ${prefix}SESSION_TOKEN is set; without the access key ID and the secret it is not used.`
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
			? " Remotion's documentation lists AWS_PROFILE above the REMOTION_ keys; its code has it below."
			: "";
	return `${winner?.called ?? "an earlier step"} comes first.${doc}`;
}

/** @param winner what the step that decides is called */
export function chainNotReached(winner: string): string {
	return `Not reached: ${winner} decides.`;
}

/** @param sentHere the switch that left the choice to the chain; undefined where nothing above was complete */
export function chainStep(
	active: Active,
	mentionsDefault: boolean,
	sentHere: string | undefined,
	platform?: PlatformFacts,
): string {
	const why = sentHere === undefined ? "Nothing above is complete" : `${sentHere} leaves the choice to the chain`;
	switch (active.kind) {
		case "keys":
			return `The chain finds ${active.variables[0]} and ${active.variables[1]} in the environment. ${platformShare(active, platform)}`.trim();
		case "profile":
			return active.variable === "AWS_PROFILE"
				? `The chain takes the profile "${active.profile}" that AWS_PROFILE names (${profileTypes[active.type]}).`
				: `${why}, and it takes the profile "${active.profile}" of the AWS files (${profileTypes[active.type]}).`;
		case "chain":
			if (platform && active.next === "container-or-instance")
				return `The chain finds no keys and no profile, and takes ${platform.identity}: ${platform.outcome}.`;
			return active.next === "web-identity"
				? "The chain gets no keys from the environment and none from a profile, and exchanges the web identity token for a role."
				: `No access keys or profile are set, so the AWS SDK asks the container or EC2 instance for credentials. On your own computer, this fails with "Could not load credentials from any providers".${
						mentionsDefault
							? ' Remotion\'s credentials check passed only because the credentials file contains the text "[default]".'
							: ""
					}`;
		case "hidden":
			return mayBeSupplied(active.by);
		case "error":
			return `The chain fails: ${sentence(active.message)}`;
	}
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

/** Of what Remotion's own check says before any step is taken. */
export function refused(active: Active & { kind: "error" }): string {
	return `Remotion's own check stops before anything is sent: ${sentence(active.message)}`;
}

/** Never shown: the last step of the ladder always settles. It keeps `resolvePrecedence()` total. */
export const unreachable: Active = { kind: "error", code: "no-credentials", message: "No step of the ladder decided." };

/** A text that ends as a sentence does. */
export function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What Remotion does now, as the end of a sentence. */
export function doesInstead(active: Active): string {
	switch (active.kind) {
		case "keys":
			return `signs with ${active.variables[0]} and ${active.variables[1]} instead`;
		case "profile":
			return `signs with the profile "${active.profile}" instead`;
		case "chain":
			return active.next === "web-identity"
				? "leaves it to the AWS SDK, which exchanges the web identity token for a role"
				: "falls back to the AWS SDK, which finds no credentials on your computer";
		case "hidden":
			return `uses what ${active.by} supplies, which cannot be seen from here`;
		case "error":
			return "fails";
	}
}
