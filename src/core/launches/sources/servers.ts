import { dependsOnClient } from "../commands/likelyCalls.ts";
import { frameworkOf } from "../frameworkOf.ts";
import { placedAt } from "../placed.ts";
import { terminalLayers } from "../terminal.ts";
import { programsIn } from "../walk.ts";
import { foundProgram } from "./scripts.ts";
import type { Found, Source } from "./source.ts";

/** A framework's server that no script starts. */
export const frameworkServers: Source = {
	find: (outside, found) => {
		const owner = outside.packageIn(outside.input.cwd);
		const row = frameworkOf(owner);
		if (!row || !owner || !dependsOnClient(owner, outside)) return [];
		const { server, command } = row;
		if (found.some((other) => other.server === server)) return [];
		const inherited = { cwd: owner.folder, layers: terminalLayers(outside), place: "here" } as const;
		return programsIn(placedAt(owner.path, command), inherited, outside, owner).map(
			(program): Found => foundProgram(program, { id: `server:${server}`, label: command, kind: "server" }),
		);
	},
};
