import assert from "node:assert/strict";
import type { Station } from "../../../../src/core/launchPictures/journey.ts";
import { canary, credentialsPath, cwd, home } from "../../situation.ts";
import { key, pair } from "../launches/explained.ts";
import { inShort, journey, render, type Scene, verified } from "./project.ts";

const next = { scripts: { dev: "next dev", deploy: "node deploy.mjs" }, dependencies: ["next", "@remotion/lambda"] };
const local = {
	".env.local": `REMOTION_AWS_ACCESS_KEY_ID=${key("1")}\nREMOTION_AWS_SECRET_ACCESS_KEY=${"not-a-real-secret-".padEnd(40, "0")}\n`,
};
const studio = { [credentialsPath]: `\n[studio]\n${pair("aws_", key("2")).toLowerCase()}` };
const notReached = ["Account", "Function", "Last render"].map((title) => `unreached ${title}: Not reached`);
const notAsked = [
	"unknown Account: Not verified | → Verify identity",
	"unknown Function: Region set in code | No test render yet, so the function isn't known. | → Run test render",
	"unknown Last render: No test render yet | → Run test render",
];
const missing = (variable: string) =>
	`You have tried to call a Remotion Lambda function, but have not set the environment variable AWS_${variable} or REMOTION_AWS_${variable}.`;

const table: [what: string, scene: Scene, stations: string[]][] = [
	[
		"keys of a file, verified and rendered with",
		{ ...next, files: local, more: { identity: verified, render } },
		[
			"ok File: .env.local:1 | → Open .env.local:1",
			"ok Variables: REMOTION_AWS_ACCESS_KEY_ID = AKIA…0001 | REMOTION_AWS_SECRET_ACCESS_KEY | → Open .env.local:1",
			"ok Process: npm run dev | Runtime: Next.js | → Open package.json:7",
			"ok Credentials: Keys AKIA…0001 | Remotion uses REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY, without a session token. | → Open .env.local:1",
			"ok Account: 1234-5678-9012 | User render | Verified at 17:17 | → Verify identity",
			"ok Function: remotion-render-4-0-527-mem2048mb-disk2048mb-120sec | Region us-east-1",
			"ok Last render: Card | 1 frame · 1.2 s · 34 kB · $0.0002 | Nov 29, 2026, 17:20 | → Open test render",
		],
	],
	[
		"a file that another launch loads",
		{ ...next, files: local, launch: "npm run deploy" },
		[
			"failing File: .env.local:1 | Loaded by npm run dev, but not by this launch. | → Open .env.local:1",
			"failing Variables: None set",
			"ok Process: npm run deploy | Runtime: Node.js | → Open package.json:8",
			`failing Credentials: No credentials: no access key ID | ${missing("ACCESS_KEY_ID")}`,
			...notReached,
		],
	],
	[
		"nothing anywhere",
		{ scripts: { deploy: "node deploy.mjs" } },
		[
			"failing File: None | No file that this launch loads sets credentials.",
			"failing Variables: None set",
			"ok Process: npm run deploy | Runtime: Node.js | → Open package.json:6",
			`failing Credentials: No credentials: no access key ID | ${missing("ACCESS_KEY_ID")}`,
			...notReached,
		],
	],
	[
		"a loader's file without the secret",
		{
			scripts: { deploy: "dotenv -e .env.prod -- node deploy.mjs" },
			files: { ".env.prod": `AWS_ACCESS_KEY_ID=${key("3")}\n` },
		},
		[
			"ok File: .env.prod:1 | → Open .env.prod:1",
			"failing Variables: AWS_ACCESS_KEY_ID | AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not, so Remotion skips these access keys. | → Open .env.prod:1",
			"ok Process: npm run deploy | Runtime: Node.js | Loader: dotenv (.env.prod) | → Open package.json:6",
			`failing Credentials: No credentials: no secret access key | ${missing("SECRET_ACCESS_KEY")} | → Open .env.prod:1`,
			...notReached,
		],
	],
	[
		"a profile that the script names",
		{ scripts: { deploy: "AWS_PROFILE=studio node deploy.mjs" }, files: studio },
		[
			"ok File: package.json:6 | ~/.aws/credentials:2 | → Open package.json:6",
			"ok Variables: AWS_PROFILE = studio | → Open package.json:6",
			"ok Process: npm run deploy | Runtime: Node.js | → Open package.json:6",
			'ok Credentials: Profile studio | AWS_PROFILE is set, so Remotion uses profile "studio" (access keys). | → Open ~/.aws/credentials:2',
			...notAsked,
		],
	],
	[
		"a profile of the shell that there is none of",
		{ scripts: { deploy: "node deploy.mjs" }, environment: { AWS_PROFILE: "nope" } },
		[
			"ok Environment: Your shell",
			"warning Variables: AWS_PROFILE = nope",
			"ok Process: npm run deploy | Runtime: Node.js | → Open package.json:6",
			"failing Credentials: Profile not found | Could not resolve credentials using profile: [nope] in configuration/credentials file(s).",
			...notReached,
		],
	],
	[
		"a tool that supplies what nobody sees",
		{ scripts: { deploy: "doppler run -- node deploy.mjs" } },
		[
			"unknown Loader: doppler run",
			"unknown Variables: Not visible here | May be set by doppler run.",
			"ok Process: npm run deploy | Runtime: Node.js | Loader: doppler run | → Open package.json:6",
			"unknown Credentials: Supplied by doppler run | What it supplies isn't visible here.",
			...notAsked,
		],
	],
];

describe("the way of credentials", () => {
	for (const [what, scene, stations] of table)
		it(`is told of ${what}`, () => assert.deepEqual(inShort(journey(scene)), stations));

	const station = (id: Station["id"], scene: Scene) => {
		const { stations } = journey({ ...next, files: local, ...scene });
		const found = inShort({ title: "", launch: "", stations: stations.filter((one) => one.id === id) });
		return found[0];
	};

	it("ends at an account that AWS rejects, and at a region that there is none of", () => {
		const failed = { kind: "failed", title: "Access key not found", cause: "AWS doesn't know it." } as const;
		const { stations } = journey({ ...next, files: local, more: { identity: failed, render } });
		assert.deepEqual(
			stations.slice(4).map(({ state }) => state),
			["failing", "unreached", "unreached"],
		);
		const cli = { dependencies: ["@remotion/cli", "@remotion/lambda"], launch: "npx remotion lambda" };
		const env = `${local[".env.local"]}REMOTION_AWS_REGION=nowhere-1\n`;
		const where = journey({ ...cli, files: { ".env": env }, more: { render } }).stations.slice(5);
		assert.deepEqual(
			where.map(({ state }) => state),
			["failing", "unreached"],
		);
		assert.match(where[0]?.label ?? "", /^Region nowhere-1$/);
		assert.equal(where[0]?.action, "Open .env:3");
	});

	it("says what is known of the account and of the last render, and no more", () => {
		assert.equal(station("account", { more: { identity: { kind: "running" } } }), "unknown Account: Verifying…");
		const role = { kind: "verified", account: "1", arn: "arn:aws:sts::1:assumed-role/render/session" } as const;
		assert.equal(
			station("account", { more: { identity: role } }),
			"ok Account: 1 | Role render | Verified | → Verify identity",
		);
		const failed = { ...render, ok: false, words: "Rate exceeded" };
		assert.match(station("render", { more: { render: failed } }) ?? "", /^failing Last render: Card \| Rate exceeded/);
		const { launch } = { launch: "npm run dev" };
		const unasked = journey({ ...next, files: local, launch, more: { canAsk: false } });
		assert.deepEqual(inShort(unasked).slice(4), [
			"unknown Account: Not verified | → Show this launch",
			"unknown Function: Region set in code | No test render yet, so the function isn't known.",
			"unknown Last render: No test render yet",
		]);
	});

	it("says where the last render was in another region", () => {
		const env = `${local[".env.local"]}AWS_REGION=eu-west-1\n`;
		const cli = { dependencies: ["@remotion/cli", "@remotion/lambda"], launch: "npx remotion lambda" };
		const told = station("function", { ...cli, files: { ".env": env }, more: { render } });
		assert.match(told ?? "", /^warning Function: remotion-render\S+ \| Last test render in us-east-1, now eu-west-1\./);
	});

	it("says so where the launch runs elsewhere, and where a runtime was chosen by hand", () => {
		const away = station("process", { change: (launch) => ({ ...launch, place: "elsewhere" }) });
		assert.match(away ?? "", /Doesn't run on this computer\./);
		assert.equal(
			station("process", { more: { launch: undefined, runtime: "node" } }),
			"ok Process: Node.js | The Node.js API sees the shell's variables only; a .env file counts where the project's own code loads it.",
		);
	});

	it("says what is wrong with the line that is used", () => {
		const files = { ".env.local": `AWS_PROFILE=studio\n${pair("AWS_", key("1"))}`, ...studio };
		const told = station("file", { ...next, files }) ?? "";
		assert.match(told, /^warning File: \.env\.local:1 \| ~\/\.aws\/credentials:2 \| Rename AWS_PROFILE/);
		const short = {
			".env.local": `REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKELAUNCH000001\nREMOTION_AWS_SECRET_ACCESS_KEY=short\n`,
		};
		assert.match(
			station("file", { files: short }) ?? "",
			/^warning File: \.env\.local:1 \| .+ 5 characters instead of 40/,
		);
	});

	it("contains no secret, no whole access key ID and no path of the home, whatever stands where", () => {
		const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYnotARealK1";
		const scripts = {
			[secret]: `AWS_PROFILE=${secret} node deploy.mjs`,
			deploy: `AWS_PROFILE=${key("9")} node deploy.mjs`,
		};
		const files = {
			".env": `AWS_ACCESS_KEY_ID=${secret}\nAWS_SECRET_ACCESS_KEY=${canary}\n`,
			[credentialsPath]: `[${secret}]\naws_access_key_id=${key("8")}\naws_secret_access_key=${canary}\n`,
		};
		for (const launch of [undefined, "npm run deploy"]) {
			const told = JSON.stringify(
				journey({
					scripts,
					files,
					...(launch !== undefined && { launch }),
					change: (one) => ({ ...one, label: launch ?? `npm run ${secret}` }),
					more: { render: { ...render, composition: secret, words: `${secret} ${key("7")}` }, folder: `${home}/x` },
				}).stations.map(({ origin: _, ...shown }) => shown),
			);
			for (const planted of [secret, canary, key("9"), key("8"), key("7"), home])
				assert.ok(!told.includes(planted), planted);
		}
		assert.ok(cwd.length > 1);
	});

	it("writes the home as ~ only where it is the home", () => {
		const [file] = journey({ ...next, files: local, more: { folder: "/other", home: "/work/pro" } }).stations;
		assert.equal(file?.label, "/work/project/.env.local:1");
		const [inside] = journey({ ...next, files: local, more: { folder: "/other", home: "/work" } }).stations;
		assert.equal(inside?.label, "~/project/.env.local:1");
	});
});
