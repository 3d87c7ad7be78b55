import { runtimes } from "../../runtimes/index.ts";
import type { Runtime } from "../../types.ts";
import { type Call, type Next, type Program, withLayers } from "../call.ts";
import { configurationLayers } from "../code/configuration.ts";
import type { EnvironmentLayer } from "../launch.ts";
import type { PackageJson } from "../packageJson.ts";
import { literal, type Word } from "../shells/word.ts";
import { likelyCalls, packageAround } from "./likelyCalls.ts";
import { varlockPlugin } from "./varlock.ts";
import { versionsOf, viteFilesIn } from "./viteFiles.ts";

/** What a server that Vite runs is told. */
export interface ViteStart {
	readonly name: string;
	readonly runtime: Runtime;
	readonly command: "dev" | "preview";
	/** The project's folder. */
	readonly root?: Word | undefined;
	readonly mode?: Word | undefined;
	/** Whether what Vite loads comes into process.env. */
	readonly reachesProcess: boolean;
	/** The framework whose server it is. */
	readonly server?: string;
}

/** Frameworks that are plugins of Vite, by a package that each project of theirs has. */
const plugins: readonly (readonly [dependency: RegExp, runtime: Runtime, reachesProcess: boolean])[] = [
	[/^@tanstack\/(?:react-|solid-|vue-)?start$/, "tanstack-start", true],
	[/^@react-router\/dev$/, "react-router", true],
	[/^@sveltejs\/kit$/, "sveltekit", false],
];

/** The framework that the command `vite` runs in a package; undefined: a server or a page of the project's own. */
export function vitePlugin(owner: PackageJson | undefined) {
	const found = plugins.find(([dependency]) =>
		[...(owner?.dependencies.keys() ?? [])].some((name) => dependency.test(name)),
	);
	return found && { runtime: found[1], reachesProcess: found[2] };
}

/**
 * The server that Vite runs. The frameworks load `.env` as their plugin is set up, and so for `vite preview` too.
 * Source: @react-router/dev 8.4.0 and @tanstack/start-plugin-core (react-start 1.169.5), dev run, preview read.
 */
export function viteServer(call: Call, start: ViteStart): readonly Next[] {
	const { outside, inherited } = call;
	const root = outside.paths.resolve(inherited.cwd, literal(start.root) ?? ".");
	const mode = literal(start.mode) ?? (start.command === "dev" ? "development" : "production");
	const versions = versionsOf(outside, root);
	const isHere = root === inherited.cwd;
	const isProgram = !start.reachesProcess || (isHere && (mode === "development" || mode === "test"));
	const known = mode === "test" || mode === "production" ? mode : "development";
	const layer: EnvironmentLayer = isProgram
		? { kind: "program", mode: known }
		: viteFilesIn(root, mode, outside, runtimes[start.runtime].label);
	const configured = configurationLayers("vite.config", root, inherited, outside, { mode });
	const isFolder = (one: EnvironmentLayer) => "by" in one && one.by === "envDir";
	const folder = runtimes[start.runtime].readsEnvDir ? configured.find(isFolder) : undefined;
	const program: Program = {
		name: start.name,
		runtime: start.runtime,
		inherited: withLayers(
			inherited,
			...configured.filter((one) => !isFolder(one)),
			folder ?? layer,
			...varlockPlugin(outside, root),
		),
		callsLambda: start.server === undefined ? "unknown" : likelyCalls(outside, root),
		...(start.server !== undefined && { server: start.server }),
		isDevServer: start.command === "dev",
		versions,
	};
	return [{ kind: "program", program }];
}

/** The package of the folder that a command is told, or where it is run. */
export function ownerOf({ outside, inherited }: Call, root: Word | undefined): PackageJson | undefined {
	return packageAround(outside, outside.paths.resolve(inherited.cwd, literal(root) ?? "."));
}
