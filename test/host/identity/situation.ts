/** What the tests of this suite share: a local AWS of their own, the AWS files that match it, and ears for what people are told. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import type { Identity } from "../../../src/vscode/awsRequests/identities.ts";
import type { Fault } from "../../local-aws/faults.ts";
import { demoAwsFiles } from "../../local-aws/profiles.ts";
import type { RecordedRequest } from "../../local-aws/server.ts";

export const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
export const home = process.env.HOME ?? process.env.USERPROFILE ?? "";
const root = vscode.extensions.getExtension(extensionId)?.extensionPath ?? "";

let aws: ChildProcess | undefined;
let url = "";

/**
 * Starts it in a process of its own: it is written for the project's Node, not for the extension host's.
 * @param accounts whose AWS it is: that of the tests' own profiles, or that of the demo workspace
 */
export async function startAws(accounts: "own" | "demo" = "own"): Promise<string> {
	const windows = process.platform === "win32";
	const node = join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node");
	const server = JSON.stringify(join(root, "test", "local-aws", "server.ts"));
	const demo = JSON.stringify(join(root, "test", "local-aws", "demoWorkspace.ts"));
	const code = `import { pathToFileURL } from "node:url"; const { startLocalAws } = await import(pathToFileURL(${server}).href);
		const { DEMO_ACCOUNTS } = await import(pathToFileURL(${demo}).href);
		console.log((await startLocalAws(${accounts === "demo" ? "{ accounts: DEMO_ACCOUNTS }" : ""})).url); process.on("disconnect", () => process.exit());`;
	const child = spawn(node, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit", "ipc"] });
	aws = child;
	url = await new Promise((resolve, reject) => {
		child.stdout?.once("data", (data) => resolve(String(data).trim()));
		child.once("exit", (exit) => reject(new Error(`the local AWS ended with ${exit}`)));
	});
	process.env.AWS_ENDPOINT_URL = url;
	return url;
}

export function stopAws(): void {
	aws?.disconnect();
	delete process.env.AWS_ENDPOINT_URL;
}

async function control(method: string, path: string, body?: unknown): Promise<unknown> {
	const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
	return (await fetch(`${url}/_local-aws/${path}`, init)).json();
}

export const order = (fault: Fault) => control("POST", "faults", fault);
export const clearFaults = () => control("DELETE", "faults");
export const clearRequests = () => control("DELETE", "requests");

/** What AWS was asked so far. */
export async function requests(): Promise<RecordedRequest[]> {
	const list = await control("GET", "requests");
	return Array.isArray(list) ? list : [];
}

/** Writes the AWS files that match the local AWS, changed as asked. */
export function writeAwsFiles(change: (text: string) => string = (text) => text): void {
	for (const [path, text] of Object.entries(demoAwsFiles(home))) write(path, change(text));
}

/** Writes a file; a relative path is the workspace's. */
export function write(path: string, text: string): void {
	const absolute = path.startsWith(home) ? path : join(folder, path);
	mkdirSync(dirname(absolute), { recursive: true });
	writeFileSync(absolute, text, { mode: 0o600 });
}

export async function verify(node?: unknown): Promise<Identity | undefined> {
	return vscode.commands.executeCommand<Identity | undefined>(commands.verifyIdentity, node);
}

/** Everything people were told, and what they answer to modal questions. */
export const told: string[] = [];
export const asked: string[] = [];
export const answers: { modal: string | undefined } = { modal: undefined };

/** Listens to messages instead of showing them: nobody is there to answer. */
export function listen(): void {
	const hear = async (message: string, ...rest: unknown[]) => {
		const [options] = rest;
		if (typeof options === "object" && options !== null && "modal" in options) {
			asked.push(`${message}\n${"detail" in options ? options.detail : ""}`);
			return answers.modal;
		}
		told.push(message);
		return undefined;
	};
	Object.assign(vscode.window, {
		showErrorMessage: hear,
		showWarningMessage: hear,
		showInformationMessage: hear,
	});
}

/** Every log that VS Code has written for this window, as text. */
export function logs(): string {
	const top = join(dirname(home), "user");
	const files = readdirSync(top, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".log"));
	return files.map((name) => readFileSync(join(top, name), "utf8")).join("\n");
}
