import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { explain, type Finding } from "../../../src/core/index.ts";
import { rules } from "../../../src/core/rules/index.ts";
import { codeOf, ruleIn } from "../../../src/vscode/languageFeatures/ruleLink.ts";
import { codeActions, eventually, openAnew, workspaceFolder } from "../../harness/hostWait.ts";
import { applyEdits, cwd, home, readFixture } from "../../unit/fixture.ts";

/**
 * Rules whose fixtures all need what a host cannot be given here: another version of Remotion, another SDK, a platform, Git, a file's mode,
 * folders above the project, scripts, a shell's variables, settings (../accounts has those). Their fixtures run in test/unit/core/rules/fixtures.test.ts; Git has a test of its own below, the mode in ../demo/awsFiles.test.ts.
 */
const needInput = [
	"dotenv-dialect",
	"dotenv-vault",
	"env-file-elsewhere",
	"env-file-in-git",
	"env-file-missing",
	"other-account-in-aws-cli",
	"platform-credentials",
	"profile-on-platform",
	"profile-without-files",
	"readable-by-others",
	"remotion-name-not-read",
	"space-in-script",
	"stopped-script",
	"unexpected-account",
	"variable-not-passed",
	"vercel-env-pull",
	"workflow-without-id-token",
];

interface Case {
	name: string;
	rule: string;
	/** By real path. */
	files: Map<string, string>;
	findings: Finding[];
}

describe("every rule in a real host", () => {
	it("has a code that leads to its entry in the README that ships", async () => {
		const { extensionPath = "" } = vscode.extensions.getExtension(extensionId) ?? {};
		const readme = (await readFile(join(extensionPath, "src/core/rules/README.md"), "utf8")).split("\n");
		for (const { id } of rules) {
			const code = codeOf(id);
			assert.ok(typeof code === "object", id);
			assert.equal(code.target.fsPath, join(extensionPath, "src", "core", "rules", "README.md"));
			const line = Number(/^L(\d+)$/.exec(code.target.fragment)?.[1]);
			assert.equal(readme[line - 1], `## ${id}`);
		}
		assert.equal(codeOf("no-such-rule"), "no-such-rule");
	});

	const project = () => join(workspaceFolder(), "1-profile");
	const aws = () => join(process.env.HOME ?? "", ".aws");
	let fixtures = "";
	let original: [path: string, text: string][] = [];
	/** What the project has before any case puts its files there. */
	let own: string[] = [];

	const clean = async () => {
		for (const name of await readdir(project()))
			if (name.startsWith(".env") || !own.includes(name)) await rm(join(project(), name), { recursive: true });
		await rm(aws(), { recursive: true, force: true });
		await mkdir(aws());
	};
	before(async () => {
		const extension = vscode.extensions.getExtension(extensionId);
		await extension?.activate();
		fixtures = join(extension?.extensionPath ?? "", "test", "fixtures");
		own = await readdir(project());
		const paths = [join(project(), ".env"), join(aws(), "credentials"), join(aws(), "config")];
		original = await Promise.all(
			paths.map(async (path): Promise<[string, string]> => [path, await readFile(path, "utf8")]),
		);
	});
	after(async () => {
		await clean();
		for (const [path, text] of original) await writeFile(path, text);
	});

	/** The fixture's cases that need nothing but `.env` and AWS files, at home in this workspace (its package.json stays), with what the core finds in them. */
	const casesOf = async (rule: string): Promise<Case[]> => {
		const names = (await readdir(join(fixtures, rule))).sort();
		const cases = await Promise.all(
			names.map(async (name): Promise<Case | undefined> => {
				const text = await readFile(join(fixtures, rule, name), "utf8");
				if (text.startsWith("=== input") || /\(permission denied\)|^=== package\.json$/m.test(text)) return undefined;
				const real = (path: string) => path.replace(`${cwd}/`, `${project()}/`).replace(`${home}/.aws`, aws());
				const fixture = readFixture(text);
				const files = new Map([...fixture.files].map(([path, body]) => [real(path), body]));
				// Nothing is written outside the folders of this run.
				if ([...files.keys()].some((path) => !path.startsWith(`${project()}/`) && !path.startsWith(aws())))
					return undefined;
				const input = { ...fixture.input, cwd: project(), home: process.env.HOME ?? "", remotionVersion: "4.0.527" };
				const { findings } = explain({ ...input, readFile: (path) => files.get(path) });
				return { name, rule, files, findings: findings.filter((finding) => finding.rule === rule) };
			}),
		);
		return cases.flatMap((one) => one ?? []);
	};
	const shown = (path: string, rule: string) =>
		vscode.languages.getDiagnostics(vscode.Uri.file(path)).filter((one) => ruleIn(one) === rule);
	const put = async ({ files }: Case) => {
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		await clean();
		for (const [path, text] of files) {
			await mkdir(dirname(path), { recursive: true });
			await writeFile(path, text);
		}
		await vscode.commands.executeCommand(commands.refresh);
	};
	const sees = async (one: Case, findings: readonly Finding[]) => {
		for (const path of one.files.keys()) {
			const expected = findings.filter(({ origin }) => origin.path === path).length;
			const found = await eventually(
				() => shown(path, one.rule),
				(all) => all.length === expected,
			);
			assert.equal(found.length, expected, `${one.name}: ${path}`);
		}
	};

	it("shows what the core finds, and each fix does what it did in the core", async function () {
		this.timeout(300_000);
		const reached = new Set<string>();
		const all = rules.map(({ id }) => id);
		for (const rule of all) {
			for (const one of await casesOf(rule)) {
				await put(one);
				await sees(one, one.findings);
				if (one.findings.length > 0) reached.add(rule);
				for (const finding of one.findings.slice(0, 2)) await tryFixes(one, finding);
			}
		}
		assert.deepEqual(all.filter((rule) => !reached.has(rule)).sort(), [...needInput, "unreadable-file"].sort());
	});

	/** Rule and title of each fix that was applied: once is enough here, every case of it runs in test/unit/core/rules/fixtures.test.ts. */
	const tried = new Set<string>();
	const tryFixes = async (one: Case, { origin, fixes }: Finding): Promise<void> => {
		if (origin.path === undefined || !origin.range) return;
		const uri = vscode.Uri.file(origin.path);
		for (const fix of fixes) {
			const key = `${one.rule} ${fix.title}`;
			if (tried.has(key)) continue;
			tried.add(key);
			const document = await openAnew(uri);
			assert.equal(document.getText(), one.files.get(uri.fsPath));
			const range: vscode.Range = new vscode.Range(
				document.positionAt(origin.range.start),
				document.positionAt(origin.range.end),
			);
			// A package file that a case puts beside its `.env` is heard of a moment later than the `.env`.
			const actions: vscode.CodeAction[] = await eventually(
				() => codeActions(uri, range),
				(all) => all.some(({ title }) => title === fix.title),
			);
			const action: vscode.CodeAction | undefined = actions.find(({ title }) => title === fix.title);
			assert.ok(action, `${one.rule}/${one.name}: no fix "${fix.title}" among ${actions.map(({ title }) => title)}`);
			if (!("edits" in fix)) {
				assert.equal(action.command?.command, fix.command);
				continue;
			}
			assert.ok(action.edit && (await vscode.workspace.applyEdit(action.edit)));
			assert.equal(
				document.getText(),
				applyEdits(one.files, fix.edits).get(origin.path),
				`${one.rule}/${one.name}: ${fix.title}`,
			);
			await vscode.commands.executeCommand("workbench.action.files.revert");
		}
	};

	it("hears from Git which .env files are at risk, and puts one into .gitignore", async function () {
		this.timeout(120_000);
		await clean();
		const path = join(project(), ".env");
		const text =
			"REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEGIT000000001\nREMOTION_AWS_SECRET_ACCESS_KEY=notARealSecret/git/000000000000000000001\n";
		await writeFile(path, text);
		const git = (...args: string[]) =>
			execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.invalid", ...args], {
				cwd: workspaceFolder(),
				stdio: "pipe",
			});
		git("init", "-q");
		await vscode.commands.executeCommand("git.openRepository", workspaceFolder());
		const severity = (wanted: vscode.DiagnosticSeverity | undefined) =>
			eventually(
				() => shown(path, "env-file-in-git")[0]?.severity,
				(found) => found === wanted,
			);
		assert.equal(await severity(vscode.DiagnosticSeverity.Warning), vscode.DiagnosticSeverity.Warning);
		await vscode.commands.executeCommand(commands.addToGitignore, path);
		assert.equal(await readFile(join(project(), ".gitignore"), "utf8"), "/.env\n");
		assert.equal(await severity(undefined), undefined);
		git("add", "-f", path);
		await vscode.commands.executeCommand("git.refresh");
		assert.equal(await severity(vscode.DiagnosticSeverity.Error), vscode.DiagnosticSeverity.Error);
	});
});
