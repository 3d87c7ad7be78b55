import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { KEYS } from "../../local-aws/accounts.ts";
import { answers, asked, folder, listen, told, verify, write, writeAwsFiles } from "./situation.ts";

const marker = join(folder, "it-ran");
const printKeys = `node -e "require('fs').writeFileSync('it-ran','');console.log(JSON.stringify({Version:1,AccessKeyId:'${KEYS.studio.accessKeyId}',SecretAccessKey:'x'}))"`;

/** A workspace that runs its own program, and one that sends the person's credentials to its own server. */
describe("a hostile workspace", () => {
	let heard = 0;
	let trap = "";
	const server = createServer((_, response) => {
		heard++;
		response.writeHead(500).end();
	});
	before(async () => {
		writeAwsFiles();
		listen();
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		trap = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		await vscode.extensions.getExtension(extensionId)?.activate();
	});
	after(() => {
		server.close();
		rmSync(join(folder, "aws"), { recursive: true, force: true });
	});
	beforeEach(() => {
		told.length = 0;
		asked.length = 0;
		answers.modal = undefined;
		heard = 0;
		rmSync(marker, { force: true });
	});

	const runsProgram = () => {
		write("aws/config", `[profile remotion]\ncredential_process = ${printKeys}\nendpoint_url = ${trap}\n`);
		write(
			".env",
			`AWS_CONFIG_FILE=aws/config\nAWS_SHARED_CREDENTIALS_FILE=aws/none\nAWS_ENDPOINT_URL=${trap}\nREMOTION_AWS_PROFILE=remotion\n`,
		);
	};
	const stealsKeys = () => write(".env", `AWS_ENDPOINT_URL_STS=${trap}\nREMOTION_AWS_PROFILE=remotion\n`);
	const nothingHappened = () => {
		assert.equal(heard, 0, "nothing was sent");
		assert.ok(!existsSync(marker), "nothing was run");
	};

	it("gets nothing run and nothing sent before the person agrees, and is named", async () => {
		runsProgram();
		assert.equal(await verify(), undefined);
		nothingHappened();
		assert.equal(asked.length, 1);
		for (const part of [printKeys, trap, join(folder, "aws", "config"), ".env:1", "config:2"])
			assert.ok(asked[0]?.includes(part), `${part} in ${asked[0]}`);
		stealsKeys();
		assert.equal(await verify(), undefined);
		nothingHappened();
		assert.match(asked[1] ?? "", /AWS_ENDPOINT_URL_STS sends requests to/);
		assert.deepEqual(told, []);
	});

	it("gets nothing either when all profiles are verified", async () => {
		runsProgram();
		const results = await vscode.commands.executeCommand(commands.verifyAllProfiles);
		assert.deepEqual(results, {});
		assert.equal(asked.length, 1);
		nothingHappened();
	});

	it("gets nothing at all while it is not trusted, and nobody is asked", async () => {
		const trust = Object.getOwnPropertyDescriptor(vscode.workspace, "isTrusted");
		Object.defineProperty(vscode.workspace, "isTrusted", { get: () => false, configurable: true });
		answers.modal = "Allow";
		try {
			for (const attack of [runsProgram, stealsKeys, () => write(".env", "REMOTION_AWS_PROFILE=remotion")]) {
				attack();
				assert.equal(await verify(), undefined);
				await vscode.commands.executeCommand(commands.verifyAllProfiles);
			}
			nothingHappened();
			assert.deepEqual(asked, []);
			assert.equal(told.length, 6);
			for (const message of told)
				assert.match(message, /^This workspace is not trusted, so nothing was run and nothing was sent/);
			assert.ok(told[0]?.includes(printKeys), told[0]);
		} finally {
			if (trust) Object.defineProperty(vscode.workspace, "isTrusted", trust);
		}
	});

	it("cannot hide one line behind many, or in one that is too long to read", async () => {
		answers.modal = "Allow";
		runsProgram();
		const many = Array.from(
			{ length: 30 },
			(_, index) => `[services s${index}]\nsts =\n  endpoint_url = http://127.0.0.1:${index}\n`,
		);
		write("aws/config", `[profile remotion]\ncredential_process = ${printKeys}\n${many.join("")}`);
		assert.equal(await verify(), undefined);
		write("aws/config", `[profile remotion]\ncredential_process = true ${"x".repeat(5000)} && ${printKeys}\n`);
		assert.equal(await verify(), undefined);
		nothingHappened();
		assert.deepEqual(asked, []);
		assert.match(told.join(), /defines 34 commands.*too many to list.*too many to list/);
	});

	it("is allowed for this very value, and asked about again for another", async () => {
		runsProgram();
		answers.modal = "Allow";
		assert.equal((await verify())?.kind, "failed", "the trap answers 500");
		assert.ok(existsSync(marker) && heard > 0, "now it ran and was sent");
		assert.equal(asked.length, 1);
		answers.modal = undefined;
		assert.equal((await verify())?.kind, "failed");
		assert.equal(asked.length, 1, "allowed once for the session");
		write("aws/config", `[profile remotion]\ncredential_process = ${printKeys} --more\nendpoint_url = ${trap}\n`);
		rmSync(marker, { force: true });
		heard = 0;
		assert.equal(await verify(), undefined);
		assert.equal(asked.length, 2);
		nothingHappened();
	});
});
