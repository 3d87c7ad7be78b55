import { redact } from "../../text/redact.ts";
import type { Container, Inherited } from "../call.ts";
import { ComposeProject } from "../containers/composeService.ts";
import { enterContainer } from "../containers/container.ts";
import type { Build } from "../containers/dockerfile.ts";
import { optionLayers, optionMounts, readDockerOptions } from "../containers/options.ts";
import { type Jsonc, type JsonPath, readJsonc } from "../jsonc.ts";
import type { EnvironmentLayer, Mount } from "../launch.ts";
import { moved, unsetLayer, variableLayer } from "../layers.ts";
import { mainFirst } from "../mainFirst.ts";
import type { Outside } from "../outside.ts";
import { record, string } from "../packageJson.ts";
import { originOf } from "../placed.ts";
import { type Piece, plainWord, valueFrom, type Word } from "../shells/word.ts";
import { terminalLayers } from "../terminal.ts";
import { textsAt } from "../vscode/files.ts";
import type { Found, Source } from "./source.ts";

/**
 * The project's main launch in its dev container. `containerEnv` beats the files that `runArgs` names, as it becomes `-e`, and an `-e` there
 * beats it, as it comes later; `remoteEnv` is laid over all of it, where `null` unsets; `${localEnv:NAME}` that is not set is set to nothing,
 * and its default ends at a colon; a `${containerEnv:NAME}` in `containerEnv` stays as it is written. Source: Dev Containers CLI 0.89.0, run:
 * test/real-programs/devContainer.json; `null` by its documentation, as the CLI's `exec` makes the text "null" of it.
 */
export const devContainers: Source = {
	find: (outside, found) => {
		const [main] = mainFirst(found, outside);
		const isHere = main?.launch.place === "here" && /^(?:script|command|server)$/.test(main.launch.kind);
		if (!main || !isHere) return [];
		return filesOf(outside).flatMap((path) => {
			const file = readJsonc(outside, path);
			return file ? [inside(main, file, outside)] : [];
		});
	},
};

/** In the workspace folder; of several containers each has a folder of its own. */
function filesOf(outside: Outside): string[] {
	const { paths, root } = outside;
	const folder = paths.join(root, ".devcontainer");
	const own = [...(outside.names(folder) ?? [])].map((name) => paths.join(folder, name, "devcontainer.json"));
	return [paths.join(folder, "devcontainer.json"), paths.join(root, ".devcontainer.json"), ...own].filter((path) =>
		outside.has(path),
	);
}

function inside(main: Found, file: Jsonc, outside: Outside): Found {
	const { launch } = main;
	const before = terminalLayers(outside).length;
	const outer: Inherited = { cwd: outside.root, layers: [{ kind: "shell" }], place: "here" };
	const own = enterContainer(containerOf(file, outer, outside), outside).inherited;
	const layers = [...own.layers, ...remoteLayers(file, own.layers.length, outside)];
	const id = file.path
		.slice(outside.root.length)
		.replace(/^[\\/]+/, "")
		.replaceAll("\\", "/");
	return {
		launch: {
			...launch,
			id: `service:${id}#${launch.id}`,
			label: redact(`${launch.label} (dev container)`),
			kind: "service",
			place: "elsewhere",
			layers: [...layers, ...launch.layers.slice(before).map((layer) => moved(layer, layers.length - before))],
			mounts: own.mounts ?? [],
			origin: originOf(file.placed(["name"])),
		},
	};
}

function containerOf(file: Jsonc, outer: Inherited, outside: Outside): Container {
	const { paths, root } = outside;
	const folder = paths.resolve(file.path, "..");
	const args = textsAt(file, file.json.runArgs, ["runArgs"]).map(
		(placed): Word => ({ pieces: localPieces(placed.text, outside), placed }),
	);
	const { options } = readDockerOptions(args);
	const variables = Object.entries(record(file.json.containerEnv)).map(([name, value]) =>
		variableLayer(file.placed(["containerEnv", name]), name, valueFrom(localPieces(String(value), outside))),
	);
	const mounts = [...mountsOf(file, outside), ...optionMounts(options, root, outside), workspace(file, outside)];
	const reader = {
		by: "docker run",
		dialect: "docker",
		moment: outer.layers.length,
		cwd: root,
		outside,
		between: variables,
	} as const;
	const own = { layers: optionLayers(options, reader), mounts };
	const service = string(file.json.service);
	const files = textsAt(file, file.json.dockerComposeFile, ["dockerComposeFile"]).map(({ text }) =>
		paths.resolve(folder, text),
	);
	const place = file.placed(["name"]);
	if (files.length > 0 && service !== undefined) {
		const project = new ComposeProject({ by: "docker compose", files, place, outer }, outside);
		const found = project.services.get(service);
		if (found) return project.container(found, own);
	}
	return { by: "dev container", place, outer, build: buildOf(file, folder, outside), ...own };
}

function buildOf({ json }: Jsonc, folder: string, { paths }: Outside): Build | undefined {
	const build = record(json.build);
	const dockerfile = string(build.dockerfile) ?? string(json.dockerFile);
	if (dockerfile === undefined) return undefined;
	const target = string(build.target);
	return {
		context: paths.resolve(folder, string(build.context) ?? string(json.context) ?? "."),
		dockerfile: paths.resolve(folder, dockerfile),
		...(target !== undefined && { target }),
	};
}

/** The workspace folder as the container has it. */
function workspace({ json }: Jsonc, { root }: Outside): Mount {
	const name = root.split(/[\\/]/).filter(Boolean).at(-1) ?? "";
	const target = string(json.workspaceFolder) ?? `/workspaces/${name}`;
	return { source: root, target };
}

/** `source=…,target=…,type=bind`, or the same as an object. */
function mountsOf(file: Jsonc, outside: Outside): Mount[] {
	const list = Array.isArray(file.json.mounts) ? file.json.mounts : [];
	return list.flatMap((one) => {
		const { type, source, target } = record(one);
		const text = string(one) ?? `type=${String(type)},source=${String(source)},target=${String(target)}`;
		const value = plainWord({ path: file.path, text: withLocalFolder(text, outside), at: [] });
		return optionMounts([{ name: "--mount", value }], outside.root, outside);
	});
}

/** The folders of this machine; the home folder as it is written, as its two names are one path. */
function withLocalFolder(text: string, { root }: Outside): string {
	return text
		.replace(/\$\{localWorkspaceFolder\}/g, () => root)
		.replace(/\$\{localEnv:(?:HOME|USERPROFILE)\}(?:\$\{localEnv:(?:HOME|USERPROFILE)\})?/, "~");
}

/** What a text's `${…}` are on this machine: those of the shell, after one layer. */
function localPieces(text: string, outside: Outside): Piece[] {
	return piecesOf(text, (kind, argument) => {
		if (kind === "localEnv" || kind === "env") return variablePiece(argument, 1);
		if (kind === "localWorkspaceFolder") return outside.root;
		return kind === "localWorkspaceFolderBasename" ? outside.root.replace(/^.*[\\/]/, "") : undefined;
	});
}

function remoteLayers(file: Jsonc, moment: number, outside: Outside): EnvironmentLayer[] {
	return Object.entries(record(file.json.remoteEnv)).map(([name, value]) => {
		const at: JsonPath = ["remoteEnv", name];
		if (value === null) return unsetLayer(file.placed(at), [name]);
		const pieces = localPieces(String(value), outside).flatMap((piece) =>
			typeof piece === "string"
				? piecesOf(piece, (kind, argument) => (kind === "containerEnv" ? variablePiece(argument, moment) : undefined))
				: [piece],
		);
		return variableLayer(file.placed(at), name, valueFrom(pieces));
	});
}

/** `NAME` or `NAME:default`: a default ends at the next colon, and counts where the name is not set. */
function variablePiece(argument: string, after: number): Piece {
	const [variable = "", otherwise] = argument.split(":");
	if (!/^\w+$/.test(variable)) return "";
	return otherwise === undefined ? { variable, after } : { variable, operator: "-", operand: [otherwise], after };
}

function piecesOf(text: string, valueFor: (kind: string, argument: string) => Piece | undefined): Piece[] {
	const pieces: Piece[] = [];
	let from = 0;
	for (const { 0: whole, 1: kind = "", 2: argument = "", index } of text.matchAll(
		/\$\{(\w{1,100})(?::([^{}\r\n]{0,500}))?\}/g,
	)) {
		const piece = valueFor(kind, argument);
		if (piece === undefined) continue;
		if (index > from) pieces.push(text.slice(from, index));
		pieces.push(piece);
		from = index + whole.length;
	}
	if (from < text.length || pieces.length === 0) pieces.push(text.slice(from));
	return pieces;
}
