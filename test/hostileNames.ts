/** Names that a person never chose: VS Code makes links, icons, colours or lines of them, or hides what they say. */

/**
 * VS Code's own grammar of links in notifications, progress and input boxes: `src/vs/base/common/linkedText.ts`, VS Code 1.139. The host
 * suite `hostile` holds it against the one that is installed.
 */
export const linkPattern = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

/** What VS Code would make links of, after what it does to a notification's text first: it cuts it and joins its lines. */
export function linksIn(text: string, pattern: RegExp = linkPattern): string[] {
	const cut = text.length > 1000 ? `${text.slice(0, 1000)}...` : text;
	return [cut, text].flatMap(
		(one) =>
			one
				.replace(/\r\n|\n|\r/g, " ")
				.trim()
				.match(pattern) ?? [],
	);
}

const quit = "command:workbench.action.quit";

/** Forty names. None has a slash or a line break where it matters to a folder, but for those that say so. */
export const hostileNames: readonly string[] = [
	`[click](${quit})`,
	`\\[click](${quit})`,
	`[click\\](${quit})`,
	`\\[click\\](${quit})`,
	`[click]\\(${quit})`,
	`![click](${quit})`,
	`[[click](${quit})`,
	`[[click]](${quit})`,
	`[a[b](${quit})`,
	`[ ](${quit})`,
	`[\u200b](${quit})`,
	`[click](${quit} "Save")`,
	`[click](${quit} 'Save')`,
	`[click](COMMAND:workbench.action.quit)`,
	`[click](Command:workbench.action.quit?%5B1%5D)`,
	`[click](http://trap.example)`,
	`[click](https://trap.example)`,
	`[click](HTTPS://trap.example)`,
	`[click](file:///etc/passwd)`,
	`[click](file:x)`,
	`[c\nd](${quit})`,
	`[c\rd](${quit})`,
	`[c]\n(${quit})`,
	`[c](\n${quit})`,
	`[a](${quit}) [b](${quit})`,
	`](${quit})`,
	`[click](command:`,
	`(${quit})`,
	`<a href="${quit}">x</a>`,
	`<${quit}>`,
	`<img src=http://trap.example/>`,
	"$(zap) $(loading~spin)",
	"\\$(zap)",
	"`code` **bold** _it_ ~~no~~ # head",
	"\u001b[31mred\u001b[0m\u0007",
	"\u202Egpj.exe\u202C",
	"a\u2028b\u2029c\u0085d",
	"\u3164\u2800\u200d\ufeff",
	`${"x".repeat(990)}[click](${quit})`,
	`second\nline\r\n\r\nthird`,
];
