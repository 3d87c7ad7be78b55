import { readPoolPair } from "../accountPool/accountKeys.ts";
import { textOf } from "../credentialProviders/fromIni.ts";
import type { ProfileSettings } from "../credentialProviders/profileTable.ts";
import type { Environment } from "../environment/layers.ts";
import type { ResolvedProject } from "../project/resolvedProject.ts";
import { isPlatform } from "../runtimes/index.ts";
import { longestAwsFile, readText } from "../text/readText.ts";
import { Secret } from "../text/secret.ts";
import type { PairOfVariables, Signer } from "../types.ts";
import { holdsCredentials, isSdkVariable } from "../vocabulary/awsVariables.ts";
import { isInSecret } from "./credentialRef.ts";

/** Whose credentials: a pair, a profile by its name, or whatever the SDK's default chain finds. */
export type SigningSource =
	| { kind: "keys"; accessKeyId: string; secretAccessKey: Secret; sessionToken?: Secret }
	| { kind: "profile"; profile: string }
	| { kind: "chain" };

/** All that a process needs to sign as Remotion would, and nothing it could read otherwise. It holds secrets: it goes to that process only. */
export interface Signing {
	readonly source: SigningSource;
	/** The whole environment of that process. */
	readonly environment: Readonly<Record<string, Secret>>;
	/** Texts of the AWS files by absolute path, as they were explained (open buffers included); "" where there is none. */
	readonly files: Readonly<Record<string, Secret>>;
	/** The paths of the two AWS files. */
	readonly awsFiles: { readonly credentials: string; readonly config: string };
	/** The region to ask; Remotion's where it has a valid one. */
	readonly region: string;
	/** The address STS is asked at; undefined: AWS's own. */
	readonly endpoint: string | undefined;
	/** The profiles that are looked at: the asked one, then its source profiles. */
	readonly profiles: readonly string[];
	/** Whether one of them takes its keys from the environment, a container or the instance (`credential_source`). */
	readonly usesEnvironment: boolean;
	/** It is another text whenever these are other credentials, or are sent elsewhere. For hashing. */
	readonly material: Secret;
}

/** The home folder, by which the SDK finds the AWS files. */
const homeVariables: ReadonlySet<string> = new Set(["HOME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH"]);

/**
 * Whether a `.env` file may bring a variable to the process that verifies: where the SDK reads it. The rest of a workspace's `.env`
 * (LD_PRELOAD, BASH_ENV, PYTHONPATH …) would reach the person's own credential_process, and run code there.
 */
function mayComeFromFile(name: string): boolean {
	return homeVariables.has(name) || isSdkVariable(name);
}

/**
 * What Remotion signs with in this situation, or what a profile or another pair signs with there.
 * @param signer absent: the active credentials
 * @returns undefined where Remotion fails before it signs anything, where the pair is not complete, and where only a platform has what signs
 */
export function signingOf(situation: ResolvedProject, signer?: Signer): Signing | undefined {
	const source = signer === undefined ? activeSource(situation) : sourceOf(situation, signer);
	if (source === undefined) return undefined;
	const { aws, environment, region } = situation;
	const asked =
		source.kind === "profile" ? source.profile : source.kind === "chain" ? configProfileOf(environment) : undefined;
	const profiles = asked === undefined ? [] : closure(situation, asked);
	const endpoint = stsEndpoint(situation);
	const childEnvironment = environmentFor(environment);
	const isSelfContained = (name: string) => saysItAll(aws.table.settings(name) ?? {});
	return {
		source,
		environment: childEnvironment,
		files: filesFor(situation),
		awsFiles: { credentials: aws.paths.credentials, config: aws.paths.config },
		region: region.value !== null && region.problem === undefined ? region.value : "us-east-1",
		endpoint,
		profiles,
		usesEnvironment: profiles.some((name) => textOf(aws.table.settings(name) ?? {}, "credential_source") !== undefined),
		material: new Secret(
			JSON.stringify([
				revealed(source),
				endpoint,
				profiles.map((name) => [name, ...Object.entries(aws.table.settings(name) ?? {}).map(pairOf)]),
				profiles.flatMap((name) => {
					const session = textOf(aws.table.settings(name) ?? {}, "sso_session");
					return session === undefined ? [] : Object.entries(aws.table.ssoSession(session) ?? {}).map(pairOf);
				}),
				// Keys say all by themselves, in a profile too; another profile may take the environment's, the chain takes what it finds.
				source.kind === "keys" || (source.kind === "profile" && profiles.every(isSelfContained))
					? []
					: Object.entries(childEnvironment)
							.filter(([name]) => holdsCredentials(name))
							.map(([name, value]) => [name, value.reveal()]),
			]),
		),
	};
}

/** The same with a key pair that comes from elsewhere, such as a secret. */
export function withKeys(
	signing: Signing,
	pair: { readonly accessKeyId: string; readonly secretAccessKey: Secret },
): Signing {
	const source = { kind: "keys" as const, ...pair };
	const material = new Secret(JSON.stringify([revealed(source), signing.endpoint]));
	return { ...signing, source, profiles: [], material };
}

/** The source of the step that decides. Same order as `resolvePrecedence()`, since it is its result. */
function activeSource({ active, steps, environment, input }: ResolvedProject): SigningSource | undefined {
	// What a tool supplies is nowhere but in the program it starts.
	if (active.kind === "error" || active.kind === "hidden") return undefined;
	// What a platform injects, or finds on its instance, is nowhere but there.
	if (active.kind === "keys" && active.variables.some((name) => environment.setting(name)?.unknownBy !== undefined))
		return undefined;
	// A reference in the place of a key signs nothing.
	if (active.kind === "keys" && steps.some(({ state }) => state === "broken")) return undefined;
	if (active.kind === "chain" && isPlatform(input.runtime)) return undefined;
	const deciding = steps.findLast(({ state }) => state === "active")?.id;
	if (deciding === "sdk-chain") return { kind: "chain" };
	if (active.kind === "profile") return { kind: "profile", profile: active.profile };
	if (active.kind !== "keys") return { kind: "chain" };
	const [idName = "", secretName = "", tokenName] = active.variables;
	const sessionToken = tokenName === undefined ? undefined : environment.get(tokenName);
	return {
		kind: "keys",
		accessKeyId: environment.get(idName) ?? "",
		secretAccessKey: new Secret(environment.get(secretName) ?? ""),
		...(sessionToken !== undefined && { sessionToken: new Secret(sessionToken) }),
	};
}

function sourceOf(situation: ResolvedProject, signer: Signer): SigningSource | undefined {
	// Only AWS knows it: `withKeys` puts it in once it was read.
	if (isInSecret(signer)) return undefined;
	return typeof signer === "string" ? { kind: "profile", profile: signer } : pairSource(situation, signer);
}

function pairSource(situation: ResolvedProject, pair: PairOfVariables): SigningSource | undefined {
	const { key, secret, token } = readPoolPair(situation, pair);
	if (!key || !secret) return undefined;
	return {
		kind: "keys",
		accessKeyId: key.value,
		secretAccessKey: new Secret(secret.value),
		...(token && { sessionToken: new Secret(token.value) }),
	};
}

/** Everything of shell and terminal; of `.env` files and of what a launch sets what the SDK reads. What nobody knows is left out. */
function environmentFor(environment: Environment): Record<string, Secret> {
	const record: Record<string, Secret> = {};
	for (const [name, value] of Object.entries(environment.record())) {
		const { origin, unknownBy } = environment.setting(name) ?? {};
		const isOutside = origin?.layer === "shell" || origin?.layer === "terminal";
		if (unknownBy !== undefined || !(isOutside || mayComeFromFile(name))) continue;
		record[name] = new Secret(value);
	}
	return record;
}

function filesFor({ aws, input }: ResolvedProject): Record<string, Secret> {
	const files: Record<string, Secret> = {};
	for (const path of new Set([aws.paths.credentials, aws.paths.config, aws.paths.ssoSessions]))
		files[path] = new Secret(readText(input, path, () => {}, longestAwsFile) ?? "");
	return files;
}

/** A profile and those its role's keys come from. */
function closure({ aws }: ResolvedProject, asked: string): string[] {
	const names: string[] = [];
	for (let name: string | undefined = asked; name !== undefined && !names.includes(name); ) {
		names.push(name);
		const settings = aws.table.settings(name);
		name = settings && textOf(settings, "source_profile");
	}
	return names;
}

/** Whether a profile gets its keys from the AWS files alone, its own or its source profile's: then they are the same in every project. */
function saysItAll(settings: ProfileSettings): boolean {
	const has = (...names: string[]) => names.every((name) => (textOf(settings, name) ?? "") !== "");
	if (has("credential_source")) return false;
	return has("aws_access_key_id", "aws_secret_access_key") || has("role_arn", "source_profile");
}

function configProfileOf(environment: Environment): string {
	return environment.get("AWS_PROFILE") ?? "default";
}

/**
 * Where STS is asked, whoever signs; undefined: at AWS. AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, then the config profile's services section
 * and endpoint_url, which doesn't count beside the name of a section that isn't there. The config profile is AWS_PROFILE or default, never
 * REMOTION_AWS_PROFILE. Source: `getEndpointUrlConfig` of `@smithy/core` 3.41.0, which asks STS; the SDK in Remotion's bundle does count it.
 */
export function stsEndpoint({ aws, environment }: Pick<ResolvedProject, "aws" | "environment">): string | undefined {
	if (environment.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") === "true") return undefined;
	const named = environment.get("AWS_ENDPOINT_URL_STS") ?? environment.get("AWS_ENDPOINT_URL");
	if (named !== undefined) return named;
	const settings = aws.table.settings(configProfileOf(environment)) ?? {};
	const services = textOf(settings, "services");
	if ((services ?? "") === "") return textOf(settings, "endpoint_url");
	const inServices = aws.table.settings(`services.${services}`);
	return inServices && (textOf(inServices, "sts.endpoint_url") ?? textOf(settings, "endpoint_url"));
}

/** An address as it may be shown and logged: without user, password and query. */
export function shownAddress(address: string): string {
	if (!URL.canParse(address)) return "an endpoint that is no URL";
	const { protocol, host } = new URL(address);
	return `${protocol}//${host}`;
}

/** Whether an address leads to this very machine. */
export function isLoopback(address: string | undefined): boolean {
	if (address === undefined || !URL.canParse(address)) return false;
	return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(address).hostname);
}

function revealed(source: SigningSource): unknown[] {
	if (source.kind !== "keys") return Object.values(source);
	const { accessKeyId, secretAccessKey, sessionToken } = source;
	return [source.kind, accessKeyId, secretAccessKey.reveal(), sessionToken?.reveal()];
}

function pairOf([name, { value }]: [string, { value: Secret }]): [string, string] {
	return [name, value.reveal()];
}
