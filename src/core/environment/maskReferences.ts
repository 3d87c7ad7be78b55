import type { Expanded, Values } from "../dotenv/expand.ts";
import { unknownValue } from "../dotenv/unknownValue.ts";
import { atOnce, type InTurns } from "../text/job.ts";
import { keyKind } from "../vocabulary/variables.ts";
import { KnownSecrets, shortestSecret } from "./knownSecrets.ts";

/** A name whose value nobody should read; one that says where, which or whose of something secret is not. */
const confidential =
	/(?:SECRET|TOKEN|PASSWORD|PASSWD|PRIVATE)(?!.*_(?:FILE|DIR|FOLDER|PATH|URI|URL|NAME|PROFILE|REGION|KEY_ID)$)/i;
/** What is shown: profile, region, access key ID, paths, endpoints; of the home folder's names too, as the AWS files' paths start with it. */
const shown = /^(?:(?:AWS|REMOTION)_|HOME(?:DRIVE|PATH)?$|USERPROFILE$)/i;

/** So many characters are searched in one turn. */
const turn = 250_000;

function isConfidential(name: string): boolean {
	const kind = keyKind(name);
	return kind === "secret" || kind === "session-token" || (kind === undefined && confidential.test(name));
}

/**
 * Where a runtime replaces variables, `AWS_PROFILE=$AWS_SECRET_ACCESS_KEY` puts a secret where a name is expected, and names are shown.
 * Puts dots in place of such secrets; nothing works with a secret in that place, so nothing else changes. Linear in the values' length.
 */
export function maskReferences(expanded: Expanded, written: Written): Expanded {
	return atOnce(maskReferencesInTurns(expanded, written));
}

/** What shell and files say before, in the order of what they come to. */
interface Written {
	readonly outside: Values;
	readonly files: readonly Values[];
}

/** Does what `maskReferences` does, in turns. */
export function* maskReferencesInTurns(expanded: Expanded, written: Written): InTurns<Expanded> {
	const changed = [
		shownAndChanged(expanded.outside, written.outside),
		...expanded.files.map((values, index) => shownAndChanged(values, written.files[index])),
	];
	// Nearly always there is nothing to look for.
	if (changed.every((names) => names.length === 0)) return expanded;
	yield;
	const secrets = new KnownSecrets(secretsIn([expanded.outside, ...expanded.files]));
	yield;
	const outside = yield* mask(secrets, expanded.outside, changed[0]);
	const files: (Values | undefined)[] = [];
	for (const [index, values] of expanded.files.entries())
		files.push(values && (yield* mask(secrets, values, changed[index + 1])));
	return { ...expanded, outside, files };
}

function* mask(secrets: KnownSecrets, values: Values, names: readonly string[] = []): InTurns<Values> {
	let masked: Map<string, string> | undefined;
	let looked = 0;
	for (const name of names) {
		looked += values.get(name)?.length ?? 0;
		if (looked > turn) {
			looked = 0;
			yield;
		}
		const value = values.get(name) ?? "";
		const clean = secrets.mask(value);
		if (clean === value) continue;
		masked ??= new Map(values);
		masked.set(name, clean);
	}
	return masked ?? values;
}

/** The names of what people see and what is no longer as it was written. */
function shownAndChanged(values: Values | undefined, before: Values | undefined): string[] {
	const names: string[] = [];
	for (const [name, value] of values ?? [])
		if (value.length >= shortestSecret && value !== before?.get(name) && shown.test(name) && !isConfidential(name))
			names.push(name);
	return names;
}

function* secretsIn(layers: readonly (Values | undefined)[]): Generator<string> {
	for (const layer of layers)
		for (const [name, value] of layer ?? [])
			if (value.length >= shortestSecret && value !== unknownValue && isConfidential(name)) yield value;
}
