/** Secrets Manager through the process as it ships, and the loading code that is inserted, run against the local AWS. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createSecret, readSecret } from "../../src/aws/secretsManager.ts";
import { verifyIdentity } from "../../src/aws/verifyIdentity.ts";
import { loadingCode } from "../../src/core/codeTemplates/loadingCode.ts";
import { Secret } from "../../src/core/index.ts";
import { documentedFields, pairOf, readContent, secretText } from "../../src/core/signing/secretsManagerFields.ts";
import { type Signing, withKeys } from "../../src/core/signing/signingContext.ts";
import { buildExtension } from "../harness/build.ts";
import { root } from "../harness/paths.ts";
import { KEYS, SITE_NAME } from "./accounts.ts";
import { REMOTION_VERSION, remotionFunction } from "./remotionSetup.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import type { AccessKey } from "./types.ts";

const run = promisify(execFile);
const region = "us-east-1";

describe("secrets on the local AWS", function () {
	this.timeout(300_000);
	let aws: LocalAws;
	let folder: string;
	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "secrets-test-"));
		await buildExtension({ production: true, outdir: join(folder, "dist") });
		aws = await startLocalAws();
	});
	after(async () => {
		await aws.close();
		rmSync(folder, { recursive: true, force: true });
	});
	beforeEach(() => {
		aws.clearFaults();
		aws.clearRequests();
	});

	const options = () => ({ script: join(folder, "dist", "secrets.cjs"), cwd: folder, timeoutMs: 60_000 });

	function signing({ accessKeyId, secretAccessKey, sessionToken }: AccessKey): Signing {
		const source = {
			kind: "keys" as const,
			accessKeyId,
			secretAccessKey: new Secret(secretAccessKey),
			...(sessionToken !== undefined && { sessionToken: new Secret(sessionToken) }),
		};
		const environment = { AWS_ENDPOINT_URL: new Secret(aws.url), AWS_MAX_ATTEMPTS: new Secret("1") };
		return {
			source,
			environment,
			files: {},
			awsFiles: { credentials: "", config: "" },
			region,
			endpoint: aws.url,
			profiles: [],
			usesEnvironment: false,
			material: new Secret(""),
		};
	}

	const read = (name: string, key: AccessKey = KEYS.secrets, where = region) =>
		readSecret(signing(key), { name, region: where }, options());

	it("are read, and the pair in them is somebody", async () => {
		const found = await read("remotion/agency");
		assert.ok(found?.ok);
		const content = readContent(found.text);
		assert.ok(content.ok);
		const pair = pairOf(content.fields, documentedFields);
		assert.ok(pair);
		const script = join(folder, "dist", "identity.cjs");
		const identity = await verifyIdentity(withKeys(signing(KEYS.secrets), pair), { ...options(), script });
		assert.ok(identity?.ok);
		assert.equal(identity.arn, "arn:aws:iam::222233334444:user/render-bot");
		assert.ok(!JSON.stringify([found, content]).includes(KEYS.agency.secretAccessKey));
	});

	it("are found by their ARN", async () => {
		const arn = `arn:aws:secretsmanager:${region}:111122223333:secret:remotion/agency-FaKe00`;
		const found = await read(arn);
		assert.ok(found?.ok);
		assert.equal(found.name, "remotion/agency");
	});

	const refused: [what: string, code: string, asked: () => ReturnType<typeof read>][] = [
		["missing", "ResourceNotFoundException", () => read("remotion/nobody")],
		["in another region", "ResourceNotFoundException", () => read("remotion/agency", KEYS.secrets, "eu-central-1")],
		["denied", "AccessDeniedException", () => read("remotion/agency", KEYS.studio)],
		["asked for with an expired session", "ExpiredTokenException", () => read("remotion/agency", KEYS.expired)],
		["asked for with an unknown key", "UnrecognizedClientException", () => read("remotion/agency", KEYS.unknown)],
	];
	for (const [what, code, asked] of refused) {
		it(`${what}: ${code}`, async () => {
			const found = await asked();
			assert.ok(found && !found.ok);
			assert.equal(found.code, code);
		});
	}

	const contents: [name: string, code: string | undefined][] = [
		["remotion/not-json", "NotJson"],
		["remotion/empty", "NoFields"],
		["remotion/wrong-fields", undefined],
	];
	for (const [name, code] of contents) {
		it(`${name}: ${code ?? "fields to choose from"}`, async () => {
			const found = await read(name);
			assert.ok(found?.ok);
			const content = readContent(found.text);
			assert.equal(content.ok ? undefined : content.code, code);
		});
	}

	it("are stored new, never over one that is there, and read back", async () => {
		const pair = { accessKeyId: KEYS.agency.accessKeyId, secretAccessKey: new Secret(KEYS.agency.secretAccessKey) };
		const place = { name: "remotion/stored", region };
		const made = await createSecret(signing(KEYS.secrets), place, secretText(pair), options());
		assert.ok(made?.ok);
		const other = await createSecret(signing(KEYS.secrets), place, new Secret("{}"), options());
		assert.ok(other && !other.ok);
		assert.equal(other.code, "ResourceExistsException");
		const found = await read("remotion/stored");
		assert.ok(found?.ok);
		assert.equal(found.text?.reveal(), secretText(pair).reveal());
		const denied = await createSecret(signing(KEYS.studio), { ...place, name: "other" }, secretText(pair), options());
		assert.ok(denied && !denied.ok);
		assert.equal(denied.code, "AccessDeniedException");
		assert.ok(!JSON.stringify([made, other, denied]).includes(KEYS.agency.secretAccessKey));
	});

	it("are given up at once when the person cancels", async () => {
		aws.order({ kind: "hang", service: "secretsmanager" });
		const controller = new AbortController();
		const asked = readSecret(
			signing(KEYS.secrets),
			{ name: "remotion/agency", region },
			{ ...options(), signal: controller.signal },
		);
		controller.abort();
		assert.equal(await asked, undefined);
	});

	describe("the loading code", () => {
		const template = readFileSync(join(root, "media/loadCredentials.ts"), "utf8");
		const code = (name: string, fields = documentedFields) => loadingCode(template, { name, region, fields });
		const key = ({ accessKeyId, secretAccessKey }: AccessKey) => ({
			AWS_ACCESS_KEY_ID: accessKeyId,
			AWS_SECRET_ACCESS_KEY: secretAccessKey,
		});

		/** A project of its own, with the SDK as people install it. */
		function project(text: string): string {
			const at = mkdtempSync(join(folder, "project-"));
			mkdirSync(join(at, "node_modules"));
			for (const name of ["@aws-sdk", "@types", "@remotion"])
				symlinkSync(join(root, "node_modules", name), join(at, "node_modules", name), "dir");
			writeFileSync(join(at, "package.json"), '{"type": "module"}');
			writeFileSync(join(at, "credentials.ts"), text);
			return at;
		}

		/** Runs a program that uses the code; what it prints is JSON. */
		async function use(text: string, program: string, environment: Record<string, string>): Promise<unknown> {
			const at = project(text);
			writeFileSync(
				join(at, "main.ts"),
				`import { loadRemotionCredentials } from "./credentials.ts";\nconst say = (value: unknown) => console.log(JSON.stringify(value));\n${program}`,
			);
			const env = { PATH: process.env.PATH, HOME: at, AWS_ENDPOINT_URL: aws.url, ...environment };
			const { stdout } = await run(process.execPath, [join(at, "main.ts")], { cwd: at, env });
			return JSON.parse(stdout);
		}

		const outcome = `await loadRemotionCredentials().then(
			() => say([process.env.REMOTION_AWS_ACCESS_KEY_ID, Boolean(process.env.REMOTION_AWS_SECRET_ACCESS_KEY), process.env.REMOTION_AWS_SESSION_TOKEN]),
			(error) => say(error.message),
		);`;

		it("is strict TypeScript, as an ES module", async () => {
			const at = project(code("remotion/agency"));
			writeFileSync(
				join(at, "tsconfig.json"),
				JSON.stringify({
					compilerOptions: {
						module: "nodenext",
						target: "es2024",
						lib: ["es2024", "dom"],
						types: ["node"],
						noEmit: true,
						strict: true,
						noUncheckedIndexedAccess: true,
						exactOptionalPropertyTypes: true,
						noImplicitOverride: true,
						noPropertyAccessFromIndexSignature: false,
						verbatimModuleSyntax: true,
						erasableSyntaxOnly: true,
						skipLibCheck: true,
					},
					files: ["credentials.ts"],
				}),
			);
			await run(join(root, "node_modules/.bin/tsc"), ["-p", at]).catch(({ stdout }) => assert.fail(stdout));
		});

		it("puts the pair where Remotion looks, and takes a foreign token away", async () => {
			const environment = { ...key(KEYS.secrets), REMOTION_AWS_SESSION_TOKEN: "not-a-real-token" };
			assert.deepEqual(await use(code("remotion/agency"), outcome, environment), [KEYS.agency.accessKeyId, true, null]);
		});

		it("takes the fields that were chosen", async () => {
			const text = code("remotion/other-names", { id: "user", secret: "key" });
			assert.deepEqual(await use(text, outcome, key(KEYS.secrets)), [KEYS.agency.accessKeyId, true, null]);
		});

		it("asks once for many calls, and again after a failure", async () => {
			const many = `await Promise.all(Array.from({ length: 20 }, () => loadRemotionCredentials()));
				await loadRemotionCredentials(); say("done");`;
			await use(code("remotion/agency"), many, key(KEYS.secrets));
			assert.equal(aws.requests().filter(({ operation }) => operation === "GetSecretValue").length, 1);
			const twice = `const first = await loadRemotionCredentials().then(() => "fine", () => "failed");
				Object.assign(process.env, ${JSON.stringify(key(KEYS.secrets))});
				await loadRemotionCredentials(); say(first);`;
			assert.equal(await use(code("remotion/agency"), twice, key(KEYS.studio)), "failed");
		});

		const failures: [name: string, environment: Record<string, string>, message: RegExp][] = [
			["remotion/nobody", {}, /"remotion\/nobody" in us-east-1 could not be read: ResourceNotFoundException/],
			["remotion/agency", key(KEYS.studio), /could not be read: AccessDeniedException/],
			["remotion/not-json", {}, /is not a JSON object/],
			["remotion/wrong-fields", {}, /has no field "remotion_aws_client_id"/],
			[
				"remotion/agency",
				{ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1" },
				/Remotion would ignore the secret's access keys/,
			],
			["remotion/agency", { REMOTION_AWS_PROFILE: "x" }, /REMOTION_AWS_PROFILE is set/],
		];
		for (const [name, environment, message] of failures) {
			it(`says what is wrong: ${message.source}`, async () => {
				const said = await use(code(name), outcome, { ...key(KEYS.secrets), ...environment });
				assert.match(String(said), message);
				assert.ok(!String(said).includes("local-aws-not-real"), "the secret's text is repeated");
			});
		}

		it("lets the real client render with the secret's pair", async () => {
			const program = `await loadRemotionCredentials();
				const { renderStillOnLambda } = await import("@remotion/lambda-client");
				const { sizeInBytes } = await renderStillOnLambda({ region: "us-east-1", functionName: ${JSON.stringify(remotionFunction(REMOTION_VERSION).name)}, serveUrl: ${JSON.stringify(SITE_NAME)},
					composition: "card", inputProps: {}, imageFormat: "png", privacy: "private", envVariables: {}, maxRetries: 0, timeoutInMilliseconds: 100_000 });
				say(sizeInBytes);
				process.exit();`;
			// As in a function of one's own: the role's keys stand under the plain names.
			assert.ok(Number(await use(code("remotion/agency"), program, key(KEYS.secrets))) > 1000);
			const invoked = aws.requests().find(({ operation }) => operation.startsWith("Invoke"));
			assert.equal(invoked?.accessKeyId, KEYS.agency.accessKeyId);
		});
	});
});
