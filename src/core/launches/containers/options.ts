import type { EnvironmentLayer, Mount } from "../launch.ts";
import { filesLayer, variableLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import { behind, literal, literalStart, type Piece, pinned, valueFrom, type Word } from "../shells/word.ts";
import { bareNames, passedOn } from "./composeService.ts";
import { homeSource } from "./mounts.ts";

/** An option of docker's command line. */
export interface DockerOption {
	readonly name: string;
	readonly value?: Word;
}

/** Options without a value; all others take one. Source: `docker run --help` and `docker compose run --help` of 20.10.24 and by documentation. */
const switches = new Set(
	"--detach --init --interactive --no-healthcheck --oom-kill-disable --privileged --publish-all --quiet --read-only --rm --sig-proxy --tty --disable-content-trust --env-host --help --no-deps --no-TTY --service-ports --use-aliases --build --remove-orphans --quiet-pull --quiet-build --abort-on-container-exit --force-recreate --no-recreate --watch --wait --debug --tls --tlsverify --compatibility --dry-run --all-resources --replace --no-cache --pull-always".split(
		" ",
	),
);
const shortSwitches = /[ditPqTVD]/;
const ofBuild = new Set("--push --load --no-cache --pull --rm --squash --quiet --force-rm --compress".split(" "));

/** Reads the options in front of the first argument. `-it`, `-eNAME=value` and `--env=NAME=value` are options too. */
export function readDockerOptions(
	args: readonly Word[],
	command: "run" | "build" = "run",
): { options: readonly DockerOption[]; rest: readonly Word[] } {
	const options: DockerOption[] = [];
	const [long, short] = command === "build" ? [ofBuild, /q/] : [switches, shortSwitches];
	let index = 0;
	for (; index < args.length; index++) {
		const word = args[index] as Word;
		const text = literalStart(word);
		if (text === "--") return { options, rest: args.slice(index + 1) };
		if (!text.startsWith("-") || text === "-") break;
		if (text.startsWith("--")) {
			const equals = text.indexOf("=");
			const name = equals === -1 ? text : text.slice(0, equals);
			if (equals !== -1) options.push({ name, value: behind(word, equals + 1) });
			else options.push(long.has(name) ? { name } : option(name, args[++index]));
			continue;
		}
		for (let at = 1; at < text.length; at++) {
			const name = `-${text[at]}`;
			if (short.test(text[at] ?? "")) {
				options.push({ name });
				continue;
			}
			const hasMore = at + 1 < text.length || literal(word) === undefined;
			const skipped = text[at + 1] === "=" ? 2 : 1;
			options.push(hasMore ? { name, value: behind(word, at + skipped) } : option(name, args[++index]));
			break;
		}
	}
	return { options, rest: args.slice(index) };
}

function option(name: string, value: Word | undefined): DockerOption {
	return { name, ...(value && { value }) };
}

/** The values of an option, in the order given. */
export function optionValues(options: readonly DockerOption[], ...names: readonly string[]): Word[] {
	return options.flatMap(({ name, value }) => (value && names.includes(name) ? [value] : []));
}

/** Who reads the options, and where. */
interface Reader {
	readonly by: string;
	readonly dialect: "docker" | "podman";
	/** What `-e NAME` does where whoever starts the container has no such variable; absent: it takes away what the image has, and no more. */
	readonly alone?: "takes all away";
	/** What lies over the files and below `-e`. */
	readonly between?: readonly EnvironmentLayer[];
	/** Whoever starts the container has what is there after so many layers. */
	readonly moment: number;
	readonly cwd: string;
	readonly outside: Outside;
}

/**
 * What `--env-file` and `-e` lay over an image. Of several files the later wins, and `-e` over all of them; a name alone is the variable of
 * whoever starts the container, and changes nothing of the files where that has none. Source: docker 28.2.2 and podman 4.3.1, run:
 * test/real-programs/containers.json; what docker's daemon does with an image's variable: moby's `container/env.go` and `daemon/commit.go`, read.
 */
export function optionLayers(options: readonly DockerOption[], reader: Reader): EnvironmentLayer[] {
	const { by, dialect, moment, cwd, outside, alone, between = [] } = reader;
	const files = optionValues(options, "--env-file", "--env-from-file").flatMap((word): EnvironmentLayer[] => {
		const origin = originOf(word.placed);
		const path = literal(word);
		if (path === undefined) return [{ kind: "hidden", by: `${by} --env-file`, origin }];
		const file = outside.paths.resolve(cwd, path);
		return [
			filesLayer({ by, paths: [file], dialect, overrides: true, required: true, after: moment, origin }),
			...bareNames(outside.text(file) ?? "", dialect).map((name) =>
				variableLayer(word.placed, name, passedOn(name, moment, "kept"), by),
			),
		];
	});
	const passed = (word: Word, otherwise: "none" | "kept") => {
		const name = literal(word) ?? "";
		return /^\w+$/.test(name) ? [variableLayer(word.placed, name, passedOn(name, moment, otherwise), by)] : [];
	};
	const words = toldLast(optionValues(options, "-e", "--env"), dialect);
	const taken = dialect === "docker" && !alone ? words.flatMap((word) => passed(word, "none")) : [];
	const variables = words.flatMap((word): EnvironmentLayer[] => {
		const text = literalStart(word);
		const equals = text.indexOf("=");
		if (equals === -1) return passed(word, alone ? "none" : "kept");
		const name = text.slice(0, equals);
		if (!/^\w+$/.test(name)) return [];
		return [variableLayer(word.placed, name, valueFrom(pinned(behind(word, equals + 1).pieces, moment)), by)];
	});
	return [...taken, ...files, ...between, ...variables];
}

/** docker takes of several `-e` of a name the last alone, also where that stands for a variable that is not set. */
function toldLast(words: readonly Word[], dialect: Reader["dialect"]): readonly Word[] {
	if (dialect !== "docker") return words;
	return [...new Map(words.map((word) => [literalStart(word).split("=")[0], word])).values()];
}

/** What `-v SOURCE:TARGET` and `--mount type=bind,source=…,target=…` bring of this machine. */
export function optionMounts(options: readonly DockerOption[], cwd: string, { paths }: Outside): Mount[] {
	const mount = (source: string | undefined, target: string | undefined): Mount[] => {
		if (source === undefined || !target?.startsWith("/")) return [];
		const isPath = /^(?:[.~/\\]|[A-Za-z]:[\\/])/.test(source);
		if (!isPath) return [];
		const home = homeSource(source);
		return [{ source: home ?? paths.resolve(cwd, source), target: target.replace(/(?<=.)\/$/, "") }];
	};
	const short = optionValues(options, "-v", "--volume").flatMap((word) => {
		const text = pathText(word.pieces, cwd);
		const [, source, target] =
			/^((?:[A-Za-z]:[\\/])?[^:]{1,1000}):(\/[^:]{0,1000})(?::[^:]{0,100})?$/.exec(text ?? "") ?? [];
		return mount(source, target);
	});
	const long = optionValues(options, "--mount").flatMap((word) => {
		const parts = new Map(
			(pathText(word.pieces, cwd) ?? "").split(",").map((part) => {
				const [name = "", ...value] = part.split("=");
				return [name, value.join("=")] as const;
			}),
		);
		if (parts.get("type") !== "bind") return [];
		return mount(
			parts.get("source") ?? parts.get("src"),
			parts.get("target") ?? parts.get("dst") ?? parts.get("destination"),
		);
	});
	return [...short, ...long];
}

/** The text of a path: the home folder as `~`, and `$(pwd)` or `$PWD` as the folder that the command is started in. */
function pathText(pieces: readonly Piece[], cwd: string): string | undefined {
	let text = "";
	for (const [index, piece] of pieces.entries()) {
		if (typeof piece === "string") text += piece;
		else if ("variable" in piece && /^(?:HOME|USERPROFILE)$/.test(piece.variable)) text += "~";
		else if ("variable" in piece && /^(?:PWD|INIT_CWD|cd)$/i.test(piece.variable)) text += cwd;
		else if ("unknown" in piece && (index === 0 || /[=,]$/.test(text))) text += cwd;
		else return undefined;
	}
	return text.replace(/(^|[=,])\$\{?(?:PWD|pwd)\}?/, (_, before: string) => before + cwd);
}
