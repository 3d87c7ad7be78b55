import assert from "node:assert/strict";
import { matrixHtml } from "../../../../src/core/launchPictures/matrixHtml.ts";
import { escapeHtml } from "../../../../src/core/text/html.ts";
import { hostileNames } from "../../../hostileNames.ts";
import { cwd } from "../../situation.ts";
import { launchNamed, matrixOf, matrixOfLaunches } from "./pictured.ts";

const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYnotARealK1";
const keyId = "AKIANOTAREALKEY7Q2WZ";

interface Tag {
	readonly name: string;
	readonly attributes: ReadonlyMap<string, string>;
}

/** The tags of a page, closing ones too, and the text between them, as a browser reads them. */
function parse(html: string): { tags: Tag[]; text: string } {
	const tags: Tag[] = [];
	const text = html.replace(/<(\/?[a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi, (_, name, rest) => {
		const attributes = [...rest.matchAll(/([a-z-]+)(?:="([^"]*)")?/gi)];
		tags.push({ name, attributes: new Map(attributes.map(([, key, value]) => [key, value ?? ""])) });
		return "\n";
	});
	return { tags, text };
}

describe("the matrix as HTML", () => {
	const nextjs = {
		dependencies: ["next"],
		scripts: { dev: "next dev", deploy: "node a.mjs" },
		files: { ".env.local": "REMOTION_AWS_PROFILE=gone\n" },
	};
	const page = (matrix = matrixOf(nextjs)) => matrixHtml(matrix);

	it("is a table with a caption, and headers of rows and columns", () => {
		const { tags, text } = parse(page().html);
		const named = (name: string) => tags.filter((tag) => tag.name === name);
		const scopes = named("th").map((tag) => tag.attributes.get("scope"));
		assert.deepEqual([named("table").length, named("caption").length], [1, 1]);
		assert.deepEqual(scopes, ["col", "col", "col", ...Array(5).fill("row")]);
		assert.match(text, /\nCredential sources, in order of precedence\n/);
		assert.deepEqual(
			named("tr").map((tag) => tag.attributes.get("class") ?? "head"),
			["head", "remotion-profile", "sdk-chain", "unset", "answer", "region"],
		);
		assert.equal(named("td").at(-1)?.attributes.get("colspan"), undefined);
		assert.equal(
			named("td")
				.find((tag) => tag.attributes.has("colspan"))
				?.attributes.get("colspan"),
			"2",
		);
	});

	it("has one cell that Tab comes to, and one name for each that can have the focus", () => {
		const { tags } = parse(page().html);
		const cells = tags.filter((tag) => tag.attributes.has("tabindex"));
		assert.equal(cells.filter((tag) => tag.attributes.get("tabindex") === "0").length, 1);
		const keys = tags.flatMap((tag) => tag.attributes.get("data-key") ?? []);
		assert.equal(new Set(keys).size, keys.length);
		assert.ok(keys.includes("remotion-profile script:dev"), keys.join());
	});

	it("has a button with a sentence where a line can be opened, numbered as the places are", () => {
		const { html, places } = page();
		const buttons = parse(html).tags.filter(({ attributes: all }) => all.has("data-place"));
		assert.deepEqual(
			buttons.map((tag) => Number(tag.attributes.get("data-place"))),
			places.map((_, index) => index),
		);
		assert.ok(
			buttons.every(({ name, attributes: all }) => name === "button" && (all.get("aria-label") ?? "").length > 10),
		);
		assert.deepEqual(
			places.map(({ path }) => path),
			[`${cwd}/package.json`, `${cwd}/package.json`, `${cwd}/.env.local`, `${cwd}/.env.local`],
		);
		assert.match(
			buttons[2]?.attributes.get("aria-label") ?? "",
			/^REMOTION_AWS_PROFILE in npm run dev: fails\. gone, \.env\.local, line 1\. Remotion uses profile &quot;gone&quot;/,
		);
	});

	it("tells states by an icon and a word, and marks the shown launch and those that differ", () => {
		const { html } = page();
		assert.match(html, /<td class="fails is-shown">.*?<use href="#error"\/><\/svg><span><span class="state">fails</);
		assert.match(
			html,
			/<td class="not-set is-differs".*?<use href="#circle"\/><\/svg><span><span class="state">not set</,
		);
		assert.match(html, /<span class="name">npm run dev<\/span><span class="note">shown</);
		assert.match(html, /<span class="name">npm run deploy<\/span><span class="note">differs</);
		const used = [...html.matchAll(/href="#(\w+)"/g)].map(([, name]) => name);
		const drawn = [...html.matchAll(/symbol id="(\w+)"/g)].map(([, name]) => name);
		assert.deepEqual(
			used.filter((name) => !drawn.includes(name)),
			[],
		);
	});

	it("says what is folded of one launch, of several, and of none", () => {
		const one = page(matrixOfLaunches([launchNamed("a")])).html;
		assert.match(one, />Not set<.*AWS_PROFILE/);
		assert.match(page().html, />Not set in any launch</);
		const launch = launchNamed("a");
		const steps = launch.explanation.steps.slice(0, 1);
		const full = page(matrixOfLaunches([{ ...launch, explanation: { ...launch.explanation, steps } }])).html;
		assert.doesNotMatch(full, /Not set/);
	});

	/** A page in which everything that comes from a workspace says the same. */
	const saying = (name: string) => {
		const { launch, explanation } = launchNamed(name, { origin: { layer: "launch", path: `/p/${name}` } });
		const [step] = explanation.steps;
		const steps = step ? [{ ...step, label: name, reason: name, profile: name }] : [];
		const active = { kind: "profile", profile: name, variable: null, type: "static" } as const;
		const region = { value: name, origin: { layer: "shell" }, problem: name } as const;
		return page(matrixOfLaunches([{ launch, explanation: { active, steps, region } }], { project: name })).html;
	};
	const outline = ({ tags }: ReturnType<typeof parse>) =>
		tags.map((tag) => [tag.name, ...tag.attributes.keys()].join(" "));

	for (const name of [
		...hostileNames,
		'"><img src=x onerror=alert(1)>',
		"' onclick='x",
		"<script>x</script>",
		"&lt;b>",
	])
		it(`keeps a launch called ${JSON.stringify(name).slice(0, 60)} text`, () => {
			const parsed = parse(saying(name));
			assert.doesNotMatch(parsed.text, /[<>]/);
			assert.deepEqual(outline(parsed), outline(parse(saying("plain"))));
		});

	it("shows no secret and no whole access key ID, wherever one is written", () => {
		const planted = `${secret} ${keyId}`;
		const launch = launchNamed(`npm run ${planted}`, { id: `script:${planted}` });
		const [step] = launch.explanation.steps;
		const steps = step ? [{ ...step, profile: planted, reason: `It is ${planted}.`, accessKeyId: keyId }] : [];
		const region = { value: planted, origin: { layer: "shell" }, problem: `${planted} is no region.` } as const;
		const active = { kind: "profile", profile: planted, variable: null, type: "static" } as const;
		const matrix = matrixOfLaunches([{ ...launch, explanation: { active, steps, region } }], { project: planted });
		const { html } = page(matrix);
		assert.ok(!html.includes(secret) && !html.includes(escapeHtml(secret)));
		assert.ok(!html.includes(keyId));
		assert.ok(html.includes("AKIA…Q2WZ"));
	});
});

describe("a text as HTML", () => {
	const rows: [text: string, html: string][] = [
		["a", "a"],
		[`<a href="x">'&amp;'</a>`, "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;"],
	];
	for (const [text, html] of rows) it(text, () => assert.equal(escapeHtml(text), html));
});
