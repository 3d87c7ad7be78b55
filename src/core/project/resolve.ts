import { type AwsEnvironment, readAwsEnvironment, withoutAwsFiles } from "../credentialProviders/sharedFiles.ts";
import { type EnvFile, readEnvFile } from "../dotenv/envFile.ts";
import type { Environment } from "../environment/layers.ts";
import { layLaunch } from "../launches/environment/layLaunch.ts";
import { resolvePrecedence } from "../precedence/ladder.ts";
import { resolveOtherSdk } from "../precedence/otherSdk.ts";
import { decideRegion } from "../precedence/region.ts";
import { checkedFileNames, isPlatform, otherSdkOf, runtimes } from "../runtimes/index.ts";
import { leftBehind } from "../runtimes/platform.ts";
import { startOf } from "../runtimes/runtime.ts";
import { atOnce } from "../text/job.ts";
import type { ParseCache } from "../text/parseCache.ts";
import { createParseCache } from "../text/parseCache.ts";
import { pathsOf } from "../text/paths.ts";
import { longestEnvFile, mostEnvText, type Unreadable } from "../text/readText.ts";
import type { Active, EnvironmentLayer, ExplainInput } from "../types.ts";
import { remotionVersionOf } from "../vocabulary/remotionVersions.ts";
import { rotationNames } from "../vocabulary/rotationNames.ts";
import { broughtFiles } from "./broughtFiles.ts";
import { parentEnvFiles } from "./parentEnvFiles.ts";
import type { ResolvedProject } from "./resolvedProject.ts";
import { validitiesOf } from "./validities.ts";

/** Everything `explain()` goes by, for what looks closer at one variable, such as a hover. It holds secrets: hand nothing of it on. */
export function resolveProject(given: ExplainInput, cache: ParseCache = createParseCache()): ResolvedProject {
	return atOnce(resolveInTurns(given, cache));
}

export function* resolveInTurns(given: ExplainInput, cache: ParseCache): Generator<void, ResolvedProject> {
	const paths = pathsOf(given.platform);
	const started = startedAs(given);
	const input = { ...started, readFile: sparingly(given.readFile) };
	const runtime = runtimes[input.runtime];
	const { platform } = runtime;
	const problems: Unreadable[] = [];
	const unreadable = (problem: Unreadable) => {
		if (!problems.some(({ path }) => path === problem.path)) problems.push(problem);
	};

	// Each file is read in a turn of its own; what comes after finds it in the cache.
	const checkedPaths = input.envFiles?.map((path) => paths.resolve(input.cwd, path));
	const checked = checkedPaths ?? checkedFileNames.map((name) => paths.join(input.cwd, name));
	const start = startOf(input);
	const dialect = runtime.dialect(start);
	for (const path of new Set([...runtime.loads(start), ...checked])) {
		if (readEnvFile(input, path, { loaded: false, dialect, cache, unreadable: () => {} })) yield;
	}

	const { environment, files, missing, stops, vaults, dropped } = yield* layLaunch(input, layersOf(input), {
		cache,
		unreadable,
	});
	yield;
	const unloaded = (problem: Unreadable) => unreadable({ ...problem, isLoaded: false });
	const others = [...new Set(checked)].flatMap((path) => {
		const isRead = files.some((file) => file.path === path);
		const file = isRead ? undefined : readEnvFile(input, path, { loaded: false, dialect, cache, unreadable: unloaded });
		return file ?? [];
	});
	const envFiles = [...files, ...others].filter(
		({ path }) => checkedPaths === undefined || checkedPaths.includes(path),
	);
	const aws = yield* awsFilesAt(environment, started, cache, unreadable);
	// What could be there is told where a platform is asked for; what counts is what is there.
	const found = platform ? withoutAwsFiles(environment, input, paths) : aws;
	const isOwn = isOwnComputer(input);
	const sdk = otherSdkOf(input);
	const { active, steps } = sdk
		? resolveOtherSdk({ sdk, environment, aws: found, isOwnComputer: isOwn })
		: resolvePrecedence(environment, found, platform, isOwn);
	const region = decideRegion(runtime.regionVariables, environment, {
		version: remotionVersionOf(input),
		sdk: sdk?.name,
	});
	const validities = yield* validitiesOf(aws.table, environment, started, active, cache);
	const isLooking = platform === undefined && input.launch?.place !== "elsewhere" && isWithoutCredentials(active);
	const isChecked = ({ path }: EnvFile) => checked.includes(path);
	const above = isLooking ? parentEnvFiles(input, { dialect, cache }).filter((file) => !isChecked(file)) : [];
	return {
		input,
		environment,
		envFiles,
		above,
		aws,
		active,
		steps,
		region,
		validities,
		missing,
		stops,
		vaults,
		dropped,
		unreadable: problems,
	};
}

/** Whether nothing that the program reads names credentials to sign with: it fails, or takes what the machine has. */
function isWithoutCredentials(active: Active): boolean {
	if (active.kind === "profile") return active.variable === null;
	return active.kind === "error" || (active.kind === "chain" && active.next === "container-or-instance");
}

/** Whether the program runs on a person's own computer, as far as anybody told. */
function isOwnComputer({ runtime, launch, facts }: ExplainInput): boolean {
	return !isPlatform(runtime) && launch?.place !== "elsewhere" && !facts?.mayHaveRole;
}

/** Reads so much of `.env` files and no more: what comes after that counts as a file that cannot be read here. */
function sparingly(readFile: ExplainInput["readFile"]): ExplainInput["readFile"] {
	const known = new Set<string>();
	let left = mostEnvText;
	return (path) => {
		const text = readFile(path);
		// One that is too large by itself takes no room from the others.
		if (text === undefined || text.length > longestEnvFile || known.has(path)) return text;
		if (text.length > left) throw Object.assign(new Error("TOOMUCH"), { code: "TOOMUCH" });
		left -= text.length;
		known.add(path);
		return text;
	};
}

/** The input as it is for the program at the end of its launch; what a launch says counts more than what the caller guessed. */
function startedAs(given: ExplainInput): ExplainInput {
	const { launch } = given;
	if (launch) {
		const { mode: _, ...input } = given;
		const { codeLoadsEnv: __, ...facts } = given.facts ?? {};
		return { ...input, runtime: launch.runtime, cwd: launch.cwd, facts };
	}
	if (!isPlatform(given.runtime)) return given;
	const names = rotationNames(given);
	const { environment, terminal = {} } = given;
	return { ...given, environment: leftBehind(environment, names), terminal: leftBehind(terminal, names) };
}

const byHand: readonly EnvironmentLayer[] = [{ kind: "shell" }, { kind: "terminal" }, { kind: "program" }];

function layersOf({ launch }: ExplainInput): readonly EnvironmentLayer[] {
	return launch?.layers ?? byHand;
}

/** The two AWS files as the program finds them: those of this machine only where it runs here, or where a layer brings them. */
function* awsFilesAt(
	environment: Environment,
	input: ExplainInput,
	cache: ParseCache,
	unreadable: (problem: Unreadable) => void,
): Generator<void, AwsEnvironment> {
	const paths = pathsOf(input.platform);
	const isAway = input.launch?.place === "elsewhere";
	const brought = isAway ? broughtFiles(environment, input) : ({ environment, paths: "all" } as const);
	if (brought.paths === "all") return yield* readAwsEnvironment(environment, input, paths, cache, unreadable);
	if (brought.paths.length === 0) return withoutAwsFiles(environment, input, paths);
	const readFile = (path: string) => (brought.paths.includes(path) ? input.readFile(path) : undefined);
	// What is not there must not take the place of what is, for a launch on this machine.
	const own: ParseCache = { memo: (key, value, make) => cache.memo(`elsewhere ${key}`, value, make) };
	return yield* readAwsEnvironment(brought.environment, { ...input, readFile }, paths, own, unreadable);
}
