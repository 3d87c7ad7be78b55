import { dependsOnClient } from "../commands/likelyCalls.ts";
import { placedAt } from "../placed.ts";
import { terminalLayers } from "../terminal.ts";
import { programsIn } from "../walk.ts";
import { foundProgram } from "./scripts.ts";
import type { Found, Source } from "./source.ts";

/** The command that serves a framework's project, by the package that brings it. The first that is there is the project's. */
const servers: readonly (readonly [dependency: string, server: string, command: string])[] = [
	["next", "next", "next dev"],
	["@react-router/dev", "react-router", "react-router dev"],
	["@tanstack/react-start", "tanstack-start", "vite dev"],
	["@tanstack/solid-start", "tanstack-start", "vite dev"],
	["nuxt", "nuxt", "nuxt dev"],
	["@sveltejs/kit", "sveltekit", "vite dev"],
	["astro", "astro", "astro dev"],
	["@nestjs/core", "nestjs", "nest start"],
];

/** A framework's server that no script starts. */
export const frameworkServers: Source = {
	find: (outside, found) => {
		const owner = outside.packageIn(outside.input.cwd);
		const row = servers.find(([dependency]) => owner?.dependencies.has(dependency));
		if (!row || !owner || !dependsOnClient(owner)) return [];
		const [, server, command] = row;
		if (found.some((other) => other.server === server)) return [];
		const inherited = { cwd: owner.folder, layers: terminalLayers(outside), place: "here" } as const;
		return programsIn(placedAt(owner.path, command), inherited, outside, owner).map(
			(program): Found => foundProgram(program, { id: `server:${server}`, label: command, kind: "server" }),
		);
	},
};
