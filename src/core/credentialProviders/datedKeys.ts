import type { Environment } from "../environment/layers.ts";
import { keyBits, sectionBits } from "../sharedConfig/decidingKeys.ts";
import type { Active, Origin } from "../types.ts";
import { textOf } from "./fromIni.ts";
import type { ProfileTable } from "./profileTable.ts";
import type { SignInState } from "./tokenCache.ts";

/**
 * The settings in which tools note when the temporary keys beside them end; the SDK reads none of them. Sources: saml2aws and gimme-aws-creds'
 * kin (`x_security_token_expires`, RFC 3339), aws-azure-login and others (`aws_expiration`, `aws_session_expiration`), aws-mfa
 * (`expiration`, `%Y-%m-%d %H:%M:%S` in UTC), and the name that `aws configure export-credentials` has in the environment.
 */
const dateSettings = [
	"aws_expiration",
	"x_security_token_expires",
	"aws_session_expiration",
	"aws_credential_expiration",
	"expiration",
] as const;

/** The same in the environment: `AWS_CREDENTIAL_EXPIRATION` of the SDK (`fromEnv` 3.972.5) and aws-vault, the other one of older aws-vault. */
const dateVariables = ["AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION"] as const;

const both = keyBits.aws_session_token | sectionBits.unknown;

/**
 * Returns when a profile's temporary keys end, in milliseconds since 1970; NaN: its date is not understood; undefined: it has none. Keys
 * without a session token don't end, whatever an older line says.
 */
export function profileExpiry(table: ProfileTable, name: string): { setting: string; expires: number } | undefined {
	const facts = table.facts(name);
	if (!facts || (facts.bits & both) !== both) return undefined;
	const settings = table.settings(name) ?? {};
	for (const setting of dateSettings) {
		const text = textOf(settings, setting);
		if (text) return { setting, expires: timeIn(text, setting === "expiration") };
	}
	return undefined;
}

/** Returns the variable that says when the active temporary keys end, if it is set where they are: another place's is about other keys. */
export function activeExpiry(
	environment: Environment,
	active: Active,
): { variable: string; origin: Origin; expires: number } | undefined {
	if (active.kind !== "keys" || active.variables[0] !== "AWS_ACCESS_KEY_ID" || !active.hasSessionToken)
		return undefined;
	const [keys] = active.origins;
	for (const variable of dateVariables) {
		const setting = environment.setting(variable);
		if (!setting?.value || setting.unknownBy !== undefined) continue;
		const { origin, value } = setting;
		if (origin.layer === keys?.layer && origin.path === keys.path && origin.by === keys.by)
			return { variable, origin, expires: timeIn(value, false) };
	}
	return undefined;
}

/** How keys with a date stand. AWS alone knows for sure: somebody may have put other keys beside an old date. */
export function keysState(expires: number, now: number): SignInState {
	if (Number.isNaN(expires)) return { state: "undated" };
	if (expires <= now) return { state: "expired", ends: expires, left: 0 };
	return { state: "valid", ends: expires, left: expires - now, changes: expires };
}

const dated = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?) ?(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/**
 * The time that a tool wrote: a date with its zone, or seconds or milliseconds since 1970.
 * @param isUtc whether a date without a zone is in UTC, as aws-mfa writes it; any other could be meant in two ways
 */
function timeIn(text: string, isUtc: boolean): number {
	const trimmed = text.trim();
	if (/^\d{10}$/.test(trimmed)) return Number(trimmed) * 1000;
	if (/^\d{13}$/.test(trimmed)) return Number(trimmed);
	const [, day, time, zone = isUtc ? "Z" : undefined] = dated.exec(trimmed) ?? [];
	if (day === undefined || time === undefined || zone === undefined) return Number.NaN;
	const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : "Z";
	return Date.parse(`${day}T${time}${offset}`);
}
