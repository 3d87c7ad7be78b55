import { maskAccessKeyId } from "../../text/secret.ts";
import type { Profile } from "../../types.ts";
import { isLongLived } from "../../vocabulary/keyFormat.ts";
import type { Rule } from "../rule.ts";
import { isPause } from "../shared/inEach.ts";
import { inAwsFiles, keyOrigin } from "../shared/sharedConfig.ts";

/** Keys that never expire, where the files have a way to such that do. */
export const longLivedKeys: Rule = {
	id: "long-lived-keys",
	severity: "information",
	docs: "Long-term access keys, although these files have an SSO profile, or a role that uses one, with temporary credentials.",
	isOncePerFile: true,
	isAdvice: true,
	check: inAwsFiles(function* (files) {
		const { table, profiles } = files;
		const isShortLived = ({ type, problem, sourceProfile }: Profile) =>
			problem === undefined &&
			(type === "sso" || (type === "role" && sourceProfile !== undefined && table.get(sourceProfile)?.type === "sso"));
		let other: Profile | undefined;
		for (const [index, profile] of profiles.entries()) {
			if (isPause(index)) yield undefined;
			if (!isShortLived(profile)) continue;
			other = profile;
			break;
		}
		if (!other) return;
		const { name: better } = other;
		let sources: ReadonlySet<string | undefined> | undefined;
		// One line is enough to say it: it is no mistake.
		for (const { name, type, problem, accessKeyId = "" } of profiles) {
			if (type !== "static" || problem !== undefined || !isLongLived(accessKeyId)) continue;
			sources ??= new Set(profiles.map(({ sourceProfile }) => sourceProfile));
			if (sources.has(name)) continue;
			yield* keyOrigin(files, name, "aws_access_key_id").map((origin) => ({
				message: `${maskAccessKeyId(accessKeyId)} is a long-term access key: anyone who copies it can use it until you delete it. Profile "${better}" uses temporary credentials instead.`,
				origin,
				fixes: [],
			}));
			return;
		}
	}),
};
