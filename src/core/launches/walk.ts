import type { Call, Inherited, Next, Program } from "./call.ts";
import { commandNamed } from "./commands/index.ts";
import type { Outside } from "./outside.ts";
import type { PackageJson } from "./packageJson.ts";
import { joined, type Placed, placedAt, slice } from "./placed.ts";
import { walkPosix } from "./shells/posix.ts";
import { literal, type Word } from "./shells/word.ts";

/** What a script may call of other scripts, one in another, before it counts as endless. */
const deepest = 12;
/** How many commands are followed for one script. */
const longest = 400;

interface Context {
	readonly owner: PackageJson | undefined;
	/** The scripts that led here. */
	readonly chain: readonly string[];
	readonly budget: { left: number };
}

/** The programs that a script of a package starts which may call Lambda. */
export function programsOf(owner: PackageJson, name: string, inherited: Inherited, outside: Outside): Program[] {
	const walk = new Walk(outside);
	walk.follow({ kind: "script", owner, name, args: [], inherited, hooks: true }, fresh(owner));
	return walk.found;
}

/** The programs that a command line starts which may call Lambda. */
export function programsIn(text: Placed, inherited: Inherited, outside: Outside, owner?: PackageJson): Program[] {
	const walk = new Walk(outside);
	walk.follow({ kind: "shell", text, inherited }, fresh(owner));
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
				walkPosix(next.text, next.inherited, this.outside, (words, inherited) =>
					this.follow({ kind: "command", words, inherited }, context),
				);
				return;
			case "command":
				for (const one of this.command(next.words, next.inherited, context)) this.follow(one, context);
				return;
			case "script":
				this.script(next, context);
		}
	}

	private command(words: readonly Word[], inherited: Inherited, context: Context): readonly Next[] {
		const written = literal(words[0]);
		if (written === undefined || written === "") return [];
		const name = commandName(written);
		const call: Call = {
			name,
			words,
			args: words.slice(1),
			inherited,
			owner: context.owner,
			outside: this.outside,
		};
		return commandNamed(name)?.follow(call) ?? shellScript(written, call);
	}

	private script({ owner, name, args, inherited, hooks }: Next & { kind: "script" }, context: Context): void {
		const key = `${owner.path}#${name}`;
		const text = owner.scripts.get(name);
		if (!text || context.chain.includes(key) || context.chain.length >= deepest) return;
		const inner: Context = { ...context, owner, chain: [...context.chain, key] };
		const run = (script: Placed | undefined) =>
			script && this.follow({ kind: "shell", text: script, inherited: { ...inherited, cwd: owner.folder } }, inner);
		if (hooks) run(owner.scripts.get(`pre${name}`));
		run(withArguments(text, args));
		if (hooks) run(owner.scripts.get(`post${name}`));
	}
}

/** `remotion` of `./node_modules/.bin/remotion.cmd`; another path stays as it is. */
function commandName(written: string): string {
	const bin = /(?:^|[\\/])node_modules[\\/]\.bin[\\/]([^\\/]+)$/.exec(written)?.[1] ?? written;
	const name = /[\\/]/.test(bin) && /^(?:\/usr)?\/(?:local\/)?bin\/[^/]+$/.test(bin) ? bin.replace(/^.*\//, "") : bin;
	return name.replace(/\.(?:cmd|exe|ps1)$/i, "");
}

/** The script's text with arguments behind it, quoted, as every package manager hands them on. */
function withArguments(text: Placed, args: readonly Word[]): Placed {
	if (args.length === 0) return text;
	const end = text.at.at(-1) ?? 0;
	const between = (written: string): Placed => ({
		path: text.path,
		text: written,
		at: Array.from({ length: written.length + 1 }, () => end),
	});
	const quoted = args.flatMap((arg) => {
		const value = literal(arg);
		if (value === undefined) return [between(" "), slice(arg.placed, 0)];
		return [between(" '"), between(value.replaceAll("'", "'\\''")), between("'")];
	});
	return joined(text.path, [text, ...quoted]);
}

/** A shell script of the project, as far as it can be read. */
function shellScript(written: string, { inherited, outside }: Call): readonly Next[] {
	if (!/[\\/]/.test(written)) return [];
	const path = outside.paths.resolve(inherited.cwd, written);
	const text = outside.text(path);
	const line = /^#!([^\r\n]{0,200})/.exec(text ?? "")?.[1];
	if (text === undefined || !/\b(?:ba|da|z|k)?sh\b/.test(line ?? (/\.sh$/.test(path) ? "sh" : ""))) return [];
	return [{ kind: "shell", text: placedAt(path, text), inherited, shell: /\bbash\b/.test(line ?? "") ? "bash" : "sh" }];
}
