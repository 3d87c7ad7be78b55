import { redact } from "../../text/redact.ts";
import type { Inherited } from "../call.ts";
import { denoTasksAround } from "../denoTasks.ts";
import { originOf } from "../placed.ts";
import { terminalLayers } from "../terminal.ts";
import { programsIn } from "../walk.ts";
import { different, foundProgram, idOf } from "./scripts.ts";
import type { Found, Source } from "./source.ts";

/** The tasks of the project's `deno.json`. */
export const denoTasks: Source = {
	find: (outside) => {
		const { cwd } = outside.input;
		const tasks = denoTasksAround(outside, cwd);
		if (tasks?.folder !== cwd) return [];
		const inherited: Inherited = { cwd, layers: terminalLayers(outside), place: "here" };
		const owner = outside.packageIn(cwd);
		return [...tasks.commands].flatMap(([name, text]) => {
			const programs = different(programsIn(text, inherited, outside, owner, "deno"));
			return programs.map(
				(program): Found =>
					foundProgram(program, {
						id: idOf("deno", name, program, programs),
						label: redact(`deno task ${name}`),
						kind: "script",
						origin: originOf(text),
					}),
			);
		});
	},
};
