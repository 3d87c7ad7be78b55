/** Every text fix on random projects: it leaves all other bytes alone, ends its finding, makes no other, and what signs gets no worse. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { lastAssignments, parseDotenv } from "../../src/core/dotenv/parse.ts";
import { type Active, explain, type Finding, type TextEdit } from "../../src/core/index.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import { checkAll, isAdvice, rules } from "../../src/core/rules/index.ts";
import { applyEdits } from "../unit/fixture.ts";
import { type Project, projects } from "./envFileTexts.ts";

const numRuns = Number(process.env.CONFORMANCE_RUNS ?? 2_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_260_101);

describe("fixes on random projects", () => {
	const found = new Map(rules.map(({ id }) => [id, { findings: 0, withTextFix: 0 }]));
	let secretsSeen = 0;

	it("leave all else alone, end their finding, make no other, and keep the source or better it", () => {
		fc.assert(
			fc.property(projects, (project) => {
				const before = explain(project.input);
				const places = new Set(before.findings.map((finding) => lineOf(finding, project.files)));
				const tried = new Map<string, ReturnType<typeof applied>>();
				for (const finding of before.findings) {
					const count = found.get(finding.rule);
					assert.ok(count, `no rule ${finding.rule}`);
					count.findings++;
					const textFixes = finding.fixes.filter((fix) => "edits" in fix);
					if (textFixes.length > 0) count.withTextFix++;
					for (const { edits, title, preferred } of textFixes) {
						if (preferred) keepsShared(project, edits, title);
						const key = JSON.stringify(edits);
						const result = tried.get(key) ?? applied(project, edits);
						tried.set(key, result);
						const what = `${finding.rule}: ${title}`;
						for (const [place, message] of result.places)
							assert.ok(places.has(place), `${what} makes ${place}: ${message}`);
						assert.ok(!result.places.has(lineOf(finding, project.files)), `${what} does not end its finding`);
						assert.ok(
							isNoWorse(before.active, result.active),
							`${what}: ${JSON.stringify(before.active)} becomes ${JSON.stringify(result.active)}`,
						);
					}
				}
				if (/not-a-real-secret|not-a-real-token|not-a-real#secret|K7MDENG/.test(JSON.stringify(before))) secretsSeen++;
			}),
			{ numRuns, seed },
		);
	}).timeout(60_000 + numRuns * 50);

	it("gave out no secret", () => assert.equal(secretsSeen, 0));

	it("met every rule that such projects can break, and found fixes where there should be some", () => {
		if (process.env.CONFORMANCE_SHOW) console.table(Object.fromEntries(found));
		const never = [...found].filter(([, { findings }]) => findings === 0).map(([id]) => id);
		// Launches, a disk that fails, and folders above the project are not among them.
		const ofLaunches = [
			"dotenv-vault",
			"env-file-missing",
			"profile-without-files",
			"variable-not-passed",
			"space-in-script",
			"stopped-script",
			"workflow-without-id-token",
			// Of VS Code's settings, which these projects don't have.
			"unexpected-account",
		];
		assert.deepEqual(
			never.filter((id) => !ofLaunches.includes(id)),
			["unreadable-file", "env-file-elsewhere"],
		);
		const rarely = [...wanted].filter(([id, share]) => {
			const { findings, withTextFix } = found.get(id) ?? { findings: 0, withTextFix: 0 };
			// A share of fewer than ten says nothing: a short run, or another seed, may meet a rule that often.
			return findings >= 10 && withTextFix < findings * share;
		});
		assert.deepEqual(rarely, []);
	});
});

/** The share of findings that must have a text fix: were every fix withheld, the tests above would pass. */
const wanted: ReadonlyMap<string, number> = new Map([
	["unprefixed-variable", 0.5],
	["shadowed-variable", 0.4],
	["incomplete-key-pair", 0.3],
	["mixed-key-pair", 0.1],
	["missing-session-token", 0.005],
	["stray-session-token", 0.6],
	["unknown-profile", 0.3],
	["malformed-access-key-id", 0.3],
	["malformed-secret", 0.3],
	["duplicate-variable", 0.9],
	["misspelled-variable", 0.2],
	["check-skipped", 0.3],
	["region-unknown", 0.5],
	["dotenv-dialect", 0.3],
	["rotation-gap", 0.6],
	["rotation-incomplete", 0.002],
	["public-prefix", 0.08],
	["escaped-path", 0.5],
	["profile-heading", 0.1],
	["duplicate-key", 0.5],
	["misspelled-key", 0.2],
	["quoted-value", 0.5],
	["unknown-credential-source", 0.2],
]);

/** A plain name that another client reads is what it was after a preferred fix: values such as a region are mended, names of keys are not taken. */
function keepsShared({ input, files }: Project, edits: readonly TextEdit[], title: string) {
	if ((input.facts?.otherReaders ?? []).length === 0 || !/^(?:Rename|Copy|Give)/.test(title)) return;
	const after = applyEdits(files, edits);
	for (const [path, text] of files) {
		const [before, now] = [text, after.get(path) ?? ""].map((one) => lastAssignments(parseDotenv(one)));
		for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"]) {
			const had = before?.get(name)?.value.reveal();
			if (path.includes(".env") && had !== undefined && had !== "")
				assert.equal(now?.get(name)?.value.reveal(), had, `${title} takes ${name} from another client`);
		}
	}
}

function applied({ input, files }: Project, edits: readonly TextEdit[]) {
	const after = applyEdits(files, edits);
	for (const [path, text] of files) {
		// What stands outside the edits is the same byte for byte, and in the same order.
		let rest = after.get(path) ?? "";
		let at = 0;
		for (const { range, newText } of edits
			.filter((edit) => edit.path === path)
			.sort((a, b) => a.range.start - b.range.start)) {
			const kept = text.slice(at, range.start);
			assert.ok(rest.startsWith(kept + newText));
			rest = rest.slice(kept.length + newText.length);
			at = range.end;
		}
		assert.equal(rest, text.slice(at));
	}
	const situation = resolveProject({ ...input, readFile: (path: string) => after.get(path) });
	const mistakes = checkAll(situation).filter((finding) => !isAdvice(finding));
	const places = new Map(mistakes.map((finding) => [lineOf(finding, files, edits), finding.message]));
	return { active: situation.active, places };
}

/** Said of the whole file, at the first key in it. */
const ofWholeFile = rules.filter(({ isOncePerFile }) => isOncePerFile).map(({ id }) => id);

/** A finding by its rule, its file and its line in the text before the edits. */
function lineOf({ rule, origin: { path, range } }: Finding, files: Project["files"], edits: readonly TextEdit[] = []) {
	if (ofWholeFile.includes(rule)) return `${rule} ${path}`;
	const text = files.get(path ?? "") ?? "";
	// The text up to the finding, put together again from what the edits left and what they took away.
	let before = "";
	let left = range?.start ?? 0;
	for (const edit of edits.filter((other) => other.path === path).sort((a, b) => a.range.start - b.range.start)) {
		const kept = edit.range.start - before.length;
		if (left < kept) break;
		left -= kept;
		before = text.slice(0, edit.range.start);
		if (left < edit.newText.length) {
			left = 0;
			break;
		}
		left -= edit.newText.length;
		before = text.slice(0, edit.range.end);
	}
	before = text.slice(0, before.length + left);
	return `${rule} ${path}:${before.split("\n").length}`;
}

/** Better: something instead of an error or of a key AWS cannot have made; what is named instead of what happens to be there; REMOTION_ instead of plain. */
function isNoWorse(before: Active, after: Active): boolean {
	const [was, is] = [before, after].map((active) => ({ rank: rank(active), who: who(active) }));
	return was !== undefined && is !== undefined && (is.rank > was.rank || (is.rank === was.rank && is.who === was.who));
}

function rank(active: Active): number {
	if (active.kind === "error") return 0;
	if (active.kind === "keys" && !/^A[KS]IA[A-Z0-9]{16}$/.test(active.accessKeyId)) return 1;
	if (active.kind === "chain" || active.kind === "hidden") return 2;
	if (active.kind === "profile" && active.variable === null) return 3;
	const variable = active.kind === "profile" ? active.variable : active.variables[0];
	return variable?.startsWith("REMOTION_") ? 5 : 4;
}

function who(active: Active): string {
	if (active.kind === "profile") return active.profile;
	return active.kind === "keys" ? active.accessKeyId : active.kind;
}
