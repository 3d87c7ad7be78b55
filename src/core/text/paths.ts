import type { ExplainInput } from "../types.ts";

/**
 * Paths as the platform of the input writes them, without `node:path`: the core runs the same whichever machine it runs on.
 */
export interface Paths {
	/** The path with `..`, `.` and doubled separators resolved; `base` decides where a relative one starts. */
	resolve(base: string, path: string): string;
	join(folder: string, ...names: string[]): string;
}

/** A server with its share, and that or a drive. */
const share = /^[\\/]{2}[^\\/]+[\\/]+[^\\/]+/;
const volume = /^(?:[a-zA-Z]:|[\\/]{2}[^\\/]+[\\/]+[^\\/]+)/;

/**
 * Returns the computer on which a path lies, where Windows would sign in there with the person's own account to look at it, in lower case;
 * undefined: this one. The prefixes of devices (`\\?\C:`) are this computer, unless they lead to a share (`\\?\UNC\server`).
 */
export function otherComputer(platform: string, path: string): string | undefined {
	if (platform !== "win32") return undefined;
	const [, device, server] = /^[\\/]{2}(?:([?.])[\\/]+(?:UNC|GLOBALROOT)[\\/]+)?([^\\/]+)/i.exec(path) ?? [];
	return server === undefined || (device === undefined && /^[?.]$/.test(server)) ? undefined : server.toLowerCase();
}

/** The paths of a platform. On "win32" both separators are read and `\` is written, as Node.js does. */
export function pathsOf(platform: ExplainInput["platform"]): Paths {
	return platform === "win32" ? windowsPaths : posixPaths;
}

/** Returns a path as a folder calls it, with `/` between the names: `../../.env`. On another drive, or the folder itself: the path, or `.`. */
export function relativeTo(platform: ExplainInput["platform"], folder: string, path: string): string {
	const { join } = pathsOf(platform);
	const names = (one: string) =>
		join(one)
			.split(platform === "win32" ? "\\" : "/")
			.filter(Boolean);
	const [from, to] = [names(folder), names(path)];
	let same = 0;
	while (same < from.length && from[same] === to[same]) same++;
	if (platform === "win32" && same === 0) return path;
	return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/") || ".";
}

/** What the path of a file on POSIX never has, as nearly all are given: a doubled separator, `.`, `..`, or a separator at its end. */
const unresolved = /\/\.{0,2}(?:\/|$)/;

function pathsWith(windows: boolean): Paths {
	const separator = windows ? "\\" : "/";
	const isAbsolute = (path: string) => (windows ? /^(?:[a-zA-Z]:)?[\\/]/.test(path) : path.startsWith("/"));
	const normalize = (path: string): string => {
		if (!windows && path.startsWith("/") && !unresolved.test(path)) return path;
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
			if (isAbsolute(path)) {
				const isOnDrive = windows && /^[\\/]/.test(path) && !share.test(path);
				return normalize(isOnDrive ? (volume.exec(base)?.[0] ?? "") + path : path);
			}
			// `D:file` starts in the folder that the drive D: is in. Which one, is known of the base's drive alone.
			const drive = windows ? /^[a-zA-Z]:/.exec(path)?.[0] : undefined;
			if (drive === undefined) return normalize(base + separator + path);
			const folder = base.toUpperCase().startsWith(drive.toUpperCase()) ? base.slice(drive.length) : "";
			return normalize(drive + folder + separator + path.slice(drive.length));
		},
		join: (folder, ...names) => normalize([folder, ...names].join(separator)),
	};
}

const windowsPaths = pathsWith(true);
const posixPaths = pathsWith(false);
