import { isExample } from "../dotenv/envFile.ts";
import type { ResolvedProject } from "../project/resolvedProject.ts";
import { printableAccessKeyId } from "../text/printableName.ts";
import { maskAccessKeyId } from "../text/secret.ts";
import type { Origin, PairOfVariables, Pool, PoolAccount, PoolFlag } from "../types.ts";
import { isPlaceholder, isReference, isTemporary } from "../vocabulary/keyFormat.ts";
import { type RotationNames, rotationName, rotationNames, rotationPart } from "../vocabulary/rotationNames.ts";
import { type PoolPair, readPoolPair } from "./accountKeys.ts";
import { lowest, rotationOf } from "./accountsInFile.ts";

/** The accounts that code may rotate over: the numbered ones, then the profiles of the settings. Undefined: there are none. */
export function poolOf(situation: ResolvedProject): Pool | undefined {
	const names = rotationNames(situation.input);
	const pairs = numbersOf(situation, names).map((number) => {
		const variables = variablesOf(names, number);
		return { number, variables, pair: readPoolPair(situation, variables) };
	});
	// A token alone, or one in a file that is not read with the rest, is no account.
	const numbered = pairs.filter(({ pair }) => pair.key ?? pair.secret);
	let inLoop = 0;
	for (const { number, pair } of numbered) if (number === inLoop + 1 && pair.key && pair.secret) inLoop = number;

	const seen = new Map<string, string>();
	const accounts = numbered.map(({ number, variables, pair }, index): PoolAccount => {
		const flags = [...pairFlags(pair, variables), ...duplicateFlags(seen, pair.key?.value, variables.key)];
		const before = numbered[index - 1]?.number ?? 0;
		if (number !== before + 1) flags.push(gapFlag(rotationName(names, "accessKeyId", before + 1)));
		return {
			name: variables.key,
			number,
			...(!flags.some(({ code }) => blocking.has(code)) && { signer: variables }),
			...(pair.key && { accessKeyId: printableAccessKeyId(pair.key.value) }),
			hasSessionToken: pair.token !== undefined,
			isInLoop: number <= inLoop,
			flags,
			origins: originsOf(pair),
		};
	});
	if (accounts.length > 0) accounts.push(...unnumbered(situation, names));
	accounts.push(...profilesOf(situation, seen));
	return accounts.length === 0 ? undefined : { accounts, inLoop, names };
}

/** What makes an account unable to sign. */
const blocking: ReadonlySet<PoolFlag["code"]> = new Set([
	"incomplete",
	"unnumbered",
	"placeholder",
	"reference",
	"no-token",
	"profile",
]);

function variablesOf(names: RotationNames, number: number): Required<PairOfVariables> {
	return {
		key: rotationName(names, "accessKeyId", number),
		secret: rotationName(names, "secretAccessKey", number),
		token: rotationName(names, "sessionToken", number),
	};
}

/** Every number that names an account, in rising order: of shell, terminal and files. */
function numbersOf({ input, envFiles }: ResolvedProject, names: RotationNames): number[] {
	const numbers = new Set<number>();
	for (const outside of [input.environment, input.terminal ?? {}]) {
		for (const name of Object.keys(outside)) {
			const part = rotationPart(name, names);
			if (part?.number != null) numbers.add(part.number);
		}
	}
	for (const file of envFiles) {
		for (const { number } of rotationOf(file, names).accounts) numbers.add(number);
	}
	return lowest(numbers);
}

function pairFlags({ key, secret, token }: PoolPair, names: PairOfVariables): PoolFlag[] {
	const missing = key ? (secret ? undefined : names.secret) : names.key;
	if (missing !== undefined) {
		const short = `no ${missing}`;
		const message = `${missing} is not set. Remotion's sample code stops here: an account needs an access key ID and a secret access key.`;
		return [{ code: "incomplete", short, message }];
	}
	const values = [key, secret].flatMap((setting) => setting ?? []);
	const isUnfilled = values.find(({ value }) => isPlaceholder(value));
	if (isUnfilled) {
		const message = `${isUnfilled.origin.variable} still contains a placeholder. Remotion's sample code uses it anyway, and AWS rejects it.`;
		return [{ code: "placeholder", short: "placeholder", message }];
	}
	const elsewhere = values.find(({ value }) => isReference(value));
	if (elsewhere) {
		const message = `${elsewhere.origin.variable} refers to a value stored elsewhere, so it can't be verified here.`;
		return [{ code: "reference", short: "stored elsewhere", message }];
	}
	if (key && isTemporary(key.value) && !token) {
		const message = `${names.key} is a temporary access key. Set ${names.token}, or AWS rejects it. Remotion's sample code doesn't pass a session token; "Insert account pool code" does.`;
		return [{ code: "no-token", short: `no ${names.token}`, message }];
	}
	return [];
}

/** Notes the key, and tells who has it already. */
function duplicateFlags(seen: Map<string, string>, accessKeyId: string | undefined, name: string): PoolFlag[] {
	if (accessKeyId === undefined || isPlaceholder(accessKeyId) || isReference(accessKeyId)) return [];
	const first = seen.get(accessKeyId);
	if (first === undefined) {
		seen.set(accessKeyId, name);
		return [];
	}
	const message = `The same access key (${maskAccessKeyId(accessKeyId)}) as ${first}: same AWS account, so it adds no concurrency.`;
	return [{ code: "duplicate", short: `same key as ${first}`, message }];
}

function gapFlag(missing: string): PoolFlag {
	const message = `${missing} is missing. Remotion's sample code stops there, so it never uses this account or those after it.`;
	return { code: "gap", short: `${missing} is missing`, message };
}

function unnumbered({ envFiles }: ResolvedProject, names: RotationNames): PoolAccount[] {
	return envFiles.flatMap((file) => {
		if (isExample(file.path)) return [];
		const { key, secret } = rotationOf(file, names).unnumbered;
		return [key, secret].flatMap((assignment) => {
			if (!assignment) return [];
			const { name, nameRange } = assignment;
			const message = `${name} no account number, so nothing finds it.`;
			return {
				name,
				number: null,
				hasSessionToken: false,
				isInLoop: false,
				flags: [{ code: "unnumbered" as const, short: "no account number", message }],
				origins: [{ layer: "file" as const, path: file.path, range: nameRange, variable: name }],
			};
		});
	});
}

function profilesOf({ aws, input }: ResolvedProject, seen: Map<string, string>): PoolAccount[] {
	const names = new Set((input.pool?.profiles ?? []).filter((name) => name !== ""));
	return [...names].map((name) => {
		const profile = aws.table.get(name);
		const problem = profile ? profile.problem : `Profile "${name}" isn't in the AWS config or credentials file.`;
		const flags: PoolFlag[] =
			problem === undefined
				? duplicateFlags(seen, profile?.accessKeyId, name)
				: [{ code: "profile", short: profile ? "does not work" : "no such profile", message: problem }];
		return {
			name,
			number: null,
			...(problem === undefined && { signer: name }),
			...(profile?.accessKeyId !== undefined && { accessKeyId: profile.accessKeyId }),
			hasSessionToken: profile?.hasSessionToken ?? false,
			isInLoop: false,
			flags,
			origins: [...(profile?.origins ?? [])],
		};
	});
}

function originsOf({ key, secret, token }: PoolPair): Origin[] {
	return [key, secret, token].flatMap((setting) => setting?.origin ?? []);
}
