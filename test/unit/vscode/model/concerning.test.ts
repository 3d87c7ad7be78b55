import assert from "node:assert/strict";
import { explain } from "../../../../src/core/index.ts";
import type { Launch } from "../../../../src/core/launches/launch.ts";
import { concerning, isWorthFocus } from "../../../../src/vscode/model/concerning.ts";
import type { ProjectState } from "../../../../src/vscode/model/snapshot.ts";
import { situation } from "../../situation.ts";

const keys =
	"REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEBUSY00000001\nREMOTION_AWS_SECRET_ACCESS_KEY=not-a-real-secret-busy-00000000000000001\n";

interface Parts {
	usesLambda?: boolean;
	calls?: Launch["callsLambda"];
	isQuiet?: boolean;
	env?: string;
}

/** A project by what counts here: what it depends on, what its launch calls, and its `.env`. */
function project(
	name: string,
	{ usesLambda = false, calls = "unknown", isQuiet = false, env }: Parts = {},
): ProjectState {
	const explanation = explain(situation({ files: env === undefined ? {} : { ".env": env } }));
	const own = {
		folder: `/w/${name}`,
		root: "/w",
		name,
		runtime: "remotion-cli",
		scripts: {},
		isQuiet,
		usesLambda,
	} as const;
	const lists = { deploysTo: [], loadsEnv: [], otherReaders: [], otherEnvFiles: [], packages: [], listed: new Map() };
	const launch: Launch = {
		id: "x",
		label: "x",
		kind: "script",
		runtime: "remotion-cli",
		cwd: own.folder,
		place: "here",
		layers: [],
		callsLambda: calls,
	};
	const shown = { launch, launches: [], hidden: [], deployments: [], deploysTo: [], findings: [] };
	return { project: { ...own, ...lists }, runtime: "remotion-cli", explanation, ...shown } as unknown as ProjectState;
}

describe("the projects that are about Remotion Lambda", () => {
	const rows: [what: string, projects: readonly ProjectState[], names: string][] = [
		["a package of videos next to one that renders", [project("videos"), project("web", { usesLambda: true })], "web"],
		["one whose launch calls it without the package", [project("videos"), project("cli", { calls: "yes" })], "cli"],
		[
			"a package of videos with credentials",
			[project("videos", { env: keys }), project("web", { usesLambda: true })],
			"videos web",
		],
		["packages of videos alone", [project("a"), project("b")], "a b"],
		["and a folder without Remotion", [project("a"), project("b", { isQuiet: true })], "a"],
		["folders without Remotion alone", [project("b", { isQuiet: true })], "b"],
	];
	for (const [what, projects, names] of rows)
		it(`are, of ${what}: ${names}`, () => {
			const snapshot = { ready: true, projects };
			assert.equal(
				concerning(snapshot)
					.map((state) => state.project.name)
					.join(" "),
				names,
			);
		});

	it("keep the focus when a file of videos is opened", () => {
		const [videos, web, quiet] = [
			project("videos"),
			project("web", { usesLambda: true }),
			project("q", { isQuiet: true }),
		];
		assert.equal(isWorthFocus({ ready: true, projects: [videos, web] }, videos), false);
		assert.equal(isWorthFocus({ ready: true, projects: [videos, web] }, web), true);
		assert.equal(isWorthFocus({ ready: true, projects: [videos, quiet] }, videos), true);
	});
});
