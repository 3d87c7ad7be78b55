import type { Framework } from "../../types.ts";
import type { PackageJson } from "../packageJson.ts";

/** The files in which frameworks put the server that they build, by a package that each project of theirs has. The first that fits counts. */
const built: readonly (readonly [file: RegExp, dependency: RegExp, framework: Framework])[] = [
	[/(?:^|[\\/])\.output[\\/]server[\\/]index\.mjs$/, /^nuxt$/, "nuxt"],
	[/(?:^|[\\/])\.output[\\/]server[\\/]index\.mjs$/, /^@tanstack\/(?:react-|solid-|vue-)?start$/, "tanstack-start"],
	[
		/(?:^|[\\/])dist[\\/]server[\\/](?:server|index)\.m?js$/,
		/^@tanstack\/(?:react-|solid-|vue-)?start$/,
		"tanstack-start",
	],
	[/(?:^|[\\/])build(?:[\\/](?:index(?:\.js)?)?)?$/, /^@sveltejs\/kit$/, "sveltekit"],
	[/(?:^|[\\/])dist[\\/]server[\\/]entry\.mjs$/, /^astro$/, "astro"],
];

/** Its program is started by the file `main`, which is built from `src/main.ts`. */
const nestMain = /(?:^|[\\/])main(?:\.[cm]?[jt]s)?$/;

/** The framework whose built server a file is; undefined: it is a program of the project's own. It loads no `.env` by itself. */
export function builtServer(written: string, owner: PackageJson | undefined): Framework | undefined {
	const names = [...(owner?.dependencies.keys() ?? [])];
	return built.find(([file, dependency]) => file.test(written) && names.some((name) => dependency.test(name)))?.[2];
}

/** Whether a file is the program of a NestJS project. */
export function isNestProgram(written: string, owner: PackageJson | undefined): boolean {
	return nestMain.test(written) && owner?.dependencies.has("@nestjs/core") === true;
}
