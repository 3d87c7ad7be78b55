/** The contract of launches: what `findLaunches()` takes and gives. Other programs call it; keep it. */
import type { Secret } from "../text/secret.ts";
import type { ExplainInput, Origin, Runtime } from "../types.ts";

export interface LaunchInput {
	/** Absolute; the project's folder. */
	cwd: string;
	/** Absolute; the workspace folder's. Default: `cwd`. */
	root?: string;
	platform: "posix" | "win32";
	readFile(path: string): string | undefined;
	/** Names in a folder; absent: only well-known names are tried. */
	list?(folder: string): readonly string[];
	/** `terminal.integrated.env.<os>`, its `${…}` resolved by the caller. */
	terminalSettings?: Readonly<Record<string, string | null>>;
	/** Files named by scripts and what they import. */
	code?: readonly { path: string; text: string }[];
}

export interface Launch {
	id: string;
	label: string;
	kind:
		| "script"
		| "command"
		| "server"
		| "debug"
		| "task"
		| "service"
		| "workflow"
		| "platform"
		| "terminal"
		| "report";
	runtime: Runtime;
	cwd: string;
	place: "here" | "elsewhere";
	layers: readonly EnvironmentLayer[];
	callsLambda: "yes" | "likely" | "unknown";
	versions?: Readonly<Record<string, string>>;
	origin?: Origin;
}

export type Mode = NonNullable<ExplainInput["mode"]>;

export type EnvironmentLayer =
	| { kind: "shell" }
	| { kind: "terminal" }
	| {
			kind: "variables";
			by: string;
			values: Readonly<Record<string, Value>>;
			onlyIfSet?: true;
			origin?: Origin;
	  }
	| {
			kind: "files";
			by: string;
			paths: readonly string[];
			/** Only these names of the files; absent: all of them. */
			names?: readonly string[];
			dialect: Dialect;
			expand?: Expansion;
			overrides?: true;
			onlyIfSet?: true;
			required?: true;
			origin?: Origin;
	  }
	| { kind: "program"; mode?: Mode }
	| { kind: "hidden"; by: string; names?: readonly string[]; removes?: readonly string[]; origin?: Origin }
	| { kind: "only"; by: string; names: readonly string[]; origin?: Origin };

export type Value = string | Secret | null | { expand: string; as: Expansion } | { unknown: string };

export type Dialect =
	| "dotenv-9"
	| "dotenv-17"
	| "bun"
	| "node-20"
	| "node-22"
	| "env-cmd"
	| "direnv"
	| "mise"
	| "docker"
	| "podman"
	| "compose-1"
	| "compose-2"
	| "make"
	| "just"
	| "foreman"
	| "godotenv"
	| "deno"
	/** A POSIX shell that runs the file: `. ./.env`. */
	| "sh"
	/** Its words after `xargs`: `export $(cat .env | xargs)`. */
	| "xargs"
	/** Its words as a shell splits them: `export $(cat .env)`. */
	| "words";

export type Expansion = "next" | "bun" | "dotenv-cli" | "dotenvx" | "nest" | "nuxt" | "shell";
