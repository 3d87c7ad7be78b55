import { redact } from "../../text/redact.ts";
import type { Inherited, Program } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { managerOf } from "../managers.ts";
import type { Outside } from "../outside.ts";
import type { PackageJson } from "../packageJson.ts";
import { originOf } from "../placed.ts";
import { terminalLayers } from "../terminal.ts";
import { programsOf } from "../walk.ts";
import type { Found, Source } from "./source.ts";

/** The scripts of the project's package.json. */
export const scripts: Source = {
	find: (outside) => {
		const owner = outside.packageIn(outside.input.cwd);
		return owner ? [...owner.scripts.keys()].flatMap((name) => launchesOf(owner, name, outside)) : [];
	},
};

function launchesOf(owner: PackageJson, name: string, outside: Outside): Found[] {
	const script = owner.scripts.get(name);
	const inherited: Inherited = { cwd: owner.folder, layers: terminalLayers(outside), place: "here" };
	const programs = different(programsOf(owner, name, inherited, outside));
	return programs.map((program): Found => {
		const id = idOf("script", name, program, programs);
		return foundProgram(program, {
			id,
			label: redact(`${managerOf(outside, owner.folder).name} run ${name}`),
			kind: "script",
			...(script && { origin: originOf(script) }),
		});
	});
}

/** A program as a launch. */
export function foundProgram(
	{ runtime, inherited, callsLambda, versions, regions, sendsEnvFile, server, isDevServer }: Program,
	launch: Pick<Found["launch"], "id" | "label" | "kind" | "origin">,
): Found {
	const { cwd, layers, place, mounts } = inherited;
	const isDev = isDevServer ?? layers.some((layer) => layer.kind === "program" && layer.mode !== "production");
	return {
		launch: {
			...launch,
			runtime,
			cwd,
			place,
			layers,
			callsLambda,
			...(versions && { versions }),
			...(mounts && { mounts }),
			...(regions && { regions }),
			...(sendsEnvFile === false && { sendsEnvFile }),
		},
		...(server !== undefined && { server, ...(isDev && { isDevServer: true }) }),
	};
}

/** The id of one of the programs that a script starts. */
export function idOf(kind: string, name: string, program: Program, programs: readonly Program[]): string {
	return programs.length === 1 ? `${kind}:${name}` : `${kind}:${name}/${program.name}`;
}

/** Without those that another one equals in all that decides the answer. */
export function different(programs: readonly Program[]): Program[] {
	const seen = new Set<string>();
	return programs.filter(({ name, runtime, inherited, callsLambda, regions, sendsEnvFile }) => {
		const own = { ...inherited, layers: inherited.layers.filter((layer) => !isPrivate(layer)) };
		const key = JSON.stringify([name, runtime, own, callsLambda, regions, sendsEnvFile], (field, value) =>
			field === "origin" || field === "after" ? undefined : value,
		);
		if (seen.has(key)) return false;
		seen.add(key);
		return true;
	});
}

/** Names that decide the answer, or which files are loaded. */
const deciding = /AWS|REMOTION|ENV|^(?:HOME|USERPROFILE|PATH)$/;

/** Whether a layer is a variable that a script keeps to itself, as long as nothing has exported its name: `REGION=us-east-1`. */
function isPrivate(layer: EnvironmentLayer): boolean {
	if (layer.kind !== "variables" || !layer.onlyIfSet) return false;
	return Object.keys(layer.values).every((name) => !deciding.test(name));
}
