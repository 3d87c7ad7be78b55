/** Whose home folder a window's AWS files are in, where that isn't the computer in front of the person. */
export interface RemoteHome {
	/** For a view's description: `dev container: /home/node`. */
	readonly label: string;
	/** A sentence for tooltips. */
	readonly sentence: string;
}

/** Names of VS Code's remote windows, as its extensions give them (`env.remoteName`), and what people call them. */
const remotes: readonly (readonly [start: string, name: string])[] = [
	["dev-container", "dev container"],
	["attached-container", "container"],
	["k8s-container", "container"],
	["codespaces", "codespace"],
	["ssh-remote", "SSH host"],
	["wsl", "WSL distribution"],
	["tunnel", "tunnel host"],
];

/**
 * Returns whose home folder a window's profiles come from; undefined in a window on this computer, and in one of a server on it.
 * @param remoteName `env.remoteName`, which for a server without a resolver is its address (VS Code 1.106)
 * @param home the home folder there
 */
export function remoteHome(remoteName: string | undefined, home: string): RemoteHome | undefined {
	if (remoteName === undefined || /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/i.test(remoteName)) return undefined;
	const [, name = "remote host"] = remotes.find(([start]) => remoteName.toLowerCase().startsWith(start)) ?? [];
	return {
		label: `${name}: ${home}`,
		sentence: `In the home folder of the ${name} (${home}), not of your own computer.`,
	};
}
