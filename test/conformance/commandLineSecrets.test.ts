/**
 * Nothing secret in what the command line prints: random secrets in its environment, in `.env` files, AWS files, scripts, workflows, and code,
 * and every way of printing. CONFORMANCE_RUNS and CONFORMANCE_SEED choose how many and which.
 */
import assert from "node:assert/strict";
import { secretText, seenIn } from "../secretTexts.ts";
import { builtCommandLine, Machine } from "./commandLineBuilt.ts";
import { connectMcp } from "./mcpClient.ts";

const runs = Math.max(4, Math.round(Number(process.env.CONFORMANCE_RUNS ?? 3_000) / 750));
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);

const ways: readonly (readonly string[])[] = [
	[],
	["--json"],
	["--launches", "--json"],
	["--launches"],
	["check"],
	["check", "--format", "json", "--launches"],
	["check", "--format", "github"],
	["check", "--format", "sarif"],
];

/** A machine with a secret in each place in which one may stand. `name` is where only its shape can tell. */
function machineWith(
	secret: string,
	name: string,
): { files: Record<string, string>; variables: Record<string, string> } {
	const quoted = JSON.stringify(secret);
	const variables = {
		REMOTION_AWS_SECRET_ACCESS_KEY: secret,
		AWS_ACCESS_KEY_ID: "AKIANOTAREALKEY7Q2WZ",
		AWS_SECRET_ACCESS_KEY: secret,
		AWS_SESSION_TOKEN: secret,
		NEXT_PUBLIC_AWS_SECRET_ACCESS_KEY: secret,
		AWS_SECRET_1: secret,
		AWS_CONTAINER_AUTHORIZATION_TOKEN: secret,
		AWS_BEARER_TOKEN_BEDROCK: secret,
		AWS_ENDPOINT_URL: `http://user:${encodeURIComponent(secret)}@127.0.0.1:9`,
		OTHER_TOKEN: secret,
		AWS_REGION: name,
	};
	const pair = `aws_access_key_id = AKIANOTAREALKEY7Q2WZ\naws_secret_access_key = ${secret}\naws_session_token = ${secret}\n`;
	const env = Object.entries({ ...variables, REMOTION_AWS_PROFILE: name }).map(
		([key, value]) => `${key}=${JSON.stringify(value)}`,
	);
	const code = `import { getFunctions } from "@remotion/lambda/client";\nprocess.env.AWS_SECRET_ACCESS_KEY = ${quoted};\n`;
	return {
		variables,
		files: {
			".env": `${env.join("\n")}\n`,
			".env.local": `AWS_SECRET_ACCESS_KEY=${secret}\nAWS_SECRET_ACCESS_KEY=${secret}x\n`,
			"~/.aws/credentials": `[default]\n${pair}[a]\n${pair}[${name.replaceAll("]", "")}]\n${pair}`,
			"~/.aws/config": `[profile b]\nregion = ${name}\nsource_profile = ${name}\nrole_arn = ${name}\n`,
			"a.ts": code,
			"package.json": JSON.stringify({
				dependencies: { "@remotion/lambda": "4.0.527" },
				scripts: { a: `AWS_SECRET_ACCESS_KEY=${quoted} node a.ts`, b: "remotion lambda render" },
			}),
			".github/workflows/a.yml": `jobs:\n  a:\n    env:\n      AWS_SECRET_ACCESS_KEY: ${quoted}\n    steps:\n      - run: node a.ts\n`,
			"compose.yaml": `services:\n  a:\n    build: .\n    environment:\n      AWS_SECRET_ACCESS_KEY: ${quoted}\n`,
		},
	};
}

describe("random secrets", function () {
	this.timeout(Math.max(600_000, runs * ways.length * 5_000));
	before(builtCommandLine);

	it("are in nothing that the command line prints", async () => {
		for (let number = seed, done = 0; done < runs; number++) {
			const { line, secrets, kind, how } = secretText(number);
			const [secret = ""] = secrets;
			if (secret === "" || /[\0\n\r]/.test(secret + line)) continue;
			done++;
			// In the place of a name only the shape can tell.
			const { files, variables } = machineWith(secret, kind === "odd" ? "eu-west-1" : line);
			const machine = new Machine(files);
			try {
				for (const args of ways) {
					const { stdout, stderr } = await machine.run(args, variables);
					assert.match(stdout, /REMOTION_AWS|No credentials|Keys|Profile|sarif|::/, `${args.join(" ")}: ${stderr}`);
					assert.equal(
						seenIn(stdout + stderr, secrets),
						undefined,
						`${args.join(" ")}, ${number}: ${how}\n${stdout}${stderr}`,
					);
				}
			} finally {
				machine.dispose();
			}
		}
	});

	it("are in no message of the MCP server, wherever an assistant puts them", async () => {
		for (let number = seed, done = 0; done < runs; number++) {
			const { line, text, secrets, kind, how } = secretText(number);
			const [secret = ""] = secrets;
			if (secret === "" || /[\0\n\r]/.test(secret + line)) continue;
			done++;
			const { files, variables } = machineWith(secret, kind === "odd" ? "eu-west-1" : line);
			const machine = new Machine(files);
			const mcp = await connectMcp(machine, ["--allow-aws"], variables);
			try {
				const given = kind === "odd" ? "a" : line;
				const error = `UnrecognizedClientException @aws-sdk\n${text}`;
				const calls: readonly (readonly [name: string, given: Record<string, unknown>])[] = [
					["remotionLambda_credentials", {}],
					["remotionLambda_credentials", { launch: "npm run a" }],
					["remotionLambda_credentials", { launch: secret, folder: secret }],
					["remotionLambda_problems", {}],
					["remotionLambda_explainError", { error }],
					["remotionLambda_explainError", { error, [secret]: secret }],
					["remotionLambda_verifyIdentity", {}],
					["remotionLambda_verifyIdentity", { profile: given }],
				];
				for (const [name, given] of calls) {
					const answer = await mcp.call(name, given);
					assert.ok(answer.text.length > 20, JSON.stringify(answer));
				}
				await assert.rejects(mcp.call(secret));
				assert.equal(seenIn(mcp.heard(), secrets), undefined, `${number}: ${how}\n${mcp.heard()}`);
			} finally {
				await mcp.close();
				machine.dispose();
			}
		}
	});
});
