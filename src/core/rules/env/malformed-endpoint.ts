import { commentOutAll } from "../../dotenv/editAssignments.ts";
import { setValue } from "../../dotenv/editValue.ts";
import { nameOrigin } from "../../dotenv/envFile.ts";
import type { Fix } from "../../types.ts";
import { isReference } from "../../vocabulary/keyFormat.ts";
import type { Rule } from "../rule.ts";
import { endpointsInFiles, endpointsInProfile, type FileEndpoint, hostOf } from "../shared/endpoints.ts";

/** An address for Remotion's calls in which the SDK finds no host. */
export const malformedEndpoint: Rule = {
	id: "malformed-endpoint",
	severity: "error",
	docs: "`AWS_ENDPOINT_URL`, or `endpoint_url` in the AWS files, isn't a full URL (`localhost:4566`), so every call fails.",
	isSilentInExamples: true,
	check: (project) => {
		const inFiles = endpointsInFiles(project).flatMap((endpoint) => {
			const { file, assignment, address, calls } = endpoint;
			if (hostOf(address) !== undefined || isReference(address)) return [];
			return [{ message: fails(assignment.name, calls), origin: nameOrigin(file, assignment), fixes: fixes(endpoint) }];
		});
		const inProfile = endpointsInProfile(project).flatMap(({ what, calls, address, origins, fixes }) =>
			hostOf(address) === undefined ? origins.map((origin) => ({ message: fails(what, calls), origin, fixes })) : [],
		);
		return [...inFiles, ...inProfile];
	},
};

function fails(what: string, calls: string): string {
	return `${what} isn't a full URL, so ${calls} fails. Write it with http:// or https:// in front, or remove it.`;
}

/** Puts http:// before a host with a port, as servers for tests are reached; or takes the variable out. */
function fixes({ file, assignment, address }: FileEndpoint): Fix[] {
	const { name } = assignment;
	const isHost = /^[A-Za-z0-9][\w.-]{0,200}:\d{1,5}(?:\/|$)/.test(address);
	const edits = isHost ? setValue(file.path, assignment, `http://${address}`) : [];
	return [
		...(edits.length > 0 ? [{ title: "Put http:// in front", preferred: true, edits }] : []),
		{ title: `Comment out ${name}`, edits: commentOutAll(file, [name]) },
	];
}
