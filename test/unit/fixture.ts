import { posix } from "node:path";
import { lintKind } from "../../src/core/code/kind.ts";
import { type ExplainInput, explain, type Finding, type TextEdit } from "../../src/core/index.ts";
import { findLaunches } from "../../src/core/launches/findLaunches.ts";
import { PackageFiles } from "../../src/core/project/otherReaders.ts";
import { lintFacts } from "../../src/core/rules/code/facts.ts";
import { lintText } from "../../src/core/rules/code/index.ts";
import { platforms, programs } from "../../src/core/runtimes/index.ts";
import { readPackage } from "../../src/core/runtimes/packageJson.ts";
import { readAccountSettings } from "../../src/core/vocabulary/accountSettings.ts";

/**
 * A rule's fixture: one text file with sections, each headed by a line `=== name`.
 *
 * `=== input` holds `key: value` lines (runtime, remotionVersion, mode, git, fileMode, codeLoadsEnv, envFiles, usesLambda; launch: `main` or the id of one that
 * `findLaunches()` finds in the files, with root: the workspace folder's root, relative to the project) and `shell NAME=value` lines; every other section up to `=== findings`
 * is a file, its path relative to the project, `~/` being the home; `accounts` is JSON, `expectedAccount` an ID or a name, as in the settings. After them come the expected findings and, for each fix, the file it
 * leaves behind. `UPDATE_FIXTURES=1 npm test` writes the expected part anew; read the difference before you commit it.
 */
export interface Fixture {
	input: ExplainInput;
	files: Map<string, string>;
	/** Everything from `=== findings` on. */
	expected: string;
	/** Everything before `=== findings`. */
	given: string;
}

export const cwd = "/work/project";
export const home = "/home/tester";
/** When every case is looked at, as it reads tokens. */
export const now = Date.parse("2026-06-01T12:00:00Z");

export function readFixture(text: string): Fixture {
	const cut = text.search(/^=== findings$/m);
	const given = cut < 0 ? text : text.slice(0, cut);
	const files = new Map<string, string>();
	const settings: Record<string, string> = {};
	const environment: Record<string, string> = {};
	for (const section of given.split(/^=== /m).slice(1)) {
		const end = section.indexOf("\n");
		const name = section.slice(0, end);
		const body = section.slice(end + 1);
		if (name !== "input") {
			files.set(absolute(name), body);
			continue;
		}
		for (const line of body.split("\n").filter(Boolean)) {
			const shell = /^shell ([^=]+)=(.*)$/.exec(line);
			const setting = /^(\w+): (.*)$/.exec(line);
			if (shell?.[1]) environment[shell[1]] = shell[2] ?? "";
			else if (setting?.[1]) settings[setting[1]] = setting[2] ?? "";
			else throw new Error(`Not understood in the fixture's input: ${line}`);
		}
	}
	const git: Record<string, "tracked" | "ignored" | "untracked"> = {};
	for (const [key, value] of Object.entries(settings)) {
		if (key !== "git") continue;
		for (const entry of value.split(", ")) {
			const [path, state] = entry.split(" ");
			if (path && (state === "tracked" || state === "ignored" || state === "untracked")) git[absolute(path)] = state;
			else throw new Error(`Not understood in the fixture's input: git: ${value}`);
		}
	}
	const fileMode: Record<string, number> = {};
	for (const entry of settings.fileMode?.split(", ") ?? []) {
		const [path = "", mode = ""] = entry.split(" ");
		if (!/^[0-7]{3}$/.test(mode)) throw new Error(`Not understood in the fixture's input: fileMode: ${entry}`);
		fileMode[absolute(path)] = Number.parseInt(mode, 8);
	}
	const launches =
		settings.launch === undefined
			? []
			: findLaunches({
					cwd,
					root: absolute(settings.root ?? ""),
					platform: "posix",
					readFile: (path) => files.get(path),
					readCode: (path) => files.get(path),
				});
	const launch = settings.launch === "main" ? launches[0] : launches.find(({ id }) => id === settings.launch);
	if (settings.launch !== undefined && !launch)
		throw new Error(`No such launch: ${settings.launch}, only ${launches.map(({ id }) => id).join(", ")}`);
	const { accounts, expectedAccount } = settings;
	const named = readAccountSettings(accounts === undefined ? [] : [JSON.parse(accounts)], expectedAccount);
	if (named.problems.length > 0) throw new Error(`Not understood in the fixture's input: ${named.problems.join(" ")}`);
	return {
		given,
		expected: cut < 0 ? "" : text.slice(cut),
		files,
		input: {
			runtime: launch?.runtime ?? runtimeOf(settings.runtime),
			...(launch && { launch, launches }),
			cwd,
			home,
			now,
			platform: "posix",
			environment,
			readFile: (path) => {
				const text = files.get(path);
				if (text === "(permission denied)\n") throw Object.assign(new Error("EACCES"), { code: "EACCES" });
				return text;
			},
			...((accounts ?? expectedAccount) !== undefined && { accounts: named.settings }),
			...(settings.remotionVersion && { remotionVersion: settings.remotionVersion }),
			...(settings.envFiles !== undefined && { envFiles: settings.envFiles.split(", ").map(absolute) }),
			...(settings.mode === "production" && { mode: "production" as const }),
			facts: {
				git,
				fileMode,
				otherReaders: readers(files),
				...(settings.usesLambda !== undefined && { usesLambda: settings.usesLambda === "yes" }),
				...(settings.codeLoadsEnv !== undefined && {
					codeLoadsEnv: settings.codeLoadsEnv.split(", ").filter(Boolean).map(absolute),
				}),
			},
		},
	};
}

function runtimeOf(name = "remotion-cli"): ExplainInput["runtime"] {
	const runtime = [...programs, ...platforms].find(({ id }) => id === name)?.id;
	if (runtime !== undefined) return runtime;
	throw new Error(`Not a runtime: ${name}`);
}

function absolute(name: string): string {
	return name.startsWith("~/") ? `${home}/${name.slice(2)}` : posix.join(cwd, name).replace(/(?<=.)\/$/, "");
}

function relative(path: string): string {
	return path.startsWith(`${home}/`) ? `~/${path.slice(home.length + 1)}` : posix.relative(cwd, path);
}

/** What a fixture must say: the findings of one rule, and after each fix the file it changed. Also checks that each fix ends its finding. */
export function renderOutcome(fixture: Fixture, rule: string): string {
	const own = (files: ReadonlyMap<string, string>) =>
		findAll(fixture, files).filter((finding) => finding.rule === rule);
	const found = own(fixture.files);
	let out = "=== findings\n";
	for (const finding of found) {
		out += `${where(fixture, finding)} ${finding.severity} ${finding.message}\n`;
		for (const fix of finding.fixes) {
			out += `  ${fix.preferred ? "preferred fix" : "fix"}: ${fix.title}${"command" in fix ? ` (${fix.command})` : ""}\n`;
		}
		for (const { origin, message } of finding.related ?? [])
			out += `  beside it: ${where(fixture, { origin })} ${message}\n`;
	}
	const shown = new Set<string>();
	for (const finding of found) {
		for (const fix of finding.fixes) {
			if (!("edits" in fix) || shown.has(JSON.stringify(fix.edits))) continue;
			shown.add(JSON.stringify(fix.edits));
			// Edits travel with the explanation, which no secret is in.
			if (/not-a-real-(?:secret|token)|FwoGZXIvYXdzEB/i.test(JSON.stringify(fix.edits)))
				throw new Error(`The fix "${fix.title}" contains a secret.`);
			const after = applyEdits(fixture.files, fix.edits);
			for (const path of new Set(fix.edits.map((edit) => edit.path))) {
				out += `=== after "${fix.title}" at ${where(fixture, finding)}: ${relative(path)}\n${after.get(path)}`;
			}
			const left = own(after);
			if (left.length >= found.length) throw new Error(`The fix "${fix.title}" leaves its finding behind.`);
		}
	}
	return out;
}

/** What `explain()` finds, and `lintText()` in every file that is code or configuration. */
export function findAll({ input, files: given }: Fixture, files: ReadonlyMap<string, string>): Finding[] {
	const own = files === given ? input : { ...input, readFile: (path: string) => files.get(path) };
	const { scripts, loadsEnv } = readPackage(files.get(`${cwd}/package.json`) ?? "");
	const loaded = input.facts?.codeLoadsEnv ?? loadsEnv.map(absolute);
	const facts = lintFacts({ ...own, facts: { codeLoadsEnv: loaded, otherReaders: readers(files) } }, scripts);
	const linted = [...files].flatMap(([path, text]) => {
		const kind = lintKind(path);
		return kind === undefined ? [] : lintText(text, { path, kind, facts });
	});
	return [...explain(own).findings, ...linted];
}

/** Who else reads AWS's names, by the package files among the files. */
function readers(files: ReadonlyMap<string, string>): string[] {
	const all = [...files].map(([path, text]) => ({ folder: posix.dirname(path), name: posix.basename(path), text }));
	return new PackageFiles(all).readersNear(cwd);
}

function where(fixture: Fixture, { origin }: Pick<Finding, "origin">): string {
	if (origin.path === undefined) return origin.layer;
	const text = fixture.files.get(origin.path) ?? "";
	if (!origin.range) return relative(origin.path);
	const line = text.slice(0, origin.range.start).split("\n").length;
	return `${relative(origin.path)}:${line} [${text.slice(origin.range.start, origin.range.end)}]`;
}

/** The files after the edits; every byte outside the edits' ranges is kept. Edits of one fix may not overlap. */
export function applyEdits(files: ReadonlyMap<string, string>, edits: readonly TextEdit[]): Map<string, string> {
	const after = new Map(files);
	let last: TextEdit | undefined;
	for (const edit of [...edits].sort((a, b) => b.range.start - a.range.start)) {
		if (last && last.path === edit.path && last.range.start < edit.range.end) throw new Error("Edits overlap.");
		const text = after.get(edit.path) ?? "";
		after.set(edit.path, text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end));
		last = edit;
	}
	return after;
}
