import type { Runtime } from "../types.ts";
import type { Build, ContainerCommand } from "./containers/dockerfile.ts";
import type { EnvironmentLayer, Launch, Mount } from "./launch.ts";
import { withLayer } from "./layers.ts";
import type { Outside } from "./outside.ts";
import type { PackageJson } from "./packageJson.ts";
import type { Placed } from "./placed.ts";
import type { ShellName } from "./shells/grammar.ts";
import type { Word } from "./shells/word.ts";

/** What a process inherits on the way from the shell to the program: its folder and its environment. */
export interface Inherited {
	readonly cwd: string;
	/** In the order in which they act. */
	readonly layers: readonly EnvironmentLayer[];
	readonly place: Launch["place"];
	/** In a container: what it sees of this machine. */
	readonly mounts?: Launch["mounts"];
}

/** One command that a shell or a tool starts. */
export interface Call {
	/** Its name without folder and ending: `remotion` for `./node_modules/.bin/remotion`. */
	readonly name: string;
	/** The words behind the name. */
	readonly args: readonly Word[];
	/** All of its words. */
	readonly words: readonly Word[];
	readonly inherited: Inherited;
	/** The package whose script it is. */
	readonly owner: PackageJson | undefined;
	/** The name of that script. */
	readonly script?: string;
	readonly outside: Outside;
}

export type ManagerName = "npm" | "pnpm" | "yarn" | "bun";

/** What a command starts in turn. */
export type Next =
	/** Another command, without a shell between. */
	| { readonly kind: "command"; readonly words: readonly Word[]; readonly inherited: Inherited }
	/** A text that a shell runs. */
	| {
			readonly kind: "shell";
			readonly text: Placed;
			readonly inherited: Inherited;
			readonly shell?: ShellName;
			/** Absolute; the file whose text it is: `$0`. */
			readonly file?: string;
			/** What is handed to it: `$1`, `$2`. */
			readonly args?: readonly Word[];
			/** `sh -a`: whatever it assigns is exported. */
			readonly exportsAll?: boolean;
	  }
	/** A script of a package.json; `args` go behind its text. */
	| {
			readonly kind: "script";
			readonly owner: PackageJson;
			readonly name: string;
			readonly args: readonly Word[];
			readonly inherited: Inherited;
			/** Who runs it: it decides the shell. */
			readonly manager: ManagerName;
			/** Its `pre` and `post` scripts are run as well. */
			readonly hooks: boolean;
	  }
	/** A container, in which its image's command is started, or another one. */
	| { readonly kind: "container"; readonly container: Container }
	/** The program at the end. */
	| { readonly kind: "program"; readonly program: Program };

/** A container as it is started. */
export interface Container {
	/** Who starts it: "docker compose". */
	readonly by: string;
	/** The place that says so. */
	readonly place: Placed;
	/** What whoever starts it has. */
	readonly outer: Inherited;
	readonly build?: Build | undefined;
	/** What is laid over the image's own variables. */
	readonly layers: readonly EnvironmentLayer[];
	/** In the place of the image's. */
	readonly entrypoint?: ContainerCommand | undefined;
	readonly command?: ContainerCommand | undefined;
	/** The folder in which it starts. */
	readonly folder?: string | undefined;
	readonly mounts: readonly Mount[];
	/** It has all that whoever starts it has, below the image's own: podman's `--env-host`. */
	readonly passesAll?: true;
}

/** A program that may call Lambda. */
export interface Program {
	/** What it is called in an id, such as "next". */
	readonly name: string;
	readonly runtime: Runtime;
	readonly inherited: Inherited;
	readonly callsLambda: Launch["callsLambda"];
	/** No call was seen in its code, of which not all was read. */
	readonly isPartlyRead?: true;
	/** The framework whose server it is. */
	readonly server?: string;
	/** Whether that server is made for developing; absent: what its program layer says. */
	readonly isDevServer?: boolean;
	readonly versions?: Readonly<Record<string, string>>;
	/** The regions that its code writes out, where every call does. */
	readonly regions?: readonly string[];
	/** As in `Launch`. */
	readonly sendsEnvFile?: false;
}

/** A command that this reading knows: a program, or a tool that starts one with an environment of its own. */
export interface KnownCommand {
	/** What people type, and packages of another name that bring it, for `npx PACKAGE`. */
	readonly names: readonly string[];
	/** It is no program of Node.js, or reads NODE_OPTIONS itself: what these preload is not told for it. */
	readonly isNative?: true;
	/** What it starts; nothing where it cannot call Lambda. */
	follow(call: Call): readonly Next[];
}

/** The same with more layers. */
export function withLayers(inherited: Inherited, ...layers: readonly EnvironmentLayer[]): Inherited {
	return layers.length === 0 ? inherited : { ...inherited, layers: layers.reduce(withLayer, [...inherited.layers]) };
}
