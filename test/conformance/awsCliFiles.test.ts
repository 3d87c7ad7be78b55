/**
 * Our reading of the AWS files as the AWS CLI and boto3 read them, against botocore's. `npm test` goes by what botocore did when it was run last
 * (`test/real-programs/awsCliFiles.json`); `npm run conformance` runs it, on random files, and writes that.
 */
import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import fc from "fast-check";
import {
	type CliFile,
	type CliOption,
	type CliRefusal,
	cliMeaning,
	defaultsName,
} from "../../src/core/sharedConfig/cliFile.ts";
import { fatalCodes, readAsCli } from "../../src/core/sharedConfig/cliParse.ts";
import { CliProfiles } from "../../src/core/sharedConfig/cliProfiles.ts";
import { root } from "../harness/paths.ts";
import { type FilePair, filePairs } from "./cliTexts.ts";

/** The Pythons that have botocore, and what of it they are to run: `npm run conformance` says so. */
const pythons: readonly (readonly [python: string, program: string])[] = JSON.parse(
	process.env.CONFORMANCE_PYTHONS ?? "[]",
);
const runs = Number(process.env.CONFORMANCE_RUNS ?? 5_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);
const record = join(root, "test/real-programs/awsCliFiles.json");
/** So many pairs are kept. */
const kept = 400;

type Value = string | { readonly [key: string]: string };
type Settings = Readonly<Record<string, Value>>;
interface Refused {
	readonly refused: { readonly error: string; readonly lines: readonly number[] };
}
interface Seen {
	readonly credentials: Readonly<Record<string, Settings>> | Refused | null;
	readonly config:
		| {
				readonly profiles: Readonly<Record<string, Settings>>;
				readonly sso_sessions: Readonly<Record<string, Settings>>;
		  }
		| Refused
		| null;
	readonly profiles: Readonly<Record<string, Settings>> | null;
	readonly keys: Readonly<Record<string, unknown>> | null;
	/** What takes each profile, as botocore calls it. */
	readonly ways: Readonly<Record<string, string | null>> | null;
}

const ways = {
	role: "assume-role",
	"web-identity": "assume-role-with-web-identity",
	sso: "sso",
	process: "custom-process",
} as const;
interface Recorded {
	readonly programs: readonly string[];
	readonly date: string;
	readonly cases: readonly (FilePair & { readonly seen: Seen })[];
}

/** A process that reads files for us. */
class Reader {
	readonly #process: ChildProcessWithoutNullStreams;
	readonly #lines: AsyncIterator<string>;
	readonly #version: Promise<string>;

	constructor([python, program]: readonly [string, string]) {
		const env = { PATH: process.env.PATH, HOME: "/nonexistent", LC_ALL: "C.UTF-8" };
		this.#process = spawn(python, [join(root, "test/real-programs/awsCliFilesRun.py"), program], { env });
		this.#process.stderr.pipe(process.stderr);
		this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
		this.#version = this.#next();
	}

	version(): Promise<string> {
		return this.#version;
	}

	async read(pair: FilePair): Promise<Seen> {
		await this.#version;
		this.#process.stdin.write(`${JSON.stringify(pair)}\n`);
		return this.#next();
	}

	end(): void {
		this.#process.stdin.end();
	}

	// biome-ignore lint/suspicious/noExplicitAny: what the program prints
	async #next(): Promise<any> {
		const { value, done } = await this.#lines.next();
		assert.ok(!done, "the program has ended");
		return JSON.parse(value);
	}
}

/** What Python says of a file's lines. */
function told(refusals: readonly CliRefusal[]): Refused | undefined {
	const [first] = refusals;
	if (first === undefined) return undefined;
	const fatal = refusals.find(({ code }) => fatalCodes.has(code));
	const errors = {
		"no-section": "MissingSectionHeaderError",
		"section-twice": "DuplicateSectionError",
		"key-twice": "DuplicateOptionError",
	};
	if (fatal) return { refused: { error: errors[fatal.code as keyof typeof errors], lines: [fatal.line] } };
	const parsing = refusals.filter(({ code }) => code !== "nested-line");
	return parsing.length > 0
		? { refused: { error: "ParsingError", lines: parsing.map(({ line }) => line) } }
		: { refused: { error: "ValueError", lines: [] } };
}

function said(option: CliOption): Value {
	const text = option.value();
	if (!text.startsWith("\n")) return text;
	const lines = text.split(/[\n\v\f\x1c-\x1e\x85\u2028\u2029]/).flatMap((line) => {
		const at = line.indexOf("=");
		return at === -1 ? [] : [[strip(line.slice(0, at)), strip(line.slice(at + 1))]];
	});
	return Object.fromEntries(lines);
}

/** `str.strip()`. */
function strip(text: string): string {
	const space = "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
	return text.replace(new RegExp(`^${space}|${space}$`, "g"), "");
}

function settingsOf(file: CliFile, section: number): Settings {
	const all = [...file.defaults.values(), ...file.options(section)];
	return Object.fromEntries(all.map((option) => [option.name, said(option)]));
}

function sections(file: CliFile): number[] {
	return Array.from({ length: file.count }, (_, section) => section).filter(
		(section) => file.heading(section) !== defaultsName,
	);
}

function ours({ credentials, config }: FilePair): Seen {
	const [first, second] = [credentials, config].map((text) => (text === null ? undefined : readAsCli(text)));
	const named = (file: CliFile | undefined, kind: "credentials" | "config", wanted: string) =>
		Object.fromEntries(
			(file ? sections(file) : []).flatMap((section) => {
				const meaning = cliMeaning(file?.heading(section) ?? "", kind);
				return file && meaning?.kind === wanted ? [[meaning.name, settingsOf(file, section)]] : [];
			}),
		);
	const both = [named(second, "config", "profile"), named(first, "credentials", "profile")] as const;
	const seen = {
		credentials: first ? (told(first.refusals) ?? both[1]) : null,
		config: second
			? (told(second.refusals) ?? { profiles: both[0], sso_sessions: named(second, "config", "sso-session") })
			: null,
	};
	if (first?.refusals.length || second?.refusals.length) return { ...seen, profiles: null, keys: null, ways: null };
	const profiles = new CliProfiles(first, second);
	const names = Object.keys({ ...both[0], ...both[1] }).filter((name) => profiles.has(name));
	const of = <Told>(tell: (name: string) => Told) => Object.fromEntries(names.map((name) => [name, tell(name)]));
	return {
		...seen,
		profiles: of((name) =>
			Object.fromEntries(
				Object.keys({ ...both[0][name], ...both[1][name] }).flatMap((key) => {
					const setting = profiles.setting(name, key);
					return setting ? [[key, said(setting.option)]] : [];
				}),
			),
		),
		keys: of((name) => keysOf(profiles, name)),
		ways: of((name) => wayOf(profiles, name)),
	};
}

function wayOf(profiles: CliProfiles, name: string): string | null {
	const way = profiles.way(name);
	if (way === undefined) return null;
	if (way.type !== "static") return ways[way.type];
	return way.by.file === "credentials" ? "shared-credentials-file" : "config-file";
}

function keysOf(profiles: CliProfiles, name: string): unknown {
	const keys = profiles.keys(name);
	if (!keys) return null;
	if (!keys.secret) return { partial: "aws_secret_access_key" };
	return [said(keys.id), said(keys.secret), keys.token ? said(keys.token) : null];
}

/** The same without what only newer ones say, and nothing here depends on: `services`, and profiles of `aws login`. */
function comparable(seen: Seen, own: Seen): Seen {
	const { config, ways } = seen;
	const isPlain = config === null || "refused" in config;
	return {
		...seen,
		config: isPlain ? config : { profiles: config.profiles, sso_sessions: config.sso_sessions },
		ways:
			ways &&
			Object.fromEntries(
				Object.entries(ways).map(([name, way]) => [name, way === "login" ? (own.ways?.[name] ?? null) : way]),
			),
	};
}

/** Whether a case is one of a file that is read. */
const isRead = ({ profiles }: Seen) => profiles !== null && Object.keys(profiles).length > 0;

if (pythons.length === 0) {
	describe("AWS files as the AWS CLI and boto3 read them", () => {
		const { programs, cases }: Recorded = JSON.parse(readFileSync(record, "utf8"));

		it(`is what was seen of ${cases.length} pairs`, () => {
			assert.ok(programs.length >= 3 && cases.length >= 300);
			for (const { seen, ...pair } of cases) assert.deepEqual(ours(pair), seen, JSON.stringify(pair));
			const read = cases.filter(({ seen }) => isRead(seen)).length;
			assert.ok(read > cases.length / 4 && read < (cases.length * 3) / 4, `dull: ${read} of ${cases.length} are read`);
		});
	});
} else {
	describe("AWS files as botocore reads them", function () {
		this.timeout(runs * 1_000 + 60_000);
		let readers: Reader[];
		const cases: (FilePair & { seen: Seen })[] = [];

		before(() => {
			readers = pythons.map((python) => new Reader(python));
		});
		after(async () => {
			const programs = await Promise.all(readers.map((reader) => reader.version()));
			for (const reader of readers) reader.end();
			const date = new Date().toISOString().slice(0, 10);
			const rows = cases.map((one) => `\t\t${JSON.stringify(one)}`).join(",\n");
			// The record says what three of them did: a machine with fewer has nothing to write.
			if (cases.length === kept && programs.length >= 3)
				writeFileSync(
					record,
					`{\n\t"programs": ${JSON.stringify(programs)},\n\t"date": "${date}",\n\t"cases": [\n${rows}\n\t]\n}\n`,
				);
		});

		it(`agrees on ${runs} pairs of files, seed ${seed}`, async () => {
			await fc.assert(
				fc.asyncProperty(filePairs, async (pair) => {
					const own = ours(pair);
					const seen = await Promise.all(readers.map(async (reader) => comparable(await reader.read(pair), own)));
					if (seen[0] && cases.length < kept) cases.push({ ...pair, seen: seen[0] });
					for (const one of seen) assert.deepEqual(own, one);
				}),
				{ seed, numRuns: runs },
			);
		});
	});
}
