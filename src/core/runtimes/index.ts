import type { ExplainInput, PlatformRuntime, Runtime } from "../types.ts";
import { amplify } from "./amplify.ts";
import { astro } from "./astro.ts";
import { awsLambda } from "./awsLambda.ts";
import { bun } from "./bun.ts";
import { deno } from "./deno.ts";
import { ec2 } from "./ec2.ts";
import { go } from "./go.ts";
import { nestjs } from "./nestjs.ts";
import { netlify } from "./netlify.ts";
import { nextjs } from "./nextjs.ts";
import { node } from "./node.ts";
import { nuxt } from "./nuxt.ts";
import { php } from "./php.ts";
import { python } from "./python.ts";
import { reactRouter } from "./reactRouter.ts";
import { remotionCli } from "./remotionCli.ts";
import { ruby } from "./ruby.ts";
import {
	type OtherSdkFacts,
	type PackageSigns,
	type PlatformFacts,
	type PlatformRow,
	type ProgramRow,
	startOf,
} from "./runtime.ts";
import { sam } from "./sam.ts";
import { serverless } from "./serverless.ts";
import { sst } from "./sst.ts";
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
	python,
	go,
	php,
	ruby,
	"aws-lambda": awsLambda,
	"aws-ec2": ec2,
	vercel,
	netlify,
	amplify,
	sst,
	sam,
	serverless,
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

/** Returns what the program of an input reads, where it is one of Remotion's SDKs for other languages. */
export function otherSdkOf(input: ExplainInput): OtherSdkFacts | undefined {
	return runtimes[input.runtime].otherSdk?.(startOf(input).versions);
}

/** Returns whether one of Remotion's SDKs for other languages reads a variable of credentials. */
export function readsName({ keys, profiles }: OtherSdkFacts, name: string): boolean {
	return [...keys, profiles?.variables ?? []].some((names: readonly string[]) => names.includes(name));
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
