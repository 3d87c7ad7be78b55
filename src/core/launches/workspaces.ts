import type { Outside } from "./outside.ts";
import { type PackageJson, record } from "./packageJson.ts";

/** The packages that a workspace may have and this reading looks at. */
const most = 500;

/**
 * The packages of the workspace around a folder: the project itself and, where folders can be listed, all that the root's patterns name.
 * @param wanted names or folders; none: all
 */
export function workspacesOf(outside: Outside, folder: string, wanted: readonly string[]): PackageJson[] {
	const all = members(outside, folder);
	if (wanted.length === 0) return all;
	const paths = wanted.map((name) => outside.paths.resolve(folder, name));
	const named = all.filter(
		({ name, folder: at }) => (name !== undefined && wanted.includes(name)) || paths.includes(at),
	);
	const direct = paths.flatMap((path) => outside.packageIn(path) ?? []);
	return [...new Set([...named, ...direct])];
}

/** The packages of a workspace; the root's own is none of them. */
function members(outside: Outside, folder: string): PackageJson[] {
	const found = new Set<PackageJson>();
	const patterns = patternsOf(outside, folder);
	const left = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
	for (const pattern of patterns)
		for (const at of matching(outside, folder, pattern)) {
			if (left.some((without) => isNamed(outside, folder, at, without))) continue;
			const one = outside.packageIn(at);
			if (one && found.size < most) found.add(one);
		}
	const own = outside.packageIn(outside.input.cwd);
	const isListed = outside.input.list !== undefined || outside.input.packages !== undefined;
	if (own && own.folder !== folder && !isListed) found.add(own);
	return [...found];
}

/** By whether they depend on a client of Remotion Lambda, themselves or through one another: the names of a workspace's packages. */
const clients = new WeakMap<Outside, ReadonlySet<string>>();

/** Returns the names of the workspace's packages that depend on a client of Remotion Lambda, also through one another. */
export function clientPackages(outside: Outside): ReadonlySet<string> {
	const known = clients.get(outside);
	if (known) return known;
	const found = new Set<string>();
	clients.set(outside, found);
	let left = outside.input.packages === undefined ? [] : members(outside, outside.root);
	for (let before = -1; before !== found.size; ) {
		before = found.size;
		left = left.filter(({ name, dependencies }) => {
			const depends =
				remotionClients.some((one) => dependencies.has(one)) || [...found].some((one) => dependencies.has(one));
			if (depends && name !== undefined) found.add(name);
			return !depends;
		});
	}
	return found;
}

/** So many packages lie between a program and the one that it uses. */
const furthest = 4;

/** Returns the packages of the workspace that depend on one, also through others, the nearest first. */
export function usersOf(name: string, outside: Outside): PackageJson[] {
	const all = members(outside, outside.root);
	const found = new Set<PackageJson>();
	let names = [name];
	for (let step = 0; step < furthest && names.length > 0; step++) {
		const users = all.filter((one) => !found.has(one) && names.some((used) => one.dependencies.has(used)));
		for (const user of users) found.add(user);
		names = users.flatMap((user) => user.name ?? []);
	}
	return [...found];
}

/** The packages with a client of Remotion Lambda in them. */
export const remotionClients: readonly string[] = ["@remotion/lambda", "@remotion/lambda-client"];

/** Returns the patterns by which a folder's package, or pnpm's file in it, names the packages of a workspace; none: it is the top of none. */
export function patternsOf(outside: Outside, folder: string): string[] {
	const told = outside.packageIn(folder)?.json.workspaces;
	const list = Array.isArray(told) ? told : record(told).packages;
	const own = Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
	const yaml = outside.yaml(outside.paths.join(folder, "pnpm-workspace.yaml"));
	const others = record(yaml).packages;
	return [...own, ...(Array.isArray(others) ? others.filter((one) => typeof one === "string") : [])];
}

/** The folders that a pattern such as `packages/*` names. A `*` stands for one folder; of `**` the next two levels are looked at. */
function matching(outside: Outside, folder: string, pattern: string): string[] {
	if (pattern.startsWith("!")) return [];
	const { packages } = outside.input;
	if (packages && pattern.includes("*")) return packages.filter((at) => isNamed(outside, folder, at, pattern));
	let at = [folder];
	for (const part of pattern.split("/").filter((name) => name !== "" && name !== ".")) {
		if (!part.includes("*")) at = at.map((one) => outside.paths.join(one, part));
		else {
			const next = at.flatMap((one) => below(outside, one, part));
			at = part === "**" ? [...at, ...next, ...next.flatMap((one) => below(outside, one, part))] : next;
		}
		if (at.length > most) return at.slice(0, most);
	}
	return at;
}

/** Whether a pattern names a folder below another one: `*` stands for a name or a part of one, `**` for any number of names. */
function isNamed(outside: Outside, folder: string, at: string, pattern: string): boolean {
	const start = folder + outside.paths.join("a", "b").slice(1, -1);
	if (!at.startsWith(start)) return false;
	return namesFit(
		at.slice(start.length).split(/[\\/]/),
		pattern.split("/").filter((part) => part !== "" && part !== "."),
	);
}

function namesFit(names: readonly string[], parts: readonly string[]): boolean {
	// How many names the parts so far may stand for.
	let reached = new Set([0]);
	for (const part of parts) {
		const next = new Set<number>();
		for (const count of reached) {
			if (part === "**") for (let end = count; end <= names.length; end++) next.add(end);
			else if (matches(part, names[count] ?? "")) next.add(count + 1);
		}
		reached = next;
	}
	return reached.has(names.length);
}

function below(outside: Outside, folder: string, part: string): string[] {
	const [start = "", end = ""] = part === "**" ? [] : part.split("*");
	return [...(outside.names(folder) ?? [])]
		.filter((name) => !name.startsWith(".") && name !== "node_modules" && name.startsWith(start) && name.endsWith(end))
		.map((name) => outside.paths.join(folder, name));
}

/**
 * The packages that pnpm's `--filter` names: by name, by a pattern with `*`, by folder `./packages/a`, with `...` for what they depend on or
 * what depends on them, which here stands for nothing more.
 */
export function filtered(outside: Outside, folder: string, patterns: readonly string[]): PackageJson[] {
	const all = members(outside, folder === outside.input.cwd ? outside.root : folder);
	if (patterns.length === 0) return all;
	const tests = patterns
		.filter((pattern) => !pattern.startsWith("!"))
		.map((pattern) => matcher(outside, folder, pattern));
	return all.filter((one) => tests.length === 0 || tests.some((test) => test(one)));
}

function matcher(outside: Outside, folder: string, pattern: string): (one: PackageJson) => boolean {
	const plain = pattern.replace(/^\.\.\.\^?|\^?\.\.\.$/g, "").replace(/^\{(.*)\}$/, "$1");
	if (/^\.{0,2}\//.test(plain) || plain === ".") {
		const at = outside.paths.resolve(folder, plain.replace(/\/\*\*?$/, ""));
		const separator = outside.paths.join("a", "b").slice(1, -1);
		return (one) => one.folder === at || (plain.includes("*") && one.folder.startsWith(at + separator));
	}
	return (one) => matches(plain, one.name ?? "") || (!plain.includes("/") && matches(`@*/${plain}`, one.name ?? ""));
}

/** Whether a name fits a pattern in which `*` stands for any text. */
export function matches(pattern: string, name: string): boolean {
	const [start = "", ...others] = pattern.split("*");
	const end = others.pop();
	if (end === undefined) return name === pattern;
	if (!name.startsWith(start)) return false;
	let at = start.length;
	for (const part of others) {
		const found = name.indexOf(part, at);
		if (found === -1) return false;
		at = found + part.length;
	}
	return name.length - end.length >= at && name.endsWith(end);
}
