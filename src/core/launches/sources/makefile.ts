import { redact } from "../../text/redact.ts";
import type { Inherited } from "../call.ts";
import { makefileIn } from "../commands/make.ts";
import { readMakefile } from "../makefile.ts";
import { joined, originOf, placedAt } from "../placed.ts";
import { terminalLayers } from "../terminal.ts";
import { programsIn } from "../walk.ts";
import { different, foundProgram, idOf } from "./scripts.ts";
import type { Found, Source } from "./source.ts";

/** So many of its targets are followed. */
const most = 100;

/** The targets of the project's makefile. */
export const makefile: Source = {
	find: (outside) => {
		const { cwd, platform } = outside.input;
		const path = platform === "win32" ? undefined : makefileIn(outside, cwd);
		if (path === undefined) return [];
		const inherited: Inherited = { cwd, layers: terminalLayers(outside), place: "here" };
		const owner = outside.packageIn(cwd);
		const { targets } = readMakefile(outside, path, cwd);
		return [...targets].slice(0, most).flatMap(([name, { name: place }]) => {
			if (!/^[\w/-][\w./-]*$/.test(name)) return [];
			const command = joined(path, [placedAt(path, "make ", place.at[0]), place]);
			const programs = different(programsIn(command, inherited, outside, owner, "sh"));
			return programs.map(
				(program): Found =>
					foundProgram(program, {
						id: idOf("make", name, program, programs),
						label: redact(`make ${name}`),
						kind: "script",
						origin: originOf(place),
					}),
			);
		});
	},
};
