import { type Outcome, takeChain, takeKeys, takeProfile } from "../credentialProviders/defaultChain.ts";
import { containerVariables } from "../credentialProviders/fromContainer.ts";
import type { AwsEnvironment } from "../credentialProviders/sharedFiles.ts";
import type { Environment } from "../environment/layers.ts";
import type { PlatformFacts } from "../runtimes/runtime.ts";
import { printable } from "../text/printableName.ts";
import type { Active, Origin, Step, StepId } from "../types.ts";
import { isNoKey, isReference } from "../vocabulary/keyFormat.ts";
import { insideVariable, keyVariables, profileVariables, skipVariable } from "../vocabulary/variables.ts";
import * as say from "./reasons.ts";
import { chainSupplier, pairSupplier, variableSupplier } from "./supplied.ts";

/** A row of Remotion's order: what it looks at. */
type Rung =
	| { id: "skip-check" | "inside-lambda"; label: string; kind: "switch"; variable: string }
	| { id: StepId; label: string; kind: "profile"; variable: "REMOTION_AWS_PROFILE" | "AWS_PROFILE" }
	| { id: StepId; label: string; kind: "keys"; prefix: "REMOTION_AWS_" | "AWS_" }
	| { id: "sdk-chain"; label: string; kind: "chain" };

/**
 * Remotion's order; the first match wins. Source: `getServiceClient` and `getCredentials` of `@remotion/lambda-client` 4.0.527. The
 * documentation lists AWS_PROFILE above the REMOTION pair; the code has it below in every version from 3.3.12 on.
 */
const ladder: readonly Rung[] = [
	{ id: "skip-check", label: "REMOTION_SKIP_AWS_CREDENTIALS_CHECK", kind: "switch", variable: skipVariable },
	{ id: "inside-lambda", label: "Running inside the Lambda function", kind: "switch", variable: insideVariable },
	{ id: "remotion-profile", label: "REMOTION_AWS_PROFILE", kind: "profile", variable: "REMOTION_AWS_PROFILE" },
	{ id: "remotion-keys", label: "REMOTION_AWS_* access keys", kind: "keys", prefix: "REMOTION_AWS_" },
	{ id: "aws-profile", label: "AWS_PROFILE", kind: "profile", variable: "AWS_PROFILE" },
	{ id: "aws-keys", label: "AWS_* access keys", kind: "keys", prefix: "AWS_" },
	{ id: "sdk-chain", label: "Default credential provider chain", kind: "chain" },
];

/** What sentences call a row. */
function called(rung: Rung): string {
	return "variable" in rung ? rung.variable : `the ${rung.label}`;
}

/** All that the rows look at. */
interface Ground {
	readonly environment: Environment;
	readonly aws: AwsEnvironment;
	readonly platform: PlatformFacts | undefined;
	readonly isOwnComputer: boolean;
	/** What Remotion's own check says; undefined: it passes. */
	readonly refused: (Active & { kind: "error" }) | undefined;
	/** The row that won, as far as the walk has come. */
	readonly winner: Rung | undefined;
	/** The tool that may supply a row before this one. */
	readonly supplier: string | undefined;
}

/** What a row comes to: its step, and what Remotion signs with where this row decides. A switch that wins decides nothing yet. */
interface Landing {
	readonly step: Omit<Step, "id" | "label">;
	readonly wins?: true;
	readonly active?: Active;
	/** The tool that may supply it. */
	readonly supplier?: string;
}

/** Walks the ladder: which step signs, and what every other step would have had. */
export function resolvePrecedence(
	environment: Environment,
	aws: AwsEnvironment,
	platform?: PlatformFacts,
	isOwnComputer = false,
): { active: Active; steps: Step[] } {
	const isSkipped = environment.get(skipVariable) !== undefined || environment.hiddenBy(skipVariable) !== undefined;
	const refused = isSkipped ? undefined : refusal(environment, aws);
	const steps: Step[] = [];
	let winner: Rung | undefined;
	let active: Active | undefined;
	let supplier: string | undefined;
	for (const rung of ladder) {
		const landing = take(rung, { environment, aws, platform, isOwnComputer, refused, winner, supplier });
		steps.push({ id: rung.id, label: rung.label, ...landing.step });
		if (landing.wins) winner = rung;
		if (landing.active) active = landing.active;
		if (landing.supplier === undefined || supplier !== undefined) continue;
		supplier = landing.supplier;
		active = { kind: "hidden", by: supplier };
	}
	return { active: active ?? say.unreachable, steps };
}

function take(rung: Rung, ground: Ground): Landing {
	const supplier = supplierOf(rung, ground);
	if (supplier === undefined) return takeSeen(rung, ground);
	const reason = say.mayBeSupplied(supplier);
	return { step: { state: "unset", reason, origins: [], suppliedBy: supplier }, supplier };
}

/** The tool that may supply what a row looks at, where nothing that is seen decides before it. */
function supplierOf(rung: Rung, { environment, aws, winner, supplier, refused }: Ground): string | undefined {
	if (rung.kind === "chain") {
		const isReached = !refused && supplier === undefined && (!winner || winner.kind === "switch");
		return isReached ? chainSupplier(environment, aws) : undefined;
	}
	if (winner) return undefined;
	// Any text switches it on: what is set stays on.
	if (rung.kind === "switch")
		return environment.get(rung.variable) === undefined ? environment.hiddenBy(rung.variable) : undefined;
	if (rung.kind === "profile")
		return (
			variableSupplier(environment, rung.variable) ??
			(environment.get(rung.variable) === undefined ? undefined : aws.unseen)
		);
	const [id, secret] = keyVariables(rung.prefix);
	return pairSupplier(environment, id, secret);
}

function takeSeen(rung: Rung, ground: Ground): Landing {
	switch (rung.kind) {
		case "switch":
			return takeSwitch(rung, ground);
		case "profile":
			return takeNamedProfile(rung, ground);
		case "keys":
			return takeKeyPair(rung, ground);
		case "chain":
			return takeDefaultChain(ground);
	}
}

/** What comes before the rows that are left, in words. */
function firstOf({ winner, supplier }: Ground): say.Winner {
	if (winner) return { id: winner.id, called: called(winner) };
	return supplier === undefined ? undefined : { id: "hidden", called: say.whatIsSupplied(supplier) };
}

/** The state of a row that could sign, and whether it decides: an earlier row that won keeps it from that. */
function settle(
	{ winner, supplier }: Pick<Ground, "winner" | "supplier">,
	{ active }: Outcome,
): Omit<Landing, "step"> & { state: "shadowed" | "broken" | "active" } {
	if (winner || supplier !== undefined) return { state: "shadowed" };
	return { state: active.kind === "error" ? "broken" : "active", wins: true, active };
}

function takeSwitch(rung: Rung & { kind: "switch" }, ground: Ground): Landing {
	const { environment } = ground;
	const setting = environment.setting(rung.variable);
	if (!setting?.value)
		return { step: { state: "unset", reason: say.switchUnset(rung.id, rung.variable, setting), origins: [] } };
	const origins = [setting.origin];
	const first = firstOf(ground);
	if (first) return { step: { state: "shadowed", reason: say.switchShadowed(first.called), origins } };
	return { step: { state: "active", reason: say.switchActive(rung.id), origins }, wins: true };
}

function takeNamedProfile(rung: Rung & { kind: "profile" }, ground: Ground): Landing {
	const { environment, aws } = ground;
	const name = environment.get(rung.variable);
	if (name === undefined) {
		const reason = say.profileUnset(
			rung.variable,
			environment.setting(rung.variable),
			environment.setting("AWS_DEFAULT_PROFILE"),
		);
		return { step: { state: "unset", reason, origins: [] } };
	}
	const outcome = takeProfile(environment, aws, name, rung.variable);
	const { state, ...decision } = settle(ground, outcome);
	const first = firstOf(ground);
	const reason = say.profileStep(rung.variable, printable(name), state, outcome.active, first);
	const step = { state, reason, origins: outcome.origins, profile: printable(name), ...keyIdOf(outcome.active) };
	return { step, ...decision };
}

function takeKeyPair(rung: Rung & { kind: "keys" }, ground: Ground): Landing {
	const { environment, platform } = ground;
	const variables = keyVariables(rung.prefix);
	const set = variables.filter((name) => environment.get(name) !== undefined);
	const origins = set.flatMap((name) => environment.setting(name)?.origin ?? []);
	const outcome = takeKeys(environment, rung.prefix);
	if (!outcome) return { step: incompletePair(rung.prefix, set, origins, ground) };
	const { state, ...decision } = settle(ground, outcome);
	const keyId = outcome.active.kind === "keys" ? keyIdOf(outcome.active) : {};
	const noKey = state === "active" ? withoutKey(environment, variables) : undefined;
	if (noKey) return { step: { state: "broken", reason: noKey, origins, ...keyId }, ...decision };
	const reason = say.keysStep(rung.prefix, state, outcome.active, firstOf(ground), platform);
	return { step: { state, reason, origins, ...keyId }, ...decision };
}

/** Why a whole pair cannot sign: one of its values only points at a key. Undefined: as far as their form tells, it can. */
export function withoutKey(environment: Environment, variables: readonly string[]): string | undefined {
	const name = variables.find((variable) => isNoKey(environment.get(variable) ?? ""));
	return name === undefined ? undefined : say.keysPointElsewhere(name, isReference(environment.get(name) ?? ""));
}

/** The step of a pair of which at least one half is not set. */
function incompletePair(
	prefix: "REMOTION_AWS_" | "AWS_",
	set: readonly string[],
	origins: Origin[],
	{ environment, refused }: Ground,
): Landing["step"] {
	const [id, secret] = keyVariables(prefix);
	const missing = [id, secret].filter((name) => !set.includes(name));
	const empty = new Map(
		missing.flatMap((name) => {
			const setting = environment.setting(name);
			return setting ? [[name, setting] as const] : [];
		}),
	);
	const present = [id, secret].find((name) => set.includes(name));
	if (present === undefined) return { state: "unset", reason: say.keysUnset(prefix, set.length > 0, empty), origins };
	const [other = ""] = missing;
	const reason = say.keysIncomplete(present, other, empty.get(other), refused !== undefined);
	return { state: "incomplete", reason, origins };
}

function takeDefaultChain(ground: Ground): Landing {
	const { environment, aws, platform, refused, winner, supplier } = ground;
	if (supplier !== undefined) {
		const reason = say.chainNotReached(say.whatIsSupplied(supplier));
		return { step: { state: "unset", reason, origins: [] } };
	}
	const free = { winner: undefined, supplier: undefined };
	if (refused) {
		const { state, ...decision } = settle(free, { active: refused, origins: [] });
		return { step: { state, reason: say.refused(refused, roleVariable(environment)), origins: [] }, ...decision };
	}
	if (winner && winner.kind !== "switch")
		return { step: { state: "unset", reason: say.chainNotReached(called(winner)), origins: [] } };
	const outcome = onMachine(takeChain(environment, aws), ground);
	const { active, origins } = outcome;
	const { state, ...decision } = settle(free, outcome);
	const noKey = active.kind === "keys" ? withoutKey(environment, active.variables) : undefined;
	if (noKey) return { step: { state: "broken", reason: noKey, origins, ...keyIdOf(active) }, ...decision };
	const reason = say.chainStep(active, aws.mentionsDefault, winner && called(winner), platform);
	const profile = active.kind === "profile" ? { profile: active.profile } : {};
	const settled = say.findsNothing(active) ? "broken" : state;
	return { step: { state: settled, reason, origins, ...keyIdOf(active), ...profile }, ...decision };
}

/** What the chain leads to on this machine: without a container's address, a person's own computer has nobody to ask. */
function onMachine({ active, ...outcome }: Outcome, { isOwnComputer }: Ground): Outcome {
	const isLast = active.kind === "chain" && active.next === "container-or-instance";
	if (!isLast || !isOwnComputer || outcome.origins.length > 0) return { active, ...outcome };
	return { active: { ...active, isOwnComputer: true }, ...outcome };
}

function keyIdOf(active: Active): Pick<Step, "accessKeyId"> {
	return "accessKeyId" in active ? { accessKeyId: active.accessKeyId } : {};
}

/**
 * What Remotion's own check says before any client is made; undefined where it passes. It passes with a profile variable, with the text
 * `[default]` anywhere in the credentials file, or with any access key ID and any secret, their prefixes mixed.
 * Source: `checkCredentials` of `@remotion/lambda-client`.
 */
function refusal(environment: Environment, aws: AwsEnvironment): (Active & { kind: "error" }) | undefined {
	const any = (...names: string[]) =>
		names.some((name) => environment.get(name) !== undefined || environment.hiddenBy(name) !== undefined);
	if (any(...profileVariables) || aws.mentionsDefault || aws.unseen !== undefined) return undefined;
	if (!any("AWS_ACCESS_KEY_ID", "REMOTION_AWS_ACCESS_KEY_ID")) {
		return { kind: "error", code: "no-access-key-id", message: say.notSet("AWS_ACCESS_KEY_ID") };
	}
	if (!any("AWS_SECRET_ACCESS_KEY", "REMOTION_AWS_SECRET_ACCESS_KEY")) {
		return { kind: "error", code: "no-secret-access-key", message: say.notSet("AWS_SECRET_ACCESS_KEY") };
	}
	return undefined;
}

/**
 * The variable with which a platform offers a role (Amazon EKS, ECS); undefined: none. Source: `defaultProvider` of
 * `@aws-sdk/credential-provider-node`, and `checkCredentials`, both in `@remotion/lambda-client` 4.0.527, run with these variables.
 */
function roleVariable(environment: Environment): string | undefined {
	const isSet = (name: string) => environment.get(name) !== undefined;
	if (isSet("AWS_WEB_IDENTITY_TOKEN_FILE") && isSet("AWS_ROLE_ARN")) return "AWS_WEB_IDENTITY_TOKEN_FILE";
	return containerVariables.find(isSet);
}
