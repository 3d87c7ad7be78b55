/**
 * Makes the README that ships of the repository's: VS Code shows no picture and follows no link that is relative to the package, and there is no
 * public repository yet that they could lead to.
 * @param text Markdown
 * @param ships whether a path, relative to the package, is in it: its link stays
 * @returns the text without pictures, comments and what only the repository's reader can do, and with the words of links that lead nowhere
 */
export function packagedReadme(text: string, ships: (path: string) => boolean): string {
	return text
		.replace(/!\[[^\]]*\]\((?!https?:)[^)]*\)/g, "")
		.split(/^(?=## )/m)
		.filter((section) => !/^## (?:Try it|Contributing)\b/.test(section))
		.join("")
		.replace(/<!--[^>]*-->\n?/g, "")
		.replace(/(?<!!)\[([^\]]+)\]\((?!https?:|#)([^)#\s]+)(?:#[^)\s]*)?\)/g, (whole, words: string, path: string) =>
			ships(path) ? whole : words,
		)
		.replace(/\n{3,}/g, "\n\n");
}
