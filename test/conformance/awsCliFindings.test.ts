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
import { configPath, credentialsPath, situation } from "../unit/situation.ts";
import { type FilePair, filePairs } from "./cliTexts.ts";

const numRuns = Number(process.env.CONFORMANCE_RUNS ?? 5_000);
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
	return { project, read, findings, isDiscarded: read.some(({ file }) => file.discarded !== null) };
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
});
