/** Characters of a notification that people read, and that VS Code shows without cutting. */
export const mostInNotification = 200;

/** The first of several ways to say the same, the fullest first, that has room; the last one where none has. */
export function firstThatFits(ways: readonly [string, ...string[]]): string {
	return ways.find((way) => way.length <= mostInNotification) ?? ways[ways.length - 1] ?? ways[0];
}

/**
 * Sentences as a message: as many as there is room for, whole. The first is always there.
 * @param rest stands at the end where some are left out, and says where they are
 */
export function sentencesThatFit([first = "", ...others]: readonly string[], rest = ""): string {
	const all = [first, ...others].filter((sentence) => sentence !== "").join(" ");
	if (all.length <= mostInNotification) return all;
	const room = mostInNotification - (rest === "" ? 0 : rest.length + 1);
	let text = first;
	for (const sentence of others) {
		if (sentence !== "" && text.length + 1 + sentence.length <= room) text = `${text} ${sentence}`;
	}
	return rest === "" ? text : `${text} ${rest}`;
}

/**
 * A message that ends with a list of names: as many as there is room for, then "…".
 * @param most names that people read
 */
export function namesThatFit(beginning: string, names: readonly string[], most = 5): string {
	for (let count = Math.min(most, names.length); count > 1; count--) {
		const text = `${beginning} ${names.slice(0, count).join(", ")}${count < names.length ? ", …" : "."}`;
		if (text.length <= mostInNotification) return text;
	}
	const [only = ""] = names;
	return `${beginning} ${only}${names.length > 1 ? ", …" : "."}`;
}
