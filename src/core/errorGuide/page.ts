import { escapeMarkdown, fenced } from "../text/markdown.ts";
import type { ErrorExplanation } from "./types.ts";

/** More of a log nobody reads on this page. */
const mostShown = 20_000;

/**
 * An explained error as a page of Markdown: what is known already, cause, remedy, documentation, and the text it came from.
 *
 * What comes from the text or from files is text here, never a link, an image, HTML or a command.
 */
export function toMarkdown({ title, already, cause, remedy, docs, original }: ErrorExplanation): string {
	return `# ${escapeMarkdown(title)}
${already === undefined ? "" : `\n${escapeMarkdown(already)}\n`}
## Why

${escapeMarkdown(cause)}

## What to do

${escapeMarkdown(remedy)}

[Remotion's documentation](${docs})

## The error

Secrets are masked.

${fenced(original.length > mostShown ? `${original.slice(0, mostShown)}\n…` : original)}
`;
}
