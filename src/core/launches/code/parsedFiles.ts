import type { CodeToken } from "../../code/tokens.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import { nodeDialect } from "../versions.ts";
import type { Calling } from "./calling.ts";
import { argumentsAt, pathFrom, propertiesOf, resolved } from "./expression.ts";

/**
 * A file that code parses and puts into its environment itself: `Object.assign(process.env, parse(readFileSync(".env")))`, the same with a
 * spread, with a loop, and with dotenv's `populate`. Source: dotenv 17.4.2 and Node.js 20.20.2 and 24.21.0, run.
 * @param by who parses it
 */
export function parsedFile(
	by: "dotenv" | "parseEnv",
	[text]: readonly (readonly CodeToken[])[],
	{ file, around, inherited, outside }: Calling,
): EnvironmentLayer[] {
	const how = writtenIn(file.tokens);
	if (!text || !how) return [];
	const told = resolved(text, around);
	const read = told.findIndex((token) => token.text === "readFileSync");
	const [argument] = read === -1 ? [] : argumentsAt(told, read + 1);
	const path = argument && pathFrom(argument, around);
	if (path === undefined) return [{ kind: "hidden", by }];
	const paths = [outside.paths.resolve(inherited.cwd, path)];
	const dialect = by === "dotenv" ? "dotenv-17" : nodeDialect(outside, inherited.cwd);
	return [filesLayer({ by, paths, dialect, ...(how === "replaces" && { overrides: true as const }) })];
}

/** How code writes several variables at once; undefined: it does not. */
function writtenIn(tokens: readonly CodeToken[]): "replaces" | "fills in" | undefined {
	for (const [index, token] of tokens.entries()) {
		if (token.text !== "process" || tokens[index + 2]?.text !== "env") continue;
		const [before, next, after] = [tokens[index - 2], tokens[index + 3], tokens[index + 4]];
		if (tokens[index - 1]?.text === "(" && before?.text === "assign") return "replaces";
		if (tokens[index - 1]?.text === "(" && before?.text === "populate") {
			const options = propertiesOf(argumentsAt(tokens, index - 1)[2] ?? []);
			return options?.get("override")?.[0]?.text === "true" ? "replaces" : "fills in";
		}
		if (next?.text === "=" && after?.text === "{") return "replaces";
		if (next?.text === "[" && after?.type === "IdentifierName" && tokens[index + 6]?.text === "=") return "replaces";
	}
	return undefined;
}
