import { parseDotenv } from "../../dotenv/parse.ts";
import type { Container, Inherited } from "../call.ts";
import type { EnvironmentLayer, Mount, Value } from "../launch.ts";
import { filesLayer, variableLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf, type Placed, placedAt } from "../placed.ts";
import { type Piece, pinned, valueFrom, type Word } from "../shells/word.ts";
import type { YamlValue } from "../yamlTree.ts";
import { type EnvFileText, readServices, type ServiceText, secretFiles } from "./composeFile.ts";
import { composePieces, composeWord, settled, splitCommand } from "./composeText.ts";
import type { Build, ContainerCommand } from "./dockerfile.ts";
import { homeSource } from "./mounts.ts";

/** A project of compose as it is started. */
export interface ComposeStart {
	/** What people type: "docker compose". */
	readonly by: string;
	/** Absolute, the first one's folder is the project's. */
	readonly files: readonly string[];
	/** Absolute; absent: `.env` in the project's folder. */
	readonly envFiles?: readonly string[];
	/** Absolute; default: the first file's folder. */
	readonly folder?: string;
	readonly place: Placed;
	readonly outer: Inherited;
}

/** What `docker compose run` says over a service. */
export interface RunOptions {
	readonly layers?: readonly EnvironmentLayer[];
	readonly command?: ContainerCommand | undefined;
	readonly entrypoint?: ContainerCommand | undefined;
	readonly mounts?: readonly Mount[];
	readonly folder?: string | undefined;
}

/**
 * A project of compose and its services.
 *
 * Source: compose-go v2.13.0-6-ge70e961, its parsers run, the order read (`WithServicesEnvironmentResolved`): what compose was started with
 * beats `.env` where variables are replaced; a later `env_file` beats an earlier one, and `environment` all of them; a name alone there is
 * compose's own variable, and where it is set nowhere the container has none of it, whatever an `env_file` says.
 */
export class ComposeProject {
	readonly #start: ComposeStart;
	readonly #outside: Outside;
	readonly #folder: string;
	/** What compose itself has: what it was started with, then `.env`. */
	readonly #outer: Inherited;
	/** What the project's `.env` says, for paths. */
	readonly #known: ReadonlyMap<string, string>;
	readonly #secrets: ReadonlyMap<string, Placed>;
	readonly services: ReadonlyMap<string, ServiceText>;

	constructor(start: ComposeStart, outside: Outside) {
		this.#start = start;
		this.#outside = outside;
		const { paths } = outside;
		const [first = paths.join(outside.input.cwd, "compose.yaml")] = start.files;
		this.#folder = start.folder ?? paths.resolve(first, "..");
		const envFiles = start.envFiles ?? [paths.join(this.#folder, ".env")];
		// Of several the later wins.
		const layer = filesLayer({ by: start.by, paths: [...envFiles].reverse(), dialect: "compose-2" });
		this.#outer = { ...start.outer, layers: [...start.outer.layers, layer] };
		this.#known = new Map(
			envFiles.flatMap((path) =>
				parseDotenv(outside.text(path) ?? "", "compose-2").assignments.map(
					({ name, value }) => [name, value.reveal()] as const,
				),
			),
		);
		this.services = readServices(outside, start.files, this.#folder);
		this.#secrets = secretFiles(outside, start.files);
	}

	/** A service as a container. */
	container(
		service: ServiceText,
		{ layers = [], command, entrypoint, mounts = [], folder }: RunOptions = {},
	): Container {
		const own = {
			entrypoint: entrypoint ?? this.#command(service.entrypoint),
			command: command ?? this.#command(service.command),
		};
		return {
			by: this.#start.by,
			place: service.key,
			outer: this.#outer,
			build: this.#build(service),
			layers: [...service.envFiles.flatMap((file) => this.#envFile(file)), ...this.#variables(service), ...layers],
			folder: folder ?? this.#settled(service.folder),
			mounts: [...this.#mounts(service), ...mounts],
			...own,
		};
	}

	get #moment(): number {
		return this.#outer.layers.length;
	}

	#settled(placed: Placed | undefined): string | undefined {
		return placed && settled(placed.text, this.#known);
	}

	#build({ build }: ServiceText): Build | undefined {
		if (!build) return undefined;
		const { paths } = this.#outside;
		const context = this.#settled(build.context) ?? ".";
		if (/^[a-z]+:\/\//.test(context)) return undefined;
		const folder = paths.resolve(build.base, context);
		const target = this.#settled(build.target);
		const given = [...build.arguments].map(([name, value]): [string, readonly Piece[]] => [
			name,
			pinned(value === null ? [{ variable: name }] : composePieces(value.text), this.#moment),
		]);
		return {
			context: folder,
			dockerfile: paths.resolve(folder, this.#settled(build.dockerfile) ?? "Dockerfile"),
			arguments: new Map(given),
			...(target !== undefined && { target }),
		};
	}

	#envFile({ path, base, isRequired, isRaw }: EnvFileText): EnvironmentLayer[] {
		const { by } = this.#start;
		const origin = originOf(path);
		const named = this.#settled(path);
		if (named === undefined) return [{ kind: "hidden", by: "env_file", origin }];
		const file = this.#outside.paths.resolve(base, named);
		const required = isRequired ? ({ required: true } as const) : {};
		const dialect = isRaw ? "docker" : "compose-2";
		return [
			filesLayer({ by, paths: [file], dialect, overrides: true, after: this.#moment, ...required, origin }),
			...bareNames(this.#outside, file).map((name) => variableLayer(path, name, passedOn(name, this.#moment), by)),
		];
	}

	#variables({ environment }: ServiceText): EnvironmentLayer[] {
		return [...environment].map(([name, { value, place }]) => {
			const own =
				value === null ? passedOn(name, this.#moment) : valueFrom(pinned(composePieces(value.text), this.#moment));
			return variableLayer(value ?? place, name, own);
		});
	}

	#mounts({ volumes, secrets }: ServiceText): Mount[] {
		const { paths } = this.#outside;
		const mount = (source: string, base: string, target: string): Mount[] => {
			const home = homeSource(source);
			const path = home ?? settled(source, this.#known);
			if (path === undefined) return [];
			return [{ source: home ?? paths.resolve(base, path), target }];
		};
		return [
			...[...volumes].flatMap(([target, { source, base }]) => mount(source.text, base, target)),
			...[...secrets].flatMap(([target, name]) => {
				const file = this.#secrets.get(name);
				return file ? mount(file.text, this.#folder, target) : [];
			}),
		];
	}

	#command(value: YamlValue | undefined): ContainerCommand | undefined {
		if (!value || value.scalar === null) return undefined;
		const words: readonly Word[] = value.isList
			? value.items().map(({ placed }) => composeWord(placed))
			: splitCommand(value.placed);
		return { kind: "words", words: words.map((word) => ({ ...word, pieces: pinned(word.pieces, this.#moment) })) };
	}
}

/** The variable that whoever starts the container has, or none. */
export function passedOn(name: string, after: number): Value {
	return { expand: `\${${name}}`, as: "shell", after, orNone: true };
}

/** The names that an env file leaves to whoever starts the container: a line without an equals sign. */
export function bareNames(outside: Outside, path: string): string[] {
	const text = outside.text(path) ?? "";
	return [...text.matchAll(/^[^\S\r\n]{0,100}(?:export[^\S\r\n]{1,20})?([A-Za-z_]\w{0,200})[^\S\r\n]{0,100}$/gm)].map(
		([, name = ""]) => name,
	);
}

/** The place of a file as a whole. */
export function placeOfFile(path: string): Placed {
	return placedAt(path, "");
}
