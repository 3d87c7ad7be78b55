import type { KnownCommand } from "../call.ts";
import { astro } from "./astro.ts";
import { bun } from "./bun.ts";
import { concurrently, npmRunAll } from "./concurrently.ts";
import { crossEnv } from "./crossEnv.ts";
import { deno } from "./deno.ts";
import { docker } from "./docker.ts";
import { dotenvCli } from "./dotenvCli.ts";
import { dotenvx } from "./dotenvx.ts";
import { env } from "./env.ts";
import { envCmd } from "./envCmd.ts";
import { hiddenTools } from "./hidden.ts";
import { lage } from "./lage.ts";
import { lerna } from "./lerna.ts";
import { make } from "./make.ts";
import { moon } from "./moon.ts";
import { nest } from "./nest.ts";
import { netlify } from "./netlify.ts";
import { next } from "./next.ts";
import { nf } from "./nf.ts";
import { node } from "./node.ts";
import { nodemon } from "./nodemon.ts";
import { npm } from "./npm.ts";
import { npx } from "./npx.ts";
import { nuxt } from "./nuxt.ts";
import { nx } from "./nx.ts";
import { pm2 } from "./pm2.ts";
import { pnpm } from "./pnpm.ts";
import { reactRouter, reactRouterServe } from "./reactRouter.ts";
import { recipes } from "./recipes.ts";
import { remotion } from "./remotion.ts";
import { rsbuild } from "./rsbuild.ts";
import { serverless } from "./serverless.ts";
import { direnvExec, miseExec } from "./shellHelpers.ts";
import { passers, shells } from "./shells.ts";
import { trigger } from "./trigger.ts";
import { tsx } from "./tsx.ts";
import { turbo } from "./turbo.ts";
import { varlock } from "./varlock.ts";
import { vercel } from "./vercel.ts";
import { vite } from "./vite.ts";
import { viteNode } from "./viteNode.ts";
import { wireit } from "./wireit.ts";
import { wrangler } from "./wrangler.ts";
import { yarn } from "./yarn.ts";
import { zx } from "./zx.ts";

/** Every command that is known, each with a file of its own. To add one, add it here. */
function known(): readonly KnownCommand[] {
	return [
		...[
			bun,
			concurrently,
			crossEnv,
			docker,
			dotenvCli,
			dotenvx,
			env,
			envCmd,
			next,
			node,
			nodemon,
			npm,
			npmRunAll,
			npx,
			passers,
		],
		...[deno, direnvExec, miseExec],
		...[make, netlify, nf, pm2, serverless, trigger, vercel, wrangler],
		...[pnpm, remotion, shells, tsx, varlock, yarn, zx],
		...[astro, nest, nuxt, reactRouter, reactRouterServe, rsbuild, vite, viteNode],
		...[lage, lerna, moon, nx, recipes, turbo, wireit],
		...hiddenTools(),
	];
}

let byName: ReadonlyMap<string, KnownCommand> | undefined;

/** The command of this name, without its folder and ending. */
export function commandNamed(name: string): KnownCommand | undefined {
	byName ??= new Map(known().flatMap((command) => command.names.map((one) => [one, command] as const)));
	return byName.get(name);
}
