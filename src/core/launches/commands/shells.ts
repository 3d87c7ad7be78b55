import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { originOf, placedAt } from "../placed.ts";
import { literal, literalStart } from "../shells/word.ts";
import { type Flag, hasFlag, readFlags, valuesOf } from "./flags.ts";

/** `bash -c TEXT` and `sh FILE`. */
export const shells: KnownCommand = {
	names: ["sh", "bash", "dash", "zsh", "ksh", "busybox"],
	isNative: true,
	follow: (call: Call): readonly Next[] => {
		const args = call.name === "busybox" ? call.args.slice(1) : call.args;
		const { flags, rest } = readFlags(args, ["-o", "+o", "--rcfile", "--init-file"]);
		const [first] = rest;
		const shell = call.name === "bash" || call.name === "zsh" ? "bash" : "sh";
		if (!first) return [];
		const exportsAll = flags.some(
			({ name, value }) => /^-[b-z]*a[a-z]*$/.test(name) || (name === "-o" && literal(value) === "allexport"),
		);
		const isText = flags.some(({ name }) => /^-[a-z]*c[a-z]*$/.test(name));
		const written = literal(first);
		if (written === undefined) return [];
		const shared = { inherited: call.inherited, shell, exportsAll } as const;
		if (isText) return [{ kind: "shell", text: first.placed, ...shared, args: rest.slice(2) }];
		const path = call.outside.paths.resolve(call.inherited.cwd, written);
		const text = call.outside.text(path);
		if (text === undefined) return [];
		return [{ kind: "shell", text: placedAt(path, text), ...shared, file: path, args: rest.slice(1) }];
	},
};

/** Options that take the next word, by command. */
const takesValue: Readonly<Record<string, readonly string[]>> = {
	nice: ["-n", "--adjustment"],
	timeout: ["-s", "--signal", "-k", "--kill-after"],
	sudo: ["-u", "--user", "-g", "--group", "-C", "-h", "-p"],
	ionice: ["-c", "-n", "-p"],
	stdbuf: ["-i", "-o", "-e"],
	exec: ["-a"],
	xargs: ["-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s"],
	"xvfb-run": ["-n", "-s"],
	flock: ["-w"],
};

/** Programs that start another one in the same environment. sudo keeps little of it, unless it is told to. */
export const passers: KnownCommand = {
	names: [
		"nohup",
		"nice",
		"timeout",
		"ionice",
		"stdbuf",
		"caffeinate",
		"setsid",
		"time",
		"sudo",
		"dumb-init",
		"tini",
		"unbuffer",
		"c8",
		"nyc",
		"winpty",
		"xargs",
		"xvfb-run",
		"flock",
		"command",
		"exec",
	],
	isNative: true,
	follow: (call: Call): readonly Next[] => {
		const { flags, rest } = readFlags(call.args, takesValue[call.name] ?? []);
		const words = /^(?:timeout|flock)$/.test(call.name) ? rest.slice(1) : rest;
		const inherited = call.name === "sudo" ? bySudo(call, flags) : call.inherited;
		const [first] = words;
		if (!first) return [];
		// `sudo NAME=value command`.
		const isAssignment = call.name === "sudo" && /^\w+=/.test(literalStart(first));
		return isAssignment
			? [{ kind: "command", words: [{ ...first, pieces: ["env"] }, ...words], inherited }]
			: [{ kind: "command", words, inherited }];
	},
};

/**
 * What sudo keeps: all with `-E`, names with `--preserve-env=NAMES`. HOME is the other user's unless it is kept: so are AWS's files, whose profile is not known.
 * Source: sudo 1.9.13p3 of Debian 12, run.
 */
function bySudo({ inherited, words }: Call, flags: readonly Flag[]) {
	const place = words[0] && { origin: originOf(words[0].placed) };
	const by = "sudo";
	const named = literal(valuesOf(flags, "--preserve-env").at(-1))?.split(",");
	const keepsAll = !named && flags.some(({ name }) => /^(?:-\w*E\w*|--preserve-env)$/.test(name));
	const keepsHome = (keepsAll || named?.includes("HOME")) && !hasFlag(flags, "-H", "--set-home", "-i", "--login");
	const names = [...sudoKeeps, ...(named ?? [])];
	return withLayers(
		inherited,
		...(keepsAll ? [] : [{ kind: "only", by, names, ...place } as const]),
		...(keepsHome ? [] : [{ kind: "hidden", by, names: ["AWS_PROFILE"], ...place } as const]),
	);
}

/** Source: `sudo -V` of Debian's sudo, read. */
const sudoKeeps = "HOME LOGNAME MAIL PATH SHELL TERM USER SUDO_* DISPLAY LANG LC_* XAUTHORITY".split(" ");
