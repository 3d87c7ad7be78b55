import { dots } from "../text/secret.ts";

/**
 * What a person is asked to agree to, whole but for passwords: in an address between the user's name and the host, and in an
 * option of that name. Nothing that could be a command, a file or a host is ever hidden: such values have no character of a path's parts, of a
 * shell or of an address's end in them, and stand within one word.
 * @param value a command or an address, as the workspace wrote it
 */
export function consentValue(value: string): string {
	return value
		.replace(
			/(?<![\w+.-])([a-z][\w+.-]{0,30}:\/\/[^\s/?#@:\\"'`$();|&<>]{0,200}:)[^\s/?#@\\"'`$();|&<>]{1,2000}@/gi,
			`$1${dots}@`,
		)
		.replace(/[^\s"']+/g, withoutValue);
}

/** An option of a command, `--password=…`, without its value where that is a word itself. Anything else may be a file that is run. */
function withoutValue(word: string): string {
	const at = word.indexOf("=") + 1;
	const isSecret = /^--[\w-]{0,60}(?:password|passwd|secret|token)=$/i.test(word.slice(0, Math.min(at, 80)));
	return isSecret && /^[\w+=~!%^,:@-]+$/.test(word.slice(at)) ? word.slice(0, at) + dots : word;
}
