import { redact } from "../../text/redact.ts";
import type { ServiceText } from "../containers/composeFile.ts";
import { defaultFiles } from "../containers/composeFiles.ts";
import { ComposeProject, placeOfFile } from "../containers/composeService.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import { terminalLayers } from "../terminal.ts";
import { programsInside } from "../walk.ts";
import { different, foundProgram, idOf } from "./scripts.ts";
import type { Found, Source } from "./source.ts";

/** The services of the compose files that `docker compose up` takes by itself, in the project's folder and those around it. */
export const composeServices: Source = {
	find: (outside) =>
		outside.upwards(outside.input.cwd).flatMap((folder) => {
			const files = defaultFiles(folder, outside);
			const [first] = files;
			if (first === undefined) return [];
			const outer = { cwd: folder, layers: terminalLayers(outside), place: "here" } as const;
			const start = { by: "docker compose", files, place: placeOfFile(first), outer };
			const project = new ComposeProject(start, outside);
			return [...project.services.values()].flatMap((service) => launchesOf(project, service, outside));
		}),
};

function launchesOf(project: ComposeProject, service: ServiceText, outside: Outside): Found[] {
	const container = project.container(service);
	const isOfProject =
		container.build !== undefined ||
		container.mounts.some(({ source }) => isAround(source, outside)) ||
		[...service.environment.keys()].some((name) => name.startsWith("REMOTION_AWS_"));
	if (!isOfProject) return [];
	const isOwn = (folder: string) => outside.isInside(folder);
	const isBuiltHere = container.build !== undefined && isOwn(outside.paths.resolve(container.build.dockerfile, ".."));
	const programs = different(
		programsInside(container, outside).filter((program) => isBuiltHere || isOwn(program.inherited.cwd)),
	);
	const file = service.key.path;
	const shown = file.startsWith(outside.root) ? file.slice(outside.root.length).replace(/^[\\/]+/, "") : file;
	return programs.map((program) =>
		foundProgram(program, {
			id: idOf("service", `${shown.replaceAll("\\", "/")}#${service.name}`, program, programs),
			label: redact(`docker compose up ${service.name}`),
			kind: "service",
			origin: originOf(service.key),
		}),
	);
}

/** Whether the project lies in a folder, or the folder is its own. */
function isAround(folder: string, { input: { cwd }, paths }: Outside): boolean {
	return cwd === folder || cwd.startsWith(folder + paths.join("a", "b").slice(1, -1));
}
