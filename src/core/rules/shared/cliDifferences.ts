import { typeOf } from "../../credentialProviders/fromIni.ts";
import type { ProfileFacts } from "../../credentialProviders/profileFacts.ts";
import { profileTypes } from "../../precedence/reasons.ts";
import type { AwsFiles } from "../../project/profilePlaces.ts";
import { type CliSetting, cliTokens } from "../../sharedConfig/cliProfiles.ts";
import type { DecidingKey } from "../../sharedConfig/decidingKeys.ts";
import { isPrototypeName } from "../../sharedConfig/headings.ts";
import type { AwsFile } from "../../sharedConfig/parse.ts";
import type { SameReading } from "../../sharedConfig/sameReading.ts";
import type { AwsProperty, AwsSection } from "../../sharedConfig/sections.ts";
import { printable, printableText } from "../../text/printableName.ts";
import type { Fix, ProfileType, TextRange } from "../../types.ts";
import type { RuleFinding } from "../rule.ts";
import { type CliReading, cliName, others } from "./cliReading.ts";
import { isOneWay } from "./cliWays.ts";
import { commentOutLines, misspelledKeys } from "./sharedConfig.ts";

/** Where a profile comes to something else in the AWS CLI and boto3 than in the AWS SDK for JavaScript, though both read its files. */

/** What is compared, and what was said of single lines already. */
export interface Compared {
	readonly files: AwsFiles;
	readonly reading: CliReading;
	/** By kind of file: its sections that both read in the same way. */
	readonly same: ReadonlyMap<AwsFile["kind"], SameReading>;
	/** Whether these are all sections that were read, each with a header that is a line of its own to both. */
	readonly areAllSame: boolean;
	/** By file: where lines start of which a finding says how they are read. */
	readonly told: ReadonlyMap<AwsFile, ReadonlySet<number>>;
}

/** A key of which the two have different values, or one has none. */
interface Difference {
	readonly key: DecidingKey;
	readonly here?: { readonly file: AwsFile; readonly property: AwsProperty };
	readonly cli?: CliSetting;
}

/** The keys that decide what comes of each way. */
const keysOf: Readonly<Record<ProfileType, readonly DecidingKey[]>> = {
	static: ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"],
	role: ["role_arn", "source_profile", "credential_source"],
	"web-identity": ["role_arn", "web_identity_token_file"],
	sso: ["sso_account_id", "sso_role_name", "sso_session", "sso_start_url", "sso_region"],
	process: ["credential_process"],
	login: ["login_session"],
};

/** What is to be said of one profile; undefined: nothing, or other findings say it. */
export function differenceIn(compared: Compared, name: string): RuleFinding | undefined {
	if (isTheSame(compared, name)) return undefined;
	const { files, reading } = compared;
	const { profiles } = reading;
	const facts = files.table.facts(name);
	// `profile-heading` says of a function of JavaScript's that it is no profile's name.
	if (facts === undefined || isPrototypeName(name)) return undefined;
	if (!profiles.has(name)) return notFound(compared, name);
	const type = typeOf(facts.bits, false);
	const way = profiles.way(name);
	// Only newer versions of the AWS CLI know it.
	if (type === "login") return undefined;
	const both = [type, way?.type].filter((one) => one !== undefined);
	const differences = [...new Set(both.flatMap((one) => keysOf[one]))].flatMap(
		(key) => differenceOf(compared, name, facts, key) ?? [],
	);
	const isHalf = type === undefined && way?.type === "static" && profiles.keys(name)?.secret === undefined;
	if (isHalf || (type === way?.type && differences.length === 0)) return undefined;
	if (differences.some((one) => isToldElsewhere(compared, name, one))) return undefined;
	return (
		sectionReplaced(compared, name, differences) ??
		inTwoFiles(compared, name, differences) ??
		otherToken(compared, differences) ??
		otherWay(compared, name, type) ??
		otherPlace(compared, name, differences)
	);
}

/** Whether there can't be a difference: both take the profile from the same sections, which say something of one way to credentials alone. */
function isTheSame({ files, reading, same, areAllSame }: Compared, name: string): boolean {
	const sections = files.table.sections(name) ?? [];
	const bits = { credentials: 0, config: 0 };
	if (areAllSame) {
		// Their headers are what they look like, and the AWS CLI reads no file in which one is there twice.
		for (const { places, index } of sections) bits[places.kind] |= places.bits(index);
		return isOneWay(bits.credentials, bits.config);
	}
	const { profiles } = reading;
	let met = 0;
	for (const { file } of files.files) {
		const section = profiles.section(name, file.kind);
		if (section === undefined) continue;
		const index = same.get(file.kind)?.of(section, "deciding");
		if (!sections.some((one) => one.places === file.places && one.index === index)) return false;
		met++;
		bits[file.kind] = file.places.bits(index ?? 0);
	}
	return met === sections.length && isOneWay(bits.credentials, bits.config);
}

function differenceOf(
	{ files, reading: { profiles } }: Compared,
	name: string,
	facts: ProfileFacts,
	key: DecidingKey,
): Difference | undefined {
	const keys = profiles.keys(name);
	const own = { aws_access_key_id: keys?.id, aws_secret_access_key: keys?.secret, aws_session_token: keys?.token };
	const option = key in own ? own[key as keyof typeof own] : undefined;
	const setting = key in own ? option && keys && { option, file: keys.file } : profiles.setting(name, key);
	const value = facts.text(key);
	// An empty value is stored by one of the two alone.
	if ((setting?.option.value() || undefined) === value) return undefined;
	const found = value === undefined ? undefined : files.find(name, key);
	const file = files.files.find((one) => one.file.path === found?.path)?.file;
	return { key, ...(found && file && { here: { file, property: found.property } }), ...(setting && { cli: setting }) };
}

/** Whether another finding is at one of the two places, or a rule tells that the AWS SDK ignores the one that the AWS CLI reads. */
function isToldElsewhere({ files, told }: Compared, name: string, { key, here, cli }: Difference): boolean {
	const isTold = (file: AwsFile | undefined, { start }: TextRange) => file !== undefined && told.get(file)?.has(start);
	if (here && isTold(here.file, here.property.nameRange)) return true;
	const file = cli && fileOf(files, cli.file);
	if (cli && isTold(file, cli.option.nameRange)) return true;
	const section = cli && file?.places.indexAt(cli.option.nameRange.start);
	if (file && section !== undefined && isTold(file, file.places.headingRange(section))) return true;
	return cli !== undefined && !here && [...misspelledKeys(files.table.settings(name) ?? {}).values()].includes(key);
}

function fileOf({ files }: AwsFiles, kind: AwsFile["kind"] | undefined): AwsFile | undefined {
	return files.find(({ file }) => file.kind === kind)?.file;
}

/** The profile's section in the config file is another one than that in which the keys are: the last one of a name is the only one. */
function sectionReplaced(
	{ files, reading }: Compared,
	name: string,
	differences: readonly Difference[],
): RuleFinding | undefined {
	for (const { here } of differences) {
		if (here?.file.kind !== "config") continue;
		const index = reading.profiles.section(name, "config");
		const heading = index === undefined ? undefined : reading.of(here.file)?.headingRange(index);
		const { places } = here.file;
		const own = places.indexAt(here.property.nameRange.start);
		const last = heading && places.indexAt(heading.start);
		if (heading === undefined || last === undefined || last === own) continue;
		const section = places.section(last);
		const text = files.files.find(({ file }) => file === here.file)?.text ?? "";
		const edits = section.properties.length === 0 ? commentOutLines(here.file.path, text, section.range) : [];
		const fixes: Fix[] = edits.length > 0 ? [{ title: "Comment out this section", preferred: true, edits }] : [];
		return {
			message: printableText(
				`${cliName} read only this section of the profile "${printable(name)}", because it comes last. ${others} read [${places.heading(own ?? 0)}].`,
			),
			origin: at(here.file, heading),
			fixes,
			related: [{ origin: at(here.file, places.headingRange(own ?? 0)), message: `${others} read this section` }],
		};
	}
	return undefined;
}

/** Access keys of one profile that are in two files: the AWS CLI looks for all of them where it finds the ID. */
function inTwoFiles(
	{ files, reading: { profiles } }: Compared,
	name: string,
	differences: readonly Difference[],
): RuleFinding | undefined {
	const keys = profiles.keys(name);
	const missing = differences.find(
		({ here, cli, key }) => here && !cli && key !== "aws_access_key_id" && keysOf.static.includes(key),
	);
	if (!keys || !missing?.here || missing.here.file.kind === keys.file) return undefined;
	const file = fileOf(files, keys.file);
	const related = file ? [{ origin: at(file, keys.id.nameRange), message: "The access key ID" }] : [];
	return {
		message: `${cliName} don't find ${missing.key} for the profile "${printable(name)}": they read the access keys of a profile from one file, the one with the ID. ${others} read both files.`,
		origin: at(missing.here.file, missing.here.property.nameRange),
		fixes: [],
		related,
	};
}

function otherToken({ files }: Compared, differences: readonly Difference[]): RuleFinding | undefined {
	const token = differences.find(
		({ key, here, cli }) => key === "aws_session_token" && here && cli?.option.name === cliTokens[0],
	);
	const one = files.files.find(({ file }) => file.kind === token?.cli?.file);
	if (!token?.cli || !one) return undefined;
	const { nameRange, valueRange } = token.cli.option;
	const edits = commentOutLines(one.file.path, one.text, { start: nameRange.start, end: valueRange.end });
	return {
		message: `${cliName} use aws_security_token as the session token, although aws_session_token is set, too. ${others} use aws_session_token.`,
		origin: at(one.file, nameRange),
		fixes: [{ title: "Comment out aws_security_token", preferred: true, edits }],
	};
}

function otherWay(
	{ files, reading: { profiles } }: Compared,
	name: string,
	type: ProfileType | undefined,
): RuleFinding | undefined {
	const way = profiles.way(name);
	if (type === undefined || way === undefined || type === way.type) return undefined;
	const file = fileOf(files, way.by.file);
	const [source, other] = ["source_profile", "credential_source"].map(
		(key) => profiles.setting(name, key) !== undefined,
	);
	const hasNoSource = way.type === "role" && source === other;
	const does = hasNoSource
		? `fail, because role_arn needs ${source ? "only one of source_profile and" : "source_profile or"} credential_source`
		: `use ${profileTypes[way.type]}`;
	return (
		file && {
			message: `For the profile "${printable(name)}", the AWS CLI and boto3 ${does}, and ${others} use ${profileTypes[type]}.`,
			origin: at(file, way.by.option.nameRange),
			fixes: [],
		}
	);
}

/** What is left: other values in other places, or of whitespace that only one of the two knows. */
function otherPlace({ files }: Compared, name: string, differences: readonly Difference[]): RuleFinding | undefined {
	const [first] = differences;
	if (first === undefined) return undefined;
	const { key, here, cli } = first;
	const file = fileOf(files, cli?.file);
	const there = here && at(here.file, here.property.nameRange);
	const origin = cli && file ? at(file, cli.option.nameRange) : there;
	if (origin === undefined) return undefined;
	const isSame = there?.path === origin.path && there.range.start === origin.range.start;
	const what =
		cli === undefined
			? `don't read ${key} here, and ${others} do`
			: isSame
				? `read another value of ${key} here than ${others}`
				: `read ${key} here, and ${others} ${here ? "read it in another place" : "don't"}`;
	const related = cli && there && !isSame ? [{ origin: there, message: `${others} read this` }] : [];
	return {
		message: `For the profile "${printable(name)}", the AWS CLI and boto3 ${what}.`,
		origin,
		fixes: [],
		related,
	};
}

/** A profile that only the SDK for JavaScript finds, by the way its section header is written. */
function notFound({ files, told }: Compared, name: string): RuleFinding | undefined {
	const sections = files.table.sections(name) ?? [];
	const found = sections.flatMap(({ places, index }) => {
		const file = files.files.find((one) => one.file.places === places)?.file;
		return file ? [{ file, section: places.section(index) }] : [];
	});
	// `profile-heading` says what is wrong with a header whose name is not what it looks like.
	const last = found.findLast(({ section }) => section.kind === "profile" && section.problem === undefined);
	if (!last || found.some(({ file, section }) => told.get(file)?.has(section.headingRange.start))) return undefined;
	const wanted = headerFor(last.file.kind, last.section);
	const edits =
		wanted === undefined ? [] : [{ path: last.file.path, range: last.section.headingRange, newText: wanted }];
	return {
		message: printableText(
			`${cliName} don't find the profile "${printable(name)}", and ${others} do.${wanted === undefined ? "" : ` Write [${wanted}].`}`,
		),
		origin: at(last.file, last.section.headingRange),
		fixes: wanted === undefined ? [] : [{ title: printableText(`Change to [${wanted}]`), preferred: true, edits }],
	};
}

/** The header that both read. */
function headerFor(kind: AwsFile["kind"], { name, heading }: AwsSection): string | undefined {
	if (name === null || !/^[\w@+.%:/-]+$/.test(name)) return undefined;
	const wanted = kind === "config" && name !== "default" ? `profile ${name}` : name;
	return wanted === heading ? undefined : wanted;
}

function at({ path }: AwsFile, range: TextRange) {
	return { layer: "file" as const, path, range };
}
