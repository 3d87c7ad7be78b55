import { isSecretName } from "../text/masking/names.ts";
import type { ResolvedProject } from "./resolvedProject.ts";

/**
 * The secrets that the product has read for a project: of its `.env` files, of the AWS files and of the environment. They are what to take out
 * of texts that come from elsewhere, and must go no further.
 */
export function secretsOf({ input, envFiles, aws }: ResolvedProject): string[] {
	const found: string[] = [];
	const add = (name: string, value: string | undefined) => {
		if (value !== undefined && value.length >= shortest && isSecretName(name)) found.push(value);
	};
	for (const { parsed, values } of envFiles) {
		for (const { name, value } of parsed.assignments) add(name, value.reveal());
		for (const [name, value] of values ?? []) add(name, value);
	}
	for (const [name, value] of Object.entries(input.environment)) add(name, value);
	for (const file of [aws.credentials, aws.config])
		for (const { properties } of file?.sections ?? [])
			for (const { name, value } of properties) add(name, value.reveal());
	return found;
}

/** Shorter values of such names are words such as "true" or "local", which stand everywhere. */
const shortest = 8;
