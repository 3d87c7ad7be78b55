import assert from "node:assert/strict";
import type { EnvironmentReport } from "../../../../src/core/environmentReport/format.ts";
import { reportedVariables } from "../../../../src/core/environmentReport/variables.ts";
import { deployedInput } from "../../../../src/core/explainLaunches.ts";
import { explainReport } from "../../../../src/core/explainReport.ts";
import { explain } from "../../../../src/core/index.ts";
import type { PlatformRuntime, Runtime } from "../../../../src/core/types.ts";
import { reportDifferences, reportedPlace } from "../../../../src/vscode/model/reportDifferences.ts";
import type { ProjectState } from "../../../../src/vscode/model/snapshot.ts";
import { canary, cwd, situation } from "../../situation.ts";

const own = { REMOTION_AWS_ACCESS_KEY_ID: "AKIANOTAREALKEY7Q2WZ", REMOTION_AWS_SECRET_ACCESS_KEY: canary };
const env = Object.entries(own)
	.map(([name, value]) => `${name}=${value}\n`)
	.join("");
const input = situation({ files: { ".env": env } });

/** A project with these keys in `.env`, and a report of a place that has this environment. */
function project(runtime: Runtime, there: Record<string, string>, parts: Partial<ProjectState> = {}): ProjectState {
	const report: EnvironmentReport = {
		format: "remotion-lambda-credentials",
		version: 1,
		createdAt: "2026-11-29T17:04:00Z",
		createdBy: { name: "reportEnvironment.ts", version: "1" },
		place: { runtime, folder: "/app", platform: "posix" },
		variables: reportedVariables({ environment: there, platform: "posix" }),
	};
	const reported = explainReport(report, { id: "report:1", label: "Reported", cwd });
	const state: Partial<ProjectState> = {
		runtime: "remotion-cli",
		deployments: [],
		launches: [reported],
		reported: [
			{ id: "report:1", ...reported, takenAt: new Date(report.createdAt), outOfDate: false, place: report.place },
		],
		...parts,
	};
	return state as ProjectState;
}

const deployment = (runtime: PlatformRuntime) => ({
	runtime,
	explanation: explain(deployedInput(input, runtime, undefined)),
});
const said = (state: ProjectState, id = "report:1") => reportDifferences(state, id).map((text) => text.split(",")[0]);
const differs = ["According to the project's files"];

describe("what a report is compared with", () => {
	it("is the deployment to the same platform", () => {
		const parts = { deployments: [deployment("netlify"), deployment("vercel")] };
		assert.deepEqual(said(project("vercel", {}, parts)), differs);
		assert.deepEqual(said(project("vercel", own, parts)), []);
	});

	it("is the project itself where that platform is shown", () => {
		const { explanation } = deployment("vercel");
		assert.deepEqual(said(project("vercel", {}, { runtime: "vercel", explanation })), differs);
	});

	it("is, for a server, a launch of the same program, and never another report", () => {
		const launch = { id: "npm start", label: "npm start", runtime: "node" } as const;
		const server = project("node", {});
		assert.deepEqual(said(server), []);
		const explanation = explain(situation({ runtime: "node", environment: own }));
		const launches = [...server.launches, { launch: { ...server.launches[0]?.launch, ...launch }, explanation }];
		assert.deepEqual(said({ ...server, launches: launches as ProjectState["launches"] }), ["In npm start"]);
		const other = launches.map((one) => ({ ...one, launch: { ...one.launch, runtime: "bun" } }));
		assert.deepEqual(said({ ...server, launches: other as ProjectState["launches"] }), []);
	});

	it("is nothing for other launches, and where no file tells of the place", () => {
		assert.deepEqual(said(project("vercel", {}, { deployments: [deployment("vercel")] }), "npm start"), []);
		assert.deepEqual(said(project("vercel", {}, { deployments: [deployment("netlify")] })), []);
	});

	it("is called as the report calls it, else as its platform", () => {
		const place = { folder: "/app", platform: "posix" } as const;
		assert.equal(reportedPlace({ ...place, runtime: "vercel", name: "Staging" }), "Staging");
		assert.equal(reportedPlace({ ...place, runtime: "vercel" }), "Vercel");
		assert.equal(reportedPlace({ ...place, runtime: "node" }), "a server");
	});
});
