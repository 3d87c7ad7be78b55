import { agentTools, languageModelTool } from "../../contributions.ts";
import { errorAnswer } from "../../core/awsAccount/agentAnswers.ts";
import { cleanText } from "../../core/environmentReport/read.ts";
import { explainError } from "../../core/errorGuide/index.ts";
import { resolveProject } from "../../core/project/resolve.ts";
import { secretsOf } from "../../core/project/secretsOf.ts";
import { KnownTexts, redact } from "../../core/text/redact.ts";
import { check } from "../check.ts";
import { explainHere, type Here, reportOf } from "../here.ts";
import { explainThem, findLaunchesOf } from "../launches.ts";
import { paint } from "../paint.ts";
import { callerLine, textOf } from "../text.ts";
import { broughtHere } from "./brought.ts";
import { type Call, type Tool, WrongCall } from "./tool.ts";

const plain = paint(false);
const unasked = {
	command: "check",
	format: "text",
	launches: false,
	verify: false,
	strict: false,
	allowAws: false,
} as const;

const folder = {
	description:
		"The folder of the project: absolute, or relative to the one in which this server was started, and in it. Leave it out for that one.",
	longest: 4_096,
};
const profile = {
	description: "The name of an AWS profile. Leave it out for the credentials that Remotion Lambda uses in the project.",
	longest: 1_000,
};
const noSecret = "Its result contains no secret.";

/** Every tool, with the words that the extension's tools for assistants have. */
export const tools: readonly Tool[] = [
	{
		name: languageModelTool,
		title: "Remotion Lambda credentials",
		description: `Explains which AWS credentials Remotion Lambda (npm packages @remotion/lambda and @remotion/lambda-client) uses in a folder: the active source, all credential sources in order of precedence with the reason why each other one isn't used, the region, the launches (scripts, servers, commands that start Remotion) with what each uses, and the problems in .env files and AWS files with their locations. Variables are those that this server was started with: a person's terminal may have others. Use it before changing .env files, AWS profiles or code that calls Remotion Lambda, and when a render fails with errors such as UnrecognizedClientException, AccessDenied, 'security token is invalid' or missing credentials. It reads local files only, doesn't contact AWS, and changes nothing. ${noSecret} Access key IDs are masked.`,
		takes: {
			folder,
			launch: {
				description:
					'How Remotion is started, as the list of launches names it: "npm run deploy". Leave it out for the environment that this server was started with.',
				longest: 1_000,
			},
		},
		asksAws: false,
		answer: credentials,
	},
	{
		name: "remotionLambda_problems",
		title: "Check Remotion Lambda credentials",
		description: `Finds what is wrong with the AWS credentials of Remotion Lambda in the files of a folder: .env files, AWS files, scripts, code, workflows and configuration of hosting platforms, each problem with its rule and location. Use it after changing any of these, and before committing. It reads local files only, doesn't contact AWS, and changes nothing. ${noSecret}`,
		takes: { folder },
		asksAws: false,
		answer: async (call) => (await check({ ...unasked, filesOnly: true, folder: call.folder }, plain)).text,
	},
	{
		name: agentTools.explainError,
		title: "Explain Remotion Lambda error",
		description: `Explains an error message of Remotion Lambda (@remotion/lambda), the AWS SDK or the AWS CLI: the cause in this project, what to do, and the documentation. Pass the whole text of the error. It doesn't contact AWS. ${noSecret}`,
		takes: {
			error: {
				description: "The text of the error, as the program printed it.",
				isNeeded: true,
				longest: 1_000_000,
			},
			folder,
		},
		asksAws: false,
		answer: explained,
	},
	{
		name: agentTools.verifyIdentity,
		title: "Verify AWS identity",
		description: `Asks AWS (sts:GetCallerIdentity) which account and user the credentials belong to that Remotion Lambda (@remotion/lambda) uses in this project, or those of an AWS profile, and says why if AWS rejects them. Use it when a render fails with an authentication error, and before anything that costs or deletes. ${noSecret}`,
		takes: { folder, profile },
		asksAws: true,
		answer: verified,
	},
];

async function credentials(call: Call): Promise<string> {
	const here = await explainHere({ folder: call.folder });
	const launches = explainThem(here.input, await findLaunchesOf(here), here.cache);
	const { launch: asked } = call.given;
	if (asked === undefined) return textOf(reportOf(here, { launches }), plain);
	const found = launches.find(({ launch }) => cleanText(launch.label) === asked || launch.id === asked);
	if (!found) {
		const names = launches.map(({ launch }) => cleanText(launch.label));
		throw new WrongCall(`Launch not found. Launches: ${names.join(", ") || "none"}.`);
	}
	const { launch, explanation } = found;
	return textOf(reportOf({ ...here, input: { ...here.input, launch }, explanation }), plain);
}

async function explained({ folder, given: { error = "" } }: Call): Promise<string> {
	const here = await explainHere({ folder });
	const known = new KnownTexts(secretsOf(resolveProject(here.input, here.cache)));
	const explanation = explainError(error, here.explanation, { known });
	// What the extension offers to click is not here.
	return errorAnswer(explanation && { ...explanation, actions: [] });
}

async function verified({ folder, given: { profile }, signal }: Call): Promise<string> {
	const here: Here = await explainHere({ folder });
	const brought = broughtHere(here, profile);
	if (brought.length > 0)
		throw new WrongCall(
			`AWS wasn't asked: files of the project set ${brought.join(", ")}, by which they could run a program or send the credentials elsewhere. A person can look at them and run "remotion-lambda-credentials --verify" in a terminal.`,
		);
	const { accountFindings, verify } = await import("../verify.ts");
	const identity = await verify(here, { ...(profile !== undefined && { profile }), ...(signal && { signal }) });
	if (!identity.ok) return redact(identity.message);
	const findings = profile === undefined ? accountFindings(here.explanation, identity) : [];
	return redact([callerLine(identity), ...findings.map(({ message }) => message)].join("\n"));
}
