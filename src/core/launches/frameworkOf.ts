import type { PackageJson } from "./packageJson.ts";

/** The command that serves a framework's project, by the package that brings it. The first that is there is the project's. */
const frameworks: readonly (readonly [dependency: string, server: string, command: string])[] = [
	["next", "next", "next dev"],
	["@react-router/dev", "react-router", "react-router dev"],
	["@tanstack/react-start", "tanstack-start", "vite dev"],
	["@tanstack/solid-start", "tanstack-start", "vite dev"],
	["nuxt", "nuxt", "nuxt dev"],
	["@sveltejs/kit", "sveltekit", "vite dev"],
	["astro", "astro", "astro dev"],
	["@nestjs/core", "nestjs", "nest start"],
	["@adonisjs/core", "adonisjs", "node ace serve"],
];

/** Returns the framework of a package, with the command that serves it for developing. */
export function frameworkOf(owner: PackageJson | undefined): { server: string; command: string } | undefined {
	const row = frameworks.find(([dependency]) => owner?.dependencies.has(dependency));
	return row && { server: row[1], command: row[2] };
}
