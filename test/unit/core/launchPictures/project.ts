/** Journeys of small projects in memory. */
import { type ExplainInput, explainLaunches, findLaunches, type Launch } from "../../../../src/core/index.ts";
import { type Journey, type JourneyInput, journeyOf } from "../../../../src/core/launchPictures/journey.ts";
import { cwd, home, situation } from "../../situation.ts";

export interface Scene {
	scripts?: Record<string, string>;
	dependencies?: readonly string[];
	/** By paths in the project, or absolute ones. */
	files?: Record<string, string>;
	environment?: ExplainInput["environment"];
	/** The launch that is told of; default: the main one. */
	launch?: string;
	/** Changes the launch after it was found. */
	change?: (launch: Launch) => Launch;
	more?: Partial<JourneyInput>;
}

const client = { "deploy.mjs": 'import { deploySite } from "@remotion/lambda";\nawait deploySite({});\n' };

/** The journey of one launch of a project, as the panel would have it. */
export function journey({ scripts = {}, dependencies = ["@remotion/lambda"], files = {}, ...scene }: Scene): Journey {
	const ranges = Object.fromEntries(dependencies.map((name) => [name, "4.0.527"]));
	const manifest = JSON.stringify({ dependencies: ranges, scripts }, null, "\t");
	const input = situation({
		files: { "package.json": manifest, ...client, ...files },
		environment: scene.environment ?? {},
	});
	const { readFile } = input;
	const found = findLaunches({ cwd, platform: "posix", readFile, readCode: readFile });
	const { launches } = explainLaunches(input, scene.change ? found.map(scene.change) : found);
	const one = launches.find(({ launch }) => scene.launch === undefined || launch.label === scene.launch);
	if (!one) throw new Error(`no ${scene.launch} among ${launches.map(({ launch }) => launch.label)}`);
	const places = { folder: cwd, home, textOf: readFile };
	return journeyOf({ ...places, ...one, runtime: one.launch.runtime, others: launches, canAsk: true, ...scene.more });
}

/** A journey in short: a line a station. */
export function inShort({ stations }: Journey): string[] {
	return stations.map(({ title, label, state, details, action }) =>
		[`${state} ${title}: ${label}`, ...details, ...(action === undefined ? [] : [`→ ${action}`])].join(" | "),
	);
}

export const verified = {
	kind: "verified",
	account: "123456789012",
	arn: "arn:aws:iam::123456789012:user/team/render",
	at: "17:17",
} as const;

export const render = {
	composition: "Card",
	when: "Nov 29, 2026, 17:20",
	words: "1 frame · 1.2 s · 34 kB · $0.0002",
	ok: true,
	functionName: "remotion-render-4-0-527-mem2048mb-disk2048mb-120sec",
	region: "us-east-1",
} as const;
