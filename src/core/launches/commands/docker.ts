import type { Call, Container, KnownCommand, Next } from "../call.ts";
import { defaultFiles } from "../containers/composeFiles.ts";
import { ComposeProject } from "../containers/composeService.ts";
import type { Build, ContainerCommand } from "../containers/dockerfile.ts";
import {
	type DockerOption,
	optionLayers,
	optionMounts,
	optionValues,
	readDockerOptions,
} from "../containers/options.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { lookup } from "../lookup.ts";
import { literal, type Word } from "../shells/word.ts";

/**
 * docker and podman, as far as they start programs: `run`, `exec`, `compose up`, `compose run`, `compose exec`.
 * Source: docker 20.10.24 and podman 4.3.1, run; compose by compose-go v2.13.0-6-ge70e961, read, its options by documentation.
 */
export const docker: KnownCommand = {
	names: ["docker", "podman", "docker-compose", "podman-compose", "nerdctl"],
	isNative: true,
	follow: (call: Call): readonly Next[] => {
		if (call.name.endsWith("-compose")) return compose(call, call.args, call.name);
		const { rest } = readDockerOptions(call.args);
		const [command, ...args] = rest;
		const name = literal(command);
		if (name === "compose") return compose(call, args, `${call.name} compose`);
		if (name === "container") return started(call, literal(args[0]), args.slice(1));
		return started(call, name, args);
	},
};

function started(call: Call, command: string | undefined, args: readonly Word[]): readonly Next[] {
	if (command !== "run" && command !== "exec") return [];
	const { inherited, outside, words } = call;
	const { options, rest } = readDockerOptions(args);
	const [first, ...own] = rest;
	const [word] = words;
	if (!first || !word) return [];
	const by = `${call.name} ${command}`;
	const dialect = call.name === "podman" ? "podman" : "docker";
	const reader = { by, dialect, moment: inherited.layers.length, cwd: inherited.cwd, outside } as const;
	const layers = optionLayers(options, reader);
	const mounts = optionMounts(options, inherited.cwd, outside);
	const isExec = command === "exec";
	if (isExec && own.length === 0) return [];
	const running: EnvironmentLayer[] = isExec ? [{ kind: "hidden", by }] : [];
	const isAlone = mounts.some(({ source }) => source === inherited.cwd) && own.length > 0;
	const container: Container = {
		by,
		place: word.placed,
		outer: inherited,
		build: isExec || isAlone ? undefined : buildOf(call, literal(first)),
		layers: [...running, ...layers],
		mounts,
		...(options.some(({ name }) => name === "--env-host") && { passesAll: true }),
		...commandOf(options, own),
	};
	return [{ kind: "container", container }];
}

function commandOf(
	options: readonly DockerOption[],
	own: readonly Word[],
): Pick<Container, "entrypoint" | "command" | "folder"> {
	const [entry] = optionValues(options, "--entrypoint").slice(-1);
	const folder = literal(optionValues(options, "-w", "--workdir").at(-1));
	const words = (some: readonly Word[]): ContainerCommand => ({ kind: "words", words: some });
	return {
		...(entry && literal(entry) !== "" && { entrypoint: words([entry]) }),
		...(own.length > 0 && { command: words(own) }),
		...(folder !== undefined && { folder }),
	};
}

/** What an image is made of: what a script of the package builds under its name, else the Dockerfile of the folder. */
function buildOf({ owner, inherited, outside }: Call, image: string | undefined): Build | undefined {
	const { paths } = outside;
	for (const { text } of owner?.scripts.values() ?? [])
		for (const [, line = ""] of text.matchAll(
			/\b(?:docker|podman)\s{1,20}(?:(?:buildx|image)\s{1,20})?build\b([^&|;\r\n]{0,1000})/g,
		)) {
			const { options, rest } = readDockerOptions(plainWords(line), "build");
			const named = optionValues(options, "-t", "--tag").map((word) => literal(word)?.replace(/:latest$/, ""));
			if (!owner || image === undefined || !named.includes(image.replace(/:latest$/, ""))) continue;
			const context = paths.resolve(owner.folder, literal(rest[0]) ?? ".");
			const file = literal(optionValues(options, "-f", "--file").at(-1));
			const target = literal(optionValues(options, "--target").at(-1));
			const dockerfile = file === undefined ? paths.join(context, "Dockerfile") : paths.resolve(owner.folder, file);
			return { context, dockerfile, ...(target !== undefined && { target }) };
		}
	const [dockerfile] = ["Dockerfile", "Containerfile"]
		.map((name) => paths.join(inherited.cwd, name))
		.filter((path) => outside.has(path));
	return dockerfile === undefined ? undefined : { context: inherited.cwd, dockerfile };
}

function plainWords(line: string): Word[] {
	return line
		.split(/\s+/)
		.filter(Boolean)
		.map((text) => ({ pieces: [text], placed: { path: "", text, at: [] } }));
}

function compose(call: Call, args: readonly Word[], by: string): readonly Next[] {
	const { inherited, outside, words } = call;
	const { paths } = outside;
	const before = readDockerOptions(args);
	const [command, ...others] = before.rest;
	const name = literal(command) ?? "";
	const [word] = words;
	if (!/^(?:up|run|exec|start|create|watch)$/.test(name) || !word) return [];
	const at = (path: Word) => paths.resolve(inherited.cwd, literal(path) ?? "");
	const told = optionValues(before.options, "-f", "--file").map(at);
	const files = told.length > 0 ? told : nearestFiles(call);
	const envFiles = envFilesOf(before.options, call);
	// The services that `up` takes by itself are launches of their own.
	if (files.length === 0 || (name !== "run" && name !== "exec" && told.length === 0 && envFiles === undefined))
		return [];
	const [folder] = optionValues(before.options, "--project-directory").map(at);
	const project = new ComposeProject(
		{
			by,
			files,
			place: word.placed,
			outer: inherited,
			...(envFiles && { envFiles }),
			...(folder !== undefined && { folder }),
		},
		outside,
	);
	const { options, rest } = readDockerOptions(others);
	const [service, ...own] = rest;
	if (name !== "run" && name !== "exec") {
		const wanted = rest.map(literal);
		const all = [...project.services.values()].filter((one) => wanted.length === 0 || wanted.includes(one.name));
		return all.map((one) => ({ kind: "container", container: project.container(one) }));
	}
	const found = project.services.get(literal(service) ?? "");
	if (!found || (name === "exec" && own.length === 0)) return [];
	const reader = {
		by: `${by} ${name}`,
		dialect: "docker",
		alone: "takes all away",
		moment: inherited.layers.length,
		cwd: inherited.cwd,
		outside,
	} as const;
	const mounts = optionMounts(options, inherited.cwd, outside);
	const container = project.container(found, {
		layers: optionLayers(options, reader),
		mounts,
		...commandOf(options, own),
	});
	return [{ kind: "container", container }];
}

function nearestFiles({ inherited, outside }: Call): string[] {
	return (
		outside
			.upwards(inherited.cwd)
			.map((folder) => defaultFiles(folder, outside))
			.find((files) => files.length > 0) ?? []
	);
}

/** The files in the place of `.env`; undefined: nothing says so. */
function envFilesOf(options: readonly DockerOption[], { inherited, outside }: Call): string[] | undefined {
	const told = optionValues(options, "--env-file").map((word) => literal(word) ?? "");
	const setting = lookup(inherited.layers, "COMPOSE_ENV_FILES")?.split(",").filter(Boolean) ?? [];
	const named = told.length > 0 ? told : setting;
	if (named.length > 0) return named.map((path) => outside.paths.resolve(inherited.cwd, path));
	return /^(?:1|true|t)$/i.test(lookup(inherited.layers, "COMPOSE_DISABLE_ENV_FILE") ?? "") ? [] : undefined;
}
