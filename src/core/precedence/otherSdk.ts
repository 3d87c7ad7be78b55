import { containerVariables } from "../credentialProviders/fromContainer.ts";
import type { AwsEnvironment } from "../credentialProviders/sharedFiles.ts";
import type { Environment, Setting } from "../environment/layers.ts";
import type { OtherSdkFacts, OtherSdkProfiles } from "../runtimes/runtime.ts";
import { printable, printableAccessKeyId } from "../text/printableName.ts";
import type { Active, Origin, ProfileType, Step, StepId } from "../types.ts";
import { insideVariable, keyVariables, skipVariable } from "../vocabulary/variables.ts";
import { withoutKey } from "./ladder.ts";
import { takeOtherProfile } from "./otherSdkProfiles.ts";
import * as say from "./otherSdkReasons.ts";
import { mayBeSupplied } from "./reasons.ts";
import { pairSupplier, variableSupplier } from "./supplied.ts";

/** What the search of an SDK goes by. */
interface Ground {
	readonly sdk: OtherSdkFacts;
	readonly environment: Environment;
	readonly aws: AwsEnvironment;
	/** A person's own computer, where no container or instance gives out a role. */
	readonly isOwnComputer: boolean;
}

/** A profile that is named, or "default". */
interface Named {
	readonly name: string;
	readonly setting?: Setting;
	readonly variable: OtherSdkProfiles["variables"][number] | null;
}

type Found = Pick<Step, "state" | "reason" | "origins" | "profile" | "accessKeyId">;

/** The search so far: the steps that were come by, and what ends it. */
interface Search {
	readonly steps: Map<StepId, Found>;
	active?: Active;
	/** What ended it, in words. */
	winner?: string;
}

/**
 * Walks the order in which one of Remotion's SDKs for other languages looks for credentials: access keys of the environment, the profile that
 * is named, then the rest. What it never reads comes last.
 */
export function resolveOtherSdk(ground: Ground): { active: Active; steps: Step[] } {
	const search: Search = { steps: new Map() };
	const { profiles } = ground.sdk;
	const named = profiles && namedProfile(profiles, ground);
	if (profiles && named && isRefused(profiles, named, ground)) notFound(search, profiles, named, ground);
	takeKeys(search, ground);
	if (profiles && search.active?.kind !== "hidden") takeProfiles(search, profiles, named, ground);
	search.active ??= nothingFound(search, ground);
	const { active, steps } = search;
	const order = labels.map(
		([id, label]): Step => ({ id, label, ...(steps.get(id) ?? notReached(id, search, ground)) }),
	);
	return { active, steps: order };
}

const labels: readonly (readonly [StepId, string])[] = [
	["aws-keys", "AWS_* access keys"],
	["aws-profile", "AWS_PROFILE"],
	["sdk-chain", "Default credential provider chain"],
	["remotion-profile", "REMOTION_AWS_PROFILE"],
	["remotion-keys", "REMOTION_AWS_* access keys"],
	["skip-check", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK"],
	["inside-lambda", "Running inside the Lambda function"],
];

/** The variables of each step. */
const variablesOf: Readonly<Record<StepId, readonly string[]>> = {
	"aws-keys": keyVariables("AWS_"),
	"aws-profile": ["AWS_PROFILE"],
	"sdk-chain": [],
	"remotion-profile": ["REMOTION_AWS_PROFILE"],
	"remotion-keys": keyVariables("REMOTION_AWS_"),
	"skip-check": [skipVariable],
	"inside-lambda": [insideVariable],
};

/** A step that the search did not come by: one that this SDK never reads, or that has nothing set. */
function notReached(id: StepId, { winner }: Search, { sdk, environment }: Ground): Found {
	const names = variablesOf[id];
	const set = names.filter((name) => environment.get(name) !== undefined);
	const origins = set.flatMap((name) => environment.setting(name)?.origin ?? []);
	const isRead = id === "aws-keys" || (sdk.profiles !== undefined && (id === "aws-profile" || id === "sdk-chain"));
	if (!isRead && set.length > 0) return { state: "ignored", reason: say.neverReads(sdk, set), origins };
	const reason =
		id === "sdk-chain" ? say.chainNotReached(sdk, winner) : isRead ? say.notSet(names) : say.neverReads(sdk, names);
	return { state: "unset", reason, origins };
}

/** The first of its variables that is set. */
function namedProfile({ variables, takesEmptyNames }: OtherSdkProfiles, { environment }: Ground): Named | undefined {
	for (const variable of variables) {
		const setting = environment.setting(variable);
		if (setting && (takesEmptyNames || setting.value !== "")) return { name: setting.value, setting, variable };
		if (environment.hiddenBy(variable) !== undefined) return undefined;
	}
	return undefined;
}

/** Whether the SDK stops at once because the profile is in neither file. */
function isRefused({ mustExist }: OtherSdkProfiles, { name, setting, variable }: Named, { aws }: Ground): boolean {
	const isKnown = setting?.unknownBy === undefined && aws.unseen === undefined;
	return isKnown && variable !== null && mustExist.includes(variable) && !aws.table.has(name);
}

function notFound(search: Search, profiles: OtherSdkProfiles, named: Named, { sdk }: Ground): void {
	const name = printable(named.name);
	const active: Active = { kind: "error", code: "profile-not-found", message: profiles.notFound(name) };
	const reason = say.profileNotFound(sdk, named.variable ?? "", name);
	search.steps.set("aws-profile", { state: "broken", reason, origins: originsOf(named), profile: name });
	search.active = active;
	search.winner = named.variable ?? "";
}

function originsOf({ setting }: Named): Origin[] {
	return setting ? [setting.origin] : [];
}

/** The pair of the environment, by whichever of its names is set. */
function takeKeys(search: Search, ground: Ground): void {
	const { environment, sdk } = ground;
	const first = (names: readonly string[]) => names.find((name) => environment.get(name) !== undefined);
	const [id, secret, token] = sdk.keys.map(first);
	const [idName = "", secretName = ""] = [id ?? sdk.keys[0][0], secret ?? sdk.keys[1][0]];
	const supplier = search.active ? undefined : pairSupplier(environment, idName, secretName);
	if (supplier !== undefined) {
		supplied(search, "aws-keys", supplier);
		return;
	}
	const variables = [id, secret, token].filter((name) => name !== undefined);
	const origins = variables.flatMap((name) => environment.setting(name)?.origin ?? []);
	if (id !== undefined && secret !== undefined) {
		const setting = environment.setting(id);
		const accessKeyId = setting?.unknownBy === undefined ? printableAccessKeyId(environment.get(id) ?? "") : "";
		const active: Active = { kind: "keys", accessKeyId, hasSessionToken: token !== undefined, variables, origins };
		const isFirst = search.active === undefined;
		const noKey = isFirst ? withoutKey(environment, variables) : undefined;
		const reason = isFirst ? (noKey ?? say.keysUsed(sdk, variables, environment)) : say.keysStopped(sdk, search.winner);
		const state = isFirst ? (noKey === undefined ? "active" : "broken") : "shadowed";
		search.steps.set("aws-keys", { state, reason, origins, accessKeyId });
		if (isFirst) Object.assign(search, { active, winner: "the AWS_* access keys" });
	} else if (id !== undefined || secret !== undefined) halfPair(search, { id, idName, secretName, origins }, ground);
}

interface Half {
	readonly id: string | undefined;
	readonly idName: string;
	readonly secretName: string;
	readonly origins: Origin[];
}

function halfPair(search: Search, { id, idName, secretName, origins }: Half, { sdk }: Ground): void {
	const [present, missing] = id === undefined ? [secretName, idName] : [idName, secretName];
	const isRefused = sdk.refusesHalfPairs === true && id !== undefined && search.active === undefined;
	const reason = say.halfPair(sdk, present, missing, isRefused);
	search.steps.set("aws-keys", { state: isRefused ? "broken" : "incomplete", reason, origins });
	if (!isRefused) return;
	const message = `Partial credentials found in env, missing: ${missing}`;
	search.active = { kind: "error", code: "no-secret-access-key", message };
	search.winner = "the AWS_* access keys";
}

/** What a tool may set, unseen from here, ends the search: nobody knows what comes of it. */
function supplied(search: Search, id: StepId, by: string): void {
	search.steps.set(id, { state: "unset", reason: mayBeSupplied(by), origins: [] });
	search.active ??= { kind: "hidden", by };
}

/** The named profile, or "default"; a web identity and a container's address of the environment beside it. */
function takeProfiles(search: Search, profiles: OtherSdkProfiles, named: Named | undefined, ground: Ground): void {
	const { environment, aws, sdk } = ground;
	if (named && search.steps.has("aws-profile")) return;
	if (named && search.active) {
		const name = printable(named.name);
		const reason = say.profileShadowed(sdk, name, search.winner ?? "");
		search.steps.set("aws-profile", { state: "shadowed", reason, origins: originsOf(named), profile: name });
		return;
	}
	if (search.active) return;
	const hidden = profiles.variables.map((name) => variableSupplier(environment, name)).find((by) => by !== undefined);
	const supplier = hidden ?? aws.unseen;
	if (supplier !== undefined) {
		supplied(search, named || hidden ? "aws-profile" : "sdk-chain", supplier);
		return;
	}
	const profile: Named = named ?? { name: "default", variable: null };
	const end = takeOtherProfile(sdk, profiles, profile.name, ground);
	const identity = webIdentity(environment);
	const isRole = end.kind !== "nothing" && profiles.rolesBeforeWebIdentity && isRoleOf(ground, profile);
	if (identity && !isRole) {
		search.active = { kind: "chain", next: "web-identity" };
		search.winner = "AWS_WEB_IDENTITY_TOKEN_FILE";
		search.steps.set("sdk-chain", { state: "active", reason: say.webIdentity(sdk), origins: identity });
		if (named) {
			const reason = say.profileShadowed(sdk, printable(named.name), search.winner);
			search.steps.set("aws-profile", {
				state: "shadowed",
				reason,
				origins: originsOf(named),
				profile: printable(named.name),
			});
		}
		return;
	}
	settleProfile(search, profile, end, ground);
}

/** Whether it is a role that decides in a profile. */
function isRoleOf({ aws }: Ground, { name }: Named): boolean {
	const facts = aws.table.facts(name);
	return facts?.has("role_arn") === true && !facts.has("web_identity_token_file");
}

function settleProfile(search: Search, profile: Named, end: ReturnType<typeof takeOtherProfile>, ground: Ground): void {
	const { aws, sdk } = ground;
	const name = printable(profile.name);
	const id: StepId = profile.variable === null ? "sdk-chain" : "aws-profile";
	const origins = [...originsOf(profile), ...(aws.table.get(profile.name)?.origins ?? [])];
	const of = profile.variable === null ? {} : { profile: name };
	if (end.kind === "nothing") {
		if (profile.variable === null) return;
		const isThere = aws.table.has(profile.name);
		search.steps.set(id, { state: "incomplete", reason: say.profileEmpty(sdk, name, isThere), origins, ...of });
		return;
	}
	search.winner = profile.variable ?? 'the profile "default"';
	if (end.kind === "fails") {
		const active: Active = { kind: "error", code: end.code, message: end.message };
		search.active = active;
		search.steps.set(id, { state: "broken", reason: say.profileFails(sdk, name, end.message), origins, profile: name });
		return;
	}
	const { type, accessKeyId, hasSessionToken } = end;
	search.active = profileActive(profile, name, type, accessKeyId, hasSessionToken);
	const reason = say.profileUsed(sdk, name, type, profile.variable);
	const keyId = accessKeyId === undefined ? {} : { accessKeyId };
	search.steps.set(id, { state: "active", reason, origins, profile: name, ...keyId });
}

function profileActive(
	{ variable }: Named,
	profile: string,
	type: ProfileType,
	accessKeyId: string | undefined,
	hasSessionToken: boolean | undefined,
): Active {
	return {
		kind: "profile",
		profile,
		variable,
		type,
		...(accessKeyId !== undefined && { accessKeyId }),
		...(hasSessionToken !== undefined && { hasSessionToken }),
	};
}

/** Where a web identity of the environment is said; undefined: nowhere. */
function webIdentity(environment: Environment): Origin[] | undefined {
	const names = ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"];
	if (names.some((name) => environment.get(name) === undefined)) return undefined;
	return names.flatMap((name) => environment.setting(name)?.origin ?? []);
}

/** Where neither keys nor a profile are found: a container's or an instance's role, or nothing. */
function nothingFound(search: Search, { sdk, environment, isOwnComputer }: Ground): Active {
	const fail = (): Active => {
		search.steps.set("sdk-chain", { state: "broken", reason: say.nothingFound(sdk), origins: [] });
		return { kind: "error", code: "no-credentials", message: sdk.nothingFound };
	};
	if (!sdk.profiles) return fail();
	const container = containerVariables.filter((name) => environment.get(name) !== undefined);
	const by = containerVariables.map((name) => environment.hiddenBy(name)).find((one) => one !== undefined);
	if (by !== undefined) {
		supplied(search, "sdk-chain", by);
		return { kind: "hidden", by };
	}
	const isOff = environment.get("AWS_EC2_METADATA_DISABLED")?.toLowerCase() === "true";
	if (container.length === 0 && (isOwnComputer || isOff)) return fail();
	const origins = container.flatMap((name) => environment.setting(name)?.origin ?? []);
	search.steps.set("sdk-chain", { state: "active", reason: say.machineRole(sdk), origins });
	return { kind: "chain", next: "container-or-instance" };
}
