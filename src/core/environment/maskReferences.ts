import type { Expanded, Values } from "../dotenv/expand.ts";
import { Secret } from "../text/secret.ts";
import { keyKind } from "../vocabulary/variables.ts";
import { unknownValue } from "./act.ts";

/** A name whose value nobody should read; one that says where, which or whose of something secret is not. */
const confidential =
	/(?:SECRET|TOKEN|PASSWORD|PASSWD|PRIVATE)(?!.*_(?:FILE|DIR|FOLDER|PATH|URI|URL|NAME|PROFILE|REGION|KEY_ID)$)/i;
/** What is shown: profile, region, access key ID, paths, endpoints; of the home folder's names too, as the AWS files' paths start with it. */
const shown = /^(?:(?:AWS|REMOTION)_|HOME(?:DRIVE|PATH)?$|USERPROFILE$)/i;
/** Shorter than any secret worth the name, longer than a region. */
const shortest = 16;

function isConfidential(name: string): boolean {
	const kind = keyKind(name);
	return kind === "secret" || kind === "session-token" || (kind === undefined && confidential.test(name));
}

/**
 * Where a runtime replaces variables, `AWS_PROFILE=$AWS_SECRET_ACCESS_KEY` puts a secret where a name is expected, and names are shown.
 * Puts dots in place of such secrets; nothing works with a secret in that place, so nothing else changes.
 * @param written what shell and files say before, in the order of `expanded`
 */
export function maskReferences(expanded: Expanded, written: { outside: Values; files: readonly Values[] }): Expanded {
	const layers = [expanded.outside, ...expanded.files];
	const secrets = new Set<string>();
	for (const layer of layers)
		for (const [name, value] of layer ?? [])
			if (value.length >= shortest && value !== unknownValue && isConfidential(name)) secrets.add(value);
	if (secrets.size === 0) return expanded;
	const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
	const mask = (values: Values, before: Values | undefined): Values => {
		let masked: Map<string, string> | undefined;
		for (const [name, value] of values) {
			if (value.length < shortest || value === before?.get(name) || !shown.test(name) || isConfidential(name)) continue;
			let clean = value;
			for (const secret of longestFirst) clean = clean.replaceAll(secret, String(new Secret(secret)));
			if (clean !== value) {
				masked ??= new Map(values);
				masked.set(name, clean);
			}
		}
		return masked ?? values;
	};
	return {
		outside: mask(expanded.outside, written.outside),
		files: expanded.files.map((values, index) => values && mask(values, written.files[index])),
	};
}
