import { redact } from "../../text/redact.ts";
import { managerOf } from "../managers.ts";
import { originOf } from "../placed.ts";
import { terminalLayers } from "../terminal.ts";
import { programsOf } from "../walk.ts";
import { different, foundProgram, idOf } from "./scripts.ts";
import type { Found, Source } from "./source.ts";

/** The scripts of the workspace's root that reach the project: `turbo run dev`, `pnpm --filter video deploy`, `cd packages/video && …`. */
export const rootScripts: Source = {
	find: (outside) => {
		const { cwd } = outside.input;
		const owner = outside.root === cwd ? undefined : outside.packageIn(outside.root);
		if (!owner) return [];
		const inherited = { cwd: owner.folder, layers: terminalLayers(outside), place: "here" } as const;
		return [...owner.scripts].flatMap(([name, script]) => {
			const started = programsOf(owner, name, inherited, outside).filter((program) =>
				outside.isInside(program.inherited.cwd),
			);
			const programs = different(started);
			return programs.map(
				(program): Found =>
					foundProgram(program, {
						id: idOf("root", name, program, programs),
						label: redact(`${managerOf(outside, owner.folder).name} run ${name} (root)`),
						kind: "script",
						origin: originOf(script),
					}),
			);
		});
	},
};
