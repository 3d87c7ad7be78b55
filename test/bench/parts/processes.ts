/** Rows about fresh processes: reading the files cold, and asking AWS who somebody is, on the loopback. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { build } from "esbuild";
import { createVerifier, verifyIdentity } from "../../../src/aws/verifyIdentity.ts";
import type { Signing } from "../../../src/core/signing/signingContext.ts";
import { Secret } from "../../../src/core/text/secret.ts";
import { buildExtension } from "../../harness/build.ts";
import { cleanEnvironment, homeVariables } from "../../harness/environment.ts";
import { HarnessError } from "../../harness/log.ts";
import { root } from "../../harness/paths.ts";
import { run } from "../../harness/processes.ts";
import { ensureSystem, findAwsCli } from "../../harness/system.ts";
import { KEYS } from "../../local-aws/accounts.ts";
import { startLocalAws } from "../../local-aws/server.ts";
import { writeAwsFiles } from "../corpora.ts";
import { takeTurns } from "../measure.ts";
import type { Measurement } from "../plan.ts";
import { compare, missing, type Row } from "../rows.ts";
import { manyTurns, type Scale, startTurns } from "../scale.ts";

/** The AWS CLI, installed where it can be; a text: why there is none. */
export async function awsCli(): Promise<{ command: string } | { reason: string }> {
	try {
		await ensureSystem("aws");
		return { command: findAwsCli() ?? "aws" };
	} catch (error) {
		if (error instanceof HarnessError) return { reason: error.message.replace(/\s+/g, " ") };
		throw error;
	}
}

/** Milliseconds of a whole process. It must end well, or a figure would be that of a failure. */
async function processTime(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
	const start = performance.now();
	const outcome = await run(command, args, { cwd: root, env, timeoutMs: 60_000 });
	if (outcome.code !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${outcome.output.slice(-1000)}`);
	return performance.now() - start;
}

/** What a fresh process runs: it loads a bundle, calls it, and prints the milliseconds of both. */
const stopwatch = `const start = performance.now();
Promise.resolve(require(process.argv[1]).default()).then(() => console.log(performance.now() - start));`;

async function printedTime(bundle: string, env: NodeJS.ProcessEnv): Promise<number> {
	const outcome = await run(process.execPath, ["-e", stopwatch, bundle], { cwd: root, env, timeoutMs: 60_000 });
	const time = Number(outcome.output.trim());
	if (!(time > 0)) throw new Error(`${bundle} did not print its time: ${outcome.output.slice(-1000)}`);
	return time;
}

/** Bundles the two readers, each as it would ship. */
async function bundleReaders(outdir: string): Promise<{ ours: string; sdk: string }> {
	await build({
		absWorkingDir: root,
		entryPoints: { ours: "test/bench/cold/ours.ts", sdk: "test/bench/cold/sdk.ts" },
		bundle: true,
		minify: true,
		platform: "node",
		format: "cjs",
		target: "node22",
		mainFields: ["module", "main"],
		outExtension: { ".js": ".cjs" },
		outdir,
		logLevel: "warning",
	});
	return { ours: join(outdir, "ours.cjs"), sdk: join(outdir, "sdk.cjs") };
}

/** Calls what measures with a folder of its own, which goes afterwards. */
async function* inFolder(measure: (folder: string) => AsyncIterable<Row>): AsyncGenerator<Row> {
	const folder = mkdtempSync(join(tmpdir(), "rlc-bench-"));
	try {
		yield* measure(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

export function processPlan(scale: Scale): Measurement[] {
	const cold = `files to snapshot, first time in a fresh process, ${scale.profiles.usual} profiles`;
	return [
		{ rows: [cold], take: () => inFolder((folder) => coldRows(scale, folder, cold)) },
		{ rows: [identity.first, identity.further], take: () => inFolder((folder) => identityRows(scale, folder)) },
		{ rows: [commandLine], take: () => inFolder((folder) => commandLineRows(scale, folder)) },
	];
}

const commandLine = "the command line explains an environment, the whole process";

async function* commandLineRows(scale: Scale, folder: string): AsyncGenerator<Row> {
	const [dist, home, empty] = [join(folder, "dist"), join(folder, "home"), join(folder, "empty.cjs")];
	await buildExtension({ production: true, outdir: dist });
	writeFileSync(empty, "");
	writeAwsFiles(home, scale.profiles.least);
	const env = cleanEnvironment({ ...homeVariables(home), AWS_PROFILE: "default" });
	const start = (file: string) => ({ measured: () => processTime(process.execPath, [file], env) });
	const samples = await takeTurns({ ours: start(join(dist, "cli.cjs")), theirs: start(empty) }, startTurns(scale));
	yield compare(commandLine, "an empty Node.js process", samples, 1.5);
}

const identity = {
	first: "verify identity on loopback, first",
	further: "verify identity on loopback, each further one",
};

async function* coldRows(scale: Scale, folder: string, what: string): AsyncGenerator<Row> {
	const home = join(folder, "home");
	writeAwsFiles(home, scale.profiles.usual);
	const env = cleanEnvironment(homeVariables(home));
	const { ours, sdk } = await bundleReaders(join(folder, "readers"));
	const cli = await awsCli();
	const turns = startTurns(scale);
	const oursMeasured = { measured: () => printedTime(ours, env) };
	const loaders = await takeTurns({ ours: oursMeasured, theirs: { measured: () => printedTime(sdk, env) } }, turns);
	yield compare(what, "`loadSharedConfigFiles`, likewise", loaders, 0.7);
	const yardstick = "`aws configure list-profiles`, the whole process";
	if ("reason" in cli) {
		yield missing(what, yardstick, { of: "ratio", atMost: 1 / 30 }, cli.reason);
		return;
	}
	const list = { measured: () => processTime(cli.command, ["configure", "list-profiles"], env) };
	yield compare(what, yardstick, await takeTurns({ ours: oursMeasured, theirs: list }, turns), 1 / 30);
}

async function* identityRows(scale: Scale, folder: string): AsyncGenerator<Row> {
	const dist = join(folder, "dist");
	await buildExtension({ production: true, outdir: dist });
	const home = join(folder, "empty");
	mkdirSync(home);
	const aws = await startLocalAws();
	try {
		const { accessKeyId, secretAccessKey } = KEYS.studio;
		const variables = {
			...homeVariables(home),
			AWS_ACCESS_KEY_ID: accessKeyId,
			AWS_SECRET_ACCESS_KEY: secretAccessKey,
			AWS_REGION: "us-east-1",
			AWS_ENDPOINT_URL: aws.url,
			AWS_EC2_METADATA_DISABLED: "true",
		};
		const env = cleanEnvironment(variables);
		const signing: Signing = {
			source: { kind: "keys", accessKeyId, secretAccessKey: new Secret(secretAccessKey) },
			environment: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, new Secret(value ?? "")])),
			files: {},
			awsFiles: { credentials: "", config: "" },
			region: "us-east-1",
			endpoint: aws.url,
			profiles: [],
			usesEnvironment: false,
			material: new Secret(""),
		};
		const options = { script: join(dist, "identity.cjs"), cwd: folder };
		const bare = join(folder, "bare.cjs");
		writeFileSync(bare, bareClient);
		const turns = startTurns(scale);
		const ours = async () => {
			const result = await verifyIdentity(signing, options);
			if (!result?.ok) throw new Error(`Verifying failed: ${result?.message}`);
		};
		const cold = await takeTurns(
			{ ours, theirs: { measured: () => processTime(process.execPath, [bare], env) } },
			turns,
		);
		yield compare(identity.first, "the bare SDK client in a process of its own", cold, 1.1);
		yield await warmRow(scale, signing, options);
		const cli = await awsCli();
		const yardstick = "`aws sts get-caller-identity`";
		if ("reason" in cli) yield missing(identity.first, yardstick, { of: "ratio", atMost: 1 / 7 }, cli.reason);
		else {
			const ask = {
				measured: () => processTime(cli.command, ["sts", "get-caller-identity", "--endpoint-url", aws.url], env),
			};
			yield compare(identity.first, yardstick, await takeTurns({ ours, theirs: ask }, turns), 1 / 7);
		}
	} finally {
		await aws.close();
	}
}

/** The SDK as its documentation shows it. */
const bareClient = `
const { GetCallerIdentityCommand, STSClient } = require(${JSON.stringify(join(root, "node_modules/@aws-sdk/client-sts"))});
const client = new STSClient({});
client.send(new GetCallerIdentityCommand({})).then(({ Account }) => process.exit(Account ? 0 : 1));`;

/** Further questions in the same process, as "Verify all profiles" asks them. */
async function warmRow(scale: Scale, signing: Signing, options: { script: string; cwd: string }): Promise<Row> {
	const { source, endpoint } = signing;
	if (source.kind !== "keys" || endpoint === undefined) throw new Error("not what is measured here");
	const credentials = { accessKeyId: source.accessKeyId, secretAccessKey: source.secretAccessKey.reveal() };
	const client = new STSClient({ region: "us-east-1", endpoint, credentials });
	const verifier = createVerifier(signing, options);
	try {
		const samples = await takeTurns(
			{
				ours: () => verifier.verify(source, {}),
				theirs: () => client.send(new GetCallerIdentityCommand({})),
			},
			{ ...manyTurns(scale), batchMs: 0 },
		);
		return compare(identity.further, "the bare SDK client, warm", samples, 1.1);
	} finally {
		verifier.dispose();
		client.destroy();
	}
}
