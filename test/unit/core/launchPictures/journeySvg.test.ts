import assert from "node:assert/strict";
import type { Journey, Station } from "../../../../src/core/launchPictures/journey.ts";
import { journeyHtml } from "../../../../src/core/launchPictures/journeyHtml.ts";
import { layOut, wrap } from "../../../../src/core/launchPictures/journeyLayout.ts";
import { journeySvg } from "../../../../src/core/launchPictures/journeySvg.ts";
import { stationText } from "../../../../src/core/launchPictures/journeyText.ts";
import { xmlText } from "../../../../src/core/launchPictures/xmlText.ts";
import { hostileNames } from "../../../hostileNames.ts";
import { canary } from "../../situation.ts";
import { key, pair } from "../launches/explained.ts";
import { journey, render, verified } from "./project.ts";

const scene = {
	scripts: { dev: "next dev" },
	dependencies: ["next", "@remotion/lambda"],
	files: { ".env.local": pair("REMOTION_AWS_", key("1")) },
	more: { identity: verified, render },
};
const whole = () => journey(scene);
const broken = () => journey({ scripts: { deploy: "node deploy.mjs" } });
/** A journey in which every text is this. */
const named = (name: string): Journey =>
	journey({
		...scene,
		change: (launch) => ({ ...launch, label: name }),
		more: { render: { ...render, composition: name, words: name, functionName: name }, folder: "/x" },
	});

/** The tags of a document, and whether each one that is opened is closed: enough to see that no text became markup. */
function tags(xml: string): Map<string, number> {
	const open: string[] = [];
	const seen = new Map<string, number>();
	for (const [, slash, name = "", rest = ""] of xml.matchAll(/<(\/?)([a-zA-Z]\w*)((?:\s+[\w:-]+="[^"<]*")*\s*\/?)>/g)) {
		if (slash) assert.equal(open.pop(), name);
		else {
			seen.set(name, (seen.get(name) ?? 0) + 1);
			if (!rest.endsWith("/")) open.push(name);
		}
	}
	assert.deepEqual(open, []);
	assert.equal(xml.replace(/<\/?[a-zA-Z][^<>]*>/g, "").includes("<"), false, "a bare <");
	return seen;
}

describe("a journey's drawing", () => {
	it("is a picture by itself: titled, described, in both brightnesses, without a script or an address", () => {
		for (const one of [whole(), broken()]) {
			const svg = journeySvg(one);
			assert.match(
				svg,
				/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*role="img" aria-labelledby="journey-title journey-desc"/,
			);
			assert.match(svg, /<title id="journey-title">How credentials reach Remotion: npm run \w+<\/title>/);
			assert.match(svg, /<desc id="journey-desc">File: .+ Last render: .+<\/desc>/);
			assert.match(svg, /var\(--journey-text,#[0-9a-f]{6}\)/);
			assert.match(svg, /@media \(prefers-color-scheme:dark\)/);
			assert.doesNotMatch(
				svg.replace("http://www.w3.org/2000/svg", ""),
				/script|href|url\(|@import|:\/\/|\bon\w+=|foreignObject/i,
			);
			assert.deepEqual([...tags(svg).keys()].sort(), [
				"circle",
				"desc",
				"g",
				"path",
				"rect",
				"style",
				"svg",
				"text",
				"title",
			]);
		}
	});

	it("has every text of every station", () => {
		const svg = journeySvg(whole());
		const drawn = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join(" ");
		for (const { label, details } of whole().stations)
			for (const text of [label, ...details]) assert.ok(drawn.includes(xmlText(text)), text);
		assert.ok(!svg.includes(canary));
	});

	it("keeps the boxes apart, and the texts in their boxes", () => {
		const long = named(`${"x".repeat(900)} ${"word ".repeat(80)}`);
		for (const width of [320, 720]) {
			const { stations, height } = layOut(long, width);
			stations.forEach((box, index) => {
				const bottom = box.y + box.height;
				const after = stations[index + 1]?.y ?? height;
				assert.ok(bottom < after, `box ${index}`);
				for (const { y } of box.lines) assert.ok(y > box.y && y < bottom, `line of box ${index}`);
			});
		}
	});

	it("wraps at spaces, and inside of what is wider than a line", () => {
		assert.deepEqual(wrap("one two three", 60, 13), ["one two", "three"]);
		assert.deepEqual(wrap("", 60, 13), [""]);
		const pieces = wrap("a".repeat(40), 60, 13);
		assert.ok(pieces.length > 3 && pieces.join("") === "a".repeat(40));
		assert.equal(wrap("字".repeat(10), 60, 13).length, 3);
		assert.deepEqual(wrap("😀😀😀", 16, 13), ["😀", "😀", "😀"]);
	});

	it("makes no markup of any name, and is well-formed with it", () => {
		const counts = (text: string) => JSON.stringify([...tags(text).keys()].sort());
		const [svgTags, htmlTags] = [counts(journeySvg(whole())), counts(journeyHtml(named("x"), "p"))];
		const names = [
			...hostileNames,
			"</text><script>alert(1)</script>",
			"]]>",
			"&amp;&#0;",
			'" onload="x',
			"\ud800",
			"a\0b",
		];
		for (const name of names) {
			const svg = journeySvg(named(name));
			assert.equal(counts(svg), svgTags, name);
			assert.doesNotMatch(svg, /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&(?!amp;|lt;|gt;|quot;|#39;)/);
			assert.equal(counts(journeyHtml(named(name), name)), htmlTags, name);
			assert.doesNotMatch(svg, /[\ud800-\udfff]/u);
		}
	});
});

describe("a journey's page", () => {
	it("is an ordered list of buttons, each with its number and all that it says", () => {
		const { stations } = whole();
		const html = journeyHtml(whole(), "shop");
		const items = [...html.matchAll(/<li class="(\w+)">(.*?)<\/li>/g)];
		assert.deepEqual(
			items.map(([, state]) => state),
			stations.map(({ state }) => state),
		);
		items.forEach(([, , item = ""], index) => {
			const one = stations[index] as Station;
			const button = `<button class="station" data-place="${index}" data-key="${one.id}" aria-label="${xmlText(`${stationText(one)} ${one.action}`)}">`;
			assert.equal(item.startsWith(one.action === undefined ? '<div class="station">' : button), true, item);
		});
		assert.match(html, /<button class="action" data-place="7" data-key="save">Save as SVG…<\/button>/);
		assert.match(html, /<p class="quiet">npm run dev · shop<\/p>/);
		assert.doesNotMatch(html, /<script|style=|\bon\w+=|href|src=/);
	});

	it("says each state once, in words", () => {
		const said = broken().stations.map(stationText);
		assert.match(said[0] ?? "", /^File: None, fails\. No file/);
		assert.equal(said[4], "Account: Not reached.");
		assert.match(
			journeyHtml(broken(), "p"),
			/<span class="title">Account<\/span><span class="label">Not reached<\/span>/,
		);
	});
});
