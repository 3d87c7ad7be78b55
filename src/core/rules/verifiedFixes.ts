import type { EnvFile } from "../dotenv/envFile.ts";
import { apply } from "../text/edits.ts";
import type { Active, Finding, Fix, TextEdit } from "../types.ts";
import { isAccessKeyId } from "../vocabulary/keyFormat.ts";
import { isAdvice, mostFindings, rules } from "./index.ts";

/** What `explain()` finds: once as things are, and once more after each fix. */
export interface Outcome {
	readonly active: Active;
	readonly findings: readonly Finding[];
	readonly envFiles: readonly EnvFile[];
}

/** Where findings are. */
type Places = Pick<ReadonlySet<string>, "has">;

/**
 * So many different fixes are tried at a time, and fewer in long texts: trying costs a parse. A file with more mistakes gets the rest of
 * its fixes once some of these are made.
 */
const maxTried = 40;
const maxTriedCharacters = 400_000;

/**
 * Keeps the text fixes that were tried and held: after one, its own finding is gone, no other mistake has come up, the active source is
 * the same or a better one, and nothing that refers to a variable has lost it. What a rule can know of a fix is little (another file, the shell, the other half may change its meaning),
 * so each is tried on the situation at hand before anybody is offered it. Commands are let pass: they ask before they act.
 * It is tried when `fixes` is read for the first time: with every key that is typed nobody reads them.
 *
 * @param texts the texts that fixes may edit
 * @param retry the outcome with other texts in the place of some
 */
export function keepSafeFixes(
	before: Outcome,
	texts: ReadonlyMap<string, string>,
	retry: (texts: ReadonlyMap<string, string>) => Outcome,
): Finding[] {
	let known: ReadonlySet<string> | undefined;
	let full: ReadonlySet<string> | undefined;
	const tried = new Map<string | readonly TextEdit[], Places | null>();
	let characters = 0;
	/** Where findings are after the edits; null: not to be offered. */
	const tryOut = (edits: readonly TextEdit[]): Places | null => {
		// Rules share the edits of one fix between its findings; short ones are compared, too.
		const key = edits.length > 10 ? edits : JSON.stringify(edits);
		const result = tried.get(key);
		if (result !== undefined) return result;
		if (tried.size >= maxTried || characters > maxTriedCharacters) return null;
		const after = edited(texts, edits);
		for (const text of after.values()) characters += text.length;
		known ??= new Set(before.findings.map((finding) => placeOf(finding, texts)));
		const places = known;
		const outcome = retry(after);
		const placeBefore = placesBefore(edits);
		// Of a rule that found all it may there are more, which come up where one is mended.
		full ??= fullRules(before.findings);
		const mayComeUp = full;
		const mistakes = outcome.findings.filter((finding) => !isAdvice(finding));
		const left = new Map(mistakes.map((finding) => [placeOf(finding, texts, placeBefore), finding.rule]));
		const isSafe =
			isSameOrBetter(before.active, outcome.active) &&
			[...left].every(([place, rule]) => places.has(place) || mayComeUp.has(rule)) &&
			!losesReference(before.envFiles, outcome.envFiles);
		tried.set(key, isSafe ? left : null);
		return isSafe ? left : null;
	};
	return before.findings.map((finding) => {
		const isSafe = (fix: Fix) => {
			if (!("edits" in fix)) return true;
			const left = tryOut(fix.edits);
			return left !== null && !left.has(placeOf(finding, texts));
		};
		if (!finding.fixes.some((fix) => "edits" in fix)) return finding;
		let safe: Fix[] | undefined;
		return {
			...finding,
			get fixes() {
				safe ??= finding.fixes.filter(isSafe);
				return safe;
			},
		};
	});
}

/** The rules that may have more to find. */
function fullRules(findings: readonly Finding[]): ReadonlySet<string> {
	const counts = new Map<string, number>();
	for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
	return new Set([...counts].flatMap(([rule, count]) => (count >= mostFindings ? [rule] : [])));
}

function edited(texts: ReadonlyMap<string, string>, edits: readonly TextEdit[]): Map<string, string> {
	const after = new Map<string, string>();
	for (const path of new Set(edits.map((edit) => edit.path))) {
		const own = edits.filter((edit) => edit.path === path);
		after.set(path, apply(texts.get(path) ?? "", own));
	}
	return after;
}

type PlaceBefore = (path: string, at: number) => number;

const oncePerFile: ReadonlySet<string> = new Set(
	rules.filter(({ isOncePerFile }) => isOncePerFile).map(({ id }) => id),
);

/** Rule, file and line as it was before the edits: a fix renames and moves, and the mistake of a line stays that line's. */
function placeOf({ rule, origin }: Finding, texts: ReadonlyMap<string, string>, placeBefore?: PlaceBefore): string {
	const { path, range } = origin;
	if (oncePerFile.has(rule)) return `${rule}\n${path}`;
	const text = path === undefined ? undefined : texts.get(path);
	if (!range || path === undefined || text === undefined) return `${rule}\n${path}\n${range?.start}`;
	const at = placeBefore ? placeBefore(path, range.start) : range.start;
	return `${rule}\n${path}\n${text.lastIndexOf("\n", at - 1)}`;
}

/** Where a place of the edited text was before the edits; a place within new text was at the start of what that replaced. */
function placesBefore(edits: readonly TextEdit[]): PlaceBefore {
	const byPath = new Map<string, { after: number; edit: TextEdit }[]>();
	for (const edit of [...edits].sort((a, b) => a.range.start - b.range.start)) {
		const known = byPath.get(edit.path) ?? [];
		const last = known.at(-1);
		const after = last
			? last.after + last.edit.newText.length + edit.range.start - last.edit.range.end
			: edit.range.start;
		known.push({ after, edit });
		byPath.set(edit.path, known);
	}
	return (path, at) => {
		const known = byPath.get(path) ?? [];
		let [low, high] = [0, known.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((known[middle]?.after ?? 0) <= at) low = middle + 1;
			else high = middle;
		}
		const last = known[low - 1];
		if (!last) return at;
		const { range, newText } = last.edit;
		const behind = at - last.after - newText.length;
		return behind < 0 ? range.start : range.end + behind;
	};
}

/**
 * Whether a variable is gone and another, which stands as it stood, comes to something else: it referred to the one that is gone. Only where a
 * runtime replaces variables.
 */
function losesReference(before: readonly EnvFile[], after: readonly EnvFile[]): boolean {
	if (before.every(({ values }) => values === undefined)) return false;
	const namesAfter = new Set(after.flatMap(({ last }) => [...last.keys()]));
	const isGone = before.some(({ last }) => [...last.keys()].some((name) => !namesAfter.has(name)));
	if (!isGone) return false;
	return before.some(({ path, last, values }) => {
		const file = after.find((other) => other.path === path);
		return [...last].some(([name, { value }]) => {
			const now = file?.last.get(name);
			if (!now || now.value.reveal() !== value.reveal()) return false;
			return values?.get(name) !== file?.values?.get(name);
		});
	});
}

/**
 * Whether what signs after a fix is the same as before or better. Better is whatever signs instead of an error, a well-formed access key
 * ID instead of one that AWS refuses, what is named instead of what the chain happens to find, and a REMOTION_ variable instead of a
 * plain one.
 */
export function isSameOrBetter(before: Active, after: Active): boolean {
	const [rankBefore, rankAfter] = [rank(before), rank(after)];
	return rankAfter > rankBefore || (rankAfter === rankBefore && identity(before) === identity(after));
}

function rank(active: Active): number {
	switch (active.kind) {
		case "error":
			return 0;
		case "chain":
		case "hidden":
			return 1;
		case "profile":
			if (active.accessKeyId !== undefined && !isAccessKeyId(active.accessKeyId)) return 0.5;
			if (active.variable === null) return 2;
			return active.variable === "AWS_PROFILE" ? 3 : 4;
		case "keys":
			if (!isAccessKeyId(active.accessKeyId)) return 0.5;
			return active.variables[0]?.startsWith("REMOTION_") ? 4 : 3;
	}
}

function identity(active: Active): string {
	switch (active.kind) {
		case "error":
			return "error";
		case "chain":
			return active.next;
		case "hidden":
			return `hidden ${active.by}`;
		case "profile":
			return `profile ${active.profile} ${active.accessKeyId}`;
		case "keys":
			return `keys ${active.accessKeyId}`;
	}
}
