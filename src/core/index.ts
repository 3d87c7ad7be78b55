import { poolOf } from "./accountPool/accounts.ts";
import { readAwsEnvironment, withoutAwsFiles } from "./credentialProviders/sharedFiles.ts";
import { expandFiles, readEnvFile } from "./environment/expandFiles.ts";
import { layEnvironment } from "./environment/layers.ts";
import { climb } from "./precedence/ladder.ts";
import { decideRegion } from "./precedence/region.ts";
import { checkAll, rules } from "./rules/index.ts";
import type { Situation } from "./rules/rule.ts";
import { keepSafeFixes } from "./rules/verifiedFixes.ts";
import { checkedFileNames, runtimes } from "./runtimes/index.ts";
import { leftBehind } from "./runtimes/platform.ts";
import { createParseCache, type ParseCache } from "./text/parseCache.ts";
import { pathsOf } from "./text/paths.ts";
import type { Unreadable } from "./text/readText.ts";
import type { ExplainInput, Explanation } from "./types.ts";

export { createParseCache, type ParseCache } from "./text/parseCache.ts";
export { maskAccessKeyId, Secret } from "./text/secret.ts";
export type * from "./types.ts";

/**
 * Which credentials Remotion Lambda will sign with, where they come from, why not the others, and what is wrong in the files.
 *
 * Pure: everything it knows comes in through `input`. Bad files never throw; they become findings. Nothing that comes out holds a secret.
 * Every text fix was tried on this situation: it ends its finding, makes no other, leaves the same active source or a better one, and
 * takes no variable away that another one refers to.
 * @param input runtime, folders, environment and a way to read files; paths are absolute
 * @param cache what `createParseCache()` made; with it, a file whose text did not change is not parsed again
 */
export function explain(input: ExplainInput, cache: ParseCache = createParseCache()): Explanation {
	const situation = look(input, cache);
	const { active, region, aws, envFiles } = situation;
	const before = { active, findings: checkAll(situation), envFiles };
	const texts = new Map([...aws.texts, ...envFiles.map(({ path, text }) => [path, text] as const)]);
	const findings = keepSafeFixes(before, texts, (edited) => {
		const readFile = (path: string) => edited.get(path) ?? input.readFile(path);
		const after = look({ ...input, readFile }, passBy(cache, edited.values()));
		return { active: after.active, findings: checkAll(after), envFiles: after.envFiles };
	});
	const { credentials, config } = aws.paths;
	const pool = poolOf(situation);
	return {
		active,
		steps: [...situation.steps],
		region,
		profiles: aws.table.profiles,
		awsFiles: { credentials, config },
		...(pool && { pool }),
		findings,
	};
}

/** A cache for texts that are tried once: neither they nor what is made of them takes the place of the real ones. */
function passBy(cache: ParseCache, texts: Iterable<string>): ParseCache {
	const passing = new Set<unknown>(texts);
	return {
		memo(key, value, make) {
			const isPassing = Array.isArray(value) ? value.some((item) => passing.has(item)) : passing.has(value);
			if (!isPassing) return cache.memo(key, value, make);
			const result = make();
			passing.add(result);
			return result;
		},
	};
}

/** Everything `explain()` goes by, for what looks closer at one variable, such as a hover. It holds secrets: hand nothing of it on. */
export function look(given: ExplainInput, cache: ParseCache = createParseCache()): Situation {
	return resultOf(lookInTurns(given, cache));
}

/**
 * Does in small steps what a first explanation of large files takes long for. Once they are done, `explain()` with the same cache and the
 * same texts has little left to do: for who must not block others meanwhile.
 */
export function* prepare(input: ExplainInput, cache: ParseCache): Generator<void, void> {
	const situation = yield* lookInTurns(input, cache);
	for (const rule of rules) {
		rule.check(situation);
		yield;
	}
}

function resultOf<Result>(steps: Generator<void, Result>): Result {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

function* lookInTurns(given: ExplainInput, cache: ParseCache): Generator<void, Situation> {
	const paths = pathsOf(given.platform);
	const runtime = runtimes[given.runtime];
	const { platform } = runtime;
	const input = platform
		? { ...given, environment: leftBehind(given.environment), terminal: leftBehind(given.terminal ?? {}) }
		: given;
	const problems: Unreadable[] = [];
	const unreadable = (problem: Unreadable) => {
		if (!problems.some(({ path }) => path === problem.path)) problems.push(problem);
	};

	const loadedPaths = runtime.loadedFiles(input, paths);
	const checkedPaths = input.envFiles?.map((path) => paths.resolve(input.cwd, path));
	const allPaths = new Set([
		...loadedPaths,
		...(checkedPaths ?? checkedFileNames.map((name) => paths.join(input.cwd, name))),
	]);
	const dialect = runtime.dialect(input);
	const found = [...allPaths].flatMap((path) => {
		const file = readEnvFile(input, path, { loaded: loadedPaths.includes(path), dialect, cache, unreadable });
		return file ? [file] : [];
	});

	const loaded = loadedPaths.flatMap((path) => found.find((file) => file.path === path) ?? []);
	const expanded = expandFiles(input, loaded, runtime.expand, unreadable);
	const files = found.map((file) => expanded.files.find(({ path }) => path === file.path) ?? file);
	const environment = layEnvironment(
		input,
		expanded.files.filter((file) => file.loaded),
		expanded.outside,
		platform,
	);
	const aws = yield* readAwsEnvironment(environment, input, paths, cache, unreadable);
	const { active, steps } = climb(environment, platform ? withoutAwsFiles(aws) : aws, platform);
	const region = decideRegion(input.runtime, environment);
	const envFiles = files.filter(({ path }) => checkedPaths === undefined || checkedPaths.includes(path));
	return { input, environment, envFiles, aws, active, steps, region, unreadable: problems };
}
