import assert from "node:assert/strict";
import {
	endsSoon,
	endsSoonText,
	leftWords,
	nextChange,
	signInWords,
	validityLine,
	validityText,
} from "../../../../src/core/precedence/validityWords.ts";
import type { Validity } from "../../../../src/core/types.ts";

const now = new Date("2026-06-01T12:00:00");
const minute = 60_000;
const hour = 60 * minute;
const of = (parts: Partial<Validity>): Validity => ({
	kind: "sso",
	state: "valid",
	profiles: ["corp"],
	signInProfile: "corp",
	...parts,
	...(parts.left !== undefined && { ends: now.getTime() + parts.left }),
});

describe("the words of a validity", () => {
	it("say how it stands, shortly and in sentences", () => {
		const rows: [Partial<Validity>, string, RegExp][] = [
			[{ state: "missing", fails: true }, "not signed in", /^Not signed in\. Sign in: aws sso login --profile corp$/],
			[{ state: "missing", fails: true, kind: "login" }, "not signed in", /Sign in: aws login --profile corp$/],
			[
				{ state: "unusable", fails: true, problem: "accessToken is missing" },
				"sign-in unusable",
				/can't be used: accessToken is missing\. Sign in again: /,
			],
			[
				{ state: "expired", fails: true, left: -hour },
				"sign-in expired",
				/^The sign-in expired at 11:00.AM\. Sign in again: /,
			],
			[
				{ state: "expired", renews: true, left: -hour },
				"renewed when used",
				/token expired at 11:00.AM\. The AWS SDK gets a new one .* unless the sign-in has ended\.$/,
			],
			[
				{ state: "expired", fails: true, kind: "keys", left: -hour },
				"expired",
				/^Expired at 11:00.AM\. Get new keys with the tool that wrote them\.$/,
			],
			[{ left: 7.5 * hour }, "7 h left", /^Signed in until 7:30.PM\.$/],
			[{ left: 30 * hour }, "30 h left", /^Signed in until Jun 2, 6:00.PM\.$/],
			[{ left: hour, kind: "keys" }, "1 h left", /^Usable until 1:00.PM\.$/],
			[
				{ left: hour, renews: true },
				"signed in",
				/^Signed in\. The AWS SDK renews the cached token until the sign-in itself ends, next at 1:00.PM\.$/,
			],
			[
				{ left: hour, renews: true, kind: "login" },
				"signed in",
				/for at most 12 hours after signing in, next at 1:00.PM\.$/,
			],
			[{ state: "undated" }, "expiry not understood", /so it uses the token as it is\.$/],
			[{ state: "undated", renews: true }, "expiry not understood", /so it gets a new token each time\.$/],
			[{ state: "undated", fails: true }, "expiry not understood", /so it can't be used\. Sign in again: /],
			[
				{ state: "undated", kind: "keys" },
				"expiry not understood",
				/^These keys have an expiry date that isn't understood\.$/,
			],
		];
		for (const [parts, text, line] of rows) {
			assert.equal(validityText(of(parts)), text);
			assert.match(validityLine(of(parts), now), line);
		}
		const untimed: [Partial<Validity>, string][] = [
			[{ left: 7.5 * hour }, "Signed in, 7 h left."],
			[{ state: "expired", fails: true }, "The sign-in expired. Sign in again: aws sso login --profile corp"],
			[{ left: hour, renews: true }, "Signed in. The AWS SDK renews the cached token until the sign-in itself ends."],
		];
		for (const [parts, line] of untimed) assert.equal(validityLine(of(parts)), line);
		assert.deepEqual([validityText(undefined), validityLine(undefined)], ["", ""]);
	});

	it("count whole minutes, hours, and days", () => {
		const rows: [number, string][] = [
			[1, "less than 1 min left"],
			[minute, "1 min left"],
			[hour - 1, "59 min left"],
			[hour, "1 h left"],
			[48 * hour - 1, "47 h left"],
			[48 * hour, "2 days left"],
			[90 * 24 * hour, "90 days left"],
		];
		for (const [left, expected] of rows) assert.equal(leftWords(left), expected);
	});

	it("name a profile only where a shell takes it for one word", () => {
		assert.equal(signInWords(of({}), "Sign in"), "Sign in: aws sso login --profile corp");
		for (const signInProfile of ["two words", "a;b", "$(x)", ""])
			assert.equal(signInWords(of({ signInProfile }), "Sign in"), "Sign in: aws sso login --profile NAME");
	});

	it("of an end within ten minutes say what ends and how it is renewed", () => {
		const rows: [Partial<Validity>, string | undefined][] = [
			[{ left: 10 * minute }, "The sign-in of profile corp ends soon: 10 min left."],
			[{ left: 10 * minute + 1 }, undefined],
			[{ left: 5 * minute, renews: true }, undefined],
			[{ state: "expired", left: 0 }, undefined],
			[
				{ left: 1, kind: "keys", profiles: ["saml", "role"] },
				"The access keys of profile saml expire soon: less than 1 min left. Get new keys with the tool that wrote them.",
			],
			[
				{ left: 9 * minute, kind: "keys", profiles: [] },
				"The access keys of AWS_ACCESS_KEY_ID expire soon: 9 min left. Get new keys with the tool that wrote them.",
			],
		];
		for (const [parts, text] of rows) {
			const validity = of(parts);
			assert.equal(endsSoon(validity) ? endsSoonText(validity) : undefined, text);
		}
		assert.equal(endsSoon(undefined), false);
	});

	it("change when the state does, or the time left", () => {
		const at = now.getTime();
		const rows: [Partial<Validity>[], number | undefined][] = [
			[[], undefined],
			[[{ state: "missing" }], undefined],
			[[{ left: 90 * minute, changes: at + 90 * minute }], 30 * minute + 1],
			[[{ left: 9.5 * minute, changes: at + 9.5 * minute }], 0.5 * minute + 1],
			[[{ left: 0.5 * minute, changes: at + 0.5 * minute }], 0.5 * minute],
			[[{ left: 50 * hour, changes: at + 50 * hour }], 2 * hour + 1],
			[[{ left: hour * 1.5, renews: true, changes: at + 1.5 * hour }], 1.5 * hour],
			[[{ state: "expired", renews: true, changes: at + 5 }], 5],
			[[{ state: "expired", changes: at - 5 }], 0],
			[[{ state: "missing" }, { left: 2 * minute, changes: at + 2 * minute }], 1],
		];
		for (const [all, expected] of rows) assert.equal(nextChange(all.map(of), at), expected, JSON.stringify(all));
	});
});
