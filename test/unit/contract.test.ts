import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import {
	commands,
	contextKeys,
	extensionId,
	languageModelTool,
	settings,
	views,
	walkthrough,
} from "../../src/contributions.ts";

interface Manifest {
	name: string;
	publisher: string;
	contributes: {
		viewsWelcome: { view: string; when?: string }[];
		languageModelTools: { name: string; modelDescription: string }[];
		commands: { command: string; category?: string; title: string }[];
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

	it("names the same tool for assistants, and tells them what it is for", () => {
		const [tool, ...others] = manifest.contributes.languageModelTools;
		assert.deepEqual([tool?.name, others], [languageModelTool, []]);
		assert.match(tool?.modelDescription ?? "", /@remotion\/lambda.*no secret/);
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

	it("is kept by the commands that the core names, which may not import it", () => {
		const named = source("src/core/").flatMap(({ text }) => text.match(/(?<=")remotionLambda\.\w+(?=")/g) ?? []);
		const known = new Set<string>(Object.values(commands));
		assert.ok(named.length > 10);
		assert.deepEqual(
			named.filter((id) => !known.has(id)),
			[],
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

describe("the rooms", () => {
	const imports = (text: string) =>
		[...text.matchAll(/\b(?:from |import |import\()"([^"\n]+)"/g)].map((match) => match[1] ?? "");
	const forbidden: [room: string, what: RegExp, files: { name: string; text: string }[]][] = [
		["src/core/", /^(vscode|node:|@aws-sdk|@smithy|fs$|child_process$)|\/(aws|remotion|vscode)\//, source("src/core/")],
		["src/aws/", /^vscode$|\/(remotion|vscode)\//, source("src/aws/")],
		["src/remotion/", /^vscode$|\/(aws|vscode)\//, source("src/remotion/")],
	];
	for (const [room, what, files] of forbidden) {
		it(`${room} imports nothing that stands above it`, () => {
			const bad = files.flatMap(({ name, text }) =>
				imports(text)
					.filter((path) => what.test(path))
					.map((path) => `${name}: ${path}`),
			);
			assert.deepEqual(bad, []);
		});
	}

	it("are drawn in CONTRIBUTING with every way that their imports go, and no other", () => {
		const room = (path: string) => path.replace(/^src\//, "").replace(/(?:\/.*|\.ts)$/, "");
		const gone = source("src/").flatMap(({ name, text }) =>
			imports(text)
				.filter((path) => path.startsWith("."))
				.map((path) => [room(name), room(posix.join(posix.dirname(name), path))] as const),
		);
		const ways = gone.filter(([from, to]) => from !== to).map(([from, to]) => `${from} --> ${to}`);
		const contributing = readFileSync(new URL("CONTRIBUTING.md", root), "utf8");
		const drawn = contributing.match(/\w+ --> \w+/g) ?? [];
		assert.deepEqual(drawn.sort(), [...new Set(ways)].sort());
	});

	it("src/core/ takes packages that only read texts", () => {
		const packages = source("src/core/").flatMap(({ text }) => imports(text).filter((path) => !path.startsWith(".")));
		assert.deepEqual([...new Set(packages)].sort(), ["dotenv", "js-tokens", "yaml"]);
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
