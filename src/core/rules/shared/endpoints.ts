import { assigned, type EnvFile } from "../../dotenv/envFile.ts";
import type { Assignment } from "../../dotenv/parse.ts";
import { counts, effectiveValue } from "../../project/lookups.ts";
import { awsFilesOf } from "../../project/profilePlaces.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { isPlatform, otherSdkOf } from "../../runtimes/index.ts";
import { printable } from "../../text/printableName.ts";
import type { Fix, Origin } from "../../types.ts";
import { ignoredEndpoints, isPresent, remotionVersionOf } from "../../vocabulary/remotionVersions.ts";
import { commentOutKey, keyOrigin } from "./sharedConfig.ts";

/**
 * The variables that move the calls of Remotion's AWS clients, and what each moves.
 * Source: `endpointUrlConfigSelector` of `@smithy/core` 3.41.0, and the clients in `@remotion/lambda-client` 4.0.527.
 */
export const endpoints: ReadonlyMap<string, string> = new Map([
	["AWS_ENDPOINT_URL", "every AWS call"],
	["AWS_ENDPOINT_URL_LAMBDA", "every call to AWS Lambda"],
	["AWS_ENDPOINT_URL_S3", "every call to S3"],
	["AWS_ENDPOINT_URL_STS", "every call to STS"],
	["AWS_ENDPOINT_URL_IAM", "every call to IAM"],
	["AWS_ENDPOINT_URL_SERVICE_QUOTAS", "every call to Service Quotas"],
	["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "every call to CloudWatch Logs"],
]);

/** An address that a file gives to Remotion's calls. */
export interface FileEndpoint {
	readonly file: EnvFile;
	readonly assignment: Assignment;
	readonly address: string;
	/** What it moves. */
	readonly calls: string;
}

/** The endpoints that count, in the files' order. They are looked up: a file may have thousands of other variables. */
export function endpointsInFiles(project: ResolvedProject): FileEndpoint[] {
	if (areIgnored(project)) return [];
	return project.envFiles.flatMap((file) => {
		const set = [...endpoints].flatMap(([name, calls]) => {
			const assignment = assigned(file, name);
			if (!assignment || !counts(project, file, name)) return [];
			return [{ file, assignment, address: effectiveValue(project, file, name) ?? "", calls }];
		});
		return set.sort((a, b) => a.assignment.range.start - b.assignment.range.start);
	});
}

/** An address of the AWS files that counts: where it stands, and the fixes that comment it out. */
export interface ProfileEndpoint {
	/** How it is called in a sentence. */
	readonly what: string;
	readonly calls: string;
	readonly address: string;
	readonly origins: readonly Origin[];
	readonly fixes: Fix[];
}

/**
 * The profile of AWS_PROFILE, else the default one, moves every call, and its section of services the calls of one; REMOTION_AWS_PROFILE does not.
 * Source: `endpointUrlConfigSelector` of `@smithy/core` 3.41.0. Without its section of services, the profile's own address does not count either.
 */
export function endpointsInProfile(project: ResolvedProject): ProfileEndpoint[] {
	const { environment, input } = project;
	if (areIgnored(project) || environment.get("AWS_ENDPOINT_URL") !== undefined || isPlatform(input.runtime)) return [];
	const files = awsFilesOf(project);
	const profile = environment.get("AWS_PROFILE") ?? "default";
	const textOf = (key: string) => files.find(profile, key)?.property.value.reveal() ?? "";
	const address = textOf("endpoint_url");
	const services = textOf("services");
	const own = {
		what: `endpoint_url of the profile "${printable(profile)}"`,
		calls: "every AWS call",
		address,
		origins: keyOrigin(files, profile, "endpoint_url"),
		fixes: commentOutKey(files, profile, "endpoint_url").map((fix) => ({ ...fix, preferred: false })),
	};
	const all = address === "" ? [] : [own];
	const { path, places } = files.files.find(({ file }) => file.kind === "config")?.file ?? {};
	if (services === "" || path === undefined || !places) return all;
	const properties = [...places.special]
		.map((index) => places.section(index))
		.flatMap((section) => (section.key === `services.${services}` ? section.properties : []));
	if (properties.length === 0) return [];
	const single = [...endpoints].flatMap(([variable, calls]) => {
		const key = `${variable.slice(17).toLowerCase()}.endpoint_url`;
		const property = properties.findLast(({ name }) => name === key);
		if (!property || environment.get(variable) !== undefined) return [];
		const { start } = property.nameRange;
		const edits = [{ path, range: { start, end: start }, newText: "# " }];
		return {
			what: `endpoint_url in [services ${printable(services)}]`,
			calls,
			address: property.value.reveal(),
			origins: [{ layer: "file" as const, path, range: property.nameRange }],
			fixes: [{ title: "Comment out endpoint_url", edits }],
		};
	});
	return [...all, ...single];
}

/** The newest Remotion does not know the variable; the AWS SDKs of other languages take the word in any case. */
function areIgnored({ environment, input }: ResolvedProject): boolean {
	const value = environment.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ?? "";
	if (otherSdkOf(input)) return /^(?:true|1)$/i.test(value);
	return value === "true" && isPresent(ignoredEndpoints, remotionVersionOf(input));
}

/**
 * The host and port of an address, without user, password, path or query; undefined: the SDK finds none in it. `127.0.0.1:4566` is a
 * TypeError, "Invalid URL"; `localhost:4566` is a URL of the scheme "localhost", and no such server is asked.
 * Source: `@remotion/lambda-client` 4.0.527 with such addresses.
 */
export function hostOf(address: string): string | undefined {
	const host = URL.canParse(address) ? new URL(address).host : "";
	return host === "" ? undefined : printable(host);
}
