import type { OtherSdk } from "../types.ts";
import { dependsOnClient } from "./commands/likelyCalls.ts";
import type { Launch, LaunchInput } from "./launch.ts";
import { mainFirst } from "./mainFirst.ts";
import { Outside } from "./outside.ts";
import { otherSdksIn } from "./packageFiles.ts";
import { composeServices } from "./sources/compose.ts";
import { debugConfigurations } from "./sources/debug.ts";
import { denoTasks } from "./sources/denoTasks.ts";
import { dependents } from "./sources/dependents.ts";
import { devContainers } from "./sources/devContainer.ts";
import { makefile } from "./sources/makefile.ts";
import { otherSdks } from "./sources/otherSdks.ts";
import { platformLaunches } from "./sources/platforms.ts";
import { remotionCommand } from "./sources/remotionCommand.ts";
import { rootScripts } from "./sources/rootScripts.ts";
import { scripts } from "./sources/scripts.ts";
import { frameworkServers } from "./sources/servers.ts";
import { withShellHelpers } from "./sources/shellHelpers.ts";
import type { Found, Source } from "./sources/source.ts";
import { tasks } from "./sources/tasks.ts";
import { workflows } from "./sources/workflows.ts";
import { terminalLayers } from "./terminal.ts";

/** Every source, in the order of its launches. To add one, add it here. */
const sources: readonly Source[] = [
	scripts,
	denoTasks,
	makefile,
	rootScripts,
	frameworkServers,
	dependents,
	remotionCommand,
	debugConfigurations,
	tasks,
	composeServices,
	devContainers,
	workflows,
	platformLaunches,
	otherSdks,
];

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
	const hasClient = dependsOnClient(outside.packageIn(input.cwd), outside);
	const started = found.filter(({ launch: { kind } }) => kind !== "workflow" && kind !== "platform");
	// People start Remotion in some way, whatever is deployed or checked; a package that depends on a client calls Lambda by it.
	if (started.every(({ isOtherSdk }) => isOtherSdk && hasClient)) found.unshift(fallback(outside));
	const order = withShellHelpers(mainFirst(found, outside), outside);
	return named(order.map(({ launch }) => launch)).slice(0, most);
}

/** Returns Remotion's SDKs for other languages that the package files of the project's folder name. */
export function namedSdks(input: LaunchInput): OtherSdk[] {
	return otherSdksIn(new Outside(input), input.cwd).map(({ sdk }) => sdk);
}

/** Where nothing says how Remotion is started: the client in a program of Node.js, or its command line. */
function fallback(outside: Outside): Found {
	const { cwd } = outside.input;
	const isClient = dependsOnClient(outside.packageIn(cwd), outside);
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

/** Ids that occur once: a repeat gets `~2`, `~3` and so on. */
function named(launches: readonly Launch[]): Launch[] {
	const counts = new Map<string, number>();
	return launches.map((launch) => {
		const count = (counts.get(launch.id) ?? 0) + 1;
		counts.set(launch.id, count);
		return count === 1 ? launch : { ...launch, id: `${launch.id}~${count}` };
	});
}
