/** Our reading of the AWS files against the AWS SDK's own parser, the copy in Remotion's bundle. */

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import fc from "fast-check";
import { type AwsFile, parseAwsFile } from "../../src/core/sharedConfig/parse.ts";
import { awsTexts } from "./awsTexts.ts";
import { type BundledSdk, type IniData, loadBundledSdk } from "./bundledSdk.ts";

const numRuns = Number(process.env.CONFORMANCE_RUNS ?? 10_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_260_101);
const timeout = 60_000 + numRuns * 20;

/** The newest parser from npm, for the day Remotion moves on. It is not exported, but the loader around it is. */
const loader: {
	loadSharedConfigFiles(options: object): Promise<{ credentialsFile: IniData }>;
	externalDataInterceptor: BundledSdk["externalDataInterceptor"];
} = createRequire(import.meta.url)("@smithy/shared-ini-file-loader");

/** What `parseIni` makes of the file, told from our sections; entries in order, since order is visible in the SDK's messages. */
function iniData(file: AwsFile): [string, [string, string][]][] {
	const data: IniData = {};
	for (const { key, properties } of file.sections) {
		for (const { name, value } of key === null ? [] : properties) {
			data[key ?? ""] ??= {};
			const section: Record<string, string> = data[key ?? ""] ?? {};
			section[name] = value.reveal();
		}
	}
	return entries(data);
}

function entries(data: IniData): [string, [string, string][]][] {
	return Object.entries(data).map(([key, section]) => [key, Object.entries(section)]);
}

function parseOrMessage(
	sdk: BundledSdk,
	text: string,
): { data: [string, [string, string][]][] } | { discarded: string } {
	try {
		return { data: entries(sdk.parseIni(text)) };
	} catch (error) {
		assert.ok(error instanceof Error);
		return { discarded: error.message };
	}
}

function ours(text: string): ReturnType<typeof parseOrMessage> {
	const file = parseAwsFile(text, "credentials", "/credentials");
	return file.discarded === null ? { data: iniData(file) } : { discarded: file.discarded };
}

describe("agreement with the AWS SDK on its files", () => {
	let sdk: BundledSdk;
	before(async function () {
		this.timeout(timeout);
		sdk = await loadBundledSdk();
	});

	it("reads random texts as the parser in Remotion's bundle does", () => {
		let sections = 0;
		let discarded = 0;
		fc.assert(
			fc.property(awsTexts, (text) => {
				const expected = parseOrMessage(sdk, text);
				assert.deepEqual(ours(text), expected);
				sections += "data" in expected ? expected.data.length : 0;
				discarded += "discarded" in expected ? 1 : 0;
			}),
			{ numRuns, seed },
		);
		assert.ok(
			sections > numRuns / 2 && discarded > numRuns / 1000,
			`the texts are too dull: ${sections}, ${discarded}`,
		);
	}).timeout(timeout);

	it("reads random texts as the newest parser does", async () => {
		const path = "/nonexistent/newest";
		await fc.assert(
			fc.asyncProperty(awsTexts, async (text) => {
				loader.externalDataInterceptor.interceptFile(path, text);
				const { credentialsFile } = await loader.loadSharedConfigFiles({
					filepath: path,
					configFilepath: "/nonexistent/none",
				});
				const file = parseAwsFile(text, "credentials", path);
				assert.deepEqual(file.discarded === null ? iniData(file) : [], entries(credentialsFile));
			}),
			{ numRuns, seed },
		);
	}).timeout(timeout);

	it("sees in a config file what getConfigData lets through", () => {
		fc.assert(
			fc.property(awsTexts, (text) => {
				const parsed = parseOrMessage(sdk, text);
				fc.pre("data" in parsed);
				const visible = sdk.getConfigData(sdk.parseIni(text));
				const file = parseAwsFile(text, "config", "/config");
				const names = new Set<string>();
				for (const { kind, name, key, propertyCount, problem } of file.sections) {
					if (kind === "unseen") {
						assert.equal(name, null);
						assert.ok(problem);
					} else if (propertyCount > 0) {
						names.add(kind === "profile" ? `${name}` : `${key}`);
						assert.ok(kind === "profile" || key === `${kind}.${name}`);
					}
				}
				assert.deepEqual(names, new Set(Object.keys(visible)));
			}),
			{ numRuns, seed },
		);
	}).timeout(timeout);

	it("gives ranges that hold what they say, nested and in order", () => {
		fc.assert(
			fc.property(awsTexts, fc.constantFrom("credentials", "config"), (text, kind) => {
				const file = parseAwsFile(text, kind, "/file");
				let last = file.sections[0]?.range.start;
				for (const { heading, headingRange, range, properties, propertyCount } of file.sections) {
					assert.equal(range.start, last);
					assert.ok(range.start === 0 || text[range.start - 1] === "\n");
					assert.equal(text.slice(headingRange.start, headingRange.end), heading);
					assert.equal(text[headingRange.start - 1], "[");
					assert.equal(text[headingRange.end], "]");
					assert.ok(range.start < headingRange.start && headingRange.end < range.end);
					last = range.end;
					assert.equal(properties.length, propertyCount);
					let after = headingRange.end;
					for (const property of properties) {
						const { name, nameRange, value, valueRange } = property;
						const written = text.slice(nameRange.start, nameRange.end);
						assert.ok(name === written || name.endsWith(`.${written}`));
						assert.equal(text.slice(valueRange.start, valueRange.end), value.reveal());
						assert.ok(after < property.range.start && property.range.start <= nameRange.start);
						assert.ok(nameRange.end < valueRange.start && valueRange.end <= property.range.end);
						const line = text.slice(property.range.start, property.range.end);
						assert.ok(!line.includes("\n"));
						assert.equal(text[property.range.start - 1], "\n");
						assert.match(text.slice(property.range.end), /^(\r?\n|$)/);
						after = property.range.end;
					}
					assert.ok(after <= range.end);
				}
				assert.equal(last ?? text.length, text.length);
				for (const { range } of file.problems) {
					assert.ok(range.start < range.end && range.end <= text.length);
					assert.ok(!text.slice(range.start, range.end).includes("\n"));
				}
			}),
			{ numRuns, seed },
		);
	}).timeout(timeout);
});
