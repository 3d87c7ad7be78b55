import type { Environment } from "../../environment/layers.ts";
import { isUnseen, longestEnvFile, readText, type Unreadable } from "../../text/readText.ts";
import type { ExplainInput } from "../../types.ts";

/** Whether dotenvx has the private key for a file: in the environment, or in `.env.keys` beside the file. */
export function hasPrivateKey(input: ExplainInput, path: string, environment: Environment): boolean {
	const keys = path.replace(/[^\\/]*$/, ".env.keys");
	let isThere = false;
	const unreadable = ({ code }: Unreadable) => {
		isThere = isUnseen(code);
	};
	if (readText(input, keys, unreadable, longestEnvFile) !== undefined || isThere) return true;
	return Object.keys(environment.record()).some((name) => name.startsWith("DOTENV_PRIVATE_KEY"));
}

/** Whether dotenv decrypts the vault beside a file in its place. Source: `_vaultPath` and `config` of dotenv 17.3.1. */
export function hasVault(input: ExplainInput, path: string, environment: Environment): boolean {
	if (environment.get("DOTENV_KEY") === undefined) return false;
	const vault = path.endsWith(".vault") ? path : `${path}.vault`;
	return readText(input, vault, () => {}, longestEnvFile) !== undefined;
}
