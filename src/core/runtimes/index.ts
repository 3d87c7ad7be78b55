import type { PlatformRuntime, Runtime } from "../types.ts";
import { astro } from "./astro.ts";
import { awsLambda } from "./awsLambda.ts";
import { bun } from "./bun.ts";
import { deno } from "./deno.ts";
import { ec2 } from "./ec2.ts";
import { nestjs } from "./nestjs.ts";
import { nextjs } from "./nextjs.ts";
import { node } from "./node.ts";
import { nuxt } from "./nuxt.ts";
import { reactRouter } from "./reactRouter.ts";
import { remotionCli } from "./remotionCli.ts";
import type { PackageSigns, PlatformFacts, PlatformRow, ProgramRow } from "./runtime.ts";
import { sveltekit } from "./sveltekit.ts";
import { tanstackStart } from "./tanstackStart.ts";
import { vercel } from "./vercel.ts";
import { vite } from "./vite.ts";

/** Every runtime, in the order in which lists show them. The compiler misses a name of `types.ts` that has no line here. */
export const runtimes: { readonly [Id in Runtime]: Id extends PlatformRuntime ? PlatformRow : ProgramRow } = {
	"remotion-cli": remotionCli,
	node,
	next: nextjs,
	bun,
	deno,
	vite,
	"react-router": reactRouter,
	"tanstack-start": tanstackStart,
	nuxt,
	sveltekit,
	astro,
	nestjs,
	"aws-lambda": awsLambda,
	"aws-ec2": ec2,
	vercel,
};

const rows: readonly (ProgramRow | PlatformRow)[] = Object.values(runtimes);

/** The programs on this machine that can start Remotion. */
export const programs: readonly ProgramRow[] = rows.filter((row): row is ProgramRow => row.platform === undefined);

/** The places a project can be deployed to. */
export const platforms: readonly PlatformRow[] = rows.filter((row): row is PlatformRow => row.platform !== undefined);

/** The runtime of a project that says nothing of another. */
export const defaultRuntime: Runtime = remotionCli.id;

/** Returns whether a text is a runtime's id. */
export function isRuntime(text: string): text is Runtime {
	return Object.hasOwn(runtimes, text);
}

/** Returns whether a runtime is a place to deploy to, and not a program on this machine. */
export function isPlatform(runtime: Runtime): runtime is PlatformRuntime {
	return runtimes[runtime].platform !== undefined;
}

/** Returns the facts of a runtime's platform; undefined for a program on this machine. */
export function platformOf(runtime: Runtime): PlatformFacts | undefined {
	return runtimes[runtime].platform;
}

/**
 * Decides who most likely starts Remotion in a package: the CLI where it is installed; else the framework; else the program that calls the
 * client. Of two in one place the later in the list is the more particular one.
 */
export function likelyRuntime(signs: PackageSigns): Runtime {
	const found = (["cli", "framework", "client"] as const)
		.map((place) => programs.findLast((row) => row.startsHere(signs) === place))
		.find((row) => row !== undefined);
	return found?.id ?? defaultRuntime;
}

/** The files that are checked where the caller names none. */
export const checkedFileNames: readonly string[] = [
	".env",
	".env.local",
	".env.development",
	".env.development.local",
	".env.production",
	".env.production.local",
	".env.test",
	".env.test.local",
];
