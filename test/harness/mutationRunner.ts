/**
 * What Stryker runs for `npm run mutation`, in a process of its own: mocha over the table tests, loaded once, and then for each mutant those
 * that run through it. Stryker's own runner for mocha (10.0.0) stops at mocha 12, whose inner files it looks for under their older names.
 */
import { globSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
	type DryRunResult,
	DryRunStatus,
	determineHitLimitReached,
	type MutantRunOptions,
	type MutantRunResult,
	MutantRunStatus,
	type TestResult,
	type TestRunner,
	TestStatus,
	toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import Mocha from "mocha";

/** Table tests that take no part: they read sources, whose text is another here, or measure, or are about other rooms than the core. */
const apart = [
	"bench",
	"changeFileFaults",
	"channels",
	"contract",
	"findClient",
	"heavy",
	"iniPackage",
	"regexes",
	"rotateAccounts",
	"security",
];

/** Left out too: megabytes, to see that time grows evenly. With a counter in every expression they take minutes. */
const large = /^large and odd AWS files|^dotenvFile on large texts|^many profiles|linear time|do not fill the memory/;

/** The tests that are most about the changed file first: one of theirs that fails spares all others. */
function testFiles(changed: string): string[] {
	const nearest = /[\\/]rules[\\/]/.test(changed) ? ["fixtures", "readme"] : [basename(changed, ".ts")];
	const rank = (file: string) => (nearest.includes(basename(file, ".test.ts")) ? 0 : 1);
	return globSync("test/unit/**/*.test.ts")
		.filter((file) => !apart.includes(basename(file, ".test.ts")))
		.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Where the changed code looks for the change that is on, and counts. */
const shared: { [Key in keyof InstrumenterContext]: InstrumenterContext[Key] | undefined } = {};
Object.assign(globalThis, { [INSTRUMENTER_CONSTANTS.NAMESPACE]: shared });

/** Mocha wants one. */
class Silent extends Mocha.reporters.Base {
	override epilogue() {}
}

class TableTests implements TestRunner {
	private readonly mocha = new Mocha({ ui: "bdd", reporter: Silent, timeout: 60_000 });
	private isLoaded = false;
	private atTopLevel: Record<string, number> = {};

	capabilities() {
		// A module is loaded once: for a change at its top level Stryker starts a new process.
		return { reloadEnvironment: false };
	}

	async init(): Promise<void> {
		this.mocha.cleanReferencesAfterRun(false);
	}

	async dryRun(): Promise<DryRunResult> {
		await this.load();
		const result = await this.run(() => true, false);
		return { ...result, mutantCoverage: { static: this.atTopLevel, perTest: shared.mutantCoverage?.perTest ?? {} } };
	}

	async mutantRun({
		activeMutant,
		testFilter,
		hitLimit,
		mutantActivation,
	}: MutantRunOptions): Promise<MutantRunResult> {
		shared.hitLimit = hitLimit;
		shared.hitCount = hitLimit === undefined ? undefined : 0;
		shared.activeMutant = mutantActivation === "static" ? activeMutant.id : undefined;
		try {
			await this.load(activeMutant.fileName);
		} catch (error) {
			return { status: MutantRunStatus.Error, errorMessage: String(error) };
		}
		shared.activeMutant = activeMutant.id;
		const wanted = testFilter && new Set(testFilter);
		const result = await this.run((title) => wanted?.has(title) ?? true, true);
		return toMutantRunResult(determineHitLimitReached(shared.hitCount, shared.hitLimit) ?? result);
	}

	/** The core before the tests: what runs then, and only that, needs the change on from the start. */
	private async load(changed = ""): Promise<void> {
		if (this.isLoaded) return;
		for (const file of testFiles(changed)) this.mocha.addFile(resolve(file));
		for (const file of globSync("src/core/**/*.ts")) await import(pathToFileURL(resolve(file)).href);
		this.atTopLevel = { ...shared.mutantCoverage?.static };
		await this.mocha.loadFilesAsync();
		this.isLoaded = true;
	}

	/** Runs the tests with these titles; with `bail` until one fails. */
	private async run(isWanted: (title: string) => boolean, bail: boolean) {
		const setBail = (suite: Mocha.Suite) => {
			suite.bail(bail);
			suite.suites.forEach(setBail);
		};
		setBail(this.mocha.suite);
		// All that mocha asks of it.
		this.mocha.grep({ test: (title: string) => isWanted(title) && !large.test(title) } as RegExp);
		const tests: TestResult[] = [];
		await new Promise<void>((done) => {
			const runner = this.mocha.run(() => done());
			runner.on("test", (test) => {
				shared.currentTestId = test.fullTitle();
			});
			runner.on("test end", () => {
				shared.currentTestId = undefined;
			});
			const keep = (test: Mocha.Runnable, failureMessage?: string) => {
				const title = test.fullTitle();
				const common = { id: title, name: title, timeSpentMs: test.duration ?? 0 };
				tests.push(
					failureMessage === undefined
						? { ...common, status: TestStatus.Success }
						: { ...common, status: TestStatus.Failed, failureMessage },
				);
			};
			runner.on("pass", (test) => keep(test));
			runner.on("fail", (test, error) => keep(test, String(error?.stack ?? error)));
		});
		return { status: DryRunStatus.Complete as const, tests };
	}

	async dispose(): Promise<void> {
		this.mocha.dispose();
	}
}

/** Stryker looks for this name. */
export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "table-tests", TableTests)];
