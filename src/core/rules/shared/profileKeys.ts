import { keepOnly } from "../../dotenv/editAssignments.ts";
import type { AwsFiles } from "../../project/profilePlaces.ts";
import type { Fix } from "../../types.ts";
import {
	accessKeyIdProblem,
	bareKey,
	isAccessKeyId,
	isSecret,
	isStandIn,
	secretProblem,
} from "../../vocabulary/keyFormat.ts";
import { inEach } from "./inEach.ts";
import { inAwsFiles, keyOrigin } from "./sharedConfig.ts";

const parts = ["aws_access_key_id", "aws_secret_access_key"] as const;

/**
 * Finds the access key IDs (0) or secrets (1) of profiles that AWS cannot have made, where the other part shows that they are AWS's: keys of
 * other clouds and of servers of one's own have any shape. Source: `@remotion/lambda-client` 4.0.527 signs with the value as it stands.
 */
export function inProfileKeys(part: 0 | 1) {
	return inAwsFiles((files) =>
		inEach(files.profiles, ({ name, type }) => {
			if (type !== "static") return [];
			const facts = files.table.facts(name);
			const [id = "", secret = ""] = parts.map((key) => facts?.text(key));
			const isId = part === 0;
			const value = isId ? id : secret;
			// Nearly every key is as it should be: that is looked at first.
			const problem = (isId ? accessKeyIdProblem : secretProblem)(value);
			if (problem === undefined) return [];
			const { endpoint_url, services } = files.table.settings(name) ?? {};
			const isOfAws = isId ? /^\W{0,3}A[KS]IA/i.test(id) || isAccessKeyId(secret) : isAccessKeyId(cleaned(id));
			if (endpoint_url || services || !isOfAws) return [];
			// Quotes are another rule's.
			if (isStandIn(value) || /^(["']).*\1$/.test(value)) return [];
			return keyOrigin(files, name, parts[part], "value").map((origin) => ({
				message: `${parts[part]} ${problem}, so AWS rejects every request that uses this profile.`,
				origin,
				fixes: fixes(files, name, part, value),
			}));
		}),
	);
}

/** The key without what stands around it, and without a comment that has no space before it. */
function cleaned(value: string): string {
	return bareKey(value.split(/[#;]/, 1)[0] ?? "");
}

/** Swaps the names of ID and secret, or takes away what stands around the key: no edit contains any of it. */
function fixes(files: AwsFiles, name: string, part: 0 | 1, value: string): Fix[] {
	const [id, secret] = parts.map((key) => files.find(name, key));
	const one = part === 0 ? id : secret;
	if (!id || !secret || !one) return [];
	if (part === 0 && isSecret(value)) {
		const edits = [id, secret].map(({ path, property: { nameRange } }, index) => {
			return { path, range: nameRange, newText: parts[index === 0 ? 1 : 0] };
		});
		return [{ title: `Swap ${parts[0]} and ${parts[1]}`, preferred: true, edits }];
	}
	const clean = cleaned(value);
	const { path, property } = one;
	const text = files.files.find(({ file }) => file.path === path)?.text ?? "";
	const edits = (part === 0 ? isAccessKeyId : isSecret)(clean) ? keepOnly({ path, text }, property, clean) : [];
	return edits.length > 0 ? [{ title: "Remove extra characters", preferred: true, edits }] : [];
}
