import type { Container, Inherited, Next, Program } from "../call.ts";
import { dependsOnClient } from "../commands/likelyCalls.ts";
import { variableLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import { pinned, plainWord, valueFrom, type Word } from "../shells/word.ts";
import { type Build, type ContainerCommand, readDockerfile, type Stage } from "./dockerfile.ts";
import { ContainerFolders } from "./folders.ts";

/** A container from the inside. */
export interface Inside {
	/** What a program in it has to begin with: nothing of this machine but what its image and its options bring. */
	readonly inherited: Inherited;
	readonly folders: ContainerFolders;
	/** What it starts: the first that leads to a program counts. */
	readonly starts: readonly Next[];
	/** Its entry point and its command, as far as anything says so. */
	readonly commands: readonly ContainerCommand[];
	/** What it is taken to run where nothing says so. */
	readonly assumed: readonly Program[];
}

export function enterContainer(container: Container, outside: Outside): Inside {
	const { by, place, outer, build, layers, mounts } = container;
	const stage = stageOf(build, outside);
	const moment = outer.layers.length;
	const environment = (stage?.environment ?? []).map(({ name, pieces, place: where }) =>
		variableLayer(where, name, valueFrom(pinned(pieces, moment)), "Dockerfile"),
	);
	const names = container.passesAll ? ["*"] : [];
	const folders = new ContainerFolders({ build, stage, mounts, folder: container.folder }, outside);
	const inherited: Inherited = {
		cwd: folders.start,
		layers: [...outer.layers, { kind: "only", by, names, origin: originOf(place) }, ...environment, ...layers],
		place: "elsewhere",
		mounts,
	};
	const entry = container.entrypoint ?? stage?.entrypoint;
	const own = container.command ?? (container.entrypoint ? undefined : stage?.command);
	// An entry point that is a script ends in what it was handed: `exec "$@"`.
	const starts = [together(entry, own), entry && own].flatMap((command): Next[] => {
		if (!command) return [];
		if (command.kind === "shell") return [{ kind: "shell", text: command.text, inherited, shell: "sh" }];
		return [{ kind: "command", words: folders.words(command.words), inherited }];
	});
	return {
		inherited,
		folders,
		starts,
		commands: [entry, own].flatMap((one) => one ?? []),
		assumed: assumed(inherited, stage, outside),
	};
}

function stageOf(build: Build | undefined, outside: Outside): Stage | undefined {
	const text = build && outside.text(build.dockerfile);
	return text === undefined || !build
		? undefined
		: readDockerfile(build.dockerfile, text, build.target, build.arguments);
}

/** What the command is to the entry point: its arguments. */
function together(
	entry: ContainerCommand | undefined,
	own: ContainerCommand | undefined,
): ContainerCommand | undefined {
	if (!entry || !own) return entry ?? own;
	if (entry.kind === "shell") return entry;
	const shell = (text: string) => plainWord({ path: "", text, at: Array.from({ length: text.length + 1 }, () => 0) });
	const words: readonly Word[] = own.kind === "words" ? own.words : [shell("sh"), shell("-c"), plainWord(own.text)];
	return { kind: "words", words: [...entry.words, ...words] };
}

/** Images whose own program is started where nothing else is said, and that is none of the project's. */
const served = /^(?:[^/]+\/)*(?:nginx|caddy|httpd|traefik|postgres|mysql|mariadb|mongo|redis|localstack)(?=[:@-]|$)/;

/** A program of the project that calls Lambda, where the package that starts there depends on a client. */
function assumed(inherited: Inherited, stage: Stage | undefined, outside: Outside): Program[] {
	const isServed = stage !== undefined && served.test(stage.image);
	if (isServed || !dependsOnClient(outside.packageIn(inherited.cwd), outside)) return [];
	return [{ name: "container", runtime: "node", inherited, callsLambda: "likely" }];
}
