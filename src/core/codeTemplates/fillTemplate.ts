/**
 * Returns a real file of `media/` with parts of it replaced.
 * @param replacements what is there, exactly once, and what takes its place
 * @throws Error where a part is missing or there more than once: the file and its caller have come apart
 */
export function fillTemplate(template: string, replacements: readonly (readonly [from: string, to: string])[]): string {
	let code = template;
	for (const [from, to] of replacements) {
		if (code.split(from).length !== 2) throw new Error(`The template does not have ${from} exactly once.`);
		code = code.replace(from, () => to);
	}
	return code;
}
