import assert from "node:assert/strict";
import { versionOf } from "../../../../src/core/text/versionOf.ts";
import { compareVersions, exactVersion } from "../../../../src/core/text/versions.ts";
import { hostileNames } from "../../../hostileNames.ts";

describe("versions", () => {
	for (const [older, newer] of [
		["3.3.102", "4.0.0"],
		["4.0.99", "4.0.527"],
		["4.0.527", "10.0.0"],
		["4.0.0-alpha", "4.0.0"],
		["4.0.0-alpha12", "4.0.0"],
		["4.0.0", "4.0.1-alpha"],
		["4.0.0-alpha.2", "4.0.0-alpha.10"],
		["4.0.0-alpha", "4.0.0-alpha.1"],
		["4.0.0-2", "4.0.0-alpha"],
		["4.0.0-rc10", "4.0.0-rc9"],
		["4.0.0-9", "4.0.0-10a"],
		["4.0.0+1", "4.0.0+a1"],
		["next-4-0-1", "0.0.1"],
		["4.0", "4.0.1-alpha"],
		["", "next"],
		["", "0.0.0-a"],
		["1".repeat(300), "0.0.1"],
	] as const) {
		it(`${older.slice(0, 20)} is older than ${newer}`, () => {
			assert.ok(compareVersions(older, newer) < 0);
			assert.ok(compareVersions(newer, older) > 0);
			assert.equal(compareVersions(older, older), 0);
		});
	}

	for (const [text, version] of [
		["4.0.527", "4.0.527"],
		["v4.0.1", "4.0.1"],
		[" =4.0.1 ", "4.0.1"],
		["= v4.0.1", "4.0.1"],
		["4.1.0-alpha12", "4.1.0-alpha12"],
		["4.0.0-beta.1+build.5", "4.0.0-beta.1"],
		["4.0", undefined],
		["04.0.1", undefined],
		["4.0.1x", undefined],
		["4.0.0-a..b", undefined],
		["^4.0.1", undefined],
		[">=4.0.1", undefined],
		["4.0.1 || 5", undefined],
		["workspace:4.0.1", undefined],
		["latest", undefined],
		["", undefined],
	] as const) {
		it(`${JSON.stringify(text)} is ${version === undefined ? "no exact version" : version}`, () =>
			assert.equal(exactVersion(text), version));
	}

	it("versionOf takes versions, build and all", () => {
		for (const version of ["4.0.527", "0.0.0", "4.0.0-beta.1", "3.3.0-alpha.216+4f59d7d", "10.20.30+build.5"])
			assert.equal(versionOf(version), version);
	});

	it("versionOf takes nothing else for one", () => {
		const others = ["", "4", "4.0", "^4.0.1", "4.0.1;reboot", "4.0.1-$(x)", "4.0.1-\u202e", "4.0.1-`x`", "4.0.1 && x"];
		const more = [`4.0.${"1".repeat(300)}`, "latest", "workspace:*", "４.0.1", "4.0.1\nreboot", "4.0.1\u0007"];
		for (const text of [...others, ...more, ...hostileNames, ...hostileNames.map((name) => `4.0.1-${name}`)])
			assert.equal(versionOf(text), undefined, text);
		for (const value of [undefined, null, 4, {}, ["4.0.1"], { toString: () => "4.0.1" }])
			assert.equal(versionOf(value), undefined);
	});
});
