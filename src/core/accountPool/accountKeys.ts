import { assigned, isExample, nameOrigin } from "../dotenv/envFile.ts";
import type { Setting } from "../environment/layers.ts";
import { effectiveValue } from "../project/lookups.ts";
import type { ResolvedProject } from "../project/resolvedProject.ts";
import type { PairOfVariables } from "../types.ts";

/** What the variables of one account come to, each with its place; absent: not set, or empty. Holds secrets. */
export interface PoolPair {
	readonly key?: Setting;
	readonly secret?: Setting;
	readonly token?: Setting;
}

type Read = (name: string) => Setting | undefined;

/**
 * Reads the variables of one account where the rotation's code will find them together: in the environment that reaches Remotion, else in
 * the first file that has both, since such code often loads one by itself. Where no place has both, what the first place with either has.
 */
export function readPoolPair(situation: ResolvedProject, { key, secret, token }: PairOfVariables): PoolPair {
	const { environment, envFiles } = situation;
	const places: Read[] = [
		(name) => {
			const setting = environment.setting(name);
			return setting?.value ? setting : undefined;
		},
		...envFiles
			.filter(({ path }) => !isExample(path))
			.map(
				(file): Read =>
					(name) => {
						const assignment = assigned(file, name);
						const value = effectiveValue(situation, file, name) ?? assignment?.value.reveal();
						return assignment && value ? { value, origin: nameOrigin(file, assignment) } : undefined;
					},
			),
	];
	const pairs = places.map((read): PoolPair => {
		const [one, other, third] = [read(key), read(secret), token === undefined ? undefined : read(token)];
		return { ...(one && { key: one }), ...(other && { secret: other }), ...(third && { token: third }) };
	});
	return pairs.find((pair) => pair.key && pair.secret) ?? pairs.find((pair) => pair.key ?? pair.secret) ?? {};
}
