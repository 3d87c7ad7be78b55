import type { Value } from "../launch.ts";

/**
 * A text of `[env]` in `mise.toml`: `$NAME`, `${NAME}`, `${NAME:-text}`, `${NAME-text}`; what is not set stays as it is written, and `$$` is
 * a dollar sign. Templates are followed as far as `{{ env.NAME }}`.
 * Source: `shell_expand_env` of mise (`src/config/env_directive/mod.rs`), 2026-08-22, and mise 2026.9.15, run.
 */
export function miseValue(text: string): Exclude<Value, null> {
	const parts = text.split(/\{\{\s*env\.([A-Za-z_]\w*)\s*\}\}/);
	if (parts.some((part, index) => index % 2 === 0 && /\{\{|\{%|\{#/.test(part))) return { unknown: "a template" };
	if (parts.length === 1 && !text.includes("$")) return text;
	// Every second part is the name in a template.
	const pieces = parts.map((part, index) => (index % 2 === 1 ? `\${${part}}` : template(part)));
	return { expand: pieces.join(""), as: "shell" };
}

const reference = /\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?-)([^{}]*))?\})/g;

/** The text as it would stand between the double quotes of a POSIX shell. */
function template(text: string, isOperand = false): string {
	let result = "";
	let at = 0;
	for (const match of text.matchAll(reference)) {
		const [written, dollar, bare, braced, operator, operand = ""] = match;
		const name = bare ?? braced;
		result += quoted(text.slice(at, match.index), isOperand);
		if (dollar !== undefined) result += "\\$";
		else
			result +=
				operator === undefined
					? `\${${name}-${quoted(written, true)}}`
					: `\${${name}${operator}${template(operand, true)}}`;
		at = match.index + written.length;
	}
	return result + quoted(text.slice(at), isOperand);
}

function quoted(text: string, isOperand: boolean): string {
	return text.replace(isOperand ? /[\\$`"}]/g : /[\\$`"]/g, "\\$&");
}
