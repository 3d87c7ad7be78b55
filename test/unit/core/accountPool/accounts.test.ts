import assert from "node:assert/strict";
import { explain, type Pool } from "../../../../src/core/index.ts";
import { isRotationPattern, rotationNames, rotationPart } from "../../../../src/core/vocabulary/rotationNames.ts";
import { canary, credentialsPath, situation } from "../../situation.ts";

type Parts = Parameters<typeof situation>[0];

const pair = (number: number | "", key = `AKIAFAKEPOOL000000${String(number).padStart(2, "0")}`) =>
	`AWS_KEY_${number}=${key}\nAWS_SECRET_${number}=${canary}\n`;
const profiles = `[one]\naws_access_key_id = AKIAFAKEPROFILE00001\naws_secret_access_key = ${canary}\n[half]\naws_access_key_id = AKIAFAKEPROFILE00002\n`;

/** An account in one line: `+` usable, `-` not; `loop` where the documented loop gets to it; its flags. */
function lines(pool: Pool | undefined): string[] {
	if (!pool) return ["no pool"];
	return pool.accounts.map(({ name, signer, isInLoop, hasSessionToken, flags }) =>
		[
			signer === undefined ? "-" : "+",
			name,
			...(hasSessionToken ? ["token"] : []),
			...(isInLoop ? ["loop"] : []),
			...flags.map(({ code, short }) => `[${code}: ${short}]`),
		].join(" "),
	);
}

const table: [title: string, parts: Parts, expected: string[]][] = [
	["none", { files: { ".env": "AWS_ACCESS_KEY_ID=x\nAWS_KEY_NAME=y\nAWS_KEY_01=z\n" } }, ["no pool"]],
	["one", { files: { ".env": pair(1) } }, ["+ AWS_KEY_1 loop"]],
	[
		"two, in the order of their numbers",
		{ files: { ".env": pair(2) + pair(1) } },
		["+ AWS_KEY_1 loop", "+ AWS_KEY_2 loop"],
	],
	[
		"a gap, and what comes behind it",
		{ files: { ".env": [1, 2, 4, 5, 10].map((n) => pair(n)).join("") } },
		[
			"+ AWS_KEY_1 loop",
			"+ AWS_KEY_2 loop",
			"+ AWS_KEY_4 [gap: AWS_KEY_3 is missing]",
			"+ AWS_KEY_5",
			"+ AWS_KEY_10 [gap: AWS_KEY_6 is missing]",
		],
	],
	[
		"halves",
		{
			files: {
				".env": `AWS_KEY_1=AKIAFAKEPOOL00000001\nAWS_SECRET_2=${canary}\n${pair(3)}AWS_KEY_4=\nAWS_SECRET_4=\n`,
			},
		},
		["- AWS_KEY_1 [incomplete: no AWS_SECRET_1]", "- AWS_KEY_2 [incomplete: no AWS_KEY_2]", "+ AWS_KEY_3"],
	],
	[
		"the documented sample, which lacks a number",
		{ files: { ".env": `AWS_KEY_1=AKIAFAKEPOOL00000001\nAWS_SECRET_=${canary}\n${pair(2)}` } },
		["- AWS_KEY_1 [incomplete: no AWS_SECRET_1]", "+ AWS_KEY_2", "- AWS_SECRET_ [unnumbered: no account number]"],
	],
	[
		"the same key twice",
		{ files: { ".env": pair(1) + pair(2) + pair(3, "AKIAFAKEPOOL00000001") } },
		["+ AWS_KEY_1 loop", "+ AWS_KEY_2 loop", "+ AWS_KEY_3 loop [duplicate: same key as AWS_KEY_1]"],
	],
	[
		"what is there to be filled in, or kept elsewhere",
		{
			files: { ".env": "AWS_KEY_1=AK...\nAWS_SECRET_1=M/\nAWS_KEY_2=op://vault/key\nAWS_SECRET_2=op://vault/secret\n" },
		},
		["- AWS_KEY_1 loop [placeholder: placeholder]", "- AWS_KEY_2 loop [reference: stored elsewhere]"],
	],
	[
		"temporary keys, with and without their token",
		{ files: { ".env": `${pair(1, "ASIAFAKEPOOL00000001")}AWS_TOKEN_1=t\n${pair(2, "ASIAFAKEPOOL00000002")}` } },
		["+ AWS_KEY_1 token loop", "- AWS_KEY_2 loop [no-token: no AWS_TOKEN_2]"],
	],
	["a token alone is nobody", { files: { ".env": "AWS_TOKEN_1=t\n" } }, ["no pool"]],
	["the shell's", { environment: { AWS_KEY_1: "AKIAFAKESHELL0000001", AWS_SECRET_1: canary } }, ["+ AWS_KEY_1 loop"]],
	[
		"a file that this runtime does not load, as the rotation's code loads its own",
		{ runtime: "node", files: { ".env": pair(1) } },
		["+ AWS_KEY_1 loop"],
	],
	[
		"halves in two files that nobody loads together",
		{
			runtime: "node",
			files: { ".env": "AWS_KEY_1=AKIAFAKEPOOL00000001\n", ".env.local": `AWS_SECRET_1=${canary}\n` },
		},
		["- AWS_KEY_1 [incomplete: no AWS_SECRET_1]"],
	],
	[
		"a file that is there to be copied",
		{ files: { ".env.example": pair(1) }, envFiles: [".env", ".env.example"] },
		["no pool"],
	],
	[
		"the documented sample in a file that is there to be copied",
		{ files: { ".env": pair(1), ".env.example": "AWS_KEY_=x\nAWS_KEY_2=x\n" }, envFiles: [".env", ".env.example"] },
		["+ AWS_KEY_1 loop"],
	],
	[
		"profiles, after the numbered ones",
		{
			files: { ".env": pair(1), [credentialsPath]: profiles },
			pool: { profiles: ["one", "nobody", "half", "one", ""] },
		},
		["+ AWS_KEY_1 loop", "+ one", "- nobody [profile: no such profile]", "- half [profile: does not work]"],
	],
	[
		"names of the project's own",
		{
			files: {
				".env": `${pair(1)}A3_ID=AKIAFAKEPOOL00000003\nA3_PASS=${canary}\nA1_ID=AKIAFAKEPOOL00000001\nA1_PASS=x\n`,
			},
			pool: { names: { accessKeyId: "A{n}_ID", secretAccessKey: "A{n}_PASS" } },
		},
		["+ A1_ID loop", "+ A3_ID [gap: A2_ID is missing]"],
	],
	[
		"names that are none count as the documented ones",
		{ files: { ".env": pair(1) }, pool: { names: { accessKeyId: "KEY", secretAccessKey: "{n} x" } } },
		["+ AWS_KEY_1 loop"],
	],
	[
		"numbers of the shell and of a file, in one order",
		{
			environment: { AWS_KEY_10: "AKIAFAKESHELL0000010", AWS_SECRET_10: canary, AWS_TOKEN_7: "t" },
			files: { ".env": pair(9) + pair(8) },
		},
		["+ AWS_KEY_8 [gap: AWS_KEY_1 is missing]", "+ AWS_KEY_9", "+ AWS_KEY_10"],
	],
	["an account without a number is no account", { files: { ".env": pair("") } }, ["no pool"]],
	[
		"one half to be filled in or kept elsewhere, and the same twice",
		{
			files: {
				".env": `AWS_KEY_1=AKIAFAKEPOOL00000001\nAWS_SECRET_1=M/\nAWS_KEY_2=AKIAFAKEPOOL00000002\nAWS_SECRET_2=op://vault/2\n${[3, 4].map((n) => pair(n, "AK...")).join("")}${[5, 6].map((n) => pair(n, "op://vault/key")).join("")}`,
			},
		},
		[
			"- AWS_KEY_1 loop [placeholder: placeholder]",
			"- AWS_KEY_2 loop [reference: stored elsewhere]",
			"- AWS_KEY_3 loop [placeholder: placeholder]",
			"- AWS_KEY_4 loop [placeholder: placeholder]",
			"- AWS_KEY_5 loop [reference: stored elsewhere]",
			"- AWS_KEY_6 loop [reference: stored elsewhere]",
		],
	],
	[
		"half an account in one file, the whole in another that nobody loads with it",
		{ runtime: "node", files: { ".env": "AWS_KEY_1=AKIAFAKEPOOL00000009\n", ".env.local": pair(1) } },
		["+ AWS_KEY_1 loop"],
	],
	[
		"what refers to variables in a file that is not loaded",
		{ runtime: "next", files: { ".env.production": "AWS_KEY_1=$ID\nAWS_SECRET_1=$SECRET\n" } },
		["- AWS_KEY_1 loop [reference: stored elsewhere]"],
	],
	[
		"a profile with a token, one that asks somebody, and one that is an account already",
		{
			files: {
				".env": pair(1, "AKIAFAKEPROFILE00001"),
				[credentialsPath]: `${profiles}[temporary]\naws_access_key_id = ASIAFAKEPROFILE00003\naws_secret_access_key = ${canary}\naws_session_token = t\n[asks]\ncredential_process = x\n`,
			},
			pool: { profiles: ["temporary", "asks", "one"] },
		},
		["+ AWS_KEY_1 loop", "+ temporary token", "+ asks", "+ one [duplicate: same key as AWS_KEY_1]"],
	],
];

describe("the pool of accounts", () => {
	it("says of each account what it is, where it stands, and what to do", () => {
		const env = [
			"AWS_KEY_1=ASIAFAKEPOOL00000001",
			`AWS_SECRET_1=${canary}`,
			"AWS_KEY_2=AK...",
			`AWS_SECRET_2=${canary}`,
			"AWS_KEY_3=AKIAFAKEPOOL00000003",
			"AWS_SECRET_3=op://vault/secret",
			`AWS_SECRET_5=${canary}`,
			"AWS_KEY_6=AKIAFAKEPOOL00000003",
			`AWS_SECRET_6=${canary}`,
			"AWS_TOKEN_6=t",
			"AWS_SECRET_=x",
		].join("\n");
		const files = { ".env": env, [credentialsPath]: profiles };
		const { pool } = explain(situation({ files, pool: { profiles: ["one", "nobody"] } }));
		const text = (path = "") => (path === credentialsPath ? profiles : env);
		assert.deepEqual(
			pool?.accounts.map(({ accessKeyId, origins, flags }) => [
				accessKeyId,
				origins.map(({ path, range }) => text(path).slice(range?.start, range?.end)).join(" "),
				...flags.map(({ message }) => message),
			]),
			[
				[
					"ASIAFAKEPOOL00000001",
					"AWS_KEY_1 AWS_SECRET_1",
					"AWS_KEY_1 is a temporary access key. Set AWS_TOKEN_1, or AWS rejects it. Remotion's sample code doesn't pass a session token; \"Insert account pool code\" does.",
				],
				[
					"AK...",
					"AWS_KEY_2 AWS_SECRET_2",
					"AWS_KEY_2 still contains a placeholder. Remotion's sample code uses it anyway, and AWS rejects it.",
				],
				[
					"AKIAFAKEPOOL00000003",
					"AWS_KEY_3 AWS_SECRET_3",
					"AWS_SECRET_3 refers to a value stored elsewhere, so it can't be verified here.",
				],
				[
					undefined,
					"AWS_SECRET_5",
					"AWS_KEY_5 is not set. Remotion's sample code stops here: an account needs an access key ID and a secret access key.",
					"AWS_KEY_4 is missing. Remotion's sample code stops there, so it never uses this account or those after it.",
				],
				[
					"AKIAFAKEPOOL00000003",
					"AWS_KEY_6 AWS_SECRET_6 AWS_TOKEN_6",
					"The same access key (AKIA…0003) as AWS_KEY_3: same AWS account, so it adds no concurrency.",
				],
				[undefined, "AWS_SECRET_", "AWS_SECRET_ no account number, so nothing finds it."],
				["AKIAFAKEPROFILE00001", "one"],
				[undefined, "", 'Profile "nobody" isn\'t in the AWS config or credentials file.'],
			],
		);
		assert.equal(pool?.accounts.at(-2)?.signer, "one");
		assert.deepEqual(pool?.accounts[4]?.signer, { key: "AWS_KEY_6", secret: "AWS_SECRET_6", token: "AWS_TOKEN_6" });
	});

	for (const [title, parts, expected] of table)
		it(title, () => {
			const explanation = explain(situation(parts));
			assert.deepEqual(lines(explanation.pool), expected);
			assert.ok(!JSON.stringify(explanation).includes(canary), "a secret came out");
		});

	it("has twenty accounts in the order of numbers, not of letters", () => {
		const env = Array.from({ length: 20 }, (_, index) => pair(20 - index)).join("");
		const pool = explain(situation({ files: { ".env": env } })).pool;
		assert.deepEqual(
			pool?.accounts.map(({ number }) => number),
			Array.from({ length: 20 }, (_, index) => index + 1),
		);
		assert.equal(pool?.inLoop, 20);
	});

	it("counts what the documented loop finds, as that loop does", () => {
		/** The loop of Remotion's documentation, word for word what it asks. */
		const documented = (env: Record<string, string | undefined>) => {
			let count = 0;
			while (env[`AWS_KEY_${count + 1}`] && env[`AWS_SECRET_${count + 1}`]) count++;
			return count;
		};
		for (let bits = 0; bits < 256; bits++) {
			const environment: Record<string, string> = {};
			for (let n = 1; n <= 4; n++) {
				if (bits & (1 << (2 * n - 2))) environment[`AWS_KEY_${n}`] = `AKIAFAKEPOOL0000000${n}`;
				if (bits & (1 << (2 * n - 1))) environment[`AWS_SECRET_${n}`] = canary;
			}
			const { pool } = explain(situation({ environment }));
			assert.equal(pool?.inLoop ?? 0, documented(environment), JSON.stringify(Object.keys(environment)));
			const reached = pool?.accounts.filter(({ isInLoop }) => isInLoop).length ?? 0;
			assert.equal(reached, documented(environment));
		}
	});

	it("gives the rules the same names", () => {
		const parts = { files: { ".env": "K1=AKIAFAKEPOOL00000001\nS1=x\nK3=AKIAFAKEPOOL00000001\n" } };
		const pool = { names: { accessKeyId: "K{n}", secretAccessKey: "S{n}" } };
		const found = (input: Parts) =>
			explain(situation(input)).findings.flatMap(({ rule, message }) =>
				rule.startsWith("rotation") ? [`${rule}: ${message.split(/[.,]/)[0]}`] : [],
			);
		assert.deepEqual(found(parts), []);
		assert.deepEqual(found({ ...parts, pool }), [
			"rotation-gap: There is no K2",
			"rotation-incomplete: K3 is set",
			"rotation-duplicate: K3 is the same access key (AKIA…0001) as K1",
		]);
	});

	it("keeps patterns apart", () => {
		const same = rotationNames({ pool: { names: { accessKeyId: "X{n}", secretAccessKey: "X{n}" } } });
		assert.equal(same.accessKeyId, "AWS_KEY_{n}");
		assert.deepEqual(rotationPart("AWS_TOKEN_7"), { half: "sessionToken", number: 7 });
		for (const name of ["AWS_KEY_0", "AWS_KEY_1x", "XAWS_KEY_1", "AWS_KEY_1234567890"])
			assert.equal(rotationPart(name), undefined, name);
		const around = { accessKeyId: "A_{n}_B", secretAccessKey: "A_{n}_C", sessionToken: "A_{n}_A_" };
		const parts = ["A_1_B", "A__B", "A_B", "A_1_A_", "A__A_", "A_A_", "A_"].map((name) => rotationPart(name, around));
		const [accessKeyId, sessionToken] = ["accessKeyId", "sessionToken"];
		assert.deepEqual(parts, [
			{ half: accessKeyId, number: 1 },
			{ half: accessKeyId, number: null },
			undefined,
			{ half: sessionToken, number: 1 },
			{ half: sessionToken, number: null },
			undefined,
			undefined,
		]);
	});

	it("takes for a pattern only a variable's name with one number in it", () => {
		for (const text of ["K{n}", "_a9{n}_z", "K{n}_ID"]) assert.ok(isRotationPattern(text), text);
		for (const text of ["{n}", "1K{n}", "K", "K-{n}", "K{n}-", "K{n}{n}", "a K{n}", "", 1, null, ["K{n}"], undefined])
			assert.ok(!isRotationPattern(text), String(text));
	});
});
