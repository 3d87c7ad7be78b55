import type { Outside } from "../outside.ts";
import type { Placed } from "../placed.ts";
import { readComposeYaml, type YamlEntry, type YamlValue } from "./composeYaml.ts";
import { spread } from "./dockerfileText.ts";
import { goScalar } from "./goScalar.ts";

/** A service as a compose file says it, its parts as they are written. */
export interface ServiceText {
	readonly name: string;
	readonly key: Placed;
	/** By name; null: the shell's variable. */
	readonly environment: ReadonlyMap<string, { readonly value: Placed | null; readonly place: Placed }>;
	readonly envFiles: readonly EnvFileText[];
	readonly build?: BuildText;
	readonly image?: Placed;
	readonly command?: YamlValue;
	readonly entrypoint?: YamlValue;
	readonly folder?: Placed;
	/** As whom it runs: a name or a number, with a group or without. */
	readonly user?: Placed;
	/** By the place in the container. */
	readonly volumes: ReadonlyMap<string, VolumeText>;
	/** Files that are mounted under `/run/secrets` or another place, by the names that the file's top gives them. */
	readonly secrets: ReadonlyMap<string, string>;
}

export interface EnvFileText {
	readonly path: Placed;
	readonly isRequired: boolean;
	/** Docker's own format. */
	readonly isRaw: boolean;
	/** Absolute; from where its path starts. */
	readonly base: string;
}

export interface BuildText {
	readonly context?: Placed;
	readonly dockerfile?: Placed;
	readonly target?: Placed;
	readonly arguments: ReadonlyMap<string, Placed | null>;
	/** Absolute; from where the context's path starts. */
	readonly base: string;
}

export interface VolumeText {
	readonly source: Placed;
	readonly base: string;
}

/** The services of a file and of those that it includes or extends, by name. */
export type Services = ReadonlyMap<string, ServiceText>;

/** Files that extend files have an end. */
const deepest = 8;

/** Reads the services of a project's files: a later file's beat an earlier one's. @param base from where relative paths start */
export function readServices(outside: Outside, files: readonly string[], base: string): Services {
	let services: Services = new Map();
	for (const path of files) {
		const own = new Map<string, ServiceText>();
		for (const [name, service] of servicesIn(outside, path, base, 0)) {
			const before = services.get(name);
			own.set(name, before ? merge(before, service) : service);
		}
		services = new Map([...services, ...own]);
	}
	return services;
}

/** The files that are mounted as secrets and configs, by name: `secrets: { aws: { file: ~/.aws/credentials } }`. */
export function secretFiles(outside: Outside, files: readonly string[]): ReadonlyMap<string, Placed> {
	const found = new Map<string, Placed>();
	for (const path of files)
		for (const kind of ["secrets", "configs"])
			for (const { name, value } of readComposeYaml(outside, path)?.get(kind)?.entries() ?? []) {
				const file = value.get("file");
				if (typeof file?.scalar === "string") found.set(name, file.placed);
			}
	return found;
}

function servicesIn(outside: Outside, path: string, base: string, depth: number): Services {
	const file = depth < deepest ? readComposeYaml(outside, path) : undefined;
	const included = (file?.get("include")?.items() ?? []).flatMap((item) => {
		const paths = texts(item.get("path") ?? item).map(({ text }) => outside.paths.resolve(base, text));
		const [first] = paths;
		const folder = first && outside.paths.resolve(first, "..");
		return folder === undefined ? [] : paths.flatMap((one) => [...servicesIn(outside, one, folder, depth + 1)]);
	});
	const services = new Map(included);
	for (const entry of file?.get("services")?.entries() ?? [])
		services.set(entry.name, extended(entry, { outside, path, base, depth }));
	return services;
}

interface Where {
	readonly outside: Outside;
	readonly path: string;
	readonly base: string;
	readonly depth: number;
}

/** A service over the one that it extends. */
function extended(entry: YamlEntry, where: Where): ServiceText {
	const { outside, path, base, depth } = where;
	const own = serviceOf(entry, base);
	const extending = entry.value.get("extends");
	const name = text(extending?.get("service")) ?? text(extending);
	const other = text(extending?.get("file"));
	if (name === undefined || depth >= deepest || (name.text === entry.name && other === undefined)) return own;
	const file = other === undefined ? path : outside.paths.resolve(base, other.text);
	// A file's relative paths start where it lies, where another file names it.
	const from = other === undefined ? base : outside.paths.resolve(file, "..");
	const parent = readComposeYaml(outside, file)
		?.get("services")
		?.entries()
		.find((one) => one.name === name.text);
	if (!parent) return own;
	return merge(extended(parent, { outside, path: file, base: from, depth: depth + 1 }), own);
}

function merge(before: ServiceText, after: ServiceText): ServiceText {
	const build =
		before.build && after.build
			? { ...before.build, ...after.build, arguments: new Map([...before.build.arguments, ...after.build.arguments]) }
			: (after.build ?? before.build);
	return {
		...before,
		...after,
		environment: new Map([...before.environment, ...after.environment]),
		envFiles: [...before.envFiles, ...after.envFiles],
		volumes: new Map([...before.volumes, ...after.volumes]),
		secrets: new Map([...before.secrets, ...after.secrets]),
		...(build && { build }),
	};
}

function serviceOf({ name, key, value }: YamlEntry, base: string): ServiceText {
	const build = buildOf(value.get("build"), base);
	const [image, folder] = [text(value.get("image")), text(value.get("working_dir"))];
	const user = value.get("user");
	const [command, entrypoint] = [value.get("command"), value.get("entrypoint")];
	return {
		name,
		key,
		environment: variables(value.get("environment")),
		envFiles: envFiles(value.get("env_file"), base),
		volumes: volumes(value.get("volumes"), base),
		secrets: mounted(value),
		...(build && { build }),
		...(image && { image }),
		...(folder && { folder }),
		...(user && user.scalar !== null && { user: printed(user) }),
		...(command && { command }),
		...(entrypoint && { entrypoint }),
	};
}

/** A map, or a list of `NAME=value` and `NAME`. */
function variables(value: YamlValue | undefined): Map<string, { value: Placed | null; place: Placed }> {
	const found = new Map<string, { value: Placed | null; place: Placed }>();
	for (const { name, key, value: one } of value?.entries() ?? [])
		found.set(name, { value: one.scalar === null ? null : printed(one), place: key });
	for (const { placed } of value?.items() ?? []) {
		const equals = placed.text.indexOf("=");
		const name = equals === -1 ? placed.text : placed.text.slice(0, equals);
		const rest = { path: placed.path, text: placed.text.slice(equals + 1), at: placed.at.slice(equals + 1) };
		if (name !== "") found.set(name, { value: equals === -1 ? null : rest, place: placed });
	}
	return found;
}

/** A value as compose prints it; one for which it stops is a reference that it can't read. */
function printed({ isPlain, placed }: YamlValue): Placed {
	const text = isPlain ? goScalar(placed.text) : placed.text;
	if (text === placed.text) return placed;
	return { ...placed, text: text ?? "${", at: spread(placed, (text ?? "${").length) };
}

function envFiles(value: YamlValue | undefined, base: string): EnvFileText[] {
	const all = value?.isList ? value.items() : value ? [value] : [];
	return all.flatMap((one) => {
		const path = text(one.get("path")) ?? text(one);
		if (!path) return [];
		const isRaw = one.get("format")?.scalar === "raw";
		return [{ path, isRequired: one.get("required")?.scalar !== false, isRaw, base }];
	});
}

function buildOf(value: YamlValue | undefined, base: string): BuildText | undefined {
	if (!value) return undefined;
	const given = new Map([...variables(value.get("args"))].map(([name, one]) => [name, one.value] as const));
	const context = text(value.get("context")) ?? text(value);
	const [dockerfile, target] = [text(value.get("dockerfile")), text(value.get("target"))];
	return {
		arguments: given,
		base,
		...(context && { context }),
		...(dockerfile && { dockerfile }),
		...(target && { target }),
	};
}

/** `SOURCE:TARGET[:MODE]`, or a map of both; volumes by name are left out. */
function volumes(value: YamlValue | undefined, base: string): Map<string, VolumeText> {
	const found = new Map<string, VolumeText>();
	for (const one of value?.items() ?? []) {
		const [source, target] = [text(one.get("source")), text(one.get("target"))];
		if (source && target && one.get("type")?.scalar === "bind")
			found.set(target.text.replace(/(?<=.)\/$/, ""), { source, base });
		const short = text(one);
		const [from, to] = short ? splitVolume(short.text) : [];
		if (short && from !== undefined && to !== undefined && /^(?:[.~/\\$]|[A-Za-z]:[\\/])/.test(from))
			found.set(to.replace(/(?<=.)\/$/, ""), {
				source: { ...short, text: from, at: short.at.slice(0, from.length + 1) },
				base,
			});
	}
	return found;
}

/** The two paths of `SOURCE:TARGET:MODE`; the colons of a drive and of a variable's default separate nothing. */
function splitVolume(written: string): (string | undefined)[] {
	let open = 0;
	for (let at = /^[A-Za-z]:[\\/]/.test(written) ? 2 : 0; at < written.length; at++) {
		const character = written[at];
		if (character === "{") open++;
		else if (character === "}") open--;
		else if (character === ":" && open <= 0) {
			const target = written.slice(at + 1).split(":")[0] ?? "";
			return target.startsWith("/") && at > 0 ? [written.slice(0, at), target] : [];
		}
	}
	return [];
}

/** The secrets and configs that a service has, and the places that they have in it. */
function mounted(service: YamlValue): Map<string, string> {
	const found = new Map<string, string>();
	for (const [kind, folder] of [
		["secrets", "/run/secrets/"],
		["configs", "/"],
	] as const)
		for (const one of service.get(kind)?.items() ?? []) {
			const name = text(one.get("source")) ?? text(one);
			if (!name) continue;
			const target = text(one.get("target"))?.text ?? name.text;
			found.set(target.startsWith("/") ? target : folder + target, name.text);
		}
	return found;
}

function text(value: YamlValue | undefined): Placed | undefined {
	return value && (typeof value.scalar === "string" || typeof value.scalar === "number") ? value.placed : undefined;
}

function texts(value: YamlValue): Placed[] {
	const own = text(value);
	return own ? [own] : value.items().flatMap((one) => text(one) ?? []);
}
