/**
 * What the product says of the AWS CLI and boto3, against both. `npm test` goes by what Debian's did when they were run last
 * (`test/real-programs/awsCliClaims.json`); `npm run conformance -- --only claims` runs them and writes that. Nothing of it leaves the machine.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { explainError } from "../../src/core/errorGuide/index.ts";
import { root } from "../harness/paths.ts";
import { type Claim, claims, heldElsewhere, someFiles } from "./awsCliClaimRows.ts";

/** The Pythons that have them: `npm run conformance` finds them. */
const pythons: readonly (readonly [python: string, program: "awscli" | "boto3"])[] = JSON.parse(
	process.env.CONFORMANCE_PYTHONS ?? "[]",
);
const record = join(root, "test/real-programs/awsCliClaims.json");

interface Recorded {
	readonly programs: readonly { readonly program: "awscli" | "boto3"; readonly version: string }[];
	readonly date: string;
	/** By claim, and in it by program; null: the claim is not about this one. */
	readonly seen: readonly (readonly (string | null)[])[];
}

const answer = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::111122223333:user/fake</Arn><UserId>FAKE</UserId><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

const aws = "import sys\nfrom awscli.clidriver import main\nsys.exit(main())";
const boto3 = `import sys, boto3
region = sys.argv[2] or None
boto3.client("sts", endpoint_url=sys.argv[1], **({"region_name": region} if region else {})).get_caller_identity()`;
const versions = {
	awscli: "import awscli, platform; print(f'AWS CLI {awscli.__version__}, Python {platform.python_version()}')",
	boto3:
		"import boto3, botocore, platform; print(f'boto3 {boto3.__version__}, botocore {botocore.__version__}, Python {platform.python_version()}')",
};

/** What a claim expects of a program; undefined: it is not about it. */
const expected = (claim: Claim, program: "awscli" | "boto3") => (program === "awscli" ? claim.cli : claim.boto3);

function assertSeen(claim: Claim, program: "awscli" | "boto3", seen: string | null | undefined): void {
	const wanted = expected(claim, program);
	const what = `${program}: ${claim.says}`;
	if (wanted === undefined) {
		assert.equal(seen, null, what);
		return;
	}
	assert.ok(typeof seen === "string", what);
	if (typeof wanted === "string") assert.equal(seen, wanted, what);
	else assert.match(seen, wanted, what);
	if (claim.guide !== undefined) assert.equal(explainError(seen, undefined, { fromAws: true })?.id, claim.guide, what);
}

interface Output {
	readonly stdout: string;
	readonly stderr: string;
}

/** Starts one and waits for its end. No proxy answers, so that a request to AWS itself gets nowhere. */
function started(
	python: string,
	code: string,
	args: readonly string[],
	environment: Claim["environment"],
	home: string,
) {
	const env = {
		PATH: "/usr/bin:/bin",
		HOME: home,
		LC_ALL: "C.UTF-8",
		AWS_PAGER: "",
		AWS_MAX_ATTEMPTS: "1",
		AWS_EC2_METADATA_DISABLED: "true",
		HTTPS_PROXY: "http://127.0.0.1:9",
		...environment,
	};
	return new Promise<Output>((resolve) => {
		const process = spawn(python, ["-c", code, ...args], { env, cwd: home, timeout: 60_000, detached: true });
		let [stdout, stderr] = ["", ""];
		process.stdout.on("data", (text) => {
			stdout += text;
		});
		process.stderr.on("data", (text) => {
			stderr += text;
		});
		process.on("close", () => resolve({ stdout, stderr }));
		// Where a code is asked for.
		process.stdin.end("123456\n");
	});
}

/** What a program did with a claim's case, as one line. */
async function look(claim: Claim, [python, program]: (typeof pythons)[number], server: Server, requests: string[]) {
	if (expected(claim, program) === undefined) return null;
	const home = mkdtempSync(join(tmpdir(), "claims-"));
	mkdirSync(join(home, ".aws"));
	const { files = someFiles, isUnreachable, hasNoRegion, environment } = claim;
	for (const [name, text] of Object.entries(files)) writeFileSync(join(home, ".aws", name), text);
	const address = `http://127.0.0.1:${isUnreachable ? 9 : (server.address() as AddressInfo).port}/`;
	const region = hasNoRegion ? "" : "us-east-1";
	const whole = ["--endpoint-url", address, ...(region && ["--region", region])];
	const { args = ["sts", "get-caller-identity"] } = claim;
	requests.length = 0;
	const { stdout, stderr } = await (program === "awscli"
		? started(python, aws, [...args, ...(args.includes("sts") ? whole : [])], environment, home)
		: started(python, boto3, [address, region], environment, home));
	const made = join(home, ".aws/credentials");
	const mode = args[1] === "set" && existsSync(made) ? `credentials ${(statSync(made).mode & 0o777).toString(8)}` : "";
	rmSync(home, { recursive: true, force: true });
	if (requests[0] !== undefined) return requests[0];
	const asked = /Enter MFA code for \S+?(?=:? |:$)/m.exec(`${stdout}${stderr}`)?.[0];
	const error =
		stderr
			.trim()
			.split("\n")
			.findLast((line) => /\S/.test(line) && !/^\S+ +\| /.test(line)) ?? "";
	const invalid = /argument command: Invalid choice/.exec(stderr)?.[0];
	const text = asked ?? invalid ?? (error || mode || stdout.trim());
	return text.replaceAll(home, "~").replace(/^botocore\.exceptions\.\w+: /, "");
}

describe("what is said of the AWS CLI and boto3, claim by claim", () => {
	it("is in the file that the claim names", () => {
		for (const { file, says } of claims)
			assert.ok(readFileSync(join(root, file), "utf8").includes(says), `${file}: ${says}`);
	});

	it("has a row here or a test elsewhere for each file of the core that says something", () => {
		const files = globSync("src/core/**/*.ts", { cwd: root }).filter((file) =>
			/AWS CLI|\bboto/.test(readFileSync(join(root, file), "utf8")),
		);
		const held = new Set([...claims.map(({ file }) => file), ...Object.keys(heldElsewhere)]);
		assert.deepEqual(
			files.map((file) => file.replaceAll("\\", "/")).filter((file) => !held.has(file)),
			[],
		);
	});

	if (pythons.length === 0) {
		it("is what was seen of Debian's", () => {
			const { programs, seen }: Recorded = JSON.parse(readFileSync(record, "utf8"));
			assert.deepEqual(programs.map(({ program }) => program).sort(), ["awscli", "boto3"]);
			assert.equal(seen.length, claims.length);
			for (const [row, claim] of claims.entries())
				for (const [column, { program }] of programs.entries()) assertSeen(claim, program, seen[row]?.[column]);
		});
		return;
	}

	for (const python of pythons)
		it(`is what ${python.join(" with ")} does`, async () => {
			const requests: string[] = [];
			const server = createServer(({ headers }, response) => {
				const [, key, region] = /Credential=(\w+)\/\d+\/([\w-]+)\//.exec(headers.authorization ?? "") ?? [];
				const token = headers["x-amz-security-token"];
				requests.push([key, region, ...(token === undefined ? [] : [token])].join(" "));
				response.setHeader("content-type", "text/xml").end(answer);
			});
			await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
			try {
				const seen: (string | null)[] = [];
				for (const claim of claims) seen.push(await look(claim, python, server, requests));
				for (const [row, claim] of claims.entries()) assertSeen(claim, python[1], seen[row]);
				const version = await started(python[0], versions[python[1]], [], {}, tmpdir());
				if (python[0].startsWith("/usr/bin/")) keep(python[1], version.stdout.trim(), seen);
			} finally {
				server.close();
			}
		}).timeout(600_000);
});

/** Writes down what Debian's did, beside what is known of the other one. */
function keep(program: "awscli" | "boto3", version: string, seen: readonly (string | null)[]): void {
	const before: Recorded = existsSync(record)
		? JSON.parse(readFileSync(record, "utf8"))
		: { programs: [], date: "", seen: [] };
	const kept = before.programs.flatMap((one, column) =>
		one.program === program ? [] : [{ ...one, seen: claims.map((_, row) => before.seen[row]?.[column] ?? null) }],
	);
	const all = [...kept, { program, version, seen }].sort((a, b) => (a.program < b.program ? -1 : 1));
	const recorded: Recorded = {
		programs: all.map(({ program, version }) => ({ program, version })),
		date: new Date().toISOString().slice(0, 10),
		seen: claims.map((_, row) => all.map((one) => one.seen[row] ?? null)),
	};
	writeFileSync(record, `${JSON.stringify(recorded, null, "\t")}\n`);
}
