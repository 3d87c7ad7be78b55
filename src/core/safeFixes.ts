import { isAccessKeyId } from "./keyShape.ts";
import { apply } from "./setVariable.ts";
import type { Active, Finding, Fix, TextEdit } from "./types.ts";

/** What `explain()` finds: once as things are, and once more after each fix. */
export interface Outcome {
	readonly active: Active;
	readonly findings: readonly Finding[];
}

/** So many different fixes are tried at a time. A file with more mistakes gets the rest of its fixes once some of these are made. */
const maxTried = 40;

/**
 * Keeps the text fixes that were tried and held: after one, its own finding is gone, no other has come up, and the active source is
 * the same or a better one. What a rule can know of a fix is little (another file, the shell, the other half may change its meaning),
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
	const place = (finding: Finding, edits: readonly TextEdit[]) => placeOf(finding, texts, edits);
	let known: ReadonlySet<string> | undefined;
	const tried = new Map<string, ReadonlySet<string> | null>();
	/** Where findings are after the edits; null: not to be offered. */
	const tryOut = (edits: readonly TextEdit[]): ReadonlySet<string> | null => {
		const key = JSON.stringify(edits);
		const result = tried.get(key);
		if (result !== undefined) return result;
		if (tried.size >= maxTried) return null;
		known ??= new Set(before.findings.map((finding) => place(finding, [])));
		const knownPlaces = known;
		const after = retry(edited(texts, edits));
		const places = new Set(after.findings.map((finding) => place(finding, edits)));
		const isSafe = isSameOrBetter(before.active, after.active) && [...places].every((found) => knownPlaces.has(found));
		tried.set(key, isSafe ? places : null);
		return isSafe ? places : null;
	};
	return before.findings.map((finding) => {
		const isSafe = (fix: Fix) => {
			if (!("edits" in fix)) return true;
			const places = tryOut(fix.edits);
			return places !== null && !places.has(place(finding, []));
		};
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

function edited(texts: ReadonlyMap<string, string>, edits: readonly TextEdit[]): Map<string, string> {
	const after = new Map<string, string>();
	for (const path of new Set(edits.map((edit) => edit.path))) {
		const text = texts.get(path) ?? "";
		after.set(
			path,
			apply(
				text,
				edits.filter((edit) => edit.path === path),
			),
		);
	}
	return after;
}

/** Rule, file and line as it was before the edits: a fix renames and moves, and the mistake of a line stays that line's. */
function placeOf({ rule, origin }: Finding, texts: ReadonlyMap<string, string>, edits: readonly TextEdit[]): string {
	const { path, range } = origin;
	const text = path === undefined ? undefined : texts.get(path);
	if (!range || text === undefined) return `${rule}\n${path}\n${range?.start}`;
	let at = range.start;
	for (const edit of edits.filter((other) => other.path === path).sort((a, b) => a.range.start - b.range.start)) {
		const { start, end } = edit.range;
		if (at < start) break;
		// Within the new text it stands for the start of the old one.
		at = at < start + edit.newText.length ? start : at - edit.newText.length + (end - start);
	}
	return `${rule}\n${path}\n${text.lastIndexOf("\n", at - 1)}`;
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
			return 1;
		case "profile":
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
		case "profile":
			return `profile ${active.profile}`;
		case "keys":
			return `keys ${active.accessKeyId}`;
	}
}
