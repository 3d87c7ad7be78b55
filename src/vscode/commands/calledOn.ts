import type { Signer } from "../../core/types.ts";
import { Refusal } from "../common/refusal.ts";
import type { Focus } from "../model/focus.ts";
import type { ProjectState } from "../model/model.ts";
import type { ProfileNode } from "../views/profilesTree.ts";

/** The project a command is called on: that of the row it was called from, else the focused one. */
export async function calledOn(focus: Focus, node: unknown): Promise<ProjectState> {
	const isRow = typeof node === "object" && node !== null && "state" in node;
	const state = isRow ? (node as { state: ProjectState }).state : await focus.whenReady();
	if (!state) throw new Refusal("Open a folder first.");
	return state;
}

/**
 * Whose credentials a command is called on: those of a profile's row, or of whatever names its `signer`, such as a row or an argument
 * `{ signer: { key: "AWS_KEY_2", secret: "AWS_SECRET_2" } }`. Undefined: the active ones.
 */
export function signerOf(node: unknown): Signer | undefined {
	if (typeof node !== "object" || node === null) return undefined;
	if ("profile" in node) return (node as ProfileNode).profile.name;
	return "signer" in node ? (node as { signer: Signer }).signer : undefined;
}
