import { keyBits } from "../../sharedConfig/decidingKeys.ts";
import { commandIds, offerOf } from "../../vocabulary/commandIds.ts";
import type { Rule } from "../rule.ts";

const secretKeys: ReadonlySet<string> = new Set(["aws_secret_access_key", "aws_session_token"]);

/** Secrets in an AWS file that others on this machine may read. */
export const readableByOthers: Rule = {
	id: "readable-by-others",
	severity: "warning",
	docs: "An AWS file with secrets that other users of this machine can read; the AWS CLI makes it readable by its owner alone.",
	isOncePerFile: true,
	check: ({ aws, input }) =>
		[aws.credentials, aws.config].flatMap((file) => {
			const mode = file && input.facts?.fileMode?.[file.path];
			if (!file || mode === undefined || (mode & 0o044) === 0) return [];
			const [section] = file.places.sectionsWith(keyBits.aws_secret_access_key | keyBits.aws_session_token);
			const secret = section?.properties.find(({ name }) => secretKeys.has(name));
			if (!secret) return [];
			return [
				{
					message: `Other users of this machine can read this file and the secrets in it (its mode is ${(mode & 0o777).toString(8)}).`,
					origin: { layer: "file" as const, path: file.path, range: secret.nameRange },
					fixes: [
						{
							...offerOf("Restrict file access to owner (chmod 600)", commandIds.protectFile, file.path),
							preferred: true,
						},
					],
				},
			];
		}),
};
