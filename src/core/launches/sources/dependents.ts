import { redact } from "../../text/redact.ts";
import { dependsOnClient } from "../commands/likelyCalls.ts";
import { managerOf } from "../managers.ts";
import type { Outside } from "../outside.ts";
import type { PackageJson } from "../packageJson.ts";
import { originOf } from "../placed.ts";
import { terminalLayers } from "../terminal.ts";
import { programsOf } from "../walk.ts";
import { usersOf } from "../workspaces.ts";
import { different, foundProgram, idOf } from "./scripts.ts";
import type { Found, Source } from "./source.ts";

/**
 * The programs of other packages of the workspace that use this one, where nothing of its own calls Lambda: a library that renders is started
 * by whatever imports it, with that one's environment.
 */
export const dependents: Source = {
	find: (outside, found) => {
		const own = outside.packageIn(outside.input.cwd);
		if (own?.name === undefined || outside.input.packages === undefined || outside.root === own.folder) return [];
		if (!dependsOnClient(own, outside)) return [];
		if (found.some(({ launch: { kind, callsLambda } }) => kind !== "workflow" && callsLambda !== "unknown")) return [];
		return usersOf(own.name, outside).flatMap((owner) =>
			[...owner.scripts.keys()].flatMap((name) => launchesOf(owner, name, outside)),
		);
	},
};

function launchesOf(owner: PackageJson, name: string, outside: Outside): Found[] {
	const inherited = { cwd: owner.folder, layers: terminalLayers(outside), place: "here" } as const;
	const started = programsOf(owner, name, inherited, outside).filter(({ callsLambda }) => callsLambda !== "unknown");
	const programs = different(started);
	const script = owner.scripts.get(name);
	const folder = owner.folder
		.slice(outside.root.length)
		.replace(/^[\\/]+/, "")
		.replaceAll("\\", "/");
	return programs.map(
		(program): Found =>
			foundProgram(program, {
				id: idOf("script", `${folder}#${name}`, program, programs),
				label: redact(`${managerOf(outside, owner.folder).name} run ${name} (${folder})`),
				kind: "script",
				...(script && { origin: originOf(script) }),
			}),
	);
}
