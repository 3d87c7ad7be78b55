import assert from "node:assert/strict";
import { carryFindings, type LaunchFinding } from "../../../src/core/explainLaunches.ts";
import { type ExplainInput, explainLaunches, findLaunches, type Launch } from "../../../src/core/index.ts";
import { cwd, situation } from "../situation.ts";
import { key, launchOf, pair, values } from "./launches/explained.ts";

const files = (paths: string[]) =>
	({ kind: "files", by: "dotenv", paths: paths.map((name) => `${cwd}/${name}`), dialect: "dotenv-17" }) as const;
const first = launchOf(["shell", files([".env"])], { id: "script:first", label: "npm run first" });
const second = launchOf(["shell", files([".env.local"])], { id: "script:second", label: "npm run second" });
const answers = (input: ExplainInput, launches: readonly Launch[]) =>
	explainLaunches(input, launches).launches.map(({ explanation: { active } }) =>
		active.kind === "keys" ? active.accessKeyId : active.kind,
	);

describe("explaining the launches of a project", () => {
	it("gives each its own answer, in their order", () => {
		const input = situation({
			files: { ".env": pair("REMOTION_AWS_", key("ONE")), ".env.local": pair("REMOTION_AWS_", key("TWO")) },
		});
		assert.deepEqual(answers(input, [first, second]), [key("ONE"), key("TWO")]);
		assert.deepEqual(explainLaunches(input, []), { launches: [], findings: [] });
	});

	it("explains launches with the same environment once, and others apart, secrets included", () => {
		const input = situation({});
		const same = { ...first, id: "script:same", label: "npm run same" };
		const [one, two] = explainLaunches(input, [first, same]).launches;
		assert.equal(one?.explanation, two?.explanation);
		const mounted = { ...first, id: "service:a", mounts: [{ source: "~/.aws", target: "/root/.aws" }] };
		const [bare, brought] = explainLaunches(input, [first, mounted]).launches;
		assert.notEqual(bare?.explanation, brought?.explanation);
		const other = (secret: string) =>
			launchOf([
				"shell",
				{ kind: "variables", by: "x", values: { ...values("AWS_", key("A")), AWS_SESSION_TOKEN: secret } },
			]);
		const [three, four] = explainLaunches(input, [other("a"), other("")]).launches;
		assert.notEqual(three?.explanation, four?.explanation);
	});

	it("says a finding of all launches once, and names the launches of another", () => {
		const input = situation({
			files: { ".env": "REMOTION_AWS_PROFILE=nope\n", ".env.local": "REMOTION_AWS_PROFILE=nope\n" },
		});
		const reads = (id: string, names: string[]) => launchOf(["shell", files(names)], { id, label: `npm run ${id}` });
		const both = explainLaunches(input, [
			reads("a", [".env", ".env.local"]),
			reads("b", [".env.local", ".env"]),
		]).findings;
		const unknown = both.filter(({ rule }) => rule === "unknown-profile");
		assert.equal(unknown.length, 2);
		assert.ok(unknown.every(({ launches, message }) => launches === undefined && !message.includes("Applies to")));
		const shadowed = both.filter(({ rule }) => rule === "shadowed-variable");
		assert.deepEqual(
			shadowed.map(({ launches, message }) => [launches, /Applies to npm run \w\.$/.test(message)]),
			[
				[["a"], true],
				[["b"], true],
			],
		);
	});

	it("names three launches, and how many more there are", () => {
		const input = situation({
			files: { ".env": "REMOTION_AWS_PROFILE=nope\n", ".env.local": "REMOTION_AWS_PROFILE=nope\n" },
		});
		const reading = ["a", "b", "c", "d", "e"].map((id) => {
			return launchOf(["shell", files([".env", ".env.local"])], { id, label: `npm run ${id}` });
		});
		const other = launchOf(["shell", files([".env.local", ".env"])], { id: "z" });
		const { findings } = explainLaunches(input, [...reading, other]);
		const told = findings.find(({ launches }) => launches?.length === 5);
		assert.match(told?.message ?? "", / Applies to npm run a, npm run b, npm run c, and 2 more\.$/);
	});

	it("names no launch where only those elsewhere have not got a problem", () => {
		const input = situation({
			files: { ".env": "REMOTION_AWS_PROFILE=nope\n", ".env.local": "REMOTION_AWS_PROFILE=nope\n" },
		});
		const here = launchOf(["shell", files([".env", ".env.local"])], { id: "a", label: "npm run a" });
		const elsewhere = launchOf([], { id: "b", label: "Workflow b", place: "elsewhere" });
		const told = explainLaunches(input, [here, elsewhere]).findings.filter(({ rule }) => rule === "shadowed-variable");
		assert.deepEqual(
			told.map(({ launches, message }) => [launches, message.includes("Applies to")]),
			[[["a"], false]],
		);
	});

	it("keeps what is known of other launches while one is explained anew", () => {
		const input = situation({
			files: { ".env": "REMOTION_AWS_PROFILE=nope\n", ".env.local": "REMOTION_AWS_PROFILE=gone\n" },
		});
		const one = launchOf(["shell", files([".env", ".env.local"])], { id: "one", label: "npm run one" });
		const two = launchOf(["shell", files([".env.local", ".env"])], { id: "two", label: "npm run two" });
		const { findings, launches } = explainLaunches(input, [one, two]);
		const [shown] = launches;
		assert.ok(shown);
		const plain = (list: readonly LaunchFinding[]) =>
			list.filter(({ rule }) => rule === "shadowed-variable").map((finding) => ({ ...finding, fixes: [] }));
		const carried = (isUnchanged: (path: string) => boolean) =>
			plain(carryFindings(shown.explanation.findings, findings, one, isUnchanged));
		const alone = findings.filter(({ launches }) => launches);
		const of = (rule: string) => findings.filter((finding) => finding.rule === rule);
		assert.deepEqual(
			of("unknown-profile").map(({ severity, message }) => [severity, /so renders fail/.test(message)]),
			[
				["error", true],
				["error", true],
			],
		);
		assert.deepEqual(
			alone.map(({ launches, origin }) => [launches, origin.path]),
			[
				[["one"], `${cwd}/.env.local`],
				[["two"], `${cwd}/.env`],
			],
		);
		const all = plain(findings);
		assert.deepEqual(
			carried(() => true),
			all,
		);
		assert.deepEqual(
			carried((path) => path.endsWith(".env.local")),
			all.filter(({ launches }) => !launches?.includes("two")),
		);
	});

	it("calls no file unread that another launch reads", () => {
		const input = situation({ files: { ".env.local": pair("REMOTION_AWS_", key("ONE")) } });
		const cli = launchOf(["shell", "program"], { id: "command:remotion", runtime: "remotion-cli" });
		const rules = (launches: readonly Launch[]) => explainLaunches(input, launches).findings.map(({ rule }) => rule);
		assert.ok(rules([cli]).includes("ignored-env-file"));
		assert.ok(!rules([cli, second]).includes("ignored-env-file"));
		const next = launchOf(["shell", "program"], { id: "script:dev", runtime: "next" });
		assert.ok(!rules([cli, next]).includes("ignored-env-file"));
	});

	it("offers no fix that makes another launch's answer worse", () => {
		const plain = pair("AWS_", key("ONE"));
		const input = situation({ files: { ".env": `AWS_PROFILE=studio\n${plain}` } });
		const withProfile = launchOf(["shell", files([".env"])], { id: "a" });
		const withoutProfile = launchOf(
			["shell", files([".env"]), { kind: "variables", by: "x", values: { AWS_PROFILE: null } }],
			{ id: "b" },
		);
		const silence = (launches: readonly Launch[]) =>
			explainLaunches(input, launches)
				.findings.filter(({ rule }) => rule === "shadowed-variable")
				.flatMap(({ fixes }) => fixes.map(({ title }) => title));
		assert.ok(silence([withProfile]).length > 0);
		assert.deepEqual(silence([withProfile, withoutProfile]), []);
	});

	it("has the keys of .env.local as the main answer of Remotion's Next.js template", () => {
		const manifest = {
			scripts: { dev: "next dev", deploy: "node deploy.mjs", render: "remotion render" },
			dependencies: { "@remotion/cli": "4.0.527", "@remotion/lambda": "4.0.527", next: "16.0.0" },
		};
		const input = situation({
			files: { "package.json": JSON.stringify(manifest), ".env.local": pair("REMOTION_AWS_", key("ONE")) },
		});
		const launches = findLaunches({ cwd, platform: "posix", readFile: input.readFile });
		assert.equal(launches[0]?.id, "script:dev");
		assert.deepEqual(answers(input, launches.slice(0, 1)), [key("ONE")]);
	});
});
