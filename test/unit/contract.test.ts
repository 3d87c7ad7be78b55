import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { commands, extensionId, languageModelTool, settings, views, walkthrough } from "../../src/contract.ts";

interface Manifest {
	name: string;
	publisher: string;
	contributes: {
		languageModelTools: { name: string; modelDescription: string }[];
		commands: { command: string; category?: string; title: string }[];
		views: Record<string, { id: string }[]>;
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
			...ticks.map((match) => `onContext:remotionLambda.done.${match[1]}`),
			...Object.values(views).map((view) => `onView:${view}`),
		]);
		for (const { description, media, completionEvents } of manifest.contributes.walkthroughs[0]?.steps ?? []) {
			for (const [, id] of description.matchAll(/\(command:([^)]+)\)/g)) assert.ok(known.has(id ?? ""), id);
			assert.ok(completionEvents.length > 0 && completionEvents.every((event) => events.has(event)), description);
			const picture = readFileSync(new URL(media.svg, root), "utf8");
			assert.match(picture, /<title>.+<\/title>/);
		}
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
		[...text.matchAll(/(?:from|import)\s*\(?["']([^"']+)["']/g)].map((match) => match[1] ?? "");
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
