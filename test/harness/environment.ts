/** Environments for tests and for VS Code: nothing of the person's own credentials may reach them. */

const personal =
	/^(AWS_|REMOTION_|__RESERVED|AMAZON_|VSCODE_|npm_|NODE_OPTIONS$|NODE_V8_COVERAGE$|ELECTRON_|XDG_|EXTENSIONS_GALLERY$|RLC_(?!CHROMIUM$|CACHE$))/i;

/**
 * This process's environment without credentials, npm's and VS Code's variables, and with the given ones on top. With a
 * home of its own, a program finds neither the person's `~/.aws` nor their settings.
 */
export function cleanEnvironment(additions: Record<string, string> = {}): NodeJS.ProcessEnv {
	const environment: NodeJS.ProcessEnv = {};
	for (const [name, value] of Object.entries(process.env)) if (!personal.test(name)) environment[name] = value;
	return { ...environment, ...additions };
}

/** The variables that make a folder the home, on every platform. */
export function homeVariables(home: string): Record<string, string> {
	return { HOME: home, USERPROFILE: home };
}

/** The person's own environment, as it was before npm and the bootstrap added to it: for VS Code on their own folder. */
export function ownEnvironment(): NodeJS.ProcessEnv {
	const environment: NodeJS.ProcessEnv = {};
	for (const [name, value] of Object.entries(process.env))
		if (!/^(npm_|RLC_|INIT_CWD$)/i.test(name)) environment[name] = value;
	return { ...environment, PATH: process.env.RLC_OUTER_PATH ?? process.env.PATH };
}
