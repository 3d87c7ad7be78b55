import assert from "node:assert/strict";
import { describeAwsPlace } from "../../../../src/core/languageFeatures/sharedConfigHover.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { canary, configPath, credentialsPath, situation } from "../../situation.ts";

const credentials = `[remotion]
aws_access_key_id = AKIAFAKEHOVER0000001
aws_secret_access_key = ${canary} # comment
region = us-east-1
region = us-east-2
[two words]
output = json
`;
const config = `[profile remotion]
region = eu-west-1
s3 =
  max_concurrent_requests = 1
[profile sso]
sso_session = company
[sso-session company]
sso_region = us-east-1
[sso-session unused]
sso_region = us-east-1
[services local]
sts =
  endpoint_url = http://127.0.0.1:1
[profile empty]
`;
const found = resolveProject(situation({ files: { [credentialsPath]: credentials, [configPath]: config } }));

/** `at`: the first place of this text in the file that is on the line. */
type Row = [title: string, path: string, at: string, range: string | undefined, said: RegExp | undefined];
const table: Row[] = [
	["a profile's heading", credentialsPath, "remotion]", "[remotion]", undefined],
	["its bracket", credentialsPath, "[remotion]", "[remotion]", undefined],
	["the same profile in the other file", configPath, "profile remotion", "[profile remotion]", undefined],
	["a heading the SDK does not see", credentialsPath, "two words", "[two words]", /ignores \[two words\]/],
	["a heading without keys", configPath, "profile empty", "[profile empty]", /without any keys/],
	["an SSO session", configPath, "sso-session company", "[sso-session company]", /Used by: sso\./],
	["a session nobody uses", configPath, "sso-session unused", "[sso-session unused]", /No profile uses it/],
	["services", configPath, "services local", "[services local]", /service endpoints/],
	["a key", credentialsPath, "aws_access_key_id", "aws_access_key_id", /^The access key ID of this profile[^!]*\.$/],
	["a key that is set again", credentialsPath, "region = us-east-1\nregion", "region", /set again below/],
	["the last one", credentialsPath, "region = us-east-2", "region", /^The region of the AWS CLI[^!]*argument\.$/],
	["a key that the other file sets", configPath, "region = eu-west-1", "region", /credentials file also sets it/],
	["a key in a section the SDK does not see", credentialsPath, "output", "output", /Not used: The AWS SDK ignores/],
	["nothing for a secret", credentialsPath, canary, undefined, undefined],
	["nothing for a comment", credentialsPath, "comment", undefined, undefined],
	["nothing for a sub-section's keys", configPath, "max_concurrent", undefined, undefined],
	["nothing for an endpoint of a service", configPath, "endpoint_url", undefined, undefined],
];

describe("the hover in AWS files", () => {
	for (const [title, path, at, range, said] of table) {
		it(`describes ${title}`, () => {
			const text = path === configPath ? config : credentials;
			const offset = text.indexOf(at);
			assert.ok(offset >= 0);
			const place = describeAwsPlace(found, path, ({ start, end }) => start <= offset && offset < end);
			assert.equal(place && text.slice(place.range.start, place.range.end), range);
			if (said) assert.match(place?.sentences.join(" ") ?? "", said);
			if (range?.includes("remotion")) assert.equal(place?.profile, found.aws.table.get("remotion"));
			assert.doesNotMatch(JSON.stringify(place ?? {}), /canary/);
		});
	}

	it("says that a file is discarded", () => {
		const text = "[a]\nregion = x\n[__proto__]\n";
		const other = resolveProject(situation({ files: { [credentialsPath]: text } }));
		const place = describeAwsPlace(other, credentialsPath, ({ start, end }) => start <= 1 && 1 < end);
		assert.deepEqual(place?.sentences, ["The AWS SDK ignores the whole file."]);
		assert.equal(
			describeAwsPlace(other, configPath, () => true),
			undefined,
		);
	});
});
