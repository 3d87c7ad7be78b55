import type { EnvironmentBlock } from "../../code/environmentBlocks.ts";
import { inWords } from "../../project/otherReaders.ts";
import type { LintedConfiguration, LintFacts, LintRule } from "./types.ts";
import { plainNames } from "./unprefixed-in-code.ts";

/** Plain AWS names handed to a deployment that calls Remotion Lambda. */
export const unprefixedInDeployment: LintRule = {
	id: "unprefixed-in-deployment",
	severity: "warning",
	docs: "`vercel.json`, or a workflow step that runs Remotion Lambda (information), hands over a credential without the `REMOTION_` prefix.",
	check: (file) => {
		if (file.kind === "code") return [];
		return file.configuration.blocks.flatMap((block) =>
			file.kind !== "workflow" || isForRemotion(block, file.facts) ? findings(file, block) : [],
		);
	},
};

function findings(file: LintedConfiguration, { variables }: EnvironmentBlock) {
	const names = new Set(variables.map(({ name }) => name));
	const plain = variables.filter(({ name }) => plainNames.has(name) && !names.has(`REMOTION_${name}`));
	return plain.map(({ name, range }) => {
		const origin = { layer: "file" as const, path: file.path, range, variable: name };
		if (name === "AWS_PROFILE" && file.kind !== "workflow") {
			const message =
				"AWS_PROFILE names a profile, and on Vercel there are no AWS files with profiles: leave it out, and set the REMOTION_AWS_* access keys.";
			return { message, origin, fixes: [] };
		}
		const renamed = name === "AWS_PROFILE" ? [{ name, range }] : plain.filter((other) => other.name !== "AWS_PROFILE");
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
}

const lambdaCommand = /\bremotionb? lambda\b/;
/** Programs that read the plain names themselves: what is theirs is not Remotion's to rename. */
const otherTools =
	/\b(?:aws|sam|cdk|sst|serverless|sls|terraform|tofu|pulumi|amplify|copilot|eb|s3cmd)\b(?! s?sso)|@aws-|s3-|\b(?:ecr|ecs)\b/;
const npmRun = /\b(?:npm|pnpm|yarn|bun)(?: run)? ([\w:.-]+)/g;

/** Whether what runs with these variables is Remotion Lambda, and nothing else that wants them. */
function isForRemotion({ commands }: EnvironmentBlock, { scripts }: LintFacts): boolean {
	const ran = commands.flatMap((command) => [
		command,
		...[...command.matchAll(npmRun)].flatMap(([, name]) => scripts[name ?? ""] ?? []),
	]);
	return ran.some((command) => lambdaCommand.test(command)) && !ran.some((command) => otherTools.test(command));
}
