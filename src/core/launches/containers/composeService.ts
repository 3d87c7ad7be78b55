import { parseDotenv } from "../../dotenv/parse.ts";
import type { Container, Inherited } from "../call.ts";
import type { Dialect, EnvironmentLayer, Mount, Value } from "../launch.ts";
import { filesLayer, variableLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf, type Placed, placedAt } from "../placed.ts";
import { type Piece, pinned, valueFrom, type Word } from "../shells/word.ts";
import { type EnvFileText, readServices, type ServiceText, secretFiles } from "./composeFile.ts";
import { composePieces, composeWord, settled, splitCommand } from "./composeText.ts";
import type { YamlValue } from "./composeYaml.ts";
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
			layers: [...this.#envFiles(service), ...this.#variables(service), ...layers],
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

	#envFiles(service: ServiceText): EnvironmentLayer[] {
		const values = Object.fromEntries(
			[...service.environment].map(([name, { value }]) => [name, this.#value(name, value)]),
		);
		const files: string[] = [];
		// One that is named again stays in its first place, with what is said of it last.
		const texts = new Map<string, EnvFileText>();
		for (const text of service.envFiles) texts.set(this.#pathOf(text) ?? text.path.text, text);
		return [...texts.values()].flatMap((text) => {
			const file = this.#pathOf(text);
			const layers = this.#envFile(text, file, { values, files: [...files] });
			if (file !== undefined) files.push(file);
			return layers;
		});
	}

	#pathOf({ path, base }: EnvFileText): string | undefined {
		const named = this.#settled(path);
		return named === undefined ? undefined : this.#outside.paths.resolve(base, named);
	}

	/** @param besides what references in it find, where compose itself has no such variable */
	#envFile(
		{ path, isRequired, isRaw }: EnvFileText,
		file: string | undefined,
		besides: { values: Readonly<Record<string, Value>>; files: readonly string[] },
	): EnvironmentLayer[] {
		const { by } = this.#start;
		const origin = originOf(path);
		if (file === undefined) return [{ kind: "hidden", by: "env_file", origin }];
		const dialect = isRaw ? "docker" : "compose-2";
		const text = this.#outside.text(file) ?? "";
		return [
			filesLayer({
				by,
				paths: [file],
				dialect,
				overrides: true,
				after: this.#moment,
				...(text.includes("$") && !isRaw && { besides }),
				...(isRequired && { required: true }),
				origin,
			}),
			...bareNames(text, dialect).map((name) => variableLayer(path, name, passedOn(name, this.#moment, "kept"), by)),
		];
	}

	#value(name: string, value: Placed | null): Value {
		if (value === null) return passedOn(name, this.#moment);
		return valueFrom(pinned(composePieces(value.text), this.#moment));
	}

	#variables({ environment }: ServiceText): EnvironmentLayer[] {
		return [...environment].map(([name, { value, place }]) =>
			variableLayer(value ?? place, name, this.#value(name, value)),
		);
	}

	/** Whose folder is /root: in the images of Debian and Alpine nobody but root can look into it, and it is nobody else's home. */
	#isRoots(target: string, user: Placed | undefined): boolean {
		const name = user === undefined ? "root" : (this.#settled(user) ?? "root");
		return /^\/root(?:\/|$)/.test(target) && !/^(?:root|0)?(?::|$)/.test(name);
	}

	#mounts({ volumes, secrets, user }: ServiceText): Mount[] {
		const { paths } = this.#outside;
		const mount = (source: string, base: string, target: string): Mount[] => {
			const home = homeSource(source);
			const path = home ?? settled(source, this.#known);
			if (path === undefined || this.#isRoots(target, user)) return [];
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

/** The variable that whoever starts the container has; where that has none, none either, or what the container has already. */
export function passedOn(name: string, after: number, otherwise: "none" | "kept" = "none"): Value {
	const value = { expand: `\${${name}}`, as: "shell", after } as const;
	return otherwise === "kept" ? { ...value, orKept: true } : { ...value, orNone: true };
}

/** The names that an env file leaves to whoever starts the container: they stand alone. */
export function bareNames(text: string, dialect: Dialect): string[] {
	const { inherited, isRefused } = parseDotenv(text, dialect);
	return isRefused ? [] : [...(inherited ?? [])].filter((name) => /^[A-Za-z_]\w*$/.test(name));
}

/** The place of a file as a whole. */
export function placeOfFile(path: string): Placed {
	return placedAt(path, "");
}
