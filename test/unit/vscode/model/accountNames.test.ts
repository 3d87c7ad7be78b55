import assert from "node:assert/strict";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { createParseCache } from "../../../../src/core/text/parseCache.ts";
import type { AccountSettings } from "../../../../src/core/types.ts";
import { accountNames } from "../../../../src/vscode/model/accountNames.ts";
import type { ProjectState } from "../../../../src/vscode/model/snapshot.ts";
import { home, situation } from "../../situation.ts";

const config = `[profile sso]
sso_session = s
sso_account_id = 111122223333
sso_role_name = r
[profile role]
role_arn = arn:aws:iam::444455556666:role/r
source_profile = keys
[profile odd]
role_arn = arn:aws:iam::toString:role/r
source_profile = keys
[profile unnamed]
role_arn = arn:aws:iam::777788889999:role/r
source_profile = keys
[profile keys]
aws_access_key_id = AKIAFAKE000000000001
aws_secret_access_key = not-a-real-secret
[sso-session s]
sso_region = us-east-1
sso_start_url = https://x.invalid/start
`;

const named: AccountSettings = {
	names: { 111122223333: { name: "studio" }, 444455556666: { name: "agency", isProduction: true } },
};

/** A model whose one project has these files; counts how often it is asked. */
function modelWith(text: string) {
	const asked = { times: 0 };
	const input = situation({ files: { [`${home}/.aws/config`]: text } });
	const cache = createParseCache();
	return {
		asked,
		situation: () => {
			asked.times++;
			return resolveProject(input, cache);
		},
	};
}

const stateWith = (accounts: AccountSettings | undefined) =>
	({ project: { folder: "/w" }, explanation: { ...(accounts && { accounts }) } }) as unknown as ProjectState;

describe("the names of accounts of profiles", () => {
	const table: readonly [profile: string, name: string][] = [
		["sso", "studio"],
		["role", "agency"],
		["odd", ""],
		["unnamed", ""],
		["keys", ""],
		["gone", ""],
		["toString", ""],
	];
	const names = accountNames(modelWith(config), stateWith(named));
	for (const [profile, name] of table)
		it(`are those that files tell: ${profile}`, () => assert.equal(names(profile), name));

	it("are not looked up where no account has a name", () => {
		const model = modelWith(config);
		for (const accounts of [undefined, { names: {} }, { names: {}, expected: "111122223333" }])
			assert.equal(accountNames(model, stateWith(accounts))("sso"), "");
		assert.equal(model.asked.times, 0);
	});

	it("of 5,000 profiles are found within a blink, and each once", () => {
		const many = Array.from(
			{ length: 5_000 },
			(_, index) =>
				`[profile p${index}]\nsso_session = s\nsso_account_id = ${index % 2 ? 111122223333 : 444455556666}\nsso_role_name = r\n`,
		);
		const model = modelWith(many.join(""));
		model.situation();
		const start = performance.now();
		const of = accountNames(model, stateWith(named));
		const found = many.map((_, index) => of(`p${index}`));
		const took = performance.now() - start;
		assert.deepEqual(found.slice(0, 4), ["agency", "studio", "agency", "studio"]);
		assert.equal(model.asked.times, 2);
		assert.ok(took < 1_000, `${took} ms`);
	});
});
