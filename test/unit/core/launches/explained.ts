/** Launches made by hand for tests of `explain({ launch })`. */
import { type EnvironmentLayer, type Explanation, explain, type Launch } from "../../../../src/core/index.ts";
import { cwd, short, situation } from "../../situation.ts";

export const pair = (prefix: string, id: string) =>
	`${prefix}ACCESS_KEY_ID=${id}\n${prefix}SECRET_ACCESS_KEY=not-a-real-secret-for-${id.slice(-4)}-0123456789\n`;
export const values = (prefix: string, id: string) => ({
	[`${prefix}ACCESS_KEY_ID`]: id,
	[`${prefix}SECRET_ACCESS_KEY`]: `not-a-real-secret-for-${id.slice(-4)}-0123456789`,
});
/** A well-formed access key ID that AWS never made. */
export const key = (end: string) => `AKIA${end.padStart(16, "0")}`;

export type Layer = EnvironmentLayer | "shell" | "terminal" | "program";

export function launchOf(layers: readonly Layer[], parts: Partial<Launch> = {}): Launch {
	return {
		id: "script:test",
		label: "npm run test",
		kind: "script",
		runtime: "node",
		cwd,
		place: "here",
		callsLambda: "yes",
		layers: layers.map((layer) => (typeof layer === "string" ? { kind: layer } : layer)),
		...parts,
	};
}

export type Parts = Parameters<typeof situation>[0] & { launchParts?: Partial<Launch> };

export function explained(layers: readonly Layer[], { launchParts, ...parts }: Parts = {}): Explanation {
	return explain(situation({ ...parts, launch: launchOf(layers, launchParts) }));
}

/** What signs, in one short line. */
export function answer(layers: readonly Layer[], parts?: Parts): string {
	return short(explained(layers, parts).active);
}
