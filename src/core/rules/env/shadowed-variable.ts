import { keyVariables } from "../../credentialProviders/defaultChain.ts";
import { commentOut } from "../../dotenv/editValue.ts";
import type { Assignment } from "../../dotenv/parse.ts";
import type { EnvFile } from "../../environment/expandFiles.ts";
import { place } from "../../precedence/reasons.ts";
import { runtimes } from "../../runtimes/index.ts";
import type { Fix, Origin, Step } from "../../types.ts";
import type { Rule, Situation } from "../rule.ts";
import { assigned, decidingStep, nameOrigin } from "../shared/keyParts.ts";

/** The names each step of the ladder looks at. */
export const stepsOf: readonly [Step["id"], readonly string[]][] = [
	["remotion-profile", ["REMOTION_AWS_PROFILE"]],
	["remotion-keys", keyVariables("REMOTION_AWS_")],
	["aws-profile", ["AWS_PROFILE"]],
	["aws-keys", keyVariables("AWS_")],
];

const regionNames = ["REMOTION_AWS_REGION", "AWS_REGION"];

/** A variable that is set and yet does nothing, because another one wins. */
export const shadowedVariable: Rule = {
	id: "shadowed-variable",
	severity: "hint",
	docs: "This variable has no effect: the shell, another file or a variable that Remotion looks at first wins.",
	check: (situation) =>
		situation.envFiles
			.filter(({ loaded }) => loaded)
			.flatMap((file) => {
				const found = [...stepsOf.map(([, names]) => names), ["REMOTION_AWS_REGION"], ["AWS_REGION"]].flatMap(
					(names) => {
						const shadowed = names.flatMap((name) => {
							const assignment = assigned(file, name);
							const winner = assignment && winnerOver(situation, file, assignment);
							return assignment && winner ? [{ assignment, winner }] : [];
						});
						if (shadowed.length === 0 || names.some((name) => isReferredTo(situation, name))) return [];
						const fix = silence(
							file,
							shadowed.map(({ assignment }) => assignment.name),
						);
						return shadowed.map(({ assignment, winner }) => ({
							message: `${assignment.name} has no effect on Remotion here: ${winner.why}`,
							origin: nameOrigin(file, assignment),
							fixes: [fix],
							related: winner.origins.map((origin) => ({ origin, message: "This wins" })),
						}));
					},
				);
				return found.sort((a, b) => (a.origin.range?.start ?? 0) - (b.origin.range?.start ?? 0));
			}),
};

/** Comments out every assignment of the names: with the last one alone, an earlier one would come back; half a pair is no use. */
function silence(file: EnvFile, names: readonly string[]): Fix {
	return {
		title: names.length > 1 ? `Comment out ${names.length} unused variables` : `Comment out ${names[0]}`,
		edits: file.parsed.assignments
			.filter(({ name }) => names.includes(name))
			.flatMap((assignment) => commentOut(file.path, file.text, assignment)),
	};
}

/** Whether a value refers to the variable, where the runtime replaces variables: it has an effect then, if only by the other. */
function isReferredTo({ input, envFiles }: Situation, name: string): boolean {
	if (!runtimes[input.runtime].expand) return false;
	return envFiles.some(
		({ loaded, last }) => loaded && [...last.values()].some(({ value }) => refersTo(value.reveal(), name)),
	);
}

/** `$NAME` or `${NAME…}`, and no longer name. */
function refersTo(value: string, name: string): boolean {
	for (let at = value.indexOf(name); at !== -1; at = value.indexOf(name, at + 1)) {
		const before = value.slice(Math.max(0, at - 2), at);
		if ((before.endsWith("$") || before === "${") && !/^\w/.test(value.slice(at + name.length))) return true;
	}
	return false;
}

type Winner = { why: string; origins: Origin[] } | undefined;

/** What keeps an assignment of a loaded file from having an effect; undefined: nothing, or it is no variable of Remotion's. */
export function winnerOver(situation: Situation, file: EnvFile, assignment: Assignment): Winner {
	return sameName(situation, file, assignment) ?? otherName(situation, assignment.name);
}

/** The same variable is set in a layer that wins. */
function sameName({ environment }: Situation, file: EnvFile, { name }: Assignment): Winner {
	const setting = environment.setting(name);
	if (!setting || setting.origin.path === file.path) return undefined;
	const value = setting.value === "" ? "sets it to nothing, which still wins" : "sets it too and wins";
	return {
		why: `${place(setting.origin)} ${value}.`,
		origins: setting.origin.layer === "file" ? [setting.origin] : [],
	};
}

/** Another variable comes first in Remotion's order. */
function otherName(situation: Situation, name: string): Winner {
	const { environment, region, input } = situation;
	if (regionNames.includes(name)) {
		if (input.runtime !== "remotion-cli" && input.runtime !== "bun") return undefined;
		const { variable } = region.origin;
		if (variable === name || variable === undefined) return undefined;
		return { why: `Remotion takes ${variable} first.`, origins: fileOrigins([region.origin]) };
	}
	const own = stepsOf.find(([, names]) => names.includes(name))?.[0];
	const step = situation.steps.find(({ id }) => id === own);
	const deciding = decidingStep(situation);
	if (step?.state !== "shadowed" || !deciding) return undefined;
	// Left to the SDK's chain, the plain keys lose against AWS_PROFILE and not against the switch.
	const isSwitch = deciding.id === "skip-check" || deciding.id === "inside-lambda";
	if (isSwitch && !name.startsWith("REMOTION_")) {
		const profile = environment.setting("AWS_PROFILE");
		if (own === "aws-profile" || !profile?.value) return undefined;
		return { why: "the AWS SDK takes AWS_PROFILE first.", origins: fileOrigins([profile.origin]) };
	}
	const why = isSwitch
		? `${deciding.origins[0]?.variable ?? deciding.label} switches it off.`
		: `Remotion takes ${deciding.id === "remotion-keys" ? `the ${deciding.label}` : deciding.label} first.`;
	return { why, origins: fileOrigins(deciding.origins) };
}

function fileOrigins(origins: readonly Origin[]): Origin[] {
	return origins.filter(({ layer, path }) => layer === "file" && path !== undefined).slice(0, 1);
}
