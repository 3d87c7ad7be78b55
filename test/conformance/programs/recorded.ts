/**
 * Programs that can't run in `npm test`, against the launches that are found in the same folders. `npm test` goes by what they did when they
 * were run last (`test/real-programs/*.json`); `npm run conformance` runs them, on random folders, and writes that.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { unknownValue } from "../../../src/core/dotenv/unknownValue.ts";
import { type EnvironmentLayer, type ExplainInput, findLaunches, type Launch } from "../../../src/core/index.ts";
import { resolveProject } from "../../../src/core/project/resolve.ts";
import { root } from "../../harness/paths.ts";

/** Where the programs of `test/real-programs/package.json`, or of a folder in it, are installed: `npm run conformance` says so. */
const programs = process.env.CONFORMANCE_PROGRAMS;
const allRuns = Number(process.env.CONFORMANCE_RUNS ?? 1_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);

/** What a program is started in. */
export interface ProgramCase {
	/** Relative to the project. */
	readonly files: Readonly<Record<string, string>>;
	/** Behind the program's name. */
	readonly args?: readonly string[];
}

/** Variables by name; null: the program was not started. */
export type Seen = Readonly<Record<string, string>> | null;

/** What our launch has. */
export type Ours = null | {
	readonly values: Readonly<Record<string, string>>;
	/** A file is told to be rejected or missing, so that whoever reads it does not go on. */
	readonly isStopped: boolean;
};

/** A real program, and our reading of the same. */
export interface RealProgram {
	readonly name: string;
	readonly cases: fc.Arbitrary<ProgramCase>;
	/** So many cases are kept. */
	readonly kept: number;
	/** It takes this share of the runs. */
	readonly share?: number;
	/** What our launch has; null: there is none. */
	ours(one: ProgramCase): Ours;
	/** @param bin where the programs of npm are @param folder one for itself */
	open(bin: string, folder: string): Opened | Promise<Opened>;
}

/** A real program as it is run, folder after folder. */
export interface Opened {
	readonly version: string;
	/** @param folder with the case's files in it */
	run(folder: string, one: ProgramCase): Seen | Promise<Seen>;
	close?(): void | Promise<void>;
}

interface Recorded {
	readonly program: string;
	readonly version: string;
	readonly date: string;
	readonly cases: readonly (ProgramCase & { readonly seen: Seen })[];
}

/** The tests of some programs, whose cases are kept in one file. @param name of the file in `test/real-programs` */
export function describePrograms(title: string, name: string, all: readonly RealProgram[]): void {
	const record = join(root, "test/real-programs", `${name}.json`);
	if (programs === undefined) replay(title, record, all);
	else run(title, record, all, join(programs, "node_modules/.bin"));
}

function replay(title: string, record: string, all: readonly RealProgram[]): void {
	describe(`${title} as they were run`, () => {
		const recorded: Recorded[] = JSON.parse(readFileSync(record, "utf8"));
		for (const program of all)
			it(program.name, () => {
				const found = recorded.find((one) => one.program === program.name);
				assert.ok(found && found.cases.length === program.kept);
				for (const { seen, ...one } of found.cases) assertAgree(program, one, seen);
			});
	});
}

function run(title: string, record: string, all: readonly RealProgram[], bin: string): void {
	describe(title, function () {
		this.timeout(6 * 3_600_000);
		let folder: string;
		const recorded: Recorded[] = [];

		before(() => {
			folder = realpathSync(mkdtempSync(join(tmpdir(), "programs-")));
		});
		after(() => {
			rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
			if (recorded.length === all.length) writeFileSync(record, `${JSON.stringify(recorded, null, "\t")}\n`);
		});

		for (const program of all) {
			const runs = Math.max(Math.round(allRuns * (program.share ?? 1)), program.kept);
			it(`${program.name}: ${runs} folders, seed ${seed}`, async () => {
				const opened = await program.open(bin, mkdtempSync(join(folder, "program-")));
				const cases: (ProgramCase & { seen: Seen })[] = [];
				try {
					const agree = fc.asyncProperty(program.cases, async (one) => {
						const place = written(folder, one.files);
						const seen = await opened.run(place, one);
						rmSync(place, { recursive: true, force: true, maxRetries: 3 });
						if (cases.length < program.kept) cases.push({ ...one, seen });
						assertAgree(program, one, seen);
					});
					await fc.assert(agree, { seed, numRuns: runs });
				} finally {
					await opened.close?.();
				}
				const date = new Date().toISOString().slice(0, 10);
				recorded.push({ program: program.name, version: opened.version, date, cases });
			});
		}
	});
}

/** Writes files into a folder of their own. */
function written(folder: string, files: ProgramCase["files"]): string {
	const place = mkdtempSync(join(folder, "case-"));
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(join(place, name)), { recursive: true });
		writeFileSync(join(place, name), text);
	}
	return place;
}

/** The same, but for values that are not known from here. What is not started may have any environment, if we say why. */
function assertAgree(program: RealProgram, one: ProgramCase, seen: Seen): void {
	const found = program.ours(one);
	if (seen === null) {
		const isTold = found?.isStopped || Object.values(found?.values ?? {}).some((value) => value.includes(unknownValue));
		assert.ok(found === null || isTold, `it is not started: ${JSON.stringify(found?.values)}`);
		return;
	}
	assert.ok(found, "there is no launch");
	assert.ok(!found.isStopped, "a file is taken for rejected or missing");
	const { values } = found;
	const known = (name: string) => !values[name]?.includes(unknownValue);
	const pick = (all: Readonly<Record<string, string>>) =>
		Object.fromEntries(
			Object.entries(all)
				.filter(([name]) => known(name))
				.sort(([one], [other]) => (one < other ? -1 : 1)),
		);
	assert.deepEqual(pick(values), pick(seen));
}

/** Those of the names that are there. */
export function picked(
	values: Readonly<Record<string, string | undefined>>,
	names: readonly string[],
): Record<string, string> {
	return Object.fromEntries(
		names.flatMap((name) => {
			const value = values[name];
			return value === undefined ? [] : [[name, value]];
		}),
	);
}

/** How a folder is looked at. */
export interface View {
	readonly files: ProgramCase["files"];
	/** The shell's variables. */
	readonly shell: Readonly<Record<string, string>>;
	/** Those that are compared. */
	readonly names: readonly string[];
	readonly scripts?: Readonly<Record<string, string>>;
	readonly dependencies?: readonly string[];
}

/** What the launch that is looked for has; null: there is none. @param wanted undefined: none of these */
export function launched(view: View, wanted: (launches: readonly Launch[]) => Launch | undefined): Ours {
	const { scripts = {}, dependencies = [] } = view;
	const ranges = Object.fromEntries(["@remotion/lambda-client", ...dependencies].map((name) => [name, "*"]));
	const all: Readonly<Record<string, string>> = {
		"package.json": JSON.stringify({ scripts, dependencies: ranges }),
		...view.files,
	};
	const readFile = (path: string) => (path.startsWith("/p/") ? all[path.slice(3)] : undefined);
	const launch = wanted(findLaunches({ cwd: "/p", platform: "posix", readFile }));
	return launch ? environmentOf(view, launch, readFile) : null;
}

/** What a program has behind some layers, whichever program it is. */
export function layered(view: View, layers: readonly EnvironmentLayer[]): Ours {
	const launch: Launch = {
		id: "x",
		label: "x",
		kind: "service",
		runtime: "node",
		cwd: "/p",
		place: "here",
		layers,
		callsLambda: "yes",
	};
	return environmentOf(view, launch, (path) => (path.startsWith("/p/") ? view.files[path.slice(3)] : undefined));
}

function environmentOf({ shell, names }: View, launch: Launch, readFile: ExplainInput["readFile"]): Ours {
	const { runtime } = launch;
	const input: ExplainInput = {
		runtime,
		cwd: "/p",
		home: "/home/x",
		platform: "posix",
		environment: shell,
		readFile,
		launch,
	};
	const { environment, envFiles, missing } = resolveProject(input);
	return {
		values: environment.pick(names),
		isStopped: missing.length > 0 || envFiles.some(({ parsed }) => parsed.isRefused),
	};
}
