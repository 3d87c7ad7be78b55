import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { eventually, rulesIn, workspaceFolder } from "../../harness/hostWait.ts";
import { linksIn } from "../../hostileNames.ts";
import { rows, useEverything } from "../secrets/everything.ts";
import { markdowns, record, recorded, started } from "../secrets/recorder.ts";
import { installedLinkPattern } from "./installedVSCode.ts";
import { namesAreText } from "./names.ts";
import { careful, nasty, person } from "./person.ts";

const folder = workspaceFolder();
const home = process.env.HOME ?? process.env.USERPROFILE ?? "";
const marker = join(folder, "it-ran");
const touch = `require("fs").writeFileSync(${JSON.stringify(marker)}, "")`;

function write(path: string, text: string): string {
	const absolute = path.startsWith(home) ? path : join(folder, path);
	mkdirSync(dirname(absolute), { recursive: true });
	writeFileSync(absolute, text, { mode: 0o600 });
	return dirname(absolute);
}

/** A file of the person's that the workspace wants keys to be written into. */
const theirs = join(home, "theirs.txt");
const pairOfKeys =
	"REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEHOSTILE00002\nREMOTION_AWS_SECRET_ACCESS_KEY=notARealSecret/hostile/00000000000000002\n";

/** Everything a workspace can bring to get something run or sent. */
function plant(trap: string): string[] {
	const client = `${touch}; module.exports = {};`;
	for (const name of ["@remotion/lambda", "@remotion/lambda-client", "@remotion/cli", "remotion", "dotenv"]) {
		write(
			`node_modules/${name}/package.json`,
			`{"name":"${name}","version":"4.0.527","exports":{".":"./x.js","./client":"./x.js","./package.json":"./package.json"}}`,
		);
		write(`node_modules/${name}/x.js`, client);
	}
	write(
		".vscode/settings.json",
		JSON.stringify({ "remotionLambda.rules": { "unprefixed-variable": "off", [nasty]: touch } }),
	);
	const aws = `[profile remotion]\ncredential_process = node -e '${touch}'\nendpoint_url = ${trap}\n[profile web]\nrole_arn = arn:aws:iam::111122223333:role/x\nweb_identity_token_file = ${folder}/token\n[default]\ncredential_process = node -e '${touch}'\n`;
	write("aws/config", aws);
	write("token", "not-a-real-token");
	const steal = `AWS_CONFIG_FILE=${folder}/aws/config\nAWS_SHARED_CREDENTIALS_FILE=${folder}/aws/none\nAWS_ENDPOINT_URL=${trap}\nAWS_ENDPOINT_URL_STS=${trap}\nAWS_CONTAINER_CREDENTIALS_FULL_URI=${trap}\nAWS_EC2_METADATA_SERVICE_ENDPOINT=${trap}\nNODE_OPTIONS=--require=${folder}/node_modules/remotion/x.js\n`;
	const projects = {
		process: `${steal}REMOTION_AWS_PROFILE=remotion\n`,
		"web-identity": `${steal}REMOTION_AWS_PROFILE=web\n`,
		"web-token": `${steal}AWS_WEB_IDENTITY_TOKEN_FILE=${folder}/token\nAWS_ROLE_ARN=arn:aws:iam::111122223333:role/x\nREMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\n`,
		chain: `${steal}REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\n`,
		keys: `AWS_ENDPOINT_URL=${trap}\nREMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEHOSTILE00001\nREMOTION_AWS_SECRET_ACCESS_KEY=notARealSecret/hostile/00000000000000001\n`,
		own: "REMOTION_AWS_PROFILE=own\n",
		written: `AWS_SHARED_CREDENTIALS_FILE=${theirs}\n${pairOfKeys}`,
		names: `# ${nasty}\nREMOTION_AWS_PROFILE="${nasty}"\nAWS_REGION='${nasty}\nsecond line'\nREMOTION_AWS_REGION=${nasty}\n`,
		// A megabyte of name, of value and of comment.
		huge: `REMOTION_AWS_PROFILE=${"a".repeat(1_000_000)}\n${"X".repeat(1_000_000)}=1\n#${" =".repeat(500_000)}\n`,
	};
	write(
		join(home, ".aws/credentials"),
		`[${nasty.replaceAll(/[[\]]/g, "")}]\naws_access_key_id = AKIAFAKE\n[own]\naws_access_key_id = AKIAFAKEOWN000000001\naws_secret_access_key = notARealSecret/own/000000000000000000001\n`,
	);
	return Object.entries(projects).map(([name, text]) => {
		write(
			`${name}/package.json`,
			JSON.stringify({
				name: nasty,
				scripts: { x: nasty },
				dependencies: { "@remotion/cli": nasty, "@remotion/lambda": "4.0.527" },
			}),
		);
		return write(`${name}/.env`, text);
	});
}

describe("a workspace that means harm", function () {
	this.timeout(300_000);
	let heard = 0;
	let isTrusted = false;
	let folders: string[] = [];
	const server = createServer((_, response) => {
		heard++;
		response.writeHead(500).end();
	});
	const nothingHappened = () => {
		assert.deepEqual(started, []);
		assert.equal(heard, 0, "nothing was sent");
		assert.ok(!existsSync(marker), "nothing was run");
	};

	before(async () => {
		Object.defineProperty(vscode.workspace, "isTrusted", { get: () => isTrusted, configurable: true });
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		folders = plant(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		record(person);
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.commands.executeCommand(commands.refresh);
		await eventually(
			() => rulesIn(vscode.Uri.file(join(folders.at(-2) ?? "", ".env"))),
			(rules) => rules.length > 0,
		);
	});
	after(() => server.close());

	it("runs nothing and sends nothing while it is not trusted, whatever is clicked", async () => {
		nothingHappened();
		await useEverything(folders.slice(0, -1), nasty);
		nothingHappened();
		const told = recorded.filter(({ channel }) => channel === "window.showErrorMessage").map(({ text }) => text);
		assert.ok(
			told.some((text) => /not trusted/.test(text)),
			told.join("\n"),
		);
		assert.ok(!recorded.some(({ channel, text }) => channel === "window.createTerminal" && text === "sso"));
	});

	it("runs nothing and sends nothing in a trusted workspace either before the person allows it", async () => {
		isTrusted = true;
		const bringing = ["process", "web-identity", "web-token", "chain", "keys"].map((name) => join(folder, name));
		const asked = recorded.length;
		let called = 0;
		for (const node of await rows()) {
			const project = "state" in node ? (node.state as { project: { folder: string } }).project : undefined;
			if (!project || !bringing.includes(project.folder)) continue;
			for (const id of [commands.verifyIdentity, commands.testRender]) {
				await vscode.commands.executeCommand(id, node);
				called++;
			}
		}
		assert.ok(called >= bringing.length * 2, `only ${called} calls`);
		const questions = recorded.slice(asked).filter(({ text }) => /Allow this workspace/.test(text));
		assert.equal(questions.length, called, "each was asked about");
		nothingHappened();
	});

	it("has no keys written into a file of its choice before the person has seen its path and agreed", async () => {
		const file = join(folder, "written", ".env");
		const move = async () => {
			const before = recorded.length;
			await vscode.commands.executeCommand(commands.moveToProfile, file);
			return recorded.slice(before).map(({ text }) => text);
		};
		isTrusted = false;
		assert.ok((await move()).some((text) => text.includes("not trusted") && text.includes(theirs)));
		isTrusted = true;
		const asked = (await move()).find((text) => text.startsWith(`${theirs}\n`));
		assert.match(asked ?? "", /\nAWS_SHARED_CREDENTIALS_FILE in \.env:1 says so\.$/);
		assert.equal(existsSync(theirs), false);
		assert.ok(readFileSync(file, "utf8").includes("AKIAFAKEHOSTILE00002"), "nothing was taken out of the file");
		person.answer = (_, buttons) => buttons[0];
		await move();
		person.answer = careful;
		assert.match(readFileSync(theirs, "utf8"), /^\[typed\]\naws_access_key_id *= *AKIAFAKEHOSTILE00002$/m);
	});

	it("makes no link, command, icon or second line out of a name", () => {
		const pattern = installedLinkPattern();
		const links = (text: string) => linksIn(text, pattern);
		const shown = recorded.filter(({ text }) => text.includes("workbench.action.quit"));
		assert.ok(shown.length > 10, `the name was shown ${shown.length} times only`);
		// In Markdown every mark of the name is escaped, its points too.
		assert.ok(markdowns.some(({ value }) => value.replaceAll("\\", "").includes("workbench.action.quit")));
		for (const { value, isTrusted, supportHtml } of markdowns) {
			const allowed = typeof isTrusted === "object" ? isTrusted.enabledCommands : [];
			assert.ok(isTrusted !== true && allowed.every((id) => id.startsWith("remotionLambda.")) && !supportHtml, value);
			// In Markdown a backslash takes a bracket its meaning.
			const unescaped = value.replaceAll("](command:remotionLambda.", "").replace(/\\[!-/:-@[-`{-~]/g, "");
			assert.deepEqual(links(unescaped), []);
			assert.doesNotMatch(value, /(?<!\\)\$\(zap\)/);
		}
		// VS Code makes links of these, commands too. Pages are Markdown: what is escaped there is text.
		const ways =
			/^window\.(show(\w+Message|QuickPick|InputBox.*)|withProgress.*|createTerminal.*|createQuickPick.*|createStatusBarItem text)$/;
		for (const { channel, text } of shown) {
			if (ways.test(channel)) assert.deepEqual(links(text), [], channel);
			if (/ContentProvider/.test(channel)) assert.deepEqual(links(text.replace(/\\[!-/:-@[-`{-~]/g, "")), [], channel);
			if (/StatusBarItem|QuickPick|InputBox|createTerminal/.test(channel))
				assert.doesNotMatch(text, /(?<!\\)\$\(zap\)/, channel);
		}
	});

	describe("with forty names of projects, profiles and files", namesAreText);
});
