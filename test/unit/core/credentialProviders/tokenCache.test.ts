import assert from "node:assert/strict";
import { readLoginToken, readSsoToken, signInState } from "../../../../src/core/credentialProviders/tokenCache.ts";

const now = Date.parse("2026-06-01T12:00:00Z");
const minute = 60_000;
const hour = 60 * minute;
const at = (offset: number) => new Date(now + offset).toISOString().replace(".000Z", "Z");

/** A state in one short line: its name, the minutes until its end and until it changes, and its flags. */
function short(state: ReturnType<typeof signInState>): string {
	const minutes = (time: number) => Math.round((time - now) / minute);
	return [
		state.state,
		state.ends === undefined ? "" : `ends ${minutes(state.ends)}`,
		state.left === undefined || state.left === 0 ? "" : `left ${Math.round(state.left / minute)}`,
		state.changes === undefined ? "" : `changes ${minutes(state.changes)}`,
		state.renews ? "renews" : "",
		state.fails ? "fails" : "",
		state.problem ?? "",
	]
		.filter(Boolean)
		.join(", ");
}

const renewal = { clientId: "c", clientSecret: "not-a-secret", refreshToken: "not-a-token" };
const registered = { ...renewal, registrationExpiresAt: at(60 * hour) };
const sso = (parts: object) => JSON.stringify({ accessToken: "not-a-token", ...parts });
const keys = { accessKeyId: "ASIAFAKE000000000001", secretAccessKey: "not-a-secret", sessionToken: "not-a-token" };
const login = (parts: object, others: object = {}) =>
	JSON.stringify({
		accessToken: { ...keys, accountId: "111122223333", ...parts },
		clientId: "c",
		refreshToken: "not-a-token",
		dpopKey: "not-a-key",
		...others,
	});

describe("a cached token", () => {
	const check = (
		rows: [text: string | undefined, expected: string][],
		read: (text: string) => ReturnType<typeof readSsoToken>,
	) => {
		for (const [text, expected] of rows)
			assert.equal(short(signInState(text === undefined ? undefined : read(text), now)), expected, text);
	};

	it("of an SSO session ends five minutes early unless it is renewed", () => {
		check(
			[
				[undefined, "missing, fails"],
				["", "unusable, fails, the file isn't JSON"],
				["null", "unusable, fails, the file has no JSON object"],
				['"text"', "unusable, fails, the file has no JSON object"],
				["[]", "unusable, fails, accessToken is missing"],
				[JSON.stringify({ expiresAt: at(hour) }), "unusable, fails, accessToken is missing"],
				[sso({}), "unusable, fails, expiresAt is missing"],
				[sso({ accessToken: "", expiresAt: at(hour) }), "unusable, fails, accessToken is missing"],
				[sso({ expiresAt: at(hour) }), "valid, ends 55, left 55, changes 55"],
				[sso({ expiresAt: at(4 * minute) }), "expired, ends -1, fails"],
				[sso({ expiresAt: at(-hour) }), "expired, ends -65, fails"],
				[sso({ expiresAt: at(hour), ...registered }), "valid, ends 60, left 60, changes 60, renews"],
				[sso({ expiresAt: at(4 * minute), ...registered }), "valid, ends 4, left 4, changes 4, renews"],
				[sso({ expiresAt: at(-hour), ...registered }), "expired, ends -60, changes 3600, renews"],
				[sso({ expiresAt: at(-hour), ...renewal }), "expired, ends -60, renews"],
				[sso({ expiresAt: at(-hour), ...renewal, registrationExpiresAt: at(-1) }), "expired, ends -60, fails"],
				[
					sso({ expiresAt: at(hour), ...renewal, registrationExpiresAt: at(-1) }),
					"valid, ends 60, left 60, changes 60",
				],
				[sso({ expiresAt: at(hour), ...registered, refreshToken: undefined }), "valid, ends 55, left 55, changes 55"],
				[sso({ expiresAt: at(hour), ...registered, refreshToken: "" }), "valid, ends 60, left 60, changes 60"],
				[sso({ expiresAt: "2026-06-01T20:00:00UTC" }), "undated, fails"],
				[sso({ expiresAt: "2026-06-01T20:00:00UTC", ...registered }), "undated, renews"],
			],
			(text) => readSsoToken(text, true),
		);
	});

	it("of SSO without a session is never renewed, and sent where its date isn't understood", () => {
		check(
			[
				[sso({ expiresAt: at(hour) }), "valid, ends 60, left 60, changes 60"],
				[sso({ expiresAt: at(hour), ...registered }), "valid, ends 60, left 60, changes 60"],
				[sso({ expiresAt: at(-1) }), "expired, ends 0, fails"],
				[sso({ expiresAt: "2026-06-01T20:00:00UTC" }), "undated"],
				[sso({}), "undated"],
				[sso({ expiresAt: null }), `expired, ends ${-now / minute}, fails`],
				[sso({ expiresAt: now + hour }), "valid, ends 60, left 60, changes 60"],
			],
			(text) => readSsoToken(text, false),
		);
	});

	it("of aws login is renewed for twelve hours at most", () => {
		check(
			[
				[undefined, "missing, fails"],
				["{}", "unusable, fails, accessToken is missing"],
				[login({}, { dpopKey: undefined }), "unusable, fails, dpopKey is missing"],
				[login({ accountId: undefined }), "unusable, fails, accountId is missing"],
				[login({ expiresAt: at(hour), accessKeyId: undefined }), "unusable, fails, accessKeyId is missing"],
				[login({ expiresAt: at(-1), accessKeyId: undefined }), "expired, ends 0, changes 720, renews"],
				[login({ expiresAt: at(10 * minute) }), "valid, ends 10, left 10, changes 10, renews"],
				[login({ expiresAt: at(-11 * hour) }), "expired, ends -660, changes 60, renews"],
				[login({ expiresAt: at(-13 * hour) }), "expired, ends -780, fails"],
				[login({ expiresAt: "later" }), "undated"],
				[login({}), "undated"],
			],
			readLoginToken,
		);
	});

	it("is used to its end by other SDKs than that of JavaScript", () => {
		const facts = readSsoToken(sso({ expiresAt: at(4 * minute) }), true);
		assert.equal(short(signInState(facts, now, false)), "valid, ends 4, left 4, changes 4");
	});
});
