import { commentOutAll } from "../../dotenv/editAssignments.ts";
import { nameOrigin } from "../../dotenv/envFile.ts";
import type { Rule } from "../rule.ts";
import { endpointsInFiles, endpointsInProfile, hostOf } from "../shared/endpoints.ts";

/** A variable that sends Remotion's calls elsewhere than to AWS, such as to a LocalStack that is not running any more. */
export const customEndpoint: Rule = {
	id: "custom-endpoint",
	severity: "information",
	docs: "`AWS_ENDPOINT_URL`, or `endpoint_url` in the profile of the AWS files that the SDK takes its settings from, sends Remotion's calls to another server than AWS.",
	isAdvice: true,
	isSilentInExamples: true,
	check: (project) => {
		const inFiles = endpointsInFiles(project).flatMap(({ file, assignment, address, calls }) => {
			const host = hostOf(address);
			if (host === undefined) return [];
			const { name } = assignment;
			const fix = { title: `Comment out ${name}`, edits: commentOutAll(file, [name]) };
			return [{ message: sent(name, calls, host), origin: nameOrigin(file, assignment), fixes: [fix] }];
		});
		const inProfile = endpointsInProfile(project).flatMap(({ what, calls, address, origins, fixes }) => {
			const host = hostOf(address);
			return host === undefined ? [] : origins.map((origin) => ({ message: sent(what, calls, host), origin, fixes }));
		});
		return [...inFiles, ...inProfile];
	},
};

function sent(what: string, calls: string, host: string): string {
	return `${what} sends ${calls} to ${host} instead of AWS. Remove it unless that is what you want.`;
}
