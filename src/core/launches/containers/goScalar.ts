/**
 * The text that Docker Compose makes of a scalar without quotes: numbers are read by Go's rules and printed as Go prints them, so that
 * `1.50` is "1.5" and `012345678901` is "1.2345678901e+10". undefined: compose stops, as it does for a date.
 * Source: `resolve` of go-yaml 3, `fmt.Sprint`, and `mappingValue` of compose-go; Docker Compose 2.40.3, run: test/real-programs/compose.json.
 */
export function goScalar(text: string): string | undefined {
	if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return text.toLowerCase();
	if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith("-") ? "-Inf" : "+Inf";
	if (/^\.(?:nan|NaN|NAN)$/.test(text)) return "NaN";
	if (!/^[-+.\d]/.test(text)) return text;
	if (isDate(text)) return undefined;
	const plain = text.replaceAll("_", "");
	return integer(plain) ?? float(plain) ?? text;
}

/** A day, with a time or without one. */
const dates =
	/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d{1,9})?(?:Z|[-+]\d{2}:\d{2})| {1,20}(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d{1,9})?)?$/;

function isDate(text: string): boolean {
	const [, year, month, day, ...rest] = dates.exec(text) ?? [];
	if (year === undefined) return false;
	const [hours = 0, minutes = 0, seconds = 0] = rest.filter((one) => one !== undefined).map(Number);
	const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
	const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last;
	return isDay && hours < 24 && minutes < 60 && seconds < 60;
}

/** undefined: it is no whole number of 64 bits. */
function integer(plain: string): string | undefined {
	const [, sign = "", digits = ""] = /^([-+]?)(.*)$/.exec(plain) ?? [];
	const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
	if (!/^(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|[1-9]\d*|0)$/.test(octal) || octal.length > 70) return undefined;
	const size = BigInt(octal);
	if (sign === "-") return size <= 2n ** 63n ? String(-size) : undefined;
	return size < 2n ** (sign === "+" ? 63n : 64n) ? String(size) : undefined;
}

/** As `%v` prints it; undefined: it is no number. */
function float(plain: string): string | undefined {
	const value = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
	if (!Number.isFinite(value)) return undefined;
	if (value === 0) return Object.is(value, -0) ? "-0" : "0";
	const [digits = "", power] = value.toExponential().split("e");
	const exponent = Number(power);
	if (exponent >= -4 && exponent < 6) return String(value);
	return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
