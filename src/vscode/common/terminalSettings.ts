import { type ConfigurationChangeEvent, type Disposable, EventEmitter, env, Uri, workspace } from "vscode";
import { settings as own } from "../../contributions.ts";
import type { LaunchInput } from "../../core/index.ts";
import { piecesOf } from "../../core/launches/vscode/variables.ts";
import { DisposableStore } from "./disposables.ts";
import { appliesProfileToDebugger } from "./settings.ts";

export type Terminal = Required<Pick<LaunchInput, "terminalSettings" | "os" | "debuggerTakesProfile">> &
	Pick<LaunchInput, "terminalProfile" | "workspaceFile">;
type Variables = Readonly<Record<string, string | null>>;

const os = process.platform === "win32" ? "windows" : process.platform === "darwin" ? "osx" : "linux";
const section = "terminal.integrated";

/**
 * What VS Code's settings say of the environment of each folder's terminals. They are read once, and again after a change: each key typed
 * asks for them, for each project.
 */
export class TerminalSettings implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	/** Fires when they may say something else. */
	readonly onDidChange = this.#changed.event;
	/** By workspace folder. They may hold secrets, and go nowhere but into launches. */
	readonly #known = new Map<string, Terminal>();

	constructor() {
		const forget = () => {
			this.#known.clear();
			this.#changed.fire();
		};
		this.#owned.add(workspace.onDidChangeConfiguration((event) => affectsTerminals(event) && forget()));
		// VS Code tells of the person's shell after the settings that name it.
		this.#owned.add(env.onDidChangeShell(forget));
		// Which settings count for a folder, and under which name the workspace is saved, changes with its folders.
		this.#owned.add(workspace.onDidChangeWorkspaceFolders(forget));
	}

	/**
	 * Returns the settings of the terminals of a workspace folder; those of a workspace that is not trusted count for VS Code alone.
	 * @returns the same object until they change
	 */
	of(root: string): Terminal {
		const known = this.#known.get(root);
		if (known && known.workspaceFile === workspaceFile()) return known;
		const read = readSettings(root);
		this.#known.set(root, read);
		return read;
	}

	dispose(): void {
		this.#owned.dispose();
	}
}

function workspaceFile(): string | undefined {
	const file = workspace.workspaceFile;
	return file?.scheme === "file" ? file.fsPath : undefined;
}

function readSettings(root: string): Terminal {
	const settings = workspace.getConfiguration(section, Uri.file(root));
	const profile = defaultProfile(settings.get(`defaultProfile.${os}`), settings.get(`profiles.${os}`));
	const file = workspaceFile();
	return {
		os,
		debuggerTakesProfile: appliesProfileToDebugger(Uri.file(root)),
		terminalSettings: resolved(settings.get(`env.${os}`), root),
		...(profile && { terminalProfile: { name: profile.name, env: resolved(profile.env, root) } }),
		...(file !== undefined && { workspaceFile: file }),
	};
}

/** Whether a change of settings may change the environment of terminals. */
function affectsTerminals(event: ConfigurationChangeEvent): boolean {
	if (event.affectsConfiguration(own.applyProfileToDebugger)) return true;
	return ["env", "defaultProfile", "profiles"].some((name) => event.affectsConfiguration(`${section}.${name}.${os}`));
}

/** The profile that is named; where none is, the first one of the person's own shell, as VS Code takes it. */
function defaultProfile(name: unknown, profiles: unknown): { name: string; env: unknown } | undefined {
	const all = Object.entries(record(profiles)).map(([one, profile]) => ({ name: one, ...record(profile) }));
	const shell = programName(env.shell);
	const found =
		typeof name === "string" ? all.find((one) => one.name === name) : all.find((one) => pathsOf(one).includes(shell));
	return found && "env" in found ? { name: found.name, env: found.env } : undefined;
}

function pathsOf(profile: object): string[] {
	const path: unknown = "path" in profile ? profile.path : undefined;
	return [path].flat().flatMap((one) => (typeof one === "string" ? [programName(one)] : []));
}

function programName(path: string): string {
	return path.replace(/^.*[\\/]/, "").replace(/\.exe$/i, "");
}

/** The variables with `${…}` replaced: by what VS Code was started with, and by the workspace folder. */
function resolved(variables: unknown, root: string): Variables {
	const platform = process.platform === "win32" ? "win32" : "posix";
	return Object.fromEntries(
		Object.entries(record(variables)).flatMap(([name, value]): [string, string | null][] => {
			if (value === null) return [[name, null]];
			if (typeof value !== "string") return [];
			const pieces = piecesOf(value, { root, input: { platform } });
			const texts = pieces.map((piece) => {
				if (typeof piece === "string") return piece;
				return "variable" in piece ? (process.env[piece.variable] ?? "") : undefined;
			});
			// What VS Code asks an extension or a person for is known to nobody here.
			return [[name, texts.includes(undefined) ? value : texts.join("")]];
		}),
	);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
