import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const read = (name: string) => readFileSync(new URL(name, root), "utf8");

/** Settings that a workspace may set, and why that harms nobody. */
const harmless: Readonly<Record<string, string>> = {
	"remotionLambda.launch": "which of the launches that are found anyway is shown; nothing is run for it",
	"remotionLambda.rules": "how loud a finding is",
	"remotionLambda.warnBeforeExpiry": "whether one message is shown, of what the tree shows anyway",
	"remotionLambda.accounts":
		"names that are shown beside the number where something costs money; it can't take a person's `production` away",
	"remotionLambda.expectedAccount": "whether a finding and a color are shown",
	"remotionLambda.applyProfileToDebugger":
		"hands on the name of a profile that the person chose, to a program that the person starts",
	"remotionLambda.accountPool.variables":
		"names in files that are read anyway; their values are masked, and used on a click alone",
	"remotionLambda.accountPool.profiles": "names of profiles that are shown anyway, and used on a click alone",
};

describe("SECURITY.md", () => {
	it("names tests that are there", () => {
		const links = [...read("SECURITY.md").matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? "");
		assert.ok(links.length >= 10, `only ${links.length} links`);
		assert.deepEqual(
			links.filter((target) => !existsSync(new URL(target, root))),
			[],
		);
	});

	it("names tests that are in the files it links to", () => {
		const text = read("SECURITY.md").replace(/\s+/g, " ");
		const named = [...text.matchAll(/\]\(([^)]+\.test\.ts)\)\)?, "([^"]+)"/g)].map(([, file = "", title = ""]) => ({
			file,
			title,
		}));
		assert.ok(named.length >= 10, `only ${named.length} titles`);
		const missing = named.filter(
			({ file, title }) => !new RegExp(`\\b(?:it|describe)\\("${escaped(title)}`).test(read(file)),
		);
		assert.deepEqual(missing, []);
	});

	it("lists each intended way out with its test", () => {
		const [, section = ""] = /These ways are intended[^\n]*\n\n([\s\S]*?)\n\n## /.exec(read("SECURITY.md")) ?? [];
		const ways = section.split(/^- /m).slice(1);
		assert.ok(ways.length >= 9, `only ${ways.length} ways`);
		assert.deepEqual(
			ways.filter((way) => !/\.test\.ts\)/.test(way)),
			[],
		);
	});
});

describe("workflows", () => {
	it("names each action by its commit and each container by its digest", () => {
		const folder = new URL(".github/workflows/", root);
		const found = readdirSync(folder).flatMap((name) =>
			[...readFileSync(new URL(name, folder), "utf8").matchAll(/^[ -]*(uses|container|image): (\S+)/gm)].map(
				([, kind, value = ""]) => ({ name, kind, value }),
			),
		);
		const isPinned = ({ kind, value }: (typeof found)[number]) =>
			kind === "uses" ? /@[0-9a-f]{40}$/.test(value) : /@sha256:[0-9a-f]{64}$|^\$\{\{/.test(value);
		assert.ok(found.length >= 4, `only ${found.length}`);
		assert.deepEqual(
			found.filter((one) => !isPinned(one)),
			[],
		);
	});
});

describe("settings", () => {
	const { contributes, capabilities } = JSON.parse(read("package.json"));
	const properties: Record<string, { scope?: string }> = contributes.configuration.properties;

	it("that a workspace may set are harmless; all others are the machine's", () => {
		const theirs = Object.entries(properties).filter(([, { scope }]) => !/^(machine|application)/.test(scope ?? ""));
		assert.deepEqual(
			theirs.map(([name]) => name).filter((name) => harmless[name] === undefined),
			[],
			"say here why a workspace may set it, or give it the scope machine",
		);
	});

	it("of the machine are ignored from an untrusted workspace", () => {
		const { supported, restrictedConfigurations = [] } = capabilities.untrustedWorkspaces;
		assert.equal(supported, "limited");
		const own = Object.keys(properties).filter((name) => harmless[name] === undefined);
		assert.deepEqual(
			own.filter(
				(name) => properties[name]?.scope === "machine-overridable" && !restrictedConfigurations.includes(name),
			),
			[],
		);
	});
});
