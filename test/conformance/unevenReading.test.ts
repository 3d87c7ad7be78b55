/** Reading as the AWS CLI what may be uneven alone, against reading everything; `awsCliFiles.test.ts` holds that reading against the real one. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { awsFilesOf } from "../../src/core/project/profilePlaces.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import { checkAll } from "../../src/core/rules/index.ts";
import { unevenReading } from "../../src/core/rules/shared/unevenReading.ts";
import type { Finding } from "../../src/core/types.ts";
import { configPath, credentialsPath, situation } from "../unit/situation.ts";

const numRuns = Number(process.env.CONFORMANCE_RUNS ?? 1_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_260_101);

const even = fc.constantFrom(
	"aws_access_key_id = AKIAFAKE00000000000E\naws_secret_access_key = notARealSecret",
	"role_arn = arn:aws:iam::111122223333:role/r\nsource_profile = a",
	"sso_session = s\nsso_account_id = 111122223333\nsso_role_name = r",
	"region = us-east-1",
	"# a comment\noutput = json",
	"credential_process = /bin/tool --why a#b",
	"aws_session_token=notARealToken",
	"",
);

/** What the two readers may take for something else. */
const uneven = fc.constantFrom(
	"region = us-east-1 ; why",
	"role_arn = arn:aws:iam::111122223333:role/r # why",
	"  region = us-west-2",
	"s3 =\n  max_concurrent_requests = 20",
	"aws_session_token =",
	"Region = us-east-1",
	"unknown: x = y",
	"aws_security_token = notARealToken",
	"[b]x = y",
	" [c]\nrole_arn = arn:aws:iam::111122223333:role/other",
	"[c] ; why\nregion = x",
	"aws_access_key_id = AKIAFAKE00000000000F",
	"region",
	"; [d]",
);

const names = fc.constantFrom("default", "a", "b", "c", "d", "e", "f", "g", "h", "i");

const file = (kind: "credentials" | "config") => {
	const header = fc.oneof(
		{
			weight: 20,
			arbitrary: names.map((name) => (kind === "config" && name !== "default" ? `[profile ${name}]` : `[${name}]`)),
		},
		fc.constantFrom(
			"[sso-session s]\nsso_region = us-east-1",
			"[DEFAULT]",
			"[profile default]",
			"[ a]",
			'[profile "a"]',
		),
	);
	const lines = fc.tuple(even, fc.array(fc.oneof({ weight: 8, arbitrary: even }, uneven), { maxLength: 2 }));
	const section = fc.tuple(header, lines).map(([first, [one, more]]) => [first, one, ...more].join("\n"));
	const distinct = fc.uniqueArray(section, { maxLength: 6, selector: (text) => text.split("\n", 1)[0] });
	return fc
		.oneof({ weight: 5, arbitrary: distinct }, fc.array(section, { maxLength: 6 }))
		.map((sections) => sections.join("\n"));
};

describe("reading as the AWS CLI what may be uneven", () => {
	it("says what reading everything says", () => {
		let [inParts, findings] = [0, 0];
		const look = (credentials: string, config: string) => {
			const project = resolveProject(situation({ files: { [credentialsPath]: credentials, [configPath]: config } }));
			const said = checkAll(project).filter(({ message }) => /AWS CLI/.test(message));
			const reading = unevenReading(awsFilesOf(project));
			for (let step = reading.next(); ; step = reading.next())
				if (step.done) return { said, isInParts: step.value.names !== undefined };
		};
		const shown = ({ rule, message, origin, fixes, related }: Finding) => ({ rule, message, origin, fixes, related });
		fc.assert(
			fc.property(file("credentials"), file("config"), (credentials, config) => {
				const some = look(credentials, config);
				// Of a file with a letter beyond ASCII, everything is read.
				const all = look(`${credentials}\n# \u00fc`, `${config}\n# \u00fc`);
				assert.equal(all.isInParts, false);
				assert.deepEqual(some.said.map(shown), all.said.map(shown), JSON.stringify({ credentials, config }));
				inParts += some.isInParts ? 1 : 0;
				findings += some.isInParts ? some.said.length : 0;
			}),
			{ numRuns, seed },
		);
		assert.ok(inParts > numRuns / 5, `${inParts} in parts`);
		assert.ok(findings > numRuns / 10, `${findings} findings`);
	}).timeout(60_000 + numRuns * 20);
});
