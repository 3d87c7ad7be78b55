import { dependsOnClient } from "./commands/likelyCalls.ts";
import type { Launch, LaunchInput } from "./launch.ts";
import { Outside } from "./outside.ts";
import { denoTasks } from "./sources/denoTasks.ts";
import { remotionCommand } from "./sources/remotionCommand.ts";
import { rootScripts } from "./sources/rootScripts.ts";
import { scripts, terminalLayers } from "./sources/scripts.ts";
import { frameworkServers } from "./sources/servers.ts";
import { withShellHelpers } from "./sources/shellHelpers.ts";
import type { Found, Source } from "./sources/source.ts";

/** Every source, in the order of its launches. To add one, add it here. */
const sources: readonly Source[] = [scripts, denoTasks, rootScripts, frameworkServers, remotionCommand];

/** So many launches of a project are told. */
const most = 50;

/**
 * Every way in which Remotion is started in a project, and the environment that each has. Pure: all it knows comes in through `input`.
 * Bad files never throw. Nothing that comes out prints a secret.
 * @param input the project's folder, and a way to read files; paths are absolute
 * @returns the main launch first; at least one
 */
export function findLaunches(input: LaunchInput): Launch[] {
	const outside = new Outside(input);
	const found: Found[] = [];
	for (const source of sources) found.push(...source.find(outside, found));
	if (found.length === 0) found.push(fallback(outside));
	const order = withShellHelpers(mainFirst(found, outside), outside);
	return named(order.map(({ launch }) => launch)).slice(0, most);
}

/** Where nothing says how Remotion is started: the client in a program of Node.js, or its command line. */
function fallback(outside: Outside): Found {
	const { cwd } = outside.input;
	const isClient = dependsOnClient(outside.packageIn(cwd));
	const layers = terminalLayers(outside);
	const launch: Launch = isClient
		? {
				id: "runtime:node",
				label: "Node.js",
				kind: "command",
				runtime: "node",
				cwd,
				place: "here",
				layers,
				callsLambda: "likely",
			}
		: {
				id: "runtime:remotion-cli",
				label: "npx remotion lambda",
				kind: "command",
				runtime: "remotion-cli",
				cwd,
				place: "here",
				layers: [...layers, { kind: "program" }],
				callsLambda: "unknown",
			};
	return { launch };
}

const rank = { yes: 1, likely: 2, unknown: 3 } as const;

/** A framework's server for developing, where the package depends on a client; then by how surely Lambda is called, in the order found. */
function mainFirst(found: readonly Found[], outside: Outside): Found[] {
	const hasClient = dependsOnClient(outside.packageIn(outside.input.cwd));
	const rankOf = ({ launch, isDevServer }: Found) => {
		if (launch.id === "command:remotion") return 4;
		return isDevServer && hasClient && launch.place === "here" ? 0 : rank[launch.callsLambda];
	};
	return [...found].sort((one, other) => rankOf(one) - rankOf(other));
}

/** Ids that occur once: a repeat gets `~2`, `~3` and so on. */
function named(launches: readonly Launch[]): Launch[] {
	const counts = new Map<string, number>();
	return launches.map((launch) => {
		const count = (counts.get(launch.id) ?? 0) + 1;
		counts.set(launch.id, count);
		return count === 1 ? launch : { ...launch, id: `${launch.id}~${count}` };
	});
}
