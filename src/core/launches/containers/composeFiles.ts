import type { Outside } from "../outside.ts";

const names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const overrides = [
	"compose.override.yml",
	"compose.override.yaml",
	"docker-compose.override.yml",
	"docker-compose.override.yaml",
];

/**
 * The files that compose takes in a folder where it is told none: the first of these that is there, and an override beside it.
 * Source: `cli/options.go` of compose-go v2.13.0-6-ge70e961, read.
 */
export function defaultFiles(folder: string, outside: Outside): string[] {
	const found = (some: readonly string[]) =>
		some.map((name) => outside.paths.join(folder, name)).find((path) => outside.has(path));
	const file = found(names);
	const override = file === undefined ? undefined : found(overrides);
	return [file, override].flatMap((path) => path ?? []);
}
