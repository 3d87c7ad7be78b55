/** What AWS keys look like, so that a slip of copying shows before AWS rejects it. Nothing here repeats a value. */

/** As AWS makes them today: 20 characters, AKIA for a user's own key, ASIA for a temporary one. */
export function isAccessKeyId(text: string): boolean {
	return /^(?:AKIA|ASIA)[A-Z0-9]{16}$/.test(text);
}

/** A temporary key, which AWS refuses without its session token. */
export function isTemporary(accessKeyId: string): boolean {
	return beginsTemporary(accessKeyId) && isAccessKeyId(accessKeyId);
}

/** Returns whether an access key ID, of which the middle may be masked, begins as a temporary one. */
export function beginsTemporary(accessKeyId: string): boolean {
	return accessKeyId.startsWith("ASIA");
}

/** A user's own key, which AWS refuses with a session token. */
export function isLongLived(accessKeyId: string): boolean {
	return accessKeyId.startsWith("AKIA") && isAccessKeyId(accessKeyId);
}

/**
 * Whether a value only points at the secret: an expansion (`${NAME}`, `$(command)`), a reference of a secret store (`op://…`), a call that
 * varlock resolves (`op(…)`), or a text that dotenvx encrypted. What it will be, nobody can tell from here.
 */
export function isReference(text: string): boolean {
	return /\$\{|^\$|^[a-z][\w+.-]*:\/\/|^encrypted:/.test(text) || isVarlockCall(text);
}

/**
 * Whether a value is a function call of varlock: `op("op://…")`, `awsSecret("name#key")`, `varlock("local:…")`. dotenv cuts it at a `#`, so
 * that its end may be missing. Source: the resolvers of varlock 1.20.0 and of its plugins.
 */
export function isVarlockCall(text: string): boolean {
	return /^[A-Za-z]\w{0,40}\(/.test(text);
}

/** Whether a value is what the Vercel CLI writes for one that it is not given. Source: vercel/vercel, PR 17125. */
export function isKeptByVercel(text: string): boolean {
	return text === "[SENSITIVE]";
}

/** Whether `vercel env pull` wrote a file. Source: vercel/vercel, packages/cli/src/commands/env/pull.ts. */
export function isFromVercel(fileText: string): boolean {
	return /^\uFEFF?# Created by Vercel CLI\r?\n/.test(fileText);
}

/** Whether a text in the place of a key is none: it points at one, or code wrote the word for nothing there. */
export function isNoKey(text: string): boolean {
	return isReference(text) || isKeptByVercel(text) || text === "undefined" || text === "null";
}

const placeholders: readonly RegExp[] = [
	/^<.*>$|^\[.*\]$|^\{.*\}$/,
	/(?:^|[^a-z])(?:your|my|insert|enter|paste|replace|change|fill)[ _-]/i,
	/^your[a-z]{2,30}$|[ _-]here$/i,
	/^(?:changeme|replaceme|placeholder|todo|fixme|tbd|none|null|undefined|dummy|example|redacted|hidden|n\/a)$/i,
	/^(?:REMOTION_)?AWS_[A-Z_]+$|^%\w+%$|^__\w+__$/i,
	/^AK(?:IA)?$|^M\/$/,
	/(?:\.\.|\u2026)$/,
	/^[*.\u2026\u2022?_-]+$|^x{2,}$/i,
	/x{6,}|\*{4,}/i,
];

/** Whether somebody wrote down what to fill in, and nobody has. A well-formed key that merely contains EXAMPLE is none. */
export function isPlaceholder(text: string): boolean {
	const trimmed = withoutWrapping(text);
	// Nearly every value: of all patterns, two can match it.
	if (/^[A-Za-z0-9/+=]{16,}$/.test(trimmed)) return /x{6}|^your[a-z]{2,30}$/i.test(trimmed);
	return placeholders.some((pattern) => pattern.test(trimmed));
}

/** Whether a text in the place of a key stands for one: too short for a key that lost a part, to be filled in, or pointing at one. */
export function isStandIn(text: string): boolean {
	return text.length < 16 || isPlaceholder(text) || isNoKey(text);
}

/** The key within what was copied with it: white space (of no width, too), quotes, a comma, a semicolon or a comment at its ends. */
export function withoutWrapping(text: string): string {
	const comment = text.search(/\s\/\//);
	return (comment === -1 ? text : text.slice(0, comment))
		.replace(/^[\s\u200b-\u200d\u2060=>"'`\u201c\u201d\u2018\u2019]+/, "")
		.replace(
			/(?<![\s\u200b-\u200d\u2060"'`\u201c\u201d\u2018\u2019,;])[\s\u200b-\u200d\u2060"'`\u201c\u201d\u2018\u2019,;]+$/,
			"",
		);
}

/** The key in what was pasted for it: without a variable's or a setting's name in front (`AWS_ACCESS_KEY_ID=…`), and without what wraps it. */
export function bareKey(text: string): string {
	return withoutWrapping(withoutWrapping(text).replace(nameInFront, ""));
}

const nameInFront =
	/^(?:export\s{1,9})?\w{0,20}(?:access_?key_?id|secret_?access_?key|session_?token)["']?\s{0,9}[=:]/i;

/** What stands around a key that is fine by itself, as the end of "X …". */
function wrapping(text: string): string {
	return withoutWrapping(text) === bareKey(text)
		? "has whitespace, a quote, or another sign around the value"
		: "has a name in front of the value";
}

/** What is wrong with an access key ID, as the end of "X …"; undefined: nothing. */
export function accessKeyIdProblem(text: string): string | undefined {
	if (isAccessKeyId(text)) return undefined;
	if (isAccessKeyId(bareKey(text))) return wrapping(text);
	if (/^[A-Za-z0-9/+]{40}$/.test(text)) return "looks like a secret access key, not an access key ID";
	if (/^(?:AIDA|AROA)[A-Z0-9]+$/.test(text)) return "is the ID of an IAM user or role, not an access key ID";
	if (isAccessKeyId(text.toUpperCase())) return "contains lowercase letters, which access key IDs don't have";
	if (!/^A[KS]IA/.test(text)) return "doesn't start with AKIA or ASIA, as access key IDs do";
	if (text.length !== 20) return `has ${text.length} characters instead of 20`;
	return "contains invalid characters: only A–Z and 0–9 are allowed";
}

/** As AWS makes them: 40 characters. What servers for tests and other clouds allow in their secrets is let pass. */
export function isSecret(text: string): boolean {
	return text.length === 40 && /^[!#-&(-_a-z{-~]+$/.test(text) && !/[<>%\\]/.test(text);
}

/** What is wrong with a secret access key, as the end of "X …"; undefined: nothing. */
export function secretProblem(text: string): string | undefined {
	if (isSecret(text)) return undefined;
	if (isSecret(bareKey(text))) return wrapping(text);
	if (isAccessKeyId(text)) return "looks like an access key ID, not a secret access key";
	if (/%2[BF]/i.test(text)) return "is URL-encoded (%2F, %2B)";
	if (text.length !== 40) return `has ${text.length} characters instead of 40`;
	return "contains characters that secret access keys don't have";
}

/** Returns whether a text is a secret that is URL-encoded. */
export function isEncodedSecret(text: string): boolean {
	const decoded = text.replace(/%2[BF]/gi, decodedCharacter);
	return decoded !== text && isSecret(decoded);
}

/** The character of a secret that is encoded so. */
export function decodedCharacter(encoded: string): string {
	return /%2F/i.test(encoded) ? "/" : "+";
}

/** Returns whether a text can be a session token: AWS sends it in a header, where printable ASCII without a space is allowed. */
export function isSessionToken(text: string): boolean {
	return /^[!#-&(-+\--:<-_a-z{-~]+$/.test(text);
}

/** What is wrong with a session token, as the end of "X …"; undefined: nothing. Source: `@remotion/lambda-client` 4.0.527 with such tokens. */
export function sessionTokenProblem(text: string): string | undefined {
	if (isSessionToken(text) && bareKey(text) === text)
		return isAccessKeyId(text) ? "looks like an access key ID" : undefined;
	if (isSessionToken(bareKey(text))) return wrapping(text);
	if (/[\r\n]/.test(text)) return "is broken into lines";
	return /\s/.test(text) ? "contains a space" : "contains characters that session tokens don't have";
}
