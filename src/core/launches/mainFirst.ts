import { dependsOnClient } from "./commands/likelyCalls.ts";
import type { Outside } from "./outside.ts";
import type { Found } from "./sources/source.ts";

const rank = { yes: 1, likely: 2, unknown: 5 } as const;
/** What people type in the project's folder; all else comes behind it, unless nothing of it calls Lambda. */
const own: ReadonlySet<string> = new Set(["script", "command", "server"]);

/**
 * The launches with the main one first: a framework's server for developing, where the package depends on a client; then by how surely
 * Lambda is called, the project's own scripts before VS Code's tasks and these before containers, in the order found. Remotion's command
 * line, which is there wherever it is installed, is the last of this machine's; workflows and platforms come behind it.
 */
export function mainFirst(found: readonly Found[], outside: Outside): Found[] {
	const hasClient = dependsOnClient(outside.packageIn(outside.input.cwd), outside);
	const rankOf = ({ launch: { id, kind, place, callsLambda }, isDevServer }: Found) => {
		if (id === "command:remotion") return 10;
		if (kind === "workflow" || kind === "platform") return 11;
		if (isDevServer && hasClient && place === "here" && own.has(kind)) return 0;
		const behind = place === "elsewhere" ? 0.5 : own.has(kind) ? 0 : 0.25;
		return rank[callsLambda] + (behind === 0 ? 0 : 2 + behind);
	};
	return [...found].sort((one, other) => rankOf(one) - rankOf(other));
}
