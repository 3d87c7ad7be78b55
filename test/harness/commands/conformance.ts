/**
 * `npm run conformance`: our core held against the real Remotion, SDKs and readers of `.env`, on random cases by the million; about an hour
 * on a free machine. It prints a table, after each line what failed, made small. `-- --only TEXT` takes the lines
 * in which TEXT stands, `--runs N` another number of cases, `--seed S` other ones, or the same again.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import compare from "semver/functions/compare.js";
import { compose2 } from "../compose2.ts";
import { HarnessError, runMain, say, seconds } from "../log.ts";
import { cacheFolder, ensureFolder, root } from "../paths.ts";
import { runPlainSuite } from "../plainSuite.ts";
import { sum } from "../results.ts";
import { awsPythons, ensureSystem, type NeedName } from "../system.ts";
import { conclude } from "../testRun.ts";

interface Line {
	what: string;
	against: string;
	/** In `test/conformance`. */
	file: string;
	/** Random cases of each comparison in the file. */
	runs: number;
	/** `--runs` does not change how many there are. */
	isFixed?: true;
	/** A process each: the file takes this share of the runs. */
	share?: number;
	/** Another version of Remotion than the pinned one. */
	remotion?: string;
	/** It runs the programs of `test/real-programs` and these of the system, and writes down there what they did. */
	runsPrograms?: readonly NeedName[];
	/** Its programs are those of this folder of `test/real-programs`, and not of that folder itself. */
	programsIn?: string;
	/** They are for another system. */
	isForced?: true;
	/** It runs the AWS CLI's and boto3's Python packages of the system, and writes down what they did. */
	runsPythons?: true;
	/** Its packages; absent: Lambda and the CLI. */
	packages?: readonly string[];
}

/** The last with dotenv 9 and the first with dotenv 17. The oldest that npm has after 4.0.160, 4.0.174, brings an SDK of 2024: it differs. */
const olderVersions = ["4.0.422", "4.0.425"];

/** The last version that npm has before each change of regions or profiles, and the first after it. */
const changedVersions = ["4.0.244", "4.0.248", "4.0.377", "4.0.379", "4.0.452", "4.0.456", "4.0.508", "4.0.515"];
/** Before it there is no package of the client alone. */
const firstClient = "4.0.261";

/** Programs of npm alone: their files in `test/conformance/programs`. */
const localServers = [
	["wrangler", "wrangler"],
	["nf", "nf"],
	["devContainer", "the Dev Containers CLI"],
	["netlify", "netlify"],
	["serverless", "serverless invoke local"],
] as const;

const lines: readonly Line[] = [
	{ what: "`.env` texts", against: "dotenv 9, 17 and 18", file: "dotenv", runs: 1_000_000 },
	{
		what: "AWS files",
		against: "the AWS SDK's parsers, Remotion's copy and the newest",
		file: "awsFiles",
		runs: 1_000_000,
	},
	{ what: "profiles in them", against: "the AWS SDK's `fromIni`", file: "profiles", runs: 100_000 },
	{ what: "environments", against: "`@remotion/lambda-client` 4.0.527", file: "remotionClient", runs: 100_000 },
	...olderVersions.map((remotion) => ({
		what: "environments",
		against: `Remotion ${remotion}`,
		file: "remotionClient",
		runs: 10_000,
		remotion,
	})),
	{
		what: "environments on Windows",
		against: "`@remotion/lambda-client` 4.0.527 on Windows' Node.js 20, under Wine",
		file: "windowsClient",
		runs: 4_000,
		runsPrograms: ["wine"],
		programsIn: "windows",
		isForced: true,
	},
	{ what: "folders, off the wire", against: "the CLI 4.0.527", file: "remotionCli", runs: 500 },
	{ what: "real terminals, off the wire", against: "the CLI 4.0.527", file: "terminals", runs: 60 },
	{ what: "regions", against: "the CLI's own function", file: "region", runs: 100_000 },
	...changedVersions.map((remotion) => ({
		what: "regions and profiles",
		against: `Remotion ${remotion}`,
		file: "remotionVersions",
		runs: 1,
		isFixed: true as const,
		remotion,
		packages: [compare(remotion, firstClient) < 0 ? "@remotion/lambda" : "@remotion/lambda-client"],
	})),
	{ what: "folders of Next.js", against: "`@next/env`", file: "nextEnv", runs: 100_000 },
	{ what: "folders of Bun", against: "Bun", file: "bunEnv", runs: 50_000, share: 0.01 },
	{
		what: "texts with secrets",
		against: "every function of the core that the rest calls",
		file: "secretChannels",
		runs: 100_000,
	},
	{ what: "scripts, really run", against: "what their programs have", file: "scripts", runs: 20_000 },
	{
		what: "folders of direnv, mise and Deno",
		against: "what a program has there",
		file: "envPrograms",
		runs: 1_000,
		runsPrograms: ["direnv"],
	},
	{
		what: "projects of Docker Compose",
		against: "what a container has there",
		file: "programs/compose",
		runs: 1_000,
		runsPrograms: ["compose1"],
	},
	{
		what: "variables and files for docker and podman",
		against: "what a container has there",
		file: "programs/containers",
		runs: 500,
		runsPrograms: ["docker", "podman"],
	},
	{
		what: "reports of a Next.js server",
		against: "what its process has",
		file: "programs/nextServer",
		runs: 1_000,
		share: 0.03,
		runsPrograms: [],
		programsIn: "next",
	},
	...localServers.map(([file, what]) => ({
		what: `folders of ${what}`,
		against: "what a program has there",
		file: `programs/${file}`,
		runs: 1_000,
		runsPrograms: [],
	})),
	{
		what: "steps for long texts",
		against: "the length, to a million characters",
		file: "growth",
		runs: 60,
		isFixed: true,
	},
	{ what: "what is said of the AWS CLI", against: "its reading of the files", file: "awsCliFindings", runs: 12_000 },
	{
		what: "AWS files for the AWS CLI and boto3",
		against: "their own reading",
		file: "awsCliFiles",
		runs: 5_000,
		runsPythons: true,
	},
	{
		what: "claims about the AWS CLI and boto3",
		against: "what they do",
		file: "awsCliClaims",
		runs: 1,
		isFixed: true,
		runsPythons: true,
	},
	{ what: "token caches", against: "the AWS SDK's providers", file: "signIn", runs: 2_500 },
	{ what: "machines", against: "`explain()`, by the command line", file: "commandLineAgreement", runs: 3_000 },
	{ what: "projects, every fix applied", against: "the explanation after it", file: "fixes", runs: 12_000 },
];

/** Installs a version of Remotion into the cache, where it is not there yet. */
function installed(version: string, packages: readonly string[] = ["@remotion/lambda", "@remotion/cli"]): string {
	const part = packages.length > 1 ? version : `${version}-${packages.join("+").replace("/", "-")}`;
	const folder = ensureFolder(join(cacheFolder, "remotion", part));
	const stamp = join(folder, "installed");
	if (existsSync(stamp)) return folder;
	say(`Installing Remotion ${version} …`);
	writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
	const names = packages.map((name) => `${name}@${version}`);
	install(folder, names);
	writeFileSync(stamp, "");
	return folder;
}

/** Installs the programs of `test/real-programs` into the cache, where these versions are not there yet; others come from the system. */
async function installedPrograms({ runsPrograms = [], programsIn = "", isForced }: Line): Promise<string> {
	await ensureSystem(...runsPrograms);
	const folder = ensureFolder(join(cacheFolder, ["real-programs", programsIn].filter(Boolean).join("-")));
	const manifest = readFileSync(join(root, "test/real-programs", programsIn, "package.json"), "utf8");
	const stamp = join(folder, "installed");
	if (existsSync(stamp) && readFileSync(stamp, "utf8") === manifest) return folder;
	say(`Installing the programs of ${join("test/real-programs", programsIn)} …`);
	writeFileSync(join(folder, "package.json"), manifest);
	install(folder, isForced ? ["--force"] : []);
	writeFileSync(stamp, manifest);
	return folder;
}

/** The Pythons with the AWS CLI or boto3; null: this machine has none, and why is said. */
async function foundPythons(): Promise<string | null> {
	try {
		await ensureSystem("pythons");
	} catch (error) {
		if (!(error instanceof HarnessError) || awsPythons().length === 0) {
			say(`Skipped: ${error instanceof Error ? error.message : error}`);
			return null;
		}
	}
	return JSON.stringify(awsPythons());
}

function install(folder: string, packages: readonly string[]): void {
	const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages];
	const { status, stderr } = spawnSync("npm", args, {
		cwd: folder,
		encoding: "utf8",
		shell: process.platform === "win32",
	});
	if (status !== 0) throw new HarnessError(`npm could not install into ${folder}:\n${stderr}`);
}

await runMain(async () => {
	const { values } = parseArgs({
		options: { runs: { type: "string" }, seed: { type: "string" }, only: { type: "string" } },
	});
	for (const [name, value] of Object.entries({ runs: values.runs, seed: values.seed }))
		if (value !== undefined && !/^-?\d+$/.test(value)) throw new HarnessError(`--${name} ${value}: not a number.`);
	const chosen = lines.filter(({ what, against, file }) => `${what} ${against} ${file}`.includes(values.only ?? ""));
	if (chosen.length === 0) throw new HarnessError(`No line holds ${values.only}.`);
	const rows: string[] = [];
	const results = [];
	for (const line of chosen) {
		const { what, against, file, runs, isFixed, share = 1, remotion, packages, runsPrograms, runsPythons } = line;
		const cases = isFixed ? runs : Number(values.runs ?? runs);
		say(`${what} against ${against}: ${cases * share} …`);
		const pythons = runsPythons ? await foundPythons() : undefined;
		if (pythons === null) {
			rows.push(`| ${what} | ${against} | 0 | skipped: neither the AWS CLI nor boto3 is here | |`);
			continue;
		}
		const started = Date.now();
		const { result } = await runPlainSuite({
			files: [join(root, "test/conformance", `${file}.test.ts`)],
			timeoutSeconds: 6 * 3600,
			testTimeoutMs: 3 * 3600_000,
			env: {
				CONFORMANCE_RUNS: String(cases),
				CLI_RUNS: String(cases),
				...(runsPrograms && { CONFORMANCE_PROGRAMS: await installedPrograms(line) }),
				...(runsPrograms?.includes("compose1") && { CONFORMANCE_COMPOSE: compose2() }),
				...(pythons && { CONFORMANCE_PYTHONS: pythons }),
				...(values.seed === undefined ? {} : { CONFORMANCE_SEED: values.seed }),
				...(remotion === undefined
					? {}
					: { CONFORMANCE_REMOTION: remotion, CONFORMANCE_REMOTION_FOLDER: installed(remotion, packages) }),
			},
			onOutput: (text) => process.stdout.write(text),
		});
		results.push(result);
		const found = result.failed === 0 ? "none" : `in ${result.failed} of ${result.failed + result.passed} tests`;
		const number = (cases * share).toLocaleString("en");
		rows.push(`| ${what} | ${against} | ${number} | ${found} | ${seconds(started)} |`);
	}
	process.stdout.write(
		`\n| what | against | random cases | differences | time |\n|---|---|--:|---|--:|\n${rows.join("\n")}\n\n`,
	);
	const total = sum(results);
	for (const failure of total.failures) process.stdout.write(`  ✗ ${failure}\n`);
	const { line, code } = conclude(total);
	process.stdout.write(`${line}\n`);
	process.exitCode = code;
});
process.exit();
