/**
 * What our rules say of the AWS CLI against how it reads the same files; `awsCliFiles.test.ts` holds that reading against the real one.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { awsFilesOf } from "../../src/core/project/profilePlaces.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import type { ResolvedProject } from "../../src/core/project/resolvedProject.ts";
import { checkAll } from "../../src/core/rules/index.ts";
import { type CliFile, cliMeaning, defaultsName } from "../../src/core/sharedConfig/cliFile.ts";
import { readAsCli } from "../../src/core/sharedConfig/cliParse.ts";
import { CliProfiles } from "../../src/core/sharedConfig/cliProfiles.ts";
import { keyBits } from "../../src/core/sharedConfig/decidingKeys.ts";
import type { AwsFile } from "../../src/core/sharedConfig/parse.ts";
import type { Finding, TextRange } from "../../src/core/types.ts";
import { knownAwsKeys } from "../../src/core/vocabulary/profileKeys.ts";
import { applyEdits } from "../unit/fixture.ts";
import { configPath, credentialsPath, situation } from "../unit/situation.ts";
import { type FilePair, filePairs } from "./cliTexts.ts";

const numRuns = Number(process.env.CONFORMANCE_RUNS ?? 1_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_260_101);

interface Read {
	readonly file: AwsFile;
	readonly cli: CliFile;
}

function look({ credentials, config }: FilePair) {
	const files = {
		...(credentials !== null && { [credentialsPath]: credentials }),
		...(config !== null && { [configPath]: config }),
	};
	const project = resolveProject(situation({ files }));
	const read = [project.aws.credentials, project.aws.config].flatMap((file): Read[] =>
		file ? [{ file, cli: readAsCli(project.aws.texts.get(file.path) ?? "") }] : [],
	);
	const findings = checkAll(project).filter(({ message }) => /AWS CLI/.test(message));
	return { project, files, read, findings, isDiscarded: read.some(({ file }) => file.discarded !== null) };
}

const saysUnreadable = ({ message }: Finding) => /can't read th(?:is|e) file/.test(message);

/** The access keys of a profile, as text. */
function keysFor(project: ResolvedProject, name: string): string {
	const names = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"];
	return names.map((key) => valueIn(project, name, key)).join("\n");
}

function valueIn({ aws }: ResolvedProject, name: string, key: string): string {
	return aws.table.settings(name)?.[key]?.value.reveal() ?? "";
}

/** What the AWS SDK for JavaScript has of each profile, as far as it knows the keys. */
function settingsOf({ aws: { table } }: ResolvedProject): unknown {
	const all = table.found.map(({ name }) => {
		const settings = Object.entries(table.settings(name) ?? {}).filter(([key]) => knownAwsKeys.profile.has(key));
		return [name, Object.fromEntries(settings.map(([key, { value }]) => [key, value.reveal()]))];
	});
	return Object.fromEntries(all);
}

/** The keys that decide about a profile. */
const keys = Object.keys(keyBits);

/** The sections that either of the two takes for a profile, and those that every profile inherits. */
function sectionsFor({ file, cli }: Read, name: string): TextRange[] {
	const own = file.sections.filter((section) => section.name === name).map(({ range }) => range);
	const cliSections = Array.from({ length: cli.count }, (_, section) => section).flatMap((section) => {
		const heading = cli.heading(section);
		if (heading !== defaultsName && cliMeaning(heading, file.kind)?.name !== name) return [];
		const start = cli.headingRange(section).start - 1;
		return [
			{ start, end: section + 1 < cli.count ? cli.headingRange(section + 1).start - 1 : Number.POSITIVE_INFINITY },
		];
	});
	return [...own, ...cliSections];
}

const told = (pair: FilePair, findings: readonly Finding[]) =>
	`${JSON.stringify(pair).replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n${findings.map(({ rule, message }) => `${rule}: ${message}`).join("\n")}`;

describe("what is said of the AWS CLI", () => {
	it("is the same where nothing is passed over as read in the same way", () => {
		let findings = 0;
		// Of a file with a letter beyond ASCII, every section is compared.
		const compared = (text: string | null) => (text === null ? null : `${text}\n# \u00fc`);
		fc.assert(
			fc.property(filePairs, ({ credentials, config }) => {
				fc.pre(![credentials, config].some((text) => text?.endsWith("\r")));
				const all = look({ credentials: compared(credentials), config: compared(config) });
				const some = look({ credentials, config });
				const said = ({ rule, message, origin }: Finding) => ({ rule, message, origin });
				assert.deepEqual(some.findings.map(said), all.findings.map(said), told({ credentials, config }, all.findings));
				findings += all.findings.length;
			}),
			{ numRuns, seed },
		);
		assert.ok(findings > numRuns / 10, `${findings} findings`);
	});

	it("is that it can't read a file exactly where it can't", () => {
		let unreadable = 0;
		fc.assert(
			fc.property(filePairs, (pair) => {
				const { read, findings, isDiscarded } = look(pair);
				fc.pre(!isDiscarded);
				for (const { file, cli } of read) {
					const said = findings.filter(({ origin }) => origin.path === file.path).some(saysUnreadable);
					assert.equal(said, cli.refusals.length > 0, told(pair, findings));
					unreadable += cli.refusals.length > 0 ? 1 : 0;
				}
			}),
			{ numRuns, seed },
		);
		assert.ok(unreadable > numRuns / 10, `${unreadable}`);
	}).timeout(60_000 + numRuns * 20);

	it("names each profile whose access keys it reads differently, and nothing where it reads all alike", () => {
		let [different, alike] = [0, 0];
		fc.assert(
			fc.property(filePairs, (pair) => {
				const { project, read, findings, isDiscarded } = look(pair);
				fc.pre(!isDiscarded && read.every(({ cli }) => cli.refusals.length === 0));
				const cliOf = (kind: AwsFile["kind"]) => read.find(({ file }) => file.kind === kind)?.cli;
				const profiles = new CliProfiles(cliOf("credentials"), cliOf("config"));
				let isAlike = read.every(({ cli }) => cli.defaults.size === 0);
				for (const { name, type } of awsFilesOf(project).profiles) {
					// What has another name than it looks like is profile-heading's to say.
					const isOdd = read.some(({ file }) =>
						file.sections.some((one) => one.name === name && one.problem !== undefined),
					);
					isAlike &&= !isOdd;
					if (isOdd) continue;
					const { id, secret, token } = profiles.keys(name) ?? {};
					const cliKeys = [id, secret, token].map((option) => option?.value() ?? "").join("\n");
					const isSame = profiles.has(name) && (type !== "static" || cliKeys === keysFor(project, name));
					const way = secret === undefined && id !== undefined ? undefined : profiles.way(name)?.type;
					isAlike &&= keys.every(
						(key) => (profiles.setting(name, key)?.option.value() ?? "") === valueIn(project, name, key),
					);
					isAlike &&= isSame && (type === "login" || (way ?? "none") === type);
					if (isSame) continue;
					different++;
					const isThere = findings.some(({ origin: { path, range } }) =>
						read.some(
							(one) =>
								one.file.path === path &&
								sectionsFor(one, name).some(({ start, end }) => range && start <= range.start && range.start < end),
						),
					);
					assert.ok(isThere, `${name}: ${told(pair, findings)}`);
				}
				if (!isAlike) return;
				alike++;
				const wrong = findings.filter(
					({ rule, message }) => rule === "read-differently-by-aws-cli" && !/comment|indented/.test(message),
				);
				assert.deepEqual(wrong, [], told(pair, wrong));
			}),
			{ numRuns, seed },
		);
		assert.ok(different > numRuns / 20 && alike > numRuns / 20, `${different}, ${alike}`);
	}).timeout(60_000 + numRuns * 20);

	it("offers fixes that end what they are for, and change neither what Remotion reads nor what the AWS CLI read before", () => {
		const ids = ["unreadable-for-aws-cli", "read-differently-by-aws-cli"];
		let fixes = 0;
		fc.assert(
			fc.property(filePairs, (pair) => {
				// A carriage return alone ends a line to Python and not to JavaScript: where nothing else is right either, a fix may show more of it.
				fc.pre(!/\r(?!\n)/.test(`${pair.credentials}${pair.config}`));
				const { project, findings, files } = look(pair);
				const unread = (texts: Readonly<Record<string, string>>) =>
					Object.values(texts).reduce((sum, text) => sum + readAsCli(text).refusals.length, 0);
				const own = (all: readonly Finding[]) => all.filter(({ rule }) => ids.includes(rule));
				for (const { rule, message, origin, fixes: offered } of own(findings)) {
					for (const fix of offered) {
						assert.ok("edits" in fix);
						fixes++;
						const after = Object.fromEntries(applyEdits(new Map(Object.entries(files)), fix.edits));
						const then = resolveProject(situation({ files: after }));
						const what = `${fix.title}: ${told(pair, findings)}`;
						assert.deepEqual(settingsOf(then), settingsOf(project), what);
						assert.ok(unread(after) <= unread(files), what);
						const same = ({ origin: other, ...one }: Finding) =>
							one.rule === rule && one.message === message && other.path === origin.path;
						const isGone = own(checkAll(then)).filter(same).length < own(findings).filter(same).length;
						assert.ok(isGone || unread(after) < unread(files), what);
					}
				}
			}),
			{ numRuns, seed },
		);
		assert.ok(fixes > numRuns / 20, `${fixes}`);
	}).timeout(60_000 + numRuns * 20);
});
