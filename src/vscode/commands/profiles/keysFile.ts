import { realpath } from "node:fs/promises";
import { basename } from "node:path";
import { workspace } from "vscode";
import { chosenByWorkspace } from "../../../core/signing/workspaceInfluence.ts";
import { visible } from "../../../core/text/plainText.ts";
import { originText } from "../../common/labels.ts";
import { notify } from "../../common/notify.ts";
import { Refusal } from "../../common/refusal.ts";
import { isOfWorkspace } from "../../common/uris.ts";
import type { Model } from "../../model/model.ts";

/**
 * The AWS credentials file that keys may be written into: the person's own, or one that the workspace has chosen and the person agreed to;
 * undefined: they did not. What a workspace that is not trusted has chosen is never written.
 */
export async function keysFileOf(model: Model, folder: string): Promise<string | undefined> {
	const project = model.situation(folder);
	if (!project) throw new Refusal("Open a folder first.");
	const path = project.aws.paths.credentials;
	return (await mayChange(model, folder, path, "Write the keys into this file?")) ? path : undefined;
}

/** Whether an AWS file may be changed: it is the person's own, or the person says so after seeing who chose it. */
export async function mayChange(model: Model, folder: string, path: string, question: string): Promise<boolean> {
	const project = model.situation(folder);
	const chosen = project && chosenByWorkspace(project, path, { isOfWorkspace });
	if (!chosen) return true;
	const where = originText(chosen.origin, model.texts);
	const by = chosen.origin.path === path ? "It is in this workspace." : `${visible(chosen.name)} in ${where} says so.`;
	if (!workspace.isTrusted)
		throw new Refusal(`This workspace is not trusted, so nothing was written into ${visible(path)}. ${by}`);
	const inside = isOfWorkspace(path) ? ["Anyone who gets a copy of this workspace gets the keys."] : [];
	const lines = [visible(path), by, ...inside];
	return notify.confirm({ question, lines, yes: "Write", isWarning: true });
}

/** Whether a file may be replaced that nobody may write. */
export function mayReplaceReadOnly(path: string): Promise<boolean> {
	const question = "Change this read-only file?";
	return notify.confirm({ question, lines: [visible(path)], yes: "Change", isWarning: true });
}

/** Whether keys may be typed into a `.env` file; asked about where it is a link that leads out of the workspace. */
export async function mayFill(path: string): Promise<boolean> {
	const target = await realpath(path).catch(() => path);
	if (isOfWorkspace(target) || !isOfWorkspace(path)) return true;
	const link = `${basename(path)} is a link that leads out of this workspace.`;
	if (!workspace.isTrusted)
		throw new Refusal(`This workspace is not trusted, so nothing was written into ${visible(target)}. ${link}`);
	const question = "Write the keys into this file?";
	return notify.confirm({ question, lines: [visible(target), link], yes: "Write", isWarning: true });
}
