import { commentOutAll } from "../../dotenv/editAssignments.ts";
import { assigned, type EnvFile, nameOrigin } from "../../dotenv/envFile.ts";
import type { Assignment } from "../../dotenv/parse.ts";
import { counts, effectiveValue } from "../../project/lookups.ts";
import { awsFilesOf } from "../../project/profilePlaces.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { isPlatform } from "../../runtimes/index.ts";
import { printable } from "../../text/printableName.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { commentOutKey, keyOrigin } from "../shared/sharedConfig.ts";

/**
 * The variables that move the calls of Remotion's AWS clients, and what each moves.
 * Source: `endpointUrlConfigSelector` of `@smithy/core` 3.41.0, and the clients in `@remotion/lambda-client` 4.0.527.
 */
const endpoints: ReadonlyMap<string, string> = new Map([
	["AWS_ENDPOINT_URL", "every AWS call"],
	["AWS_ENDPOINT_URL_LAMBDA", "every call to AWS Lambda"],
	["AWS_ENDPOINT_URL_S3", "every call to S3"],
	["AWS_ENDPOINT_URL_STS", "every call to STS"],
	["AWS_ENDPOINT_URL_IAM", "every call to IAM"],
	["AWS_ENDPOINT_URL_SERVICE_QUOTAS", "every call to Service Quotas"],
	["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "every call to CloudWatch Logs"],
]);

/** A variable that sends Remotion's calls elsewhere than to AWS, such as to a LocalStack that is not running any more. */
export const customEndpoint: Rule = {
	id: "custom-endpoint",
	severity: "information",
	docs: "`AWS_ENDPOINT_URL`, or `endpoint_url` in the profile of the AWS files that the SDK takes its settings from, sends Remotion's calls to another server than AWS.",
	isAdvice: true,
	isSilentInExamples: true,
	check: (project) => {
		if (/^(?:true|1)$/i.test(project.environment.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ?? "")) return [];
		const inFiles = project.envFiles.flatMap((file) =>
			endpointsIn(file).flatMap((assignment) => {
				const { name } = assignment;
				if (!counts(project, file, name)) return [];
				const fix = { title: `Comment out ${name}`, edits: commentOutAll(file, [name]) };
				return [
					{
						message: `${name} sends ${endpoints.get(name)} to ${hostOf(effectiveValue(project, file, name) ?? "")} instead of AWS. Remove it unless that is what you want.`,
						origin: nameOrigin(file, assignment),
						fixes: [fix],
					},
				];
			}),
		);
		return [...inFiles, ...inProfile(project)];
	},
};

/**
 * The profile of AWS_PROFILE, else the default one, moves every call; that of REMOTION_AWS_PROFILE does not.
 * Source: `endpointUrlConfigSelector` of `@smithy/core` 3.41.0.
 */
function inProfile(project: ResolvedProject): RuleFinding[] {
	const { environment, input } = project;
	if (environment.get("AWS_ENDPOINT_URL") !== undefined || isPlatform(input.runtime)) return [];
	const files = awsFilesOf(project);
	const profile = environment.get("AWS_PROFILE") ?? "default";
	const address = files.find(profile, "endpoint_url")?.property.value.reveal() ?? "";
	if (address === "") return [];
	const message = `endpoint_url of the profile "${printable(profile)}" sends every AWS call to ${hostOf(address)} instead of AWS. Remove it unless that is what you want.`;
	const fixes = commentOutKey(files, profile, "endpoint_url").map((fix) => ({ ...fix, preferred: false }));
	return keyOrigin(files, profile, "endpoint_url").map((origin) => ({ message, origin, fixes }));
}

/** The endpoints that a file sets, in its order. They are looked up: a file may have thousands of other variables. */
function endpointsIn(file: EnvFile): Assignment[] {
	const set = [...endpoints.keys()].flatMap((name) => assigned(file, name) ?? []);
	return set.sort((a, b) => a.range.start - b.range.start);
}

/** The host and port of an address, without user, password, path or query. */
function hostOf(address: string): string {
	return URL.canParse(address) ? printable(new URL(address).host) || "another address" : "another address";
}
