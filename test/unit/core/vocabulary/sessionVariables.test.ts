import assert from "node:assert/strict";
import { Secret } from "../../../../src/core/text/secret.ts";
import { sessionVariables } from "../../../../src/core/vocabulary/sessionVariables.ts";

const session = {
	accessKeyId: "ASIAFAKESESSION00001",
	secretAccessKey: new Secret("not-a-real-secret"),
	sessionToken: new Secret("not-a-real-token"),
	expires: new Date("2030-01-01T12:00:00Z"),
};

describe("the variables of a terminal with a session", () => {
	it("are both pairs, the end, and no profile", () => {
		const { session: own, emptied } = sessionVariables(session, false);
		assert.deepEqual(
			Object.fromEntries(Object.entries(own).map(([name, secret]) => [name, secret?.reveal() ?? null])),
			{
				REMOTION_AWS_ACCESS_KEY_ID: "ASIAFAKESESSION00001",
				REMOTION_AWS_SECRET_ACCESS_KEY: "not-a-real-secret",
				REMOTION_AWS_SESSION_TOKEN: "not-a-real-token",
				AWS_ACCESS_KEY_ID: "ASIAFAKESESSION00001",
				AWS_SECRET_ACCESS_KEY: "not-a-real-secret",
				AWS_SESSION_TOKEN: "not-a-real-token",
				AWS_CREDENTIAL_EXPIRATION: "2030-01-01T12:00:00.000Z",
				AWS_PROFILE: null,
				AWS_DEFAULT_PROFILE: null,
			},
		);
		assert.deepEqual(emptied, { REMOTION_AWS_PROFILE: "" });
	});

	it("take back the switch that would make Remotion ignore them", () => {
		const { emptied } = sessionVariables(session, true);
		assert.deepEqual(emptied, { REMOTION_AWS_PROFILE: "", REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "" });
	});

	it("don't print", () => {
		assert.doesNotMatch(JSON.stringify(sessionVariables(session, false)), /not-a-real|ASIAFAKE/);
	});
});
