import type { PlatformFacts } from "../runtimes/runtime.ts";

/** A host's own command that sets variables there. It asks for each value itself: none is in the command, nor in the shell's history. */
export interface HostCommand {
	/** What people call the host. */
	readonly host: string;
	readonly command: string;
}

/**
 * Returns the commands with which these names are set in the hosts of a project, one line each; none for a host whose command wants the value.
 * @param hasWorkflows whether the project has workflows of GitHub Actions. Source: `gh secret set`, GitHub CLI manual
 */
export function hostCommands(
	platforms: readonly PlatformFacts[],
	hasWorkflows: boolean,
	names: readonly string[],
): HostCommand[] {
	// Every shell but cmd.exe goes on behind a semicolon.
	const line = (one: (name: string) => string) => names.map(one).join("; ");
	return [
		...platforms.flatMap(({ name, setsVariable }) =>
			setsVariable === undefined ? [] : [{ host: name, command: line(setsVariable) }],
		),
		...(hasWorkflows ? [{ host: "GitHub", command: line((name) => `gh secret set ${name}`) }] : []),
	];
}
