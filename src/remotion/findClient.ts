/** Finds the project's own copy of Remotion's Lambda client. It is not ours to ship: its version must be the function's. */
import { realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { versionOf } from "../core/text/versionOf.ts";
import { readUtf8 } from "../files/readFile.ts";
import { exportedFile } from "./packageExports.ts";

/** The client of a project, or why there is none to use. */
export type FoundClient =
	| {
			readonly ok: true;
			/** Absolute, links followed: what the child process loads. */
			readonly path: string;
			readonly packageName: "@remotion/lambda" | "@remotion/lambda-client";
			/** Undefined where its package.json does not say. */
			readonly version: string | undefined;
	  }
	| {
			readonly ok: false;
			/**
			 * missing: no package.json above asks for it. not-installed: one does, but it is in no node_modules. broken: it is there, without the
			 * file we need. plug-n-play: Yarn keeps it in an archive that only Yarn's own loader opens.
			 */
			readonly reason: "missing" | "not-installed" | "broken" | "plug-n-play";
			/** One or two sentences: what is wrong and what to do. */
			readonly message: string;
			/** What to type, where that helps. */
			readonly command?: string;
	  };

/** The parts of Remotion that are of use here, each with the ways to it, the better one first. */
const parts = {
	/** What renders: `@remotion/lambda/client` is the light client of the full package. */
	client: [
		{ packageName: "@remotion/lambda", way: "./client", legacy: "client.js" },
		{ packageName: "@remotion/lambda-client", way: ".", legacy: "index.js" },
	],
	/** `getUserPolicy()` and `getRolePolicy()`: alone, or in the full package. */
	policies: [
		{ packageName: "@remotion/lambda", way: "./policies", legacy: "policies.js" },
		{ packageName: "@remotion/lambda", way: ".", legacy: "dist/index.js" },
	],
	/** The full package, for `simulatePermissions()`. */
	full: [{ packageName: "@remotion/lambda", way: ".", legacy: "dist/index.js" }],
} as const;

export type ClientPart = keyof typeof parts;

/**
 * Looks for the client, or another part of Remotion Lambda, as a program in `folder` would: in `node_modules` there and in every folder above, the nearest one first, so that
 * npm, pnpm (links are followed), Yarn with node_modules, Bun and hoisted monorepos all work. Reads package.json files only, runs nothing.
 * @param folder absolute
 */
export async function findClient(folder: string, part: ClientPart = "client"): Promise<FoundClient> {
	const ways = parts[part];
	let broken: string | undefined;
	for (const at of upwards(folder)) {
		for (const { packageName, way, legacy } of ways) {
			const packageFolder = join(at, "node_modules", ...packageName.split("/"));
			const json = await readJson(join(packageFolder, "package.json"));
			if (json === undefined) continue;
			const path = await entryOf(packageFolder, json, way, legacy);
			if (path !== undefined) return { ok: true, path, packageName, version: versionOf(json.version) };
			broken ??= packageFolder;
		}
	}
	return explainAbsence(folder, broken, part);
}

async function entryOf(
	packageFolder: string,
	json: Readonly<Record<string, unknown>>,
	way: string,
	legacy: string,
): Promise<string | undefined> {
	// Remotion's packages before exports maps: the main file, or a file of the way's name.
	const main = way === "." && typeof json.main === "string" ? json.main : legacy;
	const file = json.exports === undefined ? main : exportedFile(json.exports, way);
	if (file === undefined) return undefined;
	try {
		const path = await realpath(join(packageFolder, file));
		return (await stat(path)).isFile() ? path : undefined;
	} catch {
		return undefined;
	}
}

async function explainAbsence(folder: string, broken: string | undefined, part: ClientPart): Promise<FoundClient> {
	const facts = await lookAround(folder, new Set(parts[part].map(({ packageName }) => packageName)));
	if (facts.plugAndPlay !== undefined && broken === undefined) {
		return {
			ok: false,
			reason: "plug-n-play",
			message: `This project uses Yarn Plug'n'Play (${facts.plugAndPlay}), but this needs node_modules. Add "nodeLinker: node-modules" to .yarnrc.yml and run "yarn install".`,
			command: "yarn install",
		};
	}
	const { install, add } = facts.manager;
	if (broken !== undefined) {
		const message = `${broken} is there, but without the client. Install the packages again with "${install}".`;
		return { ok: false, reason: "broken", message, command: install };
	}
	if (facts.asksForIt) {
		const message = `package.json asks for Remotion's Lambda client, but it is not installed. Run "${install}" first.`;
		return { ok: false, reason: "not-installed", message, command: install };
	}
	const command = `${add} @remotion/lambda${facts.remotionVersion === undefined ? "" : `@${facts.remotionVersion}`}`;
	const message = `This project has no @remotion/lambda. Its version must be the function's: install it with "${command}".`;
	return { ok: false, reason: "missing", message, command };
}

interface Manager {
	readonly install: string;
	readonly add: string;
}

const npm: Manager = { install: "npm install", add: "npm install --save-exact" };

const lockfiles: readonly (readonly [name: string, manager: Manager])[] = [
	["pnpm-lock.yaml", { install: "pnpm install", add: "pnpm add --save-exact" }],
	["yarn.lock", { install: "yarn install", add: "yarn add --exact" }],
	["bun.lock", { install: "bun install", add: "bun add --exact" }],
	["bun.lockb", { install: "bun install", add: "bun add --exact" }],
	["package-lock.json", npm],
];

/** What the folder and those above it tell about the way packages get in. */
async function lookAround(folder: string, packageNames: ReadonlySet<string>) {
	let manager: Manager | undefined;
	let plugAndPlay: string | undefined;
	let remotionVersion: string | undefined;
	let asksForIt = false;
	for (const at of upwards(folder)) {
		if (plugAndPlay === undefined && (await isFile(join(at, ".pnp.cjs")))) plugAndPlay = join(at, ".pnp.cjs");
		for (const [name, its] of lockfiles) if (manager === undefined && (await isFile(join(at, name)))) manager = its;
		const installed = await readJson(join(at, "node_modules", "remotion", "package.json"));
		remotionVersion ??= versionOf(installed?.version);
		const json = await readJson(join(at, "package.json"));
		for (const key of ["dependencies", "devDependencies", "optionalDependencies"]) {
			const names = json?.[key];
			if (typeof names !== "object" || names === null) continue;
			asksForIt ||= Object.keys(names).some((name) => packageNames.has(name));
		}
	}
	return { manager: manager ?? npm, plugAndPlay, remotionVersion, asksForIt };
}

function* upwards(folder: string): Generator<string> {
	for (let at = folder; ; at = dirname(at)) {
		yield at;
		if (at === dirname(at)) return;
	}
}

async function isFile(path: string): Promise<boolean> {
	return stat(path).then(
		(found) => found.isFile(),
		() => false,
	);
}

/** In bytes. A package.json has a few thousand. */
const longestJson = 4 * 1024 * 1024;

/** A package.json's fields; undefined where there is none that can be read. */
async function readJson(path: string): Promise<Readonly<Record<string, unknown>> | undefined> {
	try {
		const json: unknown = JSON.parse(await readUtf8(path, longestJson));
		return typeof json === "object" && json !== null ? { ...json } : undefined;
	} catch {
		return undefined;
	}
}
