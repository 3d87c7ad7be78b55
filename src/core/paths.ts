import type { ExplainInput } from "./types.ts";

/**
 * Paths as the platform of the input writes them, without `node:path`: the core runs the same whichever machine it runs on.
 */
export interface Paths {
	/** The path with `..`, `.` and doubled separators resolved; `base` decides where a relative one starts. */
	resolve(base: string, path: string): string;
	join(folder: string, ...names: string[]): string;
}

/** The paths of a platform. On "win32" both separators are read and `\` is written, as Node.js does. */
export function pathsOf(platform: ExplainInput["platform"]): Paths {
	const windows = platform === "win32";
	const separator = windows ? "\\" : "/";
	const isAbsolute = (path: string) => (windows ? /^(?:[a-zA-Z]:)?[\\/]/.test(path) : path.startsWith("/"));
	const normalize = (path: string): string => {
		const root =
			(windows ? /^(?:[a-zA-Z]:|[\\/]{2}[^\\/]+[\\/]+[^\\/]+)?[\\/]*/.exec(path)?.[0] : /^\/*/.exec(path)?.[0]) ?? "";
		const kept: string[] = [];
		for (const name of path.slice(root.length).split(windows ? /[\\/]+/ : /\/+/)) {
			if (name === "..") kept.pop();
			else if (name !== "" && name !== ".") kept.push(name);
		}
		const start = windows ? root.replaceAll("/", "\\").replace(/(?<=^\\|[^\\])\\+$/, "\\") : root && "/";
		return start + kept.join(separator);
	};
	return {
		resolve: (base, path) => {
			if (!isAbsolute(path)) return normalize(base + separator + path);
			const drive = windows && /^[\\/](?![\\/])/.test(path) ? (/^[a-zA-Z]:/.exec(base)?.[0] ?? "") : "";
			return normalize(drive + path);
		},
		join: (folder, ...names) => normalize([folder, ...names].join(separator)),
	};
}
