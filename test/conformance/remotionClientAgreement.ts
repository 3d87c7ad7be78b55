/** Holds an `explain()` against what the real client did. */
import { posix } from "node:path";
import type { Active, ExplainInput, Explanation } from "../../src/core/types.ts";
import { type Case, CWD, HOME, place } from "./environments.ts";
import { type Outcome, other } from "./oracle.ts";

export type Explain = (input: ExplainInput) => Explanation;

/** The function under test; CONFORMANCE_CORE names another copy of `src/core`, to see that a broken one is caught. */
export async function loadExplain(): Promise<Explain> {
	const folder = process.env.CONFORMANCE_CORE ?? posix.join(import.meta.dirname, "../../src/core");
	const core: { explain: Explain } = await import(posix.join(folder, "index.ts"));
	return core.explain;
}

/** What `explain()` says of a case, with the case's files in memory. */
export function explanationOf(explain: Explain, abstract: Case): Explanation {
	const { environment, files, directories, throughTerminal, dotenv } = place(abstract, "/case", "relative-case", 9);
	const all: Record<string, string> = dotenv === null ? files : { ...files, [`${CWD}/.env`]: dotenv };
	// The client sees only what comes of both layers; here a shell that says otherwise lies under the terminal.
	const terminal = Object.fromEntries(throughTerminal.map((name) => [name, environment[name] ?? null]));
	const shell = { ...environment, ...Object.fromEntries(throughTerminal.map((name) => [name, "static"])) };
	const input: ExplainInput = {
		runtime: dotenv === null ? "node" : "remotion-cli",
		cwd: CWD,
		home: HOME,
		platform: "posix",
		environment: shell,
		terminal,
		...(other && { remotionVersion: other.version }),
		readFile(path) {
			if (directories.includes(path)) throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
			return Object.hasOwn(all, path) ? all[path] : undefined;
		},
	};
	return explain(input);
}

/** What signs, of {@link explanationOf}. */
export function explainCase(explain: Explain, abstract: Case): Active {
	return explanationOf(explain, abstract).active;
}

/** null where both say the same, else the difference in words. */
export function difference(active: Active, outcome: Outcome): string | null {
	const differ = `explain: ${JSON.stringify(active)}\nclient:  ${JSON.stringify(outcome)}`;
	return agrees(active, outcome) ? null : differ;
}

function agrees(active: Active, outcome: Outcome): boolean {
	if (outcome.kind === "unknown") return false;
	switch (active.kind) {
		case "keys":
			return sameKeys(active, outcome);
		case "profile":
			if (active.variable === null && active.profile !== "default") return false;
			if (active.type === "static") return sameKeys(active, outcome);
			// A role is asked for with its source's credentials, and that source's login may be missing.
			if (active.type === "role" && outcome.kind === "attempted") return true;
			return outcome.kind !== "error" && outcome.via === active.type;
		case "chain":
			if (outcome.kind === "error") return false;
			return active.next === "web-identity"
				? outcome.via === "web-identity"
				: outcome.via === "container" || outcome.via === "instance";
		case "hidden":
			return false;
		case "error":
			if (outcome.kind === "error") return active.code === outcome.code;
			// The contract: a chain profile that is missing is the error, though the SDK asks the instance all the same before.
			return (
				active.code === "no-credentials" &&
				outcome.kind === "keys" &&
				outcome.via === "instance" &&
				namesMissing(active)
			);
	}
}

function namesMissing({ message }: { message: string }): boolean {
	return message.includes("AWS_PROFILE");
}

function sameKeys(active: { accessKeyId?: string; hasSessionToken?: boolean }, outcome: Outcome): boolean {
	return (
		outcome.kind === "keys" &&
		outcome.via === "static" &&
		outcome.accessKeyId === active.accessKeyId &&
		outcome.hasSessionToken === active.hasSessionToken
	);
}
