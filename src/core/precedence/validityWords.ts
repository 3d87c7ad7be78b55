import { timeWords } from "../text/clock.ts";
import type { Explanation, Validity } from "../types.ts";

/** What people read of how long credentials can be used. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What the active credentials depend on that may end; undefined: nothing that is known to end. */
export function activeValidity({ validities = [] }: Pick<Explanation, "validities">): Validity | undefined {
	return validities.find(({ isActive }) => isActive);
}

/** What a profile depends on that may end. */
export function validityOf(
	{ validities = [] }: Pick<Explanation, "validities">,
	profile: string,
): Validity | undefined {
	return validities.find(({ profiles }) => profiles.includes(profile));
}

/** A row's words: "not signed in", "7 h left"; "" of nothing. */
export function validityText(validity: Validity | undefined): string {
	if (!validity) return "";
	const { kind, state, renews, left = 0 } = validity;
	switch (state) {
		case "missing":
			return "not signed in";
		case "unusable":
			return "sign-in unusable";
		case "undated":
			return "expiry not understood";
		case "expired":
			if (renews) return "renewed when used";
			return kind === "keys" ? "expired" : "sign-in expired";
		case "valid":
			return renews ? "signed in" : leftWords(left);
	}
}

/** "7 h left": whole minutes in the last hour, whole hours in the last two days. */
export function leftWords(left: number): string {
	if (left < minute) return "less than 1 min left";
	if (left < hour) return `${Math.floor(left / minute)} min left`;
	if (left < 2 * day) return `${Math.floor(left / hour)} h left`;
	return `${Math.floor(left / day)} days left`;
}

/**
 * Tooltips' words: how it stands and what to do, in one to three sentences; "" of nothing.
 * @param now for times of day, as this machine writes them; absent: none are named
 */
export function validityLine(validity: Validity | undefined, now?: Date): string {
	if (!validity) return "";
	const { kind, state, ends, renews, fails, problem, left = 0 } = validity;
	const time = ends === undefined || !now ? undefined : timeWords(new Date(ends), now);
	const at = time === undefined ? "" : ` at ${time}`;
	const until = time === undefined ? `, ${leftWords(left)}` : ` until ${time}`;
	const again = signInWords(validity, "Sign in again");
	const another = kind === "login" ? "for at most 12 hours after signing in" : "until the sign-in itself ends";
	switch (state) {
		case "missing":
			return `Not signed in. ${signInWords(validity, "Sign in")}`;
		case "unusable":
			return `The cached sign-in can't be used: ${problem}. ${again}`;
		case "expired":
			if (renews)
				return `The cached token expired${at}. The AWS SDK gets a new one when it is used, unless the sign-in has ended.`;
			return kind === "keys" ? `Expired${at}. ${renewKeys}` : `The sign-in expired${at}. ${again}`;
		case "valid":
			if (renews) return `Signed in. The AWS SDK renews the cached token ${another}${at && `, next${at}`}.`;
			return kind === "keys" ? `Usable${until}.` : `Signed in${until}.`;
		case "undated": {
			if (kind === "keys") return "These keys have an expiry date that isn't understood.";
			const unclear = "The AWS SDK doesn't understand the expiry date of the cached sign-in";
			if (fails) return `${unclear}, so it can't be used. ${again}`;
			return renews ? `${unclear}, so it gets a new token each time.` : `${unclear}, so it uses the token as it is.`;
		}
	}
}

const renewKeys = "Get new keys with the tool that wrote them.";

/** "Sign in: aws sso login --profile corp". */
export function signInWords({ kind, signInProfile = "" }: Validity, verb: string): string {
	return `${verb}: ${kind === "login" ? "aws login" : "aws sso login"} ${profileArgument(signInProfile)}`;
}

/** The AWS CLI's argument for a profile, to be typed into any shell: a name that would have to be quoted there is left for people to fill in. */
export function profileArgument(profile: string): string {
	return `--profile ${/^[\w.@+][\w.@+-]*$/.test(profile) ? profile : "NAME"}`;
}

/** When what people read of these changes next, in milliseconds from now; undefined: not before a file does. */
export function nextChange(validities: readonly Validity[], now: number): number | undefined {
	const changes = validities.flatMap(({ changes, state, left = 0, renews, kind }) => {
		const next = changes === undefined ? [] : [changes - now];
		if (state !== "valid" || (renews && kind !== "keys")) return next;
		const step = left < hour ? minute : left < 2 * day ? hour : day;
		return [...next, (left % step) + 1];
	});
	return changes.length > 0 ? Math.max(0, Math.min(...changes)) : undefined;
}

/** So long before its end people are told. */
const soon = 10 * minute;

/** Whether it ends within ten minutes, and the SDK doesn't renew it. */
export function endsSoon(validity: Validity | undefined): validity is Validity {
	return validity?.state === "valid" && !validity.renews && (validity.left ?? 0) <= soon;
}

/** Says in a notification what ends soon, and how to renew it where no button does. */
export function endsSoonText({ kind, left = 0, profiles, signInProfile }: Validity): string {
	const rest = leftWords(left);
	if (kind !== "keys") return `The sign-in of profile ${signInProfile} ends soon: ${rest}.`;
	const whose = profiles[0] === undefined ? "AWS_ACCESS_KEY_ID" : `profile ${profiles[0]}`;
	return `The access keys of ${whose} expire soon: ${rest}. ${renewKeys}`;
}
