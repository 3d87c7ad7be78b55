import { fileName, nameOrigin } from "../../dotenv/envFile.ts";
import type { Fix } from "../../types.ts";
import { commandIds, offerOf } from "../../vocabulary/commandIds.ts";
import type { Rule } from "../rule.ts";
import { moveToProfile } from "../shared/fixes.ts";
import { commentedSecret, firstSecret } from "../shared/keyParts.ts";

/** Secrets in a file that Git keeps, or is about to. */
export const envFileInGit: Rule = {
	id: "env-file-in-git",
	severity: "error",
	docs: "A file with secrets, in a comment too, that Git tracks (error), or neither tracks nor ignores (warning): once committed, anyone with access to the repository can read them.",
	isOncePerFile: true,
	check: ({ envFiles, input }) =>
		envFiles.flatMap((file) => {
			const state = input.facts?.git?.[file.path];
			if (state !== "tracked" && state !== "untracked") return [];
			const secret = firstSecret(file);
			const origin = secret ? nameOrigin(file, secret) : commentedSecret(file);
			if (!origin) return [];
			const ignore = offerOf(`Add ${fileName(file)} to .gitignore`, commandIds.addToGitignore, file.path);
			const isTracked = state === "tracked";
			const fixes: Fix[] = isTracked
				? [...moveToProfile({ input }, file).map((fix) => ({ ...fix, preferred: true })), ignore]
				: [{ ...ignore, preferred: true }, ...moveToProfile({ input }, file)];
			return [
				{
					message: isTracked
						? `Git tracks ${fileName(file)}, so committing it exposes this secret to everyone with access to the repository. Move the keys out of the file. If they were ever committed, replace them in AWS.`
						: `${fileName(file)} isn't in .gitignore, so this secret could end up in your next commit.`,
					origin,
					fixes,
					...(!isTracked && { severity: "warning" as const }),
				},
			];
		}),
};
