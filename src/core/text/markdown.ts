/** Every ASCII punctuation mark may be escaped so, and what is escaped means only itself. Source: CommonMark 0.31, section 2.4. */
export function escapeMarkdown(text: string): string {
	return text.replace(/\s+/g, " ").replace(/[!-/:-@[-`{-~]/g, "\\$&");
}

/** A code block whose fence is longer than every run of back ticks in the text, so that nothing in it can end it. */
export function fenced(text: string, language = "text"): string {
	const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
	const fence = "`".repeat(longest + 1);
	return `${fence}${language}\n${text.replaceAll(/\r\n?/g, "\n")}\n${fence}`;
}
