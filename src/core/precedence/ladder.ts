import { keyVariables, type Outcome, takeChain, takeKeys, takeProfile } from "../credentialProviders/defaultChain.ts";
import type { AwsEnvironment } from "../credentialProviders/sharedFiles.ts";
import type { Environment } from "../environment/layers.ts";
import type { PlatformFacts } from "../runtimes/platform.ts";
import { printable } from "../text/printableName.ts";
import type { Active, Step, StepId } from "../types.ts";
import * as say from "./reasons.ts";

/** The variable that switches Remotion's check, and every REMOTION_AWS_* credential with it, off. */
export const skipVariable = "REMOTION_SKIP_AWS_CREDENTIALS_CHECK";
const insideVariable = "__RESERVED_IS_INSIDE_REMOTION_LAMBDA";

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
	{ id: "skip-check", label: "Skip the credentials check", kind: "switch", variable: skipVariable },
	{ id: "inside-lambda", label: "Inside Remotion Lambda", kind: "switch", variable: insideVariable },
	{ id: "remotion-profile", label: "REMOTION_AWS_PROFILE", kind: "profile", variable: "REMOTION_AWS_PROFILE" },
	{ id: "remotion-keys", label: "REMOTION_AWS_* key pair", kind: "keys", prefix: "REMOTION_AWS_" },
	{ id: "aws-profile", label: "AWS_PROFILE", kind: "profile", variable: "AWS_PROFILE" },
	{ id: "aws-keys", label: "AWS_* key pair", kind: "keys", prefix: "AWS_" },
	{ id: "sdk-chain", label: "AWS SDK default chain", kind: "chain" },
];

/** What sentences call a row. */
function called(rung: Rung): string {
	return "variable" in rung ? rung.variable : `the ${rung.label}`;
}

/** Walks the ladder: which step signs, and what every other step would have had. */
export function climb(
	environment: Environment,
	aws: AwsEnvironment,
	platform?: PlatformFacts,
): { active: Active; steps: Step[] } {
	const refused = environment.get(skipVariable) === undefined ? refusal(environment, aws) : undefined;
	const steps: Step[] = [];
	let winner: Rung | undefined;
	let active: Active | undefined;
	const settle = (rung: Rung, outcome: Outcome): Step["state"] => {
		winner = rung;
		active = outcome.active;
		return active.kind === "error" ? "broken" : "active";
	};

	for (const rung of ladder) {
		const { id, label } = rung;
		const add = (state: Step["state"], reason: string, origins: Step["origins"], details?: Partial<Step>) =>
			steps.push({ id, label, state, reason, origins, ...details });
		switch (rung.kind) {
			case "switch": {
				const setting = environment.setting(rung.variable);
				if (!setting?.value) add("unset", say.switchUnset(rung.id, rung.variable, setting), []);
				else if (winner) add("shadowed", say.switchShadowed(called(winner)), [setting.origin]);
				else {
					winner = rung;
					add("active", say.switchActive(rung.id), [setting.origin]);
				}
				break;
			}
			case "profile": {
				const name = environment.get(rung.variable);
				if (name === undefined) {
					add("unset", say.profileUnset(rung.variable, environment.setting(rung.variable)), []);
					break;
				}
				const outcome = takeProfile(environment, aws, name, rung.variable);
				const state = winner ? "shadowed" : settle(rung, outcome);
				add(
					state,
					say.profileStep(
						rung.variable,
						printable(name),
						state,
						outcome.active,
						winner && { id: winner.id, called: called(winner) },
					),
					outcome.origins,
					{
						profile: printable(name),
						...("accessKeyId" in outcome.active && { accessKeyId: outcome.active.accessKeyId }),
					},
				);
				break;
			}
			case "keys": {
				const variables = keyVariables(rung.prefix);
				const set = variables.flatMap((name) => (environment.get(name) === undefined ? [] : [name]));
				const origins = set.flatMap((name) => environment.setting(name)?.origin ?? []);
				const outcome = takeKeys(environment, rung.prefix);
				const half = set.filter((name) => name !== variables[2]);
				if (outcome) {
					const state = winner ? "shadowed" : settle(rung, outcome);
					add(
						state,
						say.keysStep(
							rung.prefix,
							state,
							outcome.active,
							winner && { id: winner.id, called: called(winner) },
							platform,
						),
						origins,
						{
							...(outcome.active.kind === "keys" && { accessKeyId: outcome.active.accessKeyId }),
						},
					);
					break;
				}
				const missing = variables.slice(0, 2).filter((name) => !half.includes(name));
				const empty = new Map(
					missing.flatMap((name) => {
						const setting = environment.setting(name);
						return setting ? [[name, setting] as const] : [];
					}),
				);
				const [present] = half;
				const [other = ""] = missing;
				if (present !== undefined)
					add("incomplete", say.keysIncomplete(present, other, empty.get(other), refused !== undefined), origins);
				else add("unset", say.keysUnset(rung.prefix, set.length > 0, empty), origins);
				break;
			}
			case "chain": {
				if (refused) {
					settle(rung, { active: refused, origins: [] });
					add("broken", say.refused(refused), []);
				} else if (winner && winner.kind !== "switch") add("unset", say.chainNotReached(called(winner)), []);
				else {
					const outcome = takeChain(environment, aws);
					const reason = say.chainStep(outcome.active, aws.mentionsDefault, winner && called(winner), platform);
					add(settle(rung, outcome), reason, outcome.origins, {
						...("accessKeyId" in outcome.active && { accessKeyId: outcome.active.accessKeyId }),
						...(outcome.active.kind === "profile" && { profile: outcome.active.profile }),
					});
				}
			}
		}
	}
	return { active: active ?? say.unreachable, steps };
}

/**
 * What Remotion's own check says before any client is made; undefined where it passes. It passes with a profile variable, with the text
 * `[default]` anywhere in the credentials file, or with any access key ID and any secret, their prefixes mixed.
 * Source: `checkCredentials` of `@remotion/lambda-client`.
 */
function refusal(environment: Environment, aws: AwsEnvironment): (Active & { kind: "error" }) | undefined {
	const any = (...names: string[]) => names.some((name) => environment.get(name) !== undefined);
	if (any("REMOTION_AWS_PROFILE", "AWS_PROFILE") || aws.mentionsDefault) return undefined;
	if (!any("AWS_ACCESS_KEY_ID", "REMOTION_AWS_ACCESS_KEY_ID")) {
		return { kind: "error", code: "no-access-key-id", message: say.notSet("AWS_ACCESS_KEY_ID") };
	}
	if (!any("AWS_SECRET_ACCESS_KEY", "REMOTION_AWS_SECRET_ACCESS_KEY")) {
		return { kind: "error", code: "no-secret-access-key", message: say.notSet("AWS_SECRET_ACCESS_KEY") };
	}
	return undefined;
}
