/** Whether a name is one of these; `*` stands for any characters, none too. Linear in the length of the name, pattern by pattern. */
export function namedBy(patterns: readonly string[], fold: (name: string) => string): (name: string) => boolean {
	const whole = new Set(patterns.filter((pattern) => !pattern.includes("*")).map(fold));
	const parts = patterns.filter((pattern) => pattern.includes("*")).map((pattern) => fold(pattern).split("*"));
	return (name) => whole.has(name) || parts.some((texts) => matches(texts, name));
}

/** Whether a name holds the texts in their order, the first at its start and the last at its end. */
function matches(texts: readonly string[], name: string): boolean {
	const last = texts.at(-1) ?? "";
	let at = 0;
	for (const [index, text] of texts.entries()) {
		if (index === texts.length - 1) break;
		const found = name.indexOf(text, at);
		if (found === -1 || (index === 0 && found > 0)) return false;
		at = found + text.length;
	}
	return name.length - last.length >= at && name.endsWith(last);
}
