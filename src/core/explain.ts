import { poolOf } from "./accountPool/accounts.ts";
import { accountOfActive } from "./project/accountOf.ts";
import { resolveInTurns, resolveProject } from "./project/resolve.ts";
import { checkAll, checkAllInTurns } from "./rules/index.ts";
import { keepSafeFixes } from "./rules/verifiedFixes.ts";
import { atOnce, type InTurns, Job } from "./text/job.ts";
import { createParseCache, type ParseCache } from "./text/parseCache.ts";
import type { ExplainInput, Explanation } from "./types.ts";

/**
 * Which credentials Remotion Lambda will sign with, where they come from, why not the others, and what is wrong in the files.
 *
 * Pure: everything it knows comes in through `input`. Bad files never throw; they become findings. Nothing that comes out holds a secret.
 * Every text fix was tried on this situation: it ends its finding, makes no other, leaves the same active source or a better one, and
 * takes no variable away that another one refers to.
 * @param input runtime, folders, environment and a way to read files; paths are absolute
 * @param cache what `createParseCache()` made; with it, a file whose text did not change is not parsed again
 */
export function explain(input: ExplainInput, cache: ParseCache = createParseCache()): Explanation {
	return atOnce(explainInTurns(input, cache));
}

/** Does what `explain` does, in turns: for who must not block others meanwhile, where files may be large. */
function* explainInTurns(input: ExplainInput, cache: ParseCache): InTurns<Explanation> {
	const situation = yield* resolveInTurns(input, cache);
	const { active, region, aws, envFiles, validities } = situation;
	const before = { active, findings: yield* checkAllInTurns(situation), envFiles };
	const texts = new Map([...aws.texts, ...envFiles.map(({ path, text }) => [path, text] as const)]);
	const findings = keepSafeFixes(before, texts, (edited) => {
		const readFile = (path: string) => edited.get(path) ?? input.readFile(path);
		const after = resolveProject({ ...input, readFile }, passBy(cache, edited.values()));
		return { active: after.active, findings: checkAll(after), envFiles: after.envFiles };
	});
	const { credentials, config } = aws.paths;
	const pool = poolOf(situation);
	const account = accountOfActive(situation);
	return {
		active,
		steps: [...situation.steps],
		region,
		profiles: aws.table.profiles,
		awsFiles: { credentials, config },
		...(validities.length > 0 && { validities }),
		...(pool && { pool }),
		...(account !== undefined && { account }),
		...(input.accounts && { accounts: input.accounts }),
		findings,
	};
}

/** A cache for texts that are tried once: neither they nor what is made of them takes the place of the real ones. */
function passBy(cache: ParseCache, texts: Iterable<string>): ParseCache {
	const passing = new Set<unknown>(texts);
	return {
		memo(key, value, make) {
			const isPassing = Array.isArray(value) ? value.some((item) => passing.has(item)) : passing.has(value);
			if (!isPassing) return cache.memo(key, value, make);
			const result = make();
			passing.add(result instanceof Job ? result.result : result);
			return result;
		},
	};
}

/**
 * Does in small steps what a first explanation of large files takes long for. Once they are done, `explain()` with the same cache and the
 * same texts has little left to do: for who must not block others meanwhile.
 */
export function* prepare(input: ExplainInput, cache: ParseCache): Generator<void, void> {
	yield* explainInTurns(input, cache);
}
