/** Which names have secrets, and which of what stands beside them is one. */

const keyword =
	/secret|token|passw(?:or)?d|\bpw\b|pwd|passphrase|api[_-]?key|private[_-]?key|signing[_-]?key|encryption[_-]?key|auth[_-]?key|signature|authorization|cookie/;
/** Names of what is known about a secret, and not of the secret; and of errors. */
const about =
	/(?:file|dir|folder|path|ur[il]|names?|profile|region|ids?|arn|expir\w*|expired|type|version|count|length|limit|prefix|endpoint|provider|policy|manager|error|exception|match|ized|service|store|source|process|included|fields?|check|required|missing|invalid|format|ttl|seconds|request|response|tokenizer|headers?)$/;

/** Whether a value of this name is one that nobody should read; a name is a run of letters, digits, `_`, `-` and points. */
export function isSecretName(name: string): boolean {
	const word = name.slice(-100).toLowerCase();
	if (!keyword.test(word) || word.includes("secretsmanager")) return false;
	return !about.test(word.replace(/[_\d]{1,20}$/, ""));
}

/** Whether a program would have written the name so: words joined, or capitals in the middle. */
export function isCodeName(name: string): boolean {
	return /[_-]|[a-z][A-Z]|^(?:aws)?secret(?:access)?key|^sessiontoken$/.test(name) || /^[A-Z]{4,}$/.test(name);
}

/** What programs print where there is no value: it says what is wrong, and it is no secret. */
const noValue =
	/^(?:undefined|null|none|nil|true|false|nan|\*+|\u2022+|x+|\.+|\u2026|-+|\(?(?:un)?set\)?|hidden|redacted)$/i;
/** What only says where the value is: a variable, an expression, a placeholder. */
const reference =
	/^(?:\$\{?[A-Z_][A-Z0-9_]*\}?$|\$\{\{|\$[a-z_]+[.[(]|%[A-Z_]+%$|process\.env|import\.meta|os\.environ|os\.getenv|ENV\[|env\(|<|\{\{)/;

/** Whether it is no value at all: nothing, a word for nothing, or a reference. */
export function isNoValue(value: string): boolean {
	return noValue.test(value) || reference.test(value);
}

/** Whether a value beside a word such as "password:" is more than the next word of a sentence. */
export function looksSecret(value: string): boolean {
	if (isNoValue(value) || value.length < 6) return false;
	if (value.length >= 16) return !/^[a-z]+(?:[_-][a-z]+){1,3}$|^[A-Z]+(?:_[A-Z]+)+$/.test(value) || value.length >= 24;
	return /\d/.test(value) || /[a-z][A-Z]/.test(value) || /[^\w.,:;!?'"()-]/.test(value);
}

/** Whether a sentence goes on: a plain word, and another one behind it. */
export function isProse(value: string, behind: string): boolean {
	return /^[A-Za-z]{1,14}(?:'[a-z]{1,3})?[.,;:!?]?$/.test(value) && /^[ \t]{1,4}["'(`]?[A-Za-z]/.test(behind);
}
