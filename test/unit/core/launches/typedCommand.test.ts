import assert from "node:assert/strict";
import { findLaunches, type Launch } from "../../../../src/core/index.ts";
import { typedCommand } from "../../../../src/core/launches/typedCommand.ts";
import { cwd, situation } from "../../situation.ts";

/** What each launch of a package is typed as, by its label. */
function typed(packageJson: object, files: Readonly<Record<string, string>> = {}): Record<string, string | undefined> {
	const input = situation({ files: { "package.json": JSON.stringify(packageJson), ...files } });
	const launches = findLaunches({ ...input, readCode: input.readFile });
	return Object.fromEntries(launches.map((launch) => [launch.label, typedCommand(launch)?.text]));
}

const dependencies = { "@remotion/lambda": "4.0.527", "@remotion/cli": "4.0.527" };

describe("the command of a launch", () => {
	it("is what runs the script, a framework's server, and the beginning of Remotion's command line", () => {
		assert.deepEqual(typed({ dependencies, scripts: { "deploy:all": "remotion lambda sites create" } }), {
			"npm run deploy:all": "npm run deploy:all",
			"npx remotion lambda": "npx remotion lambda ",
		});
		const next = { ...dependencies, next: "15.0.0" };
		assert.equal(typed({ dependencies: next })["next dev"], "npx next dev");
		assert.equal(
			typed({ dependencies, packageManager: "pnpm@10.0.0" })["pnpm exec remotion lambda"],
			"pnpm exec remotion lambda ",
		);
	});

	it("is none where a name would need quotes, as shells quote differently", () => {
		for (const name of ["a b", "a;b", "$(x)", "a\nb", "`x`", "a'b"])
			assert.equal(
				Object.values(typed({ dependencies, scripts: { [name]: "remotion lambda render" } }))[0],
				undefined,
				name,
			);
	});

	it("is none of a launch that no command starts, and runs in the folder of its package", () => {
		const launch: Launch = {
			id: "script:deploy",
			label: "npm run deploy (root)",
			kind: "script",
			runtime: "node",
			cwd: `${cwd}/packages/video`,
			place: "here",
			layers: [],
			callsLambda: "yes",
			origin: { layer: "launch", path: `${cwd}/package.json` },
		};
		assert.deepEqual(typedCommand(launch), { folder: cwd, text: "npm run deploy" });
		for (const label of ["npm run deploy (with direnv)", "npm run deploy (root) (with mise and direnv)"])
			assert.equal(typedCommand({ ...launch, label })?.text, "npm run deploy");
		assert.equal(typedCommand({ ...launch, kind: "platform", label: "Deployed to Vercel" }), undefined);
		assert.equal(typedCommand({ ...launch, kind: "command", label: "Node.js" }), undefined);
	});
});
