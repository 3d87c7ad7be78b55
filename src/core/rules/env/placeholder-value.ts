import { valueOrigin } from "../../dotenv/envFile.ts";
import { isKeptByVercel, isPlaceholder } from "../../vocabulary/keyFormat.ts";
import type { Rule } from "../rule.ts";
import { allOf, inEach } from "../shared/inEach.ts";
import { keyParts } from "../shared/keyParts.ts";
import { inAwsFiles, keyOrigin } from "../shared/sharedConfig.ts";

/** A text that says what to fill in, still there. */
export const placeholderValue: Rule = {
	id: "placeholder-value",
	severity: "warning",
	docs: "The value is still a placeholder (`YOUR_…`, `<…>`, `AK…`, `xxx`): Remotion uses it as a real key, and AWS rejects it.",
	isSilentInExamples: true,
	check: (situation) =>
		allOf([
			inProfiles(situation),
			inEach(situation.envFiles, (file) =>
				inEach(keyParts(file), ({ isExact, value, assignment }) => {
					if (!isExact || !isPlaceholder(value) || isKeptByVercel(value)) return [];
					const message = `${assignment.name} still contains a placeholder. Replace it, or AWS rejects every request.`;
					return [{ message, origin: valueOrigin(file, assignment), fixes: [] }];
				}),
			),
		]),
};

const keys = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"] as const;

const inProfiles = inAwsFiles((files) =>
	inEach(files.profiles, ({ name, type }) => {
		if (type !== "static") return [];
		const facts = files.table.facts(name);
		return keys
			.filter((key) => isPlaceholder(facts?.text(key) ?? ""))
			.flatMap((key) =>
				keyOrigin(files, name, key, "value").map((origin) => ({
					message: `${key} still contains a placeholder, so AWS rejects every request that uses this profile.`,
					origin,
					fixes: [],
				})),
			);
	}),
);
