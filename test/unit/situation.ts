import { type Active, type ExplainInput, explain } from "../../src/core/index.ts";

export const cwd = "/work/project";
export const home = "/home/tester";
/** When every case is looked at, as it reads tokens. */
export const now = Date.parse("2026-06-01T12:00:00Z");
export const credentialsPath = `${home}/.aws/credentials`;
export const configPath = `${home}/.aws/config`;

/** A secret that may appear nowhere in what the core gives out. */
export const canary = "not-a-real-secret-canary-000000000000001";

/** An input over files in memory. Paths that are not absolute are the project's. */
export function situation(
	parts: Partial<Omit<ExplainInput, "readFile">> & { files?: Record<string, string | Error> } = {},
): ExplainInput {
	const { files = {}, ...rest } = parts;
	const byPath = new Map(
		Object.entries(files).map(([name, text]) => [name.startsWith("/") ? name : `${cwd}/${name}`, text]),
	);
	return {
		runtime: "remotion-cli",
		cwd,
		home,
		now,
		platform: "posix",
		environment: {},
		readFile: (path) => {
			const text = byPath.get(path);
			if (text instanceof Error) throw text;
			return text;
		},
		...rest,
	};
}

/** What signs, in one short line for tables. */
export function short(active: Active): string {
	switch (active.kind) {
		case "keys":
			return `keys ${active.accessKeyId}${active.hasSessionToken ? "+token" : ""} by ${active.variables[0]}`;
		case "profile": {
			const key = active.accessKeyId === undefined ? active.type : active.accessKeyId;
			return `profile ${active.profile} ${key}${active.hasSessionToken ? "+token" : ""} by ${active.variable}`;
		}
		case "chain":
			return `chain ${active.next}`;
		case "hidden":
			return `hidden ${active.by}`;
		case "error":
			return `error ${active.code}`;
	}
}

/** `explain()` in one short line. */
export function active(input: ExplainInput): string {
	return short(explain(input).active);
}

export function failure(code: string): Error {
	return Object.assign(new Error(code), { code });
}
