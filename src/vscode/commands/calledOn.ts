import type { Profile } from "../../core/index.ts";
import { Refusal } from "../common/refusal.ts";
import type { Focus } from "../model/focus.ts";
import type { ProjectState } from "../model/snapshot.ts";
import type { Row } from "../typedCommands/arguments.ts";

/** The project a command is called on: that of the row it was called from, else the focused one. */
export async function calledOn(focus: Focus, row: Row | undefined): Promise<ProjectState> {
	const state = row?.state ?? (await focus.whenReady());
	if (!state) throw new Refusal("Open a folder first.");
	return state;
}

/** The profile whose row a command is called on; undefined: it is called on something else. */
export function profileOf(row: Row | undefined): Pick<Profile, "name"> | undefined {
	return typeof row?.signer === "string" ? { name: row.signer } : undefined;
}
