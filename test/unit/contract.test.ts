import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { posix } from "node:path";
import type { AnyNode } from "acorn";
import { full } from "acorn-walk";
import {
	agentTools,
	commands,
	contextKeys,
	extensionId,
	languageModelTool,
	settings,
	views,
	walkthrough,
} from "../../src/contributions.ts";
import { commandIds } from "../../src/core/vocabulary/commandIds.ts";
import { sources } from "./sourceCode.ts";

interface Manifest {
	name: string;
	publisher: string;
	contributes: {
		viewsWelcome: { view: string; when?: string }[];
		languageModelTools: { name: string; modelDescription: string }[];
		commands: { command: string; category?: string; title: string; enablement?: string }[];
		views: Record<string, { id: string; when?: string }[]>;
		configuration: { properties: Record<string, unknown> };
		walkthroughs: {
			id: string;
			steps: { description: string; media: { svg: string }; completionEvents: string[] }[];
		}[];
		menus: Record<string, { command?: string; submenu?: string; when?: string }[]>;
	};
}

const root = new URL("../../", import.meta.url);
const manifest: Manifest = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const source = (folder: string) =>
	readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".ts"))
		.map((name) => ({ name: `${folder}${name}`, text: readFileSync(new URL(`${folder}${name}`, root), "utf8") }));

describe("the contract of package.json and code", () => {
	it("names the same extension, commands and views", () => {
		assert.equal(extensionId, `${manifest.publisher}.${manifest.name}`);
		assert.deepEqual(
			manifest.contributes.commands.map(({ command }) => command).sort(),
			Object.values(commands).sort(),
		);
		assert.deepEqual(
			Object.values(manifest.contributes.views)
				.flat()
				.map(({ id }) => id)
				.sort(),
			Object.values(views).sort(),
		);
	});

	it("offers nothing of terminals and reports in a workspace that isn't trusted", () => {
		const { commands: declared, menus } = manifest.contributes;
		for (const id of [commands.checkTerminal, commands.insertDeployedCheck, commands.openReport]) {
			assert.equal(declared.find(({ command }) => command === id)?.enablement, "isWorkspaceTrusted");
			const places = Object.values(menus)
				.flat()
				.filter(({ command }) => command === id);
			assert.ok(places.length > 0 && places.every(({ when = "" }) => when.includes("isWorkspaceTrusted")), id);
		}
	});

	it("names the same tool for assistants, and tells them what it is for", () => {
		const tools = manifest.contributes.languageModelTools;
		assert.deepEqual(
			tools.map(({ name }) => name),
			[languageModelTool, ...Object.values(agentTools)],
		);
		for (const { modelDescription } of tools) assert.match(modelDescription, /@remotion\/lambda.*no secret/);
	});

	it("names the same settings", () => {
		assert.deepEqual(Object.keys(manifest.contributes.configuration.properties).sort(), Object.values(settings).sort());
	});

	it("has one walkthrough, whose links, pictures and ticks exist", () => {
		assert.deepEqual(
			manifest.contributes.walkthroughs.map(({ id }) => id),
			[walkthrough],
		);
		const known = new Set<string>([
			...Object.values(commands),
			...Object.values(views).map((view) => `${view}.focus`),
			"workbench.actions.view.problems",
		]);
		const ticks = source("src/vscode/").flatMap(({ text }) => [...text.matchAll(/\btick\("(\w+)"\)/g)]);
		const events = new Set([
			...ticks.map((match) => `onContext:${contextKeys.done}.${match[1]}`),
			...Object.values(views).map((view) => `onView:${view}`),
		]);
		for (const { description, media, completionEvents } of manifest.contributes.walkthroughs[0]?.steps ?? []) {
			for (const [, id] of description.matchAll(/\(command:([^)]+)\)/g)) assert.ok(known.has(id ?? ""), id);
			assert.ok(completionEvents.length > 0 && completionEvents.every((event) => events.has(event)), description);
			const picture = readFileSync(new URL(media.svg, root), "utf8");
			assert.match(picture, /<title>.+<\/title>/);
		}
	});

	it("asks in its conditions for contexts and views that there are", () => {
		const { views: rooms, viewsWelcome, menus } = manifest.contributes;
		const conditions = [...Object.values(rooms).flat(), ...viewsWelcome, ...Object.values(menus).flat()];
		const asked = conditions.flatMap(({ when = "" }) => when.match(/remotionLambda\.[\w.]+/g) ?? []);
		const known = new Set<string>([...Object.values(views), ...Object.values(contextKeys)]);
		assert.ok(asked.includes(contextKeys.hasAccountPool));
		assert.deepEqual(
			asked.filter((id) => !known.has(id)),
			[],
		);
	});

	it("has every command's id in one place, and the core names no id that it does not use", () => {
		const places = source("src/").flatMap(({ name, text }) =>
			[...text.matchAll(/["'`](remotionLambda\.\w+)["'`]/g)].map(([, id = ""]) => ({ id, name })),
		);
		const ids = new Set<string>(Object.values(commands));
		const ofCommands = places.filter(({ id }) => ids.has(id));
		assert.deepEqual(ofCommands.map(({ id }) => id).sort(), [...ids].sort());
		const core = source("src/core/").map(({ text }) => text);
		for (const name of Object.keys(commandIds))
			assert.ok(
				core.some((text) => text.includes(`commandIds.${name}`)),
				name,
			);
	});

	it("gives every command its category and a menu only to commands there are", () => {
		for (const { command, category } of manifest.contributes.commands)
			assert.equal(category, "Remotion Lambda", command);
		const known = new Set<string>(Object.values(commands));
		for (const entries of Object.values(manifest.contributes.menus)) {
			for (const { command, submenu } of entries) assert.ok(submenu || known.has(command ?? ""), command);
		}
	});
});

/**
 * The order of the house, the lowest row first. A file imports from its own room and from rows below; rooms of one row do not know each
 * other. `types.ts` and `text` lie so low that all may use them.
 */
const rows: readonly (readonly string[])[] = [
	["core/types"],
	["core/text"],
	["core/vocabulary", "core/dotenv", "core/sharedConfig", "core/code"],
	["core/environment"],
	["core/runtimes", "core/credentialProviders"],
	["core/launches"],
	["core/precedence"],
	["core/project", "core/errorGuide", "core/report", "core/environmentReport"],
	["core/accountPool", "core/languageFeatures", "core/launchPictures"],
	["core/signing", "core/rules"],
	["core/awsAccount", "core/codeTemplates", "core/explain"],
	["core/explainLaunches", "core/explainReport"],
	["core/index"],
	["childProcess", "files", "contributions"],
	["aws", "remotion"],
	["aws/child", "remotion/child"],
	["cli"],
	["vscode/common"],
	["vscode/model", "vscode/fileEdits"],
	["vscode/typedCommands"],
	["vscode/awsRequests"],
	["vscode/languageFeatures"],
	["vscode/views", "vscode/webviews"],
	["vscode/commands"],
	["vscode/features"],
	["extension"],
];

const row = (room: string) => rows.findIndex((rooms) => rooms.includes(room));

/** The room of a file: its folder below `core` or `vscode`, a process's own folder, or the file itself where it lies in none. */
function roomOf(file: string): string {
	const parts = file
		.replace(/^src\//, "")
		.replace(/\.ts$/, "")
		.split("/");
	const [top = "", second = "", ...rest] = parts;
	if (top === "core" || top === "vscode") return `${top}/${second}`;
	return second === "child" && rest.length > 0 ? `${top}/child` : top;
}

const isInside = (room: string) => room.endsWith("/child");

/** The groups of files that import each other in a circle. */
function circles(ways: ReadonlyMap<string, readonly string[]>): string[][] {
	const reached = new Map<string, Set<string>>();
	const reach = (file: string) => {
		const known = reached.get(file);
		if (known) return known;
		const seen = new Set<string>();
		const open = [...(ways.get(file) ?? [])];
		for (let next = open.pop(); next !== undefined; next = open.pop()) {
			if (seen.has(next)) continue;
			seen.add(next);
			open.push(...(ways.get(next) ?? []));
		}
		reached.set(file, seen);
		return seen;
	};
	const inCircles = [...ways.keys()].filter((file) => reach(file).has(file));
	const groups = inCircles.map((file) =>
		inCircles.filter((other) => reach(file).has(other) && reach(other).has(file)).sort(),
	);
	return [...new Map(groups.map((group) => [group.join(), group])).values()];
}

/** CONTRIBUTING's picture: a box a room, a row a subgraph, an arrow from each row to the one below. */
function picture(): string {
	const id = (name: string) => name.replaceAll("/", "_");
	const drawn = rows.map((rooms) => rooms.filter((name) => files.some(([room]) => room === name)));
	const kept = drawn.filter((rooms) => rooms.length > 0).reverse();
	const lines = kept.map((rooms, index) => {
		const boxes = rooms.map((name) => `${id(name)}["${name}"]`).join(" ~~~ ");
		return `  subgraph row${index}[" "]\n    direction LR\n    ${boxes}\n  end\n`;
	});
	const arrows = kept.slice(1).map((_, index) => `  row${index} --> row${index + 1}\n`);
	return ["flowchart TD\n", ...lines, ...arrows].join("");
}

const importsOf = (text: string) =>
	[...text.matchAll(/\b(?:from |import |import\()"([^"\n]+)"/g)].map((match) => match[1] ?? "");
const files = source("src/").map(({ name }) => [roomOf(name), name] as const);
const imported = source("src/").flatMap(({ name, text }) =>
	importsOf(text)
		.filter((path) => path.startsWith("."))
		.map((path) => {
			const target = posix.join(posix.dirname(name), path);
			return { file: name, path: target, from: roomOf(name), to: roomOf(target) };
		}),
);

describe("a fact of the field", () => {
	const facts: [what: string, written: RegExp, where: string][] = [
		["how a temporary key's ID begins", /startsWith\("ASIA"\)/, "src/core/vocabulary/keyFormat.ts"],
		["how a role's ARN looks", /:assumed-role[/\\]/, "src/core/vocabulary/arn.ts"],
		["the two profile variables", /"REMOTION_AWS_PROFILE",\s*"AWS_PROFILE"/, "src/core/vocabulary/variables.ts"],
		["the two region variables", /"REMOTION_AWS_REGION",\s*"AWS_REGION"/, "src/core/vocabulary/variables.ts"],
		["the three variables of an account", /"accessKeyId",\s*"secretAccessKey"/, "src/core/vocabulary/rotationNames.ts"],
	];
	const sources = source("src/").map(({ name, text }) => ({ name, text: text.replace(/\/\*[\s\S]*?\*\//g, "") }));
	for (const [what, written, where] of facts) {
		it(`is written once: ${what}`, () => {
			const places = sources.filter(({ text }) => written.test(text)).map(({ name }) => name);
			assert.deepEqual(places, [where]);
		});
	}
});

describe("the rooms", () => {
	const forbidden: [room: string, what: RegExp, sources: { name: string; text: string }[]][] = [
		["src/core/", /^(vscode|node:|@aws-sdk|@smithy|fs$|child_process$)/, source("src/core/")],
		["src/childProcess/", /^vscode$/, source("src/childProcess/")],
		["src/cli/", /^vscode$/, source("src/cli/")],
		["src/aws/", /^vscode$/, source("src/aws/")],
		["src/remotion/", /^vscode$/, source("src/remotion/")],
	];
	for (const [room, what, sources] of forbidden) {
		it(`${room} imports neither VS Code nor what is not its own`, () => {
			const bad = sources.flatMap(({ name, text }) =>
				importsOf(text)
					.filter((path) => what.test(path))
					.map((path) => `${name}: ${path}`),
			);
			assert.deepEqual(bad, []);
		});
	}

	it("import from lower rows only, and every folder has its row", () => {
		assert.deepEqual(
			[...new Set(files.map(([name]) => name))].filter((name) => row(name) === -1),
			[],
		);
		assert.deepEqual(
			imported
				.filter(({ from, to }) => from !== to && row(to) >= row(from))
				.map(({ file, path }) => `${file}: ${path}`),
			[],
		);
	});

	it("keep the inside of another process to that process", () => {
		assert.deepEqual(
			imported.filter(({ from, to }) => isInside(to) && from !== to).map(({ file, path }) => `${file}: ${path}`),
			[],
		);
		const isTheirs = (from: string, to: string) =>
			to.startsWith("core") || `${to}/child` === from || to === "childProcess";
		assert.deepEqual(
			imported
				.filter(({ from, to }) => isInside(from) && from !== to && !isTheirs(from, to))
				.map(({ file, path }) => `${file}: ${path}`),
			[],
		);
	});

	it("hold no circle of files", () => {
		const ways = new Map<string, string[]>();
		for (const { file, path } of imported) ways.set(file, [...(ways.get(file) ?? []), path]);
		assert.deepEqual(circles(ways), []);
	});

	it("leave few files outside of a room", () => {
		const flat = (folder: string) => files.filter(([, file]) => posix.dirname(file) === folder).length;
		assert.ok(flat("src/core") <= 6);
		assert.ok(flat("src/vscode") <= 4);
	});

	it("have their table tests in folders of the same names", () => {
		const folders = (at: string) => new Set(source(at).map(({ name }) => posix.dirname(name).slice(at.length)));
		const rooms = new Set([...folders("src/"), "media"]);
		assert.deepEqual(
			[...folders("test/unit/")].filter((folder) => folder !== "" && !rooms.has(folder)),
			[],
		);
	});

	it("leave it to one room to tell and to ask, which makes plain text of names", () => {
		// Found as names of members, so that another name for `window`, or a part of it, is found too.
		const ways =
			/^(show\w*Message|showQuickPick|showInputBox|create(QuickPick|InputBox|Terminal)|withProgress|setStatusBarMessage|showWorkspaceFolderPick|sendText)$/;
		const found = sources().flatMap((file) => {
			const names: string[] = [];
			full(file.tree, (node) => {
				const one = node as AnyNode;
				if (one.type !== "MemberExpression" && one.type !== "Property") return;
				const name = one.type === "Property" ? one.key : one.property;
				const text = name.type === "Identifier" ? name.name : name.type === "Literal" ? String(name.value) : "";
				if (ways.test(text)) names.push(`${file.path}: ${text}`);
			});
			return names;
		});
		assert.deepEqual([...new Set(found)].sort(), [
			"src/vscode/common/notify.ts: setStatusBarMessage",
			"src/vscode/common/notify.ts: showErrorMessage",
			"src/vscode/common/notify.ts: showInformationMessage",
			"src/vscode/common/notify.ts: showWarningMessage",
			"src/vscode/common/progress.ts: withProgress",
			"src/vscode/common/prompts.ts: createQuickPick",
			"src/vscode/common/prompts.ts: showInputBox",
			"src/vscode/common/prompts.ts: showQuickPick",
			"src/vscode/common/terminal.ts: createTerminal",
			"src/vscode/common/terminal.ts: sendText",
		]);
	});

	it("leave it to one room to read a file, which looks first what it is", () => {
		const readers = /^(?:open|read(?!dir|link)|createReadStream|ReadStream|copyFile|cp$|cpSync|promises|default|\*)/;
		const found = sources().flatMap(({ path, tree, code }) =>
			tree.body.flatMap((statement) => {
				if (
					statement.type !== "ImportDeclaration" ||
					!/^(?:node:)?fs(?:\/promises)?$/.test(String(statement.source.value))
				)
					return [];
				return statement.specifiers.flatMap((specifier) => {
					const name = specifier.type === "ImportSpecifier" ? code.slice(specifier.start, specifier.end) : "*";
					return readers.test(name) ? [`${path}: ${name}`] : [];
				});
			}),
		);
		assert.deepEqual(found, [
			"src/files/readFile.ts: open",
			"src/files/readNow.ts: openSync",
			"src/files/readNow.ts: readFileSync",
			// These make files of their own, which nobody else has opened.
			"src/vscode/fileEdits/backups.ts: open",
			"src/vscode/fileEdits/credentialsFile.ts: open",
			"src/vscode/fileEdits/fileLock.ts: open",
		]);
		const otherWays = sources().filter(({ code }) =>
			/\b(?:require|import)\(\s*["'](?:node:)?fs\b|\bworkspace\.fs\b|\bgetBuiltinModule\b/.test(code),
		);
		assert.deepEqual(
			otherWays.map(({ path }) => path),
			[],
		);
	});

	it("have VS Code open a file only after a look at what it is", () => {
		const found = sources().flatMap(({ path, code }) =>
			[...code.matchAll(/\.((?:show|open)TextDocument)\(|"(vscode\.open)"/g)].map(
				([, name, command]) => `${path}: ${name ?? command}`,
			),
		);
		assert.deepEqual(
			[...new Set(found)],
			[
				// A page of the web.
				"src/core/awsAccount/health.ts: vscode.open",
				// Code of the product's own, as a new document.
				"src/vscode/commands/accountPool/insertRotationCode.ts: openTextDocument",
				"src/vscode/commands/accountPool/insertRotationCode.ts: showTextDocument",
				"src/vscode/commands/checks/createOidcRole.ts: openTextDocument",
				"src/vscode/commands/checks/createOidcRole.ts: showTextDocument",
				"src/vscode/commands/checks/openInConsole.ts: vscode.open",
				"src/vscode/commands/deployed/insertDeployedCheck.ts: openTextDocument",
				"src/vscode/commands/deployed/insertDeployedCheck.ts: showTextDocument",
				"src/vscode/commands/secretsManager/insertLoadingCode.ts: openTextDocument",
				"src/vscode/commands/secretsManager/insertLoadingCode.ts: showTextDocument",
				// A picture that was written just now.
				"src/vscode/commands/testRender/testRender.ts: vscode.open",
				// A document that only the extension has.
				"src/vscode/common/pages.ts: showTextDocument",
				"src/vscode/common/showFile.ts: showTextDocument",
				// After `assertEditable()`.
				"src/vscode/fileEdits/envFile.ts: openTextDocument",
			],
		);
	});

	it("hold no file of more than 300 lines", () => {
		const long = source("src/").filter(({ text }) => text.split("\n").length > 301);
		assert.deepEqual(
			long.map(({ name }) => name),
			[],
		);
	});

	it("are drawn in CONTRIBUTING, row by row", () => {
		const url = new URL("CONTRIBUTING.md", root);
		const text = readFileSync(url, "utf8");
		const updated = text.replace(/```mermaid\n[\s\S]*?```/, () => `\`\`\`mermaid\n${picture()}\`\`\``);
		if (process.env.UPDATE_FIXTURES) writeFileSync(url, updated);
		else assert.equal(text, updated, "UPDATE_FIXTURES=1 npm test -- unit draws it");
	});

	it("src/core/ takes packages that only read texts", () => {
		const outside = source("src/core/").flatMap(({ text }) => importsOf(text).filter((path) => !path.startsWith(".")));
		const packages = outside.map((path) => path.split("/", path.startsWith("@") ? 2 : 1).join("/"));
		assert.deepEqual([...new Set(packages)].sort(), [
			"@noble/hashes",
			"dotenv",
			"ini",
			"js-tokens",
			"jsonc-parser",
			"semver",
			"toml-eslint-parser",
			"unbash",
			"yaml",
		]);
	});

	it("src/core/ never looks at the process", () => {
		const bad = source("src/core/").filter(({ text }) =>
			/\bprocess\.(env|cwd|platform)\b/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")),
		);
		assert.deepEqual(
			bad.map(({ name }) => name),
			[],
		);
	});
});
