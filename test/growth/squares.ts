/** Work that takes the square of its text, in the ways in which code comes to do so: the counting must see each. */
export const squares: Readonly<Record<string, (text: string) => unknown>> = {
	loops: (text) => {
		let same = 0;
		for (const one of text) for (const other of text) if (one === other) same++;
		return same;
	},
	callbacks: (text) => {
		const words = text.split(" ");
		return words.filter((word) => words.some((other) => other === `${word}!`));
	},
	includes: (text) => {
		const words = text.split("");
		return words.filter((word) => words.includes(`${word}!`));
	},
	searches: (text) => text.split("").filter((_, index) => text.indexOf("x", index) >= 0),
	"searches backwards": (text) => text.split("").filter((_, index) => text.lastIndexOf("x", index) >= 0),
	expressions: (text) => text.split("").filter((_, index) => /[x]/.test(text.slice(index))),
	replacements: (text) => text.split("").map((letter, index) => text.replaceAll(`${letter}${index}`, "")),
	splits: (text) => text.split("").map((_, index) => text.slice(0, index).split(" ").length),
	copies: (text) => text.split("").reduce<string[]>((list, letter) => [...list.slice(), letter], []),
};
