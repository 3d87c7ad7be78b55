/** Stands for the person in front of a test render: answers what the extension asks, and keeps what it says. */
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import type { RenderRecord } from "../../../src/core/awsAccount/renderRecord.ts";
import { asked, folder, listen, told } from "../identity/situation.ts";

export const root = vscode.extensions.getExtension(extensionId)?.extensionPath ?? "";
export const modules = join(folder, "node_modules");

/** What the person picks from lists, by a part of the label; anything else is the first. */
export const picks: RegExp[] = [];
/** What the person answers to questions; the first button of it that is there. */
export const answers: string[] = [];
/** Every list that was shown, an item in a line. */
export const lists: string[][] = [];
/** The person leaves at the list of this number, counted from 0. */
export const leaves: { at: number | undefined } = { at: undefined };

/** Begins anew: nothing said, nothing picked, and every render agreed to. */
export function forget(): void {
	for (const list of [told, asked, lists, picks, answers]) list.length = 0;
	answers.push("Render");
	leaves.at = undefined;
}

export function play(): void {
	listen();
	const hear = async (message: string, ...rest: unknown[]) => {
		const [options, ...buttons] = rest;
		const isModal = typeof options === "object" && options !== null && "modal" in options;
		if (isModal) asked.push(`${message}\n${"detail" in options ? options.detail : ""}`);
		else told.push(message);
		const offered = (isModal ? buttons : rest).filter((button) => typeof button === "string");
		return offered.find((button) => answers.includes(button));
	};
	Object.assign(vscode.window, { showErrorMessage: hear, showWarningMessage: hear, showInformationMessage: hear });
	Object.assign(vscode.window, {
		showQuickPick: async (items: readonly vscode.QuickPickItem[]) => {
			lists.push(items.map(({ label, description = "", detail = "" }) => `${label} ${description} ${detail}`));
			if (lists.length - 1 === leaves.at) return undefined;
			return items.find(({ label }) => picks.some((pick) => pick.test(label))) ?? items[0];
		},
	});
}

export const render = (node?: unknown) =>
	vscode.commands.executeCommand<RenderRecord | undefined>(commands.testRender, node);

/** The processes that run this project's client, by their ids. Other suites may run the same program for projects of theirs. */
export function childProcesses(): string[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.filter((name) => {
			try {
				const runsIt = readFileSync(`/proc/${name}/cmdline`, "utf8").includes(join(root, "dist", "testRender.cjs"));
				return runsIt && readlinkSync(`/proc/${name}/cwd`).startsWith(folder);
			} catch {
				return false;
			}
		});
}

export function installClient(): void {
	mkdirSync(join(modules, "@remotion"), { recursive: true });
	symlinkSync(join(root, "node_modules/@remotion/lambda"), join(modules, "@remotion/lambda"), "dir");
}
