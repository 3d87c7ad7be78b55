import type { EnvironmentBlock } from "../../code/configurationFile.ts";
import type { LintKind } from "../../code/kind.ts";
import { inWords } from "../../project/otherReaders.ts";
import type { Origin } from "../../types.ts";
import { profileVariables } from "../../vocabulary/variables.ts";
import type { LintedConfiguration, LintRule } from "./types.ts";
import { plainNames } from "./unprefixed-in-code.ts";

/** The files that are looked at. */
const handing: ReadonlySet<LintKind> = new Set(["vercel", "workflow"]);

/** Plain AWS names handed to a deployment that calls Remotion Lambda. */
export const unprefixedInDeployment: LintRule = {
	id: "unprefixed-in-deployment",
	severity: "warning",
	docs: "`vercel.json`, or a workflow step that runs Remotion Lambda (information), hands over a credential without the `REMOTION_` prefix, or a profile, which isn't there.",
	check: (file) => {
		// Of what is deployed to AWS Lambda and Netlify other rules speak.
		if (file.kind === "code" || !handing.has(file.kind)) return [];
		return file.configuration.blocks.flatMap((block) =>
			file.kind !== "workflow" || isForRemotion(block, file) ? findings(file, block) : [],
		);
	},
};

function findings(file: LintedConfiguration, { variables }: EnvironmentBlock) {
	const names = new Set(variables.map(({ name }) => name));
	const plain = variables.filter(
		({ name }) => plainNames.has(name) && !profiles.has(name) && !names.has(`REMOTION_${name}`),
	);
	const named = variables.filter(({ name }) => profiles.has(name) && !isProfileThere(file));
	const ofProfiles = named.map(({ name, range }) => {
		const where = file.kind === "workflow" ? "on GitHub's runner" : "on Vercel";
		const message = `${name} names a profile, and ${where} there are no AWS files with profiles: leave it out, and set the REMOTION_AWS_* access keys.`;
		const origin = { layer: "file" as const, path: file.path, range, variable: name };
		return { message, origin, fixes: [] };
	});
	const ofKeys = plain.map(({ name, range }) => {
		const origin = { layer: "file" as const, path: file.path, range, variable: name };
		const renamed = plain;
		const title = renamed.length > 1 ? "Rename to REMOTION_AWS_…" : `Rename to REMOTION_${name}`;
		const why =
			file.kind === "workflow"
				? "every step with AWS tools reads the unprefixed variables, and actions such as configure-aws-credentials overwrite them"
				: "Vercel Functions run on AWS, where the platform can set the unprefixed variables";
		const others = inWords(file.facts.otherReaders ?? []);
		const should =
			others === ""
				? `${name} should be REMOTION_${name}, which Remotion alone reads`
				: `Set REMOTION_${name} too, which Remotion alone reads, and leave ${name} to ${others}`;
		return {
			...(file.kind === "workflow" && { severity: "information" as const }),
			message: `${should}: ${why}.`,
			origin,
			fixes: [
				{
					title,
					// Another client in the deployment may read the plain name.
					preferred: others === "",
					edits: renamed.map((other) => ({ path: file.path, range: other.range, newText: `REMOTION_${other.name}` })),
				},
			],
		};
	});
	return [...ofKeys, ...ofProfiles].sort((one, other) => one.origin.range.start - other.origin.range.start);
}

const profiles: ReadonlySet<string> = new Set(profileVariables);

/** Whether a profile may be there, or the steps are known as launches: then `profile-without-files` speaks of it. */
function isProfileThere({ kind, text, facts }: LintedConfiguration): boolean {
	if (kind !== "workflow") return false;
	return facts.launchedAt !== undefined || /aws-profile:|\.aws\/|aws configure|self-hosted/.test(text);
}

const lambdaCommand = /\bremotionb? lambda\b/;
/** Programs that read the plain names themselves: what is theirs is not Remotion's to rename. */
const otherTools =
	/\b(?:aws|sam|cdk|sst|serverless|sls|terraform|tofu|pulumi|amplify|copilot|eb|s3cmd)\b(?! s?sso)|@aws-|s3-|\b(?:ecr|ecs)\b/;
const npmRun = /\b(?:npm|pnpm|yarn|bun)(?: run)? ([\w:.-]+)/g;

/** Whether what runs with these variables is Remotion Lambda, and nothing else that wants them. */
function isForRemotion({ commands, places = [] }: EnvironmentBlock, { facts, path }: LintedConfiguration): boolean {
	const { scripts, launchedAt = [] } = facts;
	const ran = commands.flatMap((command) => [
		command,
		...[...command.matchAll(npmRun)].flatMap(([, name]) => scripts[name ?? ""] ?? []),
	]);
	const isLaunched = launchedAt.some(
		(origin) => origin.path === path && places.some(({ start, end }) => start <= at(origin) && at(origin) < end),
	);
	return (
		(isLaunched || ran.some((command) => lambdaCommand.test(command))) &&
		!ran.some((command) => otherTools.test(command))
	);
}

function at({ range }: Origin): number {
	return range?.start ?? -1;
}
