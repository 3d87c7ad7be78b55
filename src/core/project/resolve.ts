import { readAwsEnvironment, withoutAwsFiles } from "../credentialProviders/sharedFiles.ts";
import { readEnvFile } from "../dotenv/envFile.ts";
import { type ExpandedFiles, expandFiles } from "../environment/expandFiles.ts";
import { layEnvironment } from "../environment/layers.ts";
import { resolvePrecedence } from "../precedence/ladder.ts";
import { decideRegion } from "../precedence/region.ts";
import { checkedFileNames, runtimes } from "../runtimes/index.ts";
import { leftBehind } from "../runtimes/platform.ts";
import { startOf } from "../runtimes/runtime.ts";
import type { ParseCache } from "../text/parseCache.ts";
import { createParseCache } from "../text/parseCache.ts";
import { pathsOf } from "../text/paths.ts";
import type { Unreadable } from "../text/readText.ts";
import type { ExplainInput } from "../types.ts";
import { rotationNames } from "../vocabulary/rotationNames.ts";
import type { ResolvedProject } from "./resolvedProject.ts";

/** Everything `explain()` goes by, for what looks closer at one variable, such as a hover. It holds secrets: hand nothing of it on. */
export function resolveProject(given: ExplainInput, cache: ParseCache = createParseCache()): ResolvedProject {
	return resultOf(resolveInTurns(given, cache));
}

function resultOf<Result>(steps: Generator<void, Result>): Result {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

export function* resolveInTurns(given: ExplainInput, cache: ParseCache): Generator<void, ResolvedProject> {
	const paths = pathsOf(given.platform);
	const runtime = runtimes[given.runtime];
	const { platform } = runtime;
	const names = rotationNames(given);
	const input = platform
		? { ...given, environment: leftBehind(given.environment, names), terminal: leftBehind(given.terminal ?? {}, names) }
		: given;
	const problems: Unreadable[] = [];
	const unreadable = (problem: Unreadable) => {
		if (!problems.some(({ path }) => path === problem.path)) problems.push(problem);
	};

	const start = startOf(input);
	const loadedPaths = runtime.loads(start);
	const checkedPaths = input.envFiles?.map((path) => paths.resolve(input.cwd, path));
	const allPaths = new Set([
		...loadedPaths,
		...(checkedPaths ?? checkedFileNames.map((name) => paths.join(input.cwd, name))),
	]);
	const dialect = runtime.dialect(start);
	const found = [...allPaths].flatMap((path) => {
		const file = readEnvFile(input, path, { loaded: loadedPaths.includes(path), dialect, cache, unreadable });
		return file ? [file] : [];
	});

	const loaded = loadedPaths.flatMap((path) => found.find((file) => file.path === path) ?? []);
	const { expand } = runtime;
	const expanded: ExpandedFiles = expand
		? expandFiles(input, loaded, start.outside, (layers) => expand(layers, start), unreadable)
		: { files: loaded };
	const files = found.map((file) => expanded.files.find(({ path }) => path === file.path) ?? file);
	const environment = layEnvironment(
		input,
		expanded.files.filter((file) => file.loaded),
		expanded.outside,
		platform,
	);
	const aws = yield* readAwsEnvironment(environment, input, paths, cache, unreadable);
	const { active, steps } = resolvePrecedence(environment, platform ? withoutAwsFiles(aws) : aws, platform);
	const region = decideRegion(runtime.regionVariables, environment);
	const envFiles = files.filter(({ path }) => checkedPaths === undefined || checkedPaths.includes(path));
	return { input, environment, envFiles, aws, active, steps, region, unreadable: problems };
}
