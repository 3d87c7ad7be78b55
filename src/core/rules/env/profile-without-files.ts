import { decidingStep } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { isPlatform } from "../../runtimes/index.ts";
import type { Launch, Origin } from "../../types.ts";
import { profileVariables } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";

/** A profile's name where a program runs without this machine's AWS files: in a workflow or a container. */
export const profileWithoutFiles: Rule = {
	id: "profile-without-files",
	severity: "error",
	docs: "A workflow step or a container names a profile, but there are no AWS config and credentials files there: Remotion doesn't fall back and fails.",
	check: (situation) => {
		const { launch, runtime } = situation.input;
		if (launch?.place !== "elsewhere" || isPlatform(runtime) || situation.aws.texts.size > 0) return [];
		const step = decidingStep(situation);
		const variable = profileVariables.find((name) => step?.origins.some((origin) => origin.variable === name));
		if (step?.state !== "broken" || variable === undefined) return [];
		const message = `${variable} names a profile, but ${placeOf(launch)} has no AWS config or credentials files, so Remotion fails. ${remedy(launch)}`;
		return [{ message, origin: originOf(situation, variable, launch), fixes: [] }];
	},
};

function originOf({ environment }: ResolvedProject, variable: string, launch: Launch): Origin {
	const { origin } = environment.setting(variable) ?? {};
	return origin?.path === undefined ? (launch.origin ?? { layer: "launch" }) : origin;
}

function placeOf({ kind }: Launch): string {
	return kind === "workflow" ? "GitHub's runner" : "the container";
}

function remedy({ kind }: Launch): string {
	return kind === "workflow"
		? "Set REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY from secrets instead."
		: "Mount ~/.aws into the home folder of its user, or hand over REMOTION_AWS_ access keys.";
}
