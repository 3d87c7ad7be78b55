import type { TextRange } from "../types.ts";

/** A map of environment variables in a configuration file. */
export interface EnvironmentBlock {
	readonly variables: readonly BlockVariable[];
	/** What runs with these variables, as far as the file says: the commands of a workflow's steps. */
	readonly commands: readonly string[];
	/** Where these commands stand. */
	readonly places?: readonly TextRange[];
}

export interface BlockVariable {
	readonly name: string;
	/** Where the name stands, without quotes. */
	readonly range: TextRange;
	/** The text that it is given, as it is written. */
	readonly value?: string;
}

/** What a configuration file says of environment variables. */
export interface ConfigurationFile {
	readonly blocks: readonly EnvironmentBlock[];
	/** Every text value, for what may be written out in one. */
	readonly texts: readonly TextRange[];
	/** VS Code's launch configurations that load a file into a terminal. */
	readonly typedFiles?: readonly TypedFile[];
}

/** A launch configuration with `envFile` and `"console": "integratedTerminal"`, each with the place of its value in quotes. */
export interface TypedFile {
	readonly envFile: string;
	readonly range: TextRange;
	readonly shownIn: TextRange;
}
