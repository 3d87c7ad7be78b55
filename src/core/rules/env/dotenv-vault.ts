import { fileName, nameOrigin } from "../../dotenv/envFile.ts";
import type { Rule } from "../rule.ts";
import { firstCredential } from "../shared/keyParts.ts";

/** Credentials in a file in the place of which dotenv decrypts its `.vault`. */
export const dotenvVault: Rule = {
	id: "dotenv-vault",
	severity: "warning",
	docs: "`DOTENV_KEY` is set and `.env.vault` exists, so dotenv decrypts that file and reads nothing from `.env`.",
	isOncePerFile: true,
	check: ({ envFiles, vaults }) =>
		envFiles.flatMap((file) => {
			const first = vaults.includes(file.path) ? firstCredential(file) : undefined;
			if (!first) return [];
			const name = fileName(file);
			return [
				{
					message: `DOTENV_KEY is set, so dotenv decrypts ${name}.vault and doesn't read ${name}. Unset DOTENV_KEY to use these credentials.`,
					origin: nameOrigin(file, first),
					fixes: [],
				},
			];
		}),
};
