/** Texts for places in which VS Code makes links, icons or lines of what a text says. Names of files, profiles and folders go there. */

/**
 * A text with nothing invisible in it and nothing that turns the reading direction: such characters are written out (`\u{202e}`), line
 * breaks too.
 */
export function visible(text: string): string {
	// Printable ASCII, letters of Europe, dashes, quotes, and `…`: as all of nearly every text. Properties of Unicode take long to look up first.
	if (/^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*$/.test(text)) return text;
	return text.replace(
		/(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}\u2800]/gu,
		(character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
	);
}

/**
 * A text as one line that stays text wherever VS Code looks for `[words](command:…)`: in notifications, progress and input boxes, trusted
 * or not. There is no escape in that grammar (VS Code 1.139, `src/vs/base/common/linkedText.ts`), so the bracket and the parenthesis are
 * set apart.
 */
export function plainText(text: string): string {
	return visible(text.trim().replace(/[\t\r\n\u0085\u2028\u2029]+/g, " ")).replaceAll("](", "] (");
}

/** The same where VS Code also draws `$(name)` as an icon: quick picks, input boxes, the status bar, names of terminals. */
export function plainLabel(text: string): string {
	return withoutIcons(plainText(text));
}

/** A text in which `$(name)` is no icon where VS Code would draw one, lines and all. */
export function withoutIcons(text: string): string {
	return text.replace(/\$\([\w-]+(?:~\w+)?\)/g, "\\$&");
}
