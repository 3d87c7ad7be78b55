import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), "utf8");

/** Settings that a workspace may set, and why that harms nobody. */
const harmless: Readonly<Record<string, string>> = {
	"remotionLambda.rules": "how loud a finding is",
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
