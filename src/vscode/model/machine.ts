import { env } from "vscode";

/**
 * Returns whether this machine may be a container or an instance that a role belongs to: Remote-SSH, a dev container, a tunnel, a server in
 * the cloud. WSL and a server on this host are a person's own computer. Source: `env.remoteName`, which for a server without a resolver is
 * its address (VS Code 1.106).
 */
export function mayHaveRole(remoteName: string | undefined = env.remoteName): boolean {
	return remoteName !== undefined && !/^(?:wsl|localhost|127\.0\.0\.1)\b/i.test(remoteName);
}
