/** Colors for a terminal, or none. */
export interface Paint {
	bold(text: string): string;
	dim(text: string): string;
	red(text: string): string;
	yellow(text: string): string;
	green(text: string): string;
}

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], green: [32, 39] } as const;

/**
 * Returns whether to color: only in a terminal, unless `NO_COLOR` or `FORCE_COLOR` say otherwise. Source: no-color.org (a value that is not
 * empty counts); `FORCE_COLOR=0` as Node.js has it.
 */
export function isColored(environment: NodeJS.ProcessEnv, isTerminal: () => boolean): boolean {
	const { NO_COLOR: none, FORCE_COLOR: forced, TERM: terminal } = environment;
	if (none) return false;
	if (forced !== undefined) return forced !== "0" && forced !== "false";
	return terminal !== "dumb" && isTerminal();
}

/** Returns what colors texts, or leaves them as they are. */
export function paint(isOn: boolean): Paint {
	const colored = ([on, off]: readonly [number, number]) => {
		return (text: string) => (isOn && text !== "" ? `\u001b[${on}m${text}\u001b[${off}m` : text);
	};
	return {
		bold: colored(codes.bold),
		dim: colored(codes.dim),
		red: colored(codes.red),
		yellow: colored(codes.yellow),
		green: colored(codes.green),
	};
}
