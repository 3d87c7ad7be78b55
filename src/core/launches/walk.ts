import {
	type Call,
	type Container,
	type Inherited,
	type ManagerName,
	type Next,
	type Program,
	withLayers,
} from "./call.ts";
import { commandNamed } from "./commands/index.ts";
import { packageAround } from "./commands/likelyCalls.ts";
import { optionPreloads } from "./commands/preloads.ts";
import { enterContainer } from "./containers/container.ts";
import type { ContainerCommand } from "./containers/dockerfile.ts";
import { enter, managerOf, scriptShell } from "./managers.ts";
import type { Outside } from "./outside.ts";
import type { PackageJson } from "./packageJson.ts";
import { joined, originOf, type Placed, placedAt } from "./placed.ts";
import { walkCmd } from "./shells/cmd.ts";
import { grammars, type ShellName } from "./shells/grammar.ts";
import { walkPosix } from "./shells/posix.ts";
import { literal, type Word } from "./shells/word.ts";

/** How many scripts may call one another, one in another, before they count as endless. */
const deepest = 12;
/** How many commands are followed for one script. */
const longest = 400;

interface Context {
	readonly owner: PackageJson | undefined;
	/** The scripts that led here. */
	readonly chain: readonly string[];
	/** The script's name. */
	readonly script?: string;
	/** Who runs the script. */
	readonly manager?: ManagerName;
	readonly budget: { left: number };
}

/** The programs that a script of a package starts which may call Lambda, when its package manager runs it. */
export function programsOf(owner: PackageJson, name: string, inherited: Inherited, outside: Outside): Program[] {
	const walk = new Walk(outside);
	const manager = managerOf(outside, owner.folder);
	const hooks = manager.name !== "yarn" || (manager.major ?? 1) < 2;
	const layers = [...inherited.layers, ...enter(outside, owner.folder, manager, inherited.layers)];
	const started = { ...inherited, layers };
	walk.follow(
		{ kind: "script", owner, name, args: [], inherited: started, hooks, manager: manager.name },
		fresh(owner),
	);
	return walk.found;
}

/** The programs that a command line starts which may call Lambda. `shell` is the one that runs it; absent: this machine's. */
export function programsIn(
	text: Placed,
	inherited: Inherited,
	outside: Outside,
	owner?: PackageJson,
	shell?: ShellName,
): Program[] {
	const walk = new Walk(outside);
	walk.follow({ kind: "shell", text, inherited, ...(shell && { shell }) }, fresh(owner));
	return walk.found;
}

/** The programs that a command starts which may call Lambda, without a shell between. */
export function programsBy(
	words: readonly Word[],
	inherited: Inherited,
	outside: Outside,
	owner?: PackageJson,
): Program[] {
	const walk = new Walk(outside);
	walk.follow({ kind: "command", words, inherited }, fresh(owner));
	return walk.found;
}

/** The programs that a container starts which may call Lambda. */
export function programsInside(container: Container, outside: Outside): Program[] {
	const walk = new Walk(outside);
	walk.follow({ kind: "container", container }, fresh(undefined));
	return walk.found;
}

function fresh(owner: PackageJson | undefined): Context {
	return { owner, chain: [], budget: { left: longest } };
}

class Walk {
	readonly found: Program[] = [];
	private readonly outside: Outside;

	constructor(outside: Outside) {
		this.outside = outside;
	}

	follow(next: Next, context: Context): void {
		if (context.budget.left-- <= 0) return;
		switch (next.kind) {
			case "program":
				this.found.push(next.program);
				return;
			case "shell":
				this.shell(next, context);
				return;
			case "command":
				for (const one of this.command(next.words, next.inherited, context)) this.follow(one, context);
				return;
			case "script":
				this.script(next, context);
				return;
			case "container":
				this.container(next.container, context);
		}
	}

	private container(container: Container, context: Context): void {
		const before = this.found.length;
		const { starts, commands, assumed, folders, inherited } = enterContainer(container, this.outside);
		const { script: _, ...outer } = context;
		const inner: Context = { ...outer, owner: packageAround(this.outside, inherited.cwd) };
		for (const start of starts) if (this.found.length === before) this.follow(start, inner);
		const found = this.found.splice(before);
		const programs = found.length === 0 && commands.every(isUnknown) ? assumed : found;
		const count = inherited.layers.length;
		for (const program of programs) this.found.push({ ...program, inherited: folders.seen(program.inherited, count) });
	}

	private shell({ text, inherited, shell, file, args, exportsAll }: Next & { kind: "shell" }, context: Context): void {
		const name = shell ?? (this.outside.input.platform === "win32" ? "cmd" : "sh");
		const starts = (words: readonly Word[], started: Inherited) =>
			this.follow({ kind: "command", words, inherited: started }, context);
		if (name === "cmd") walkCmd(text, inherited, this.outside, starts);
		else walkPosix(text, inherited, this.outside, starts, { grammar: grammars[name], file, args, exportsAll });
	}

	private command(words: readonly Word[], inherited: Inherited, context: Context): readonly Next[] {
		const written = literal(words[0]);
		if (written === undefined || written === "") return [];
		const known = commandName(written);
		// Bun runs what a script asks of the others itself.
		const isBuns =
			/^bun$/.test(context.manager ?? "") && /^(?:npm|pnpm|yarn)$/.test(known) && literal(words[1]) === "run";
		const name = isBuns ? "bun" : known;
		const args = words.slice(1);
		const { owner, script } = context;
		const { outside } = this;
		const command = commandNamed(name);
		const preloaded = !command || command.isNative ? [] : optionPreloads(args, inherited, outside);
		const started = withLayers(inherited, ...preloaded);
		const call: Call = { name, words, args, inherited: started, owner, ...(script && { script }), outside };
		return command ? command.follow(call) : (shellScript(written, call) ?? wrapped(call));
	}

	private script({ owner, name, args, inherited, hooks, manager }: Next & { kind: "script" }, context: Context): void {
		const key = `${owner.path}#${name}`;
		const text = owner.scripts.get(name);
		if (!text || context.chain.includes(key) || context.chain.length >= deepest) return;
		const inner: Context = { ...context, owner, manager, script: name, chain: [...context.chain, key] };
		const shell = scriptShell(this.outside, owner.folder, manager);
		const started = { ...inherited, cwd: owner.folder };
		const run = (script: Placed | undefined) => {
			if (script) this.follow({ kind: "shell", text: script, inherited: started, shell }, inner);
		};
		if (hooks) run(owner.scripts.get(`pre${name}`));
		run(withArguments(text, args));
		if (hooks) run(owner.scripts.get(`post${name}`));
	}
}

/** Whether a container's command is one that this reading does not know, such as a script that is not the project's. */
function isUnknown(command: ContainerCommand): boolean {
	if (command.kind === "shell") return false;
	const name = literal(command.words[0]);
	return name === undefined || commandNamed(commandName(name)) === undefined;
}

/** `remotion` of `./node_modules/.bin/remotion.cmd`; another path stays as it is. */
function commandName(written: string): string {
	const bin = /(?:^|[\\/])node_modules[\\/]\.bin[\\/]([^\\/]+)$/.exec(written)?.[1];
	const system = /^\/(?:usr\/)?(?:local\/)?bin\/([^/]+)$/.exec(written)?.[1];
	return (bin ?? system ?? written).replace(/\.(?:cmd|exe|ps1)$/i, "");
}

/** The script's text with arguments behind it, quoted, as every package manager hands them on. */
function withArguments(text: Placed, args: readonly Word[]): Placed {
	const end = text.at.at(-1) ?? 0;
	const between = (written: string): Placed => ({
		path: text.path,
		text: written,
		at: Array.from({ length: written.length + 1 }, () => end),
	});
	const quoted = args.flatMap((arg) => {
		const value = literal(arg);
		if (value === undefined) return [between(" "), arg.placed];
		if (value !== arg.placed.text || value.includes("'")) return [between(` '${value.replaceAll("'", "'\\''")}'`)];
		return [between(" '"), arg.placed, between("'")];
	});
	return args.length === 0 ? text : joined(text.path, [text, ...quoted]);
}

/**
 * What a tool that is not known starts: after it has built, as tsup 8.5.1 and tsc-watch (run) do with `--onSuccess`; the command behind `--`, with variables that only the tool knows. `echo` and git end their options
 * with it, and start nothing.
 */
function wrapped({ name, args, words, inherited }: Call): readonly Next[] {
	const text = args[args.findIndex((word) => /^--on-?success$/i.test(literal(word) ?? "")) + 1];
	if (text && text !== args[0]) return [{ kind: "shell", text: text.placed, inherited }];
	const behind = args.slice(args.findIndex((word) => literal(word) === "--") + 1);
	const place = words[0];
	if (behind.length === args.length || !place || /^(?:echo|printf|git|rm|cp|mv|mkdir|grep|kill|test)$/.test(name))
		return [];
	const hidden = { kind: "hidden", by: name, origin: originOf(place.placed) } as const;
	return [{ kind: "command", words: behind, inherited: withLayers(inherited, hidden) }];
}

/** A script of the project, as far as it can be read: its first line says what runs it. Undefined: it is none. */
function shellScript(written: string, { inherited, outside, args, words }: Call): readonly Next[] | undefined {
	if (!/[\\/]/.test(written)) return undefined;
	const path = outside.paths.resolve(inherited.cwd, written);
	const text = outside.text(path);
	const line = /^#!([^\r\n]{0,200})/.exec(text ?? "")?.[1];
	if (text === undefined) return [];
	const told = /^\s*(?:\S*\/env(?:\s+-S)?\s+|\S*\/)(node|tsx|bun|ts-node|deno|zx)\b(.*)$/.exec(line ?? "");
	const place = words[0]?.placed;
	if (told && place) {
		const more = (told[2] ?? "").split(/\s+/).filter(Boolean);
		const runner = [told[1] ?? "", ...more].map((piece): Word => ({ pieces: [piece], placed: place }));
		return [{ kind: "command", words: [...runner, ...words], inherited }];
	}
	if (!/\b(?:ba|da|z|k)?sh\b/.test(line ?? (/\.sh$/.test(path) ? "sh" : ""))) return [];
	const shell = /\bbash\b/.test(line ?? "") ? "bash" : "sh";
	return [{ kind: "shell", text: placedAt(path, text), inherited, shell, file: path, args }];
}
