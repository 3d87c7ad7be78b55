import assert from "node:assert/strict";
import { explainError } from "../../../../src/core/errorGuide/index.ts";
import { toMarkdown } from "../../../../src/core/errorGuide/page.ts";
import { escapeMarkdown, fenced } from "../../../../src/core/text/markdown.ts";

const page = (text: string) => {
	const explained = explainError(text);
	assert.ok(explained);
	return { markdown: toMarkdown(explained), explained };
};

describe("an explained error as a page", () => {
	it("has title, cause, remedy, documentation and the text, in this order", () => {
		const { markdown } = page("The bucket does not allow ACLs");
		const parts = [
			"# The bucket doesn\\'t allow ACLs",
			"## Why",
			"through policies only",
			"## What to do",
			"no\\-acl",
			"(https://www.remotion.dev/docs/lambda/troubleshooting/bucket-disallows-acl)",
			"## The error",
			"```text\nThe bucket does not allow ACLs\n```",
		];
		const places = parts.map((part) => markdown.indexOf(part));
		assert.ok(
			places.every((place, index) => place > (places[index - 1] ?? -1)),
			JSON.stringify(places),
		);
	});

	it("takes what comes from the text for text: no link, no HTML, no command", () => {
		const evil = "[run](command:workbench.action.quit)<img/src=x>![a](http://example.com)`x`$y$";
		const { markdown } = page(`Unsupported credential source in profile ${evil}. Got x`);
		const cause = markdown.slice(0, markdown.indexOf("## The error"));
		assert.ok(cause.includes(escapeMarkdown(evil)));
		// Every mark that could begin something is escaped.
		assert.doesNotMatch(cause.slice(cause.indexOf("## Why") + 6, cause.indexOf("## What")), /(?<!\\)[[\]<>`$:!]/);
		assert.equal(escapeMarkdown("a_b *c*\n# d"), "a\\_b \\*c\\* \\# d");
	});

	it("keeps the text in its block, whatever back ticks it has", () => {
		const { markdown } = page("NoSuchBucket\n```\n# not a heading\n`````\n[x](command:y)");
		const start = markdown.indexOf("``````text\n");
		assert.ok(start > 0);
		assert.ok(markdown.endsWith("[x](command:y)\n``````\n"));
	});

	it("has line ends of one kind, and white space that is one blank", () => {
		assert.equal(fenced("a\r\nb\rc"), "```text\na\nb\nc\n```");
		assert.equal(fenced("``", "json"), "```json\n``\n```");
		assert.equal(escapeMarkdown("a \t\n b"), "a b");
	});

	it("says where a text is cut, and cuts none that is short enough", () => {
		const { explained } = page("NoSuchBucket");
		const shown = (length: number) => toMarkdown({ ...explained, original: "x".repeat(length) });
		assert.ok(shown(20_000).endsWith(`\n${"x".repeat(20_000)}\n\`\`\`\n`));
		assert.ok(shown(20_001).endsWith(`\n${"x".repeat(20_000)}\n…\n\`\`\`\n`));
	});

	it("shows the beginning of a long log", () => {
		const { markdown, explained } = page(`NoSuchBucket\n${"line\n".repeat(10_000)}`);
		assert.ok(explained.original.length > 50_000);
		assert.ok(markdown.length < 25_000);
	});
});
