import { assigned, fileName, readEnvFile } from "../../dotenv/envFile.ts";
import { launchesOf, readsFile } from "../../project/launchFiles.ts";
import { resolveProject } from "../../project/resolve.ts";
import { runtimes } from "../../runtimes/index.ts";
import { node } from "../../runtimes/node.ts";
import { isSecretName } from "../../text/masking/names.ts";
import { createParseCache, type ParseCache } from "../../text/parseCache.ts";
import type { ExplainInput, Launch, Origin } from "../../types.ts";
import { isPlaceholder, isReference } from "../../vocabulary/keyFormat.ts";
import { profileVariables } from "../../vocabulary/variables.ts";
import type { LintFacts } from "./types.ts";

const keyPairs = [
	["REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY"],
	["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
] as const;

/**
 * What `lintText()` is told of a project.
 * @param input as for `explain()`, with the project's own runtime
 * @param scripts the commands of its package.json
 */
export function lintFacts(
	input: ExplainInput,
	scripts: LintFacts["scripts"],
	cache: ParseCache = createParseCache(),
): LintFacts {
	const { launch: _, ...byHand } = input;
	const bare = resolveProject({ ...byHand, runtime: node.id, facts: { ...input.facts, codeLoadsEnv: [] } }, cache);
	const finds = bare.active.kind !== "error" || bare.active.code.startsWith("profile");
	const holding = bare.envFiles.filter(
		(file) =>
			/^\.env(?:\.local)?$/.test(fileName(file)) &&
			(profileVariables.some((name) => assigned(file, name)) ||
				keyPairs.some((pair) => pair.every((name) => assigned(file, name)))),
	);
	return {
		scripts,
		setInEnvFiles: [...new Set(bare.envFiles.flatMap(({ last }) => [...last.keys()]))],
		credentialsOnlyIn: finds ? [] : holding.map(fileName),
		otherReaders: input.facts?.otherReaders ?? [],
		...(input.launches && { launchedAt: workflowSteps(input.launches) }),
		holdsSecret: (path) => holdsSecret(input, path, cache),
		loadsEnv: runtimes[input.runtime].loadsEnvUnasked === true || loadsFiles(input) || isHandedOver(input, holding),
	};
}

/** Where workflows call Remotion Lambda. */
function workflowSteps(launches: readonly Launch[]): Origin[] {
	return launches.flatMap(({ kind, origin }) => (kind === "workflow" && origin ? [origin] : []));
}

function holdsSecret(input: ExplainInput, path: string, cache: ParseCache): boolean {
	const file = readEnvFile(input, path, { loaded: true, dialect: "dotenv-17", cache, unreadable: () => {} });
	return [...(file?.last.values() ?? [])].some(({ name, value }) => {
		const text = value.reveal();
		return /AWS_/.test(name) && isSecretName(name) && text !== "" && !isReference(text) && !isPlaceholder(text);
	});
}

/** Whether another way in which a program of Node.js is started, such as a container or the debugger, hands one of these files to it. */
function isHandedOver(input: ExplainInput, files: readonly { path: string }[]): boolean {
	const programs = launchesOf(input).filter(
		({ kind, runtime }) => runtime === node.id && kind !== "script" && kind !== "command" && kind !== "server",
	);
	return programs.some((launch) => files.some(({ path }) => readsFile(input, launch, path)));
}

/** Whether the program's launch, its code or its scripts load a `.env` file. */
function loadsFiles({ launch, facts }: ExplainInput): boolean {
	if (launch) return launch.layers.some(({ kind }) => kind === "files" || kind === "hidden");
	return (facts?.codeLoadsEnv ?? []).length > 0;
}
