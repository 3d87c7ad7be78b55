/** What `--against` calls in each revision: one row a call. It is bundled and runs in processes of its own, with nothing but Node beside it. */
import { awsFiles, codeFile, envFile } from "../corpora.ts";
import type { InnerName } from "./adapter.ts";

/** The functions of a revision, as this one has them. Where an older one takes other arguments, `adapter.ts` is the place to say so. */
export interface Face {
	explain: typeof import("../../../src/core/index.ts").explain;
	createParseCache: typeof import("../../../src/core/index.ts").createParseCache;
	resolveProject: typeof import("../../../src/core/project/resolve.ts").resolveProject;
	checkAll: typeof import("../../../src/core/rules/index.ts").checkAll;
	parseAwsFile: typeof import("../../../src/core/sharedConfig/parse.ts").parseAwsFile;
	mergeProfiles: typeof import("../../../src/core/credentialProviders/profiles.ts").mergeProfiles;
	parseDotenv: typeof import("../../../src/core/dotenv/parse.ts").parseDotenv;
	completeDotenv: typeof import("../../../src/core/languageFeatures/envCompletion.ts").completeDotenv;
	describeVariable: typeof import("../../../src/core/languageFeatures/envHover.ts").describeVariable;
	lintText: typeof import("../../../src/core/rules/code/index.ts").lintText;
}

export interface Call {
	what: string;
	needs: readonly InnerName[];
	/** Makes the texts; what it gives is called again and again, and timed. */
	prepare: (face: Face) => () => unknown;
	/** How it is measured: "first" in fresh processes, once in each; "warm" again and again; "memory": what stays of it. */
	how: "first" | "warm" | "memory";
}

/** Sizes of the texts. */
export interface Sizes {
	profiles: readonly number[];
	lines: readonly number[];
}

export const fullSizes: Sizes = { profiles: [10, 1000, 5000], lines: [1000, 10_000] };
/** For the test that it runs. */
export const tinySizes: Sizes = { profiles: [3, 5], lines: [10, 20] };

const path = "/work/project/.env";
const paths = { credentials: "/home/.aws/credentials", config: "/home/.aws/config" };

function input(files: Readonly<Record<string, string>>) {
	return {
		runtime: "remotion-cli",
		cwd: "/work/project",
		home: "/home",
		platform: "posix",
		environment: {},
		readFile: (file: string) => files[file],
	} as const;
}

function withProfiles(count: number): Record<string, string> {
	const { credentials, config } = awsFiles(count);
	return { [paths.credentials]: credentials, [paths.config]: config };
}

/** Every call, in the order of the report. */
export function calls({ profiles, lines }: Sizes): Call[] {
	const most = Math.max(...profiles);
	const longest = Math.max(...lines);
	const texts = [
		...profiles.map((count) => ({ name: `${count} profiles`, files: () => withProfiles(count) })),
		...lines.map((count) => ({ name: `.env of ${count} lines`, files: () => ({ [path]: envFile(count) }) })),
	];
	const explained = texts.flatMap(({ name, files }) =>
		(["warm", "first"] as const).map(
			(how): Call => ({
				what: `explain(), ${name}, ${how === "warm" ? "warm" : "first in a process"}`,
				needs: ["explain", "createParseCache"],
				how,
				prepare: ({ explain, createParseCache }) => {
					const given = input(files());
					return () => explain(given, createParseCache()).findings;
				},
			}),
		),
	);
	return [
		...innerCalls(most, longest),
		lintCall(Math.min(...lines)),
		...explained,
		typedCall(most, longest),
		memoryCall(most),
	];
}

function innerCalls(profiles: number, lines: number): Call[] {
	const parse = ({ parseAwsFile }: Face, texts: { credentials: string; config: string }) =>
		[
			parseAwsFile(texts.credentials, "credentials", paths.credentials),
			parseAwsFile(texts.config, "config", paths.config),
		] as const;
	return [
		{
			what: `parseAwsFile(), both files, ${profiles} profiles`,
			needs: ["parseAwsFile"],
			how: "warm",
			prepare: (face) => {
				const texts = awsFiles(profiles);
				return () => parse(face, texts);
			},
		},
		{
			what: `mergeProfiles(), ${profiles} profiles`,
			needs: ["parseAwsFile", "mergeProfiles"],
			how: "warm",
			prepare: (face) => {
				const [credentials, config] = parse(face, awsFiles(profiles));
				return () => face.mergeProfiles(credentials, config).profiles;
			},
		},
		{
			what: `parseDotenv(), ${lines} lines`,
			needs: ["parseDotenv"],
			how: "warm",
			prepare: ({ parseDotenv }) => {
				const text = envFile(lines);
				return () => parseDotenv(text);
			},
		},
		...projectCalls(profiles, lines),
	];
}

/** The rules for code. */
function lintCall(lines: number): Call {
	return {
		what: `lintText(), code of ${lines} lines`,
		needs: ["lintText"],
		how: "warm",
		prepare: ({ lintText }) => {
			const text = codeFile(lines);
			const facts = { scripts: {}, setInEnvFiles: ["AWS_ACCESS_KEY_ID"], credentialsOnlyIn: [".env"], loadsEnv: false };
			return () => lintText(text, { path: "/work/project/render.ts", kind: "code", facts });
		},
	};
}

/** What goes on once the files are read: the rules, a hover, a completion. */
function projectCalls(profiles: number, lines: number): Call[] {
	const all = () => input({ ...withProfiles(profiles), [path]: envFile(lines) });
	const name = `${profiles} profiles and .env of ${lines} lines`;
	return [
		{
			what: `resolveProject(), ${name}`,
			needs: ["resolveProject", "createParseCache"],
			how: "warm",
			prepare: ({ resolveProject, createParseCache }) => {
				const given = all();
				return () => resolveProject(given, createParseCache());
			},
		},
		{
			what: `checkAll(), ${name}`,
			needs: ["resolveProject", "checkAll"],
			how: "warm",
			prepare: ({ resolveProject, checkAll }) => {
				const project = resolveProject(all());
				return () => checkAll(project);
			},
		},
		{
			what: `describeVariable(), ${name}`,
			needs: ["resolveProject", "describeVariable"],
			how: "warm",
			prepare: ({ resolveProject, describeVariable }) => {
				const project = resolveProject(all());
				return () => describeVariable(project, path, "REMOTION_AWS_ACCESS_KEY_ID");
			},
		},
		{
			what: `completeDotenv(), ${name}`,
			needs: ["explain", "completeDotenv"],
			how: "warm",
			prepare: ({ explain, completeDotenv }) => {
				const text = `${envFile(lines)}REMOTION_AWS_PROFILE=`;
				const known = explain(input(withProfiles(profiles))).profiles;
				return () => completeDotenv(text, text.length, known);
			},
		},
	];
}

/** A key typed: another text each time, of which the cache knows all but the `.env`. */
function typedCall(profiles: number, lines: number): Call {
	return {
		what: `explain() after a key, ${profiles} profiles and .env of ${lines} lines`,
		needs: ["explain", "createParseCache"],
		how: "warm",
		prepare: ({ explain, createParseCache }) => {
			const files = { ...withProfiles(profiles) };
			const text = envFile(lines);
			const cache = createParseCache();
			let version = 0;
			return () => explain(input({ ...files, [path]: `${text}# ${version++}\n` }), cache).findings;
		},
	};
}

function memoryCall(profiles: number): Call {
	return {
		what: `memory kept of explain(), ${profiles} profiles`,
		needs: ["explain", "createParseCache"],
		how: "memory",
		prepare: ({ explain, createParseCache }) => {
			const given = input(withProfiles(profiles));
			// A first look at few: what the code itself needs is there afterwards.
			explain(input(withProfiles(3)));
			return () => {
				const cache = createParseCache();
				return [cache, explain(given, cache)];
			};
		},
	};
}
