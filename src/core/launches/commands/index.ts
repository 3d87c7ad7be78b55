import type { KnownCommand } from "../call.ts";
import { env } from "./env.ts";
import { next } from "./next.ts";
import { node } from "./node.ts";
import { npm } from "./npm.ts";
import { npx } from "./npx.ts";
import { remotion } from "./remotion.ts";

/** Every command that is known, each with a file of its own. To add one, add it here. */
const known: readonly KnownCommand[] = [env, next, node, npm, npx, remotion];

/** The command of this name, without its folder and ending. */
export function commandNamed(name: string): KnownCommand | undefined {
	return known.find(({ names }) => names.includes(name));
}
