/** Sees everything that the extension hands to VS Code and to other processes, whichever function it calls, and searches it for secrets. */
import childProcess from "node:child_process";
import * as vscode from "vscode";

/** A text on its way out, and through what. */
export interface Recorded {
	readonly channel: string;
	readonly text: string;
}

type Fn = (...args: unknown[]) => unknown;

/** Everything that went out so far. */
export const recorded: Recorded[] = [];
/** What is drawn as Markdown. */
export const markdowns: vscode.MarkdownString[] = [];
/** Every process that the extension started. */
export const started: { program: string; args: string; env: string }[] = [];
/** What VS Code was given to ask: trees, hovers, completions, pages, tools. */
export const providers: { channel: string; provider: object }[] = [];

/** The person: what they answer. Anything that would open a window, a dialog or a terminal is answered here instead. */
export interface Person {
	input(options: vscode.InputBoxOptions): string | undefined;
	clipboard: string;
	/** To a message with buttons; default: the first one. */
	answer?(message: string, buttons: readonly string[]): string | undefined;
}

/** As a person calls a command: what they hand to it is not the extension's word. */
export const asPerson = vscode.commands.executeCommand;

/** From now on all is recorded. Called before the extension is activated. */
export function record(person: Person): void {
	const { window, env, commands } = vscode;
	const execute = commands.executeCommand;
	const message = async (text: string, ...rest: unknown[]) => {
		const buttons = rest.filter((word) => typeof word === "string");
		return person.answer ? person.answer(text, buttons) : buttons[0];
	};
	Object.assign(window, {
		showInformationMessage: message,
		showWarningMessage: message,
		showErrorMessage: message,
		showInputBox: async (options: vscode.InputBoxOptions) => {
			const typed = person.input(options);
			// What the box would say of it goes out, too.
			keep("window.showInputBox validateInput", await options.validateInput?.(typed ?? ""));
			return typed;
		},
		// The first of all, but where keys are asked for: these are secrets.
		showQuickPick: async (items: unknown) => {
			const all = await (items as Promise<{ label?: string }[]>);
			return all.find(({ label }) => label === "Access keys") ?? all[0];
		},
		showTextDocument: async () => undefined,
		showSaveDialog: async () => undefined,
		showOpenDialog: async () => undefined,
		createTerminal: () => ({ show() {}, sendText() {}, dispose() {} }),
		createQuickPick: fakeQuickPick,
	});
	Object.assign(commands, {
		executeCommand: (id: string, ...args: unknown[]) =>
			/^(remotionLambda\.|vscode\.execute)/.test(id) ? execute(id, ...args) : Promise.resolve(undefined),
	});
	Object.assign(env, { openExternal: async () => true });
	const clipboard = {
		readText: async () => person.clipboard,
		writeText: async (text: string) => keep("env.clipboard.writeText", text),
	};
	Object.defineProperty(env, "clipboard", { value: clipboard, configurable: true });
	for (const [name, namespace] of Object.entries(vscode)) {
		if (/^[A-Z]/.test(name) || typeof namespace !== "object" || namespace === null) continue;
		wrapAll(name, namespace);
	}
	for (const name of ["fork", "spawn", "exec", "execFile", "spawnSync", "execSync", "execFileSync"] as const) {
		const original: Fn = childProcess[name] as Fn;
		const seen = (program: string, ...rest: unknown[]) => {
			const options = rest.find((one): one is { env?: object } => typeof one === "object" && !Array.isArray(one));
			const args = rest.filter((one) => Array.isArray(one) || typeof one === "string");
			if (isOwnCall()) started.push({ program, args: JSON.stringify(args), env: JSON.stringify(options?.env ?? {}) });
			return original.call(childProcess, program, ...rest);
		};
		Object.assign(childProcess, { [name]: seen });
	}
}

/** VS Code's own extensions start processes in the same host. */
function isOwnCall(): boolean {
	const { stackTraceLimit } = Error;
	Error.stackTraceLimit = 50;
	const { stack = "" } = new Error();
	Error.stackTraceLimit = stackTraceLimit;
	return /[\\/]dist[\\/]\w+\.cjs/.test(stack);
}

function wrapAll(name: string, namespace: object): void {
	for (const [key, { value, writable, configurable }] of Object.entries(Object.getOwnPropertyDescriptors(namespace))) {
		if (typeof value !== "function" || !(writable || configurable) || /^[A-Z]/.test(key)) continue;
		const wrapped = wrap(`${name}.${key}`, value, namespace);
		Object.defineProperty(namespace, key, { value: wrapped, configurable: true, writable: true });
	}
}

function wrap(channel: string, original: Fn, owner: object): Fn {
	return (...args) => {
		keep(channel, args);
		const result = Reflect.apply(
			original,
			owner,
			args.map((arg) => wrapArgument(channel, arg)),
		);
		return /\.create[A-Z]/.test(channel) && typeof result === "object" && result !== null
			? watched(channel, result)
			: result;
	};
}

/** What the extension hands over and VS Code calls later: its answers go out, too. */
function wrapArgument(channel: string, value: unknown): unknown {
	if (typeof value === "function") {
		if (!/registerCommand|withProgress/.test(channel)) return value;
		return (...args: unknown[]) =>
			kept(
				channel,
				Reflect.apply(
					value,
					undefined,
					args.map((arg) => progress(channel, arg)),
				),
			);
	}
	if (typeof value !== "object" || value === null || value instanceof vscode.Uri) return value;
	if ("treeDataProvider" in value && typeof value.treeDataProvider === "object" && value.treeDataProvider !== null)
		return { ...value, treeDataProvider: answering(channel, value.treeDataProvider) };
	const answers = ["provide", "invoke", "resolve", "prepare"];
	const names = [...Object.keys(value), ...Object.getOwnPropertyNames(Object.getPrototypeOf(value) ?? {})];
	return names.some((name) => answers.some((start) => name.startsWith(start))) ? answering(channel, value) : value;
}

function answering(channel: string, provider: object): object {
	const proxy = new Proxy(provider, {
		get(target, key) {
			const value: unknown = Reflect.get(target, key);
			if (typeof value !== "function") return value;
			if (String(key).startsWith("onDid")) return value;
			return (...args: unknown[]) => kept(`${channel} ${String(key)}`, Reflect.apply(value, target, args));
		},
	});
	providers.push({ channel, provider: proxy });
	return proxy;
}

function progress(channel: string, value: unknown): unknown {
	const isProgress = typeof value === "object" && value !== null && "report" in value;
	return isProgress ? watched(`${channel} progress`, value) : value;
}

/** An object that VS Code gave out: what is set on it and what its functions are called with goes out. */
function watched<T extends object>(channel: string, target: T): T {
	const functions = new Map<PropertyKey, Fn>();
	return new Proxy(target, {
		get(_, key) {
			const value: unknown = Reflect.get(target, key);
			// What a panel's page is set to, and what it is sent.
			if (key === "webview") return watched(`${channel} webview`, value as object);
			if (typeof value !== "function") return value;
			let seen = functions.get(key);
			if (!seen) {
				seen = (...args) => {
					keep(`${channel} ${String(key)}`, args);
					return Reflect.apply(value, target, args);
				};
				functions.set(key, seen);
			}
			return seen;
		},
		set(_, key, value) {
			keep(`${channel} ${String(key)}`, value);
			return Reflect.set(target, key, value);
		},
	});
}

function kept(channel: string, answer: unknown): unknown {
	if (answer instanceof Promise || (typeof answer === "object" && answer !== null && "then" in answer))
		return (answer as Promise<unknown>).then(
			(value) => {
				keep(channel, value);
				return value;
			},
			(error) => {
				keep(channel, error);
				throw error;
			},
		);
	keep(channel, answer);
	return answer;
}

function keep(channel: string, value: unknown): void {
	const texts: string[] = [];
	collect(value, texts, new Set(), 0);
	for (const text of texts) recorded.push({ channel, text });
}

/** Every string in it, keys and what getters give included. The editor's own documents are not the extension's words. */
function collect(value: unknown, texts: string[], seen: Set<object>, depth: number): void {
	if (typeof value === "string") texts.push(value);
	if (typeof value !== "object" || value === null || depth > 12 || seen.has(value)) return;
	seen.add(value);
	const inside = (one: unknown) => collect(one, texts, seen, depth + 1);
	if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
		for (const one of value.values()) inside(one);
		if (value instanceof Map) for (const key of value.keys()) inside(key);
		return;
	}
	if (value instanceof Uint8Array) {
		inside(Buffer.from(value).toString("utf8"));
		return;
	}
	// Rows are the extension's own data, which VS Code hands back to it and shows to nobody.
	if ("state" in value || "profile" in value || "signer" in value) return;
	if (value instanceof vscode.MarkdownString) markdowns.push(value);
	if (value instanceof Error) texts.push(value.message, value.stack ?? "");
	if (value instanceof vscode.WorkspaceEdit) inside(value.entries());
	if ("getText" in value || "fileName" in value || "extensionPath" in value) return;
	for (let level = value; level !== null && level !== Object.prototype; level = Object.getPrototypeOf(level)) {
		for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
			texts.push(key);
			try {
				inside(descriptor.get ? descriptor.get.call(value) : descriptor.value);
			} catch {
				// A getter that does not want to be asked.
			}
		}
	}
}

function fakeQuickPick(): object {
	let accept: () => void = () => {};
	const event = () => ({ dispose() {} });
	return {
		items: [],
		get selectedItems() {
			return this.items.slice(0, 1);
		},
		onDidChangeValue: event,
		onDidHide: event,
		onDidAccept(listener: () => void) {
			accept = listener;
			return { dispose() {} };
		},
		show: () => setImmediate(() => accept()),
		hide() {},
		dispose() {},
	} as { items: unknown[] };
}

const known = new Map<string, readonly string[]>();

/** How programs write it: as it is, in Base64 at each alignment, URL-encoded, in hexadecimal, reversed. */
function formsOf(canary: string): readonly string[] {
	const cached = known.get(canary);
	if (cached) return cached;
	const bytes = Buffer.from(canary);
	const base64 = [0, 1, 2].map((shift) =>
		Buffer.concat([Buffer.alloc(shift), bytes])
			.toString("base64")
			.slice(shift === 0 ? 0 : shift + 1, -4),
	);
	const forms = [
		canary,
		encodeURIComponent(canary),
		...base64,
		...base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
		...base64.map(encodeURIComponent),
		bytes.toString("hex"),
		[...canary].reverse().join(""),
	];
	const distinct = [...new Set(forms)];
	known.set(canary, distinct);
	return distinct;
}

/** Whose canary is in a text, however it is written and escaped. */
export function canaryIn(text: string, canaries: Readonly<Record<string, string>>): string | undefined {
	if (text.length < 30) return undefined;
	// Markdown and JSON put backslashes into it.
	const all = text.includes("\\") ? `${text}\n${text.replaceAll("\\", "")}` : text;
	return Object.entries(canaries).find(([, canary]) => formsOf(canary).some((form) => all.includes(form)))?.[0];
}

/** Every way out on which a canary is, by channel. */
export function leaks(canaries: Readonly<Record<string, string>>): string[] {
	const byChannel = new Map<string, Set<string>>();
	for (const { channel, text } of recorded) {
		const texts = byChannel.get(channel);
		if (texts) texts.add(text);
		else byChannel.set(channel, new Set([text]));
	}
	return [...byChannel].flatMap(([channel, texts]) => {
		const found = canaryIn([...texts].join("\n"), canaries);
		return found === undefined ? [] : [`${channel}: the one of ${found}`];
	});
}
