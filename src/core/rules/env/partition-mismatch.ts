import { decidingStep } from "../../project/lookups.ts";
import { awsFilesOf } from "../../project/profilePlaces.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { printable } from "../../text/printableName.ts";
import type { Origin } from "../../types.ts";
import { accountOf, type Partition, partitionOf, partitionOfArn } from "../../vocabulary/partitions.ts";
import type { Rule } from "../rule.ts";
import { keyOrigin } from "../shared/sharedConfig.ts";

/** A profile of one of AWS's partitions, and a region of another. */
export const partitionMismatch: Rule = {
	id: "partition-mismatch",
	severity: "error",
	docs: "The profile that Remotion uses belongs to AWS China (its `role_arn` or `sso_region` says so) and the region does not, or the other way round: accounts of one don't exist in the other.",
	check: (project) => {
		const { active, region, input } = project;
		if (active.kind !== "profile") return [];
		const regions = region.problem !== undefined ? [] : region.value === null ? input.launch?.regions : [region.value];
		const sign = signOf(project, active.profile);
		const other = sign && regions?.find((one) => partitionOf(one) !== sign.partition);
		if (!sign || other === undefined) return [];
		const message = `The profile "${printable(active.profile)}" is of an ${accountOf[sign.partition]} (${sign.key}), and ${printable(other)} needs an ${accountOf[partitionOf(other)]}: AWS rejects its credentials there. Choose another region or profile.`;
		const named = decidingStep(project)?.origins.find(({ path }) => path !== undefined);
		const origin = region.origin.path === undefined ? (named ?? sign.origin) : region.origin;
		return origin ? [{ message, origin, fixes: [] }] : [];
	},
};

interface Sign {
	readonly partition: Partition;
	readonly key: string;
	readonly origin: Origin | undefined;
}

/** What says to which partition a profile's account belongs: the role that it assumes, else where its people sign in. */
function signOf(project: ResolvedProject, profile: string): Sign | undefined {
	const { table } = project.aws;
	const files = awsFilesOf(project);
	const settings = table.settings(profile) ?? {};
	const role = partitionOfArn(settings.role_arn?.value.reveal() ?? "");
	if (role) return { partition: role, key: "role_arn", origin: keyOrigin(files, profile, "role_arn", "value")[0] };
	const session = table.ssoSession(settings.sso_session?.value.reveal() ?? "") ?? settings;
	const region = session.sso_region?.value.reveal();
	if (region === undefined || region === "") return undefined;
	const origin =
		keyOrigin(files, profile, "sso_region", "value")[0] ?? keyOrigin(files, profile, "sso_session", "value")[0];
	return { partition: partitionOf(region), key: "sso_region", origin };
}
