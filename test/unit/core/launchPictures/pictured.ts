/** Projects for tests of pictures: the files are data, the launches are found and explained as in the product. */
import { explainEach } from "../../../../src/core/explainLaunches.ts";
import { createParseCache, findLaunches } from "../../../../src/core/index.ts";
import { agreement } from "../../../../src/core/launches/agreement.ts";
import { launchMatrix, type MatrixInput, type MatrixLaunch } from "../../../../src/core/launchPictures/matrix.ts";
import { shownTexts } from "../../../../src/core/launchPictures/shownTexts.ts";
import { LineIndex } from "../../../../src/core/text/lineIndex.ts";
import { situation } from "../../situation.ts";

export interface Pictured {
	scripts: Record<string, string>;
	dependencies?: readonly string[];
	files?: Record<string, string>;
	environment?: Record<string, string>;
	project?: string;
}

const program = 'import { getFunctions } from "@remotion/lambda";\nawait getFunctions({});\n';

/** What the matrix of a project is made of; the first launch is the shown one. */
export function matrixInput({
	scripts,
	dependencies = [],
	files = {},
	environment = {},
	project,
}: Pictured): MatrixInput {
	const all = Object.fromEntries(["@remotion/lambda", ...dependencies].map((name) => [name, "4.0.527"]));
	const manifest = JSON.stringify({ dependencies: all, scripts }, null, "\t");
	const input = situation({ files: { "package.json": manifest, "a.mjs": program, ...files }, environment });
	const launches = findLaunches({ ...input, readCode: (path) => input.readFile(path) });
	const explained = [...explainEach(input, launches, createParseCache())];
	const [shown] = explained;
	if (!shown) throw new Error("no launch was found");
	return {
		project: project ?? "shop",
		launches: explained,
		agreement: agreement(explained, shown),
		hidden: 0,
		shown: shownTexts(),
		lineOf: (path, offset) => {
			const text = input.readFile(path);
			return text === undefined ? undefined : new LineIndex(text).lineOf(offset) + 1;
		},
	};
}

/** The same, as the matrix. */
export function matrixOf(pictured: Pictured) {
	return launchMatrix(matrixInput(pictured));
}

/** A launch that says whatever a test wants, with an answer that needs no file. */
export function launchNamed(label: string, more: Partial<MatrixLaunch["launch"]> = {}): MatrixLaunch {
	const launch = { id: label, label, place: "here", callsLambda: "yes", ...more } as const;
	const active = { kind: "profile", profile: "remotion", variable: "REMOTION_AWS_PROFILE", type: "static" } as const;
	const origin = { layer: "file", path: "/p/.env", range: { start: 0, end: 1 } } as const;
	const steps: MatrixLaunch["explanation"]["steps"] = [
		{ id: "remotion-profile", label: "REMOTION_AWS_PROFILE", state: "active", reason: "It is set.", origins: [origin] },
		{ id: "aws-profile", label: "AWS_PROFILE", state: "unset", reason: "AWS_PROFILE is not set.", origins: [] },
	];
	return { launch, explanation: { active, steps, region: { value: "us-east-1", origin: { layer: "default" } } } };
}

/** The matrix of such launches. */
export function matrixOfLaunches(launches: readonly MatrixLaunch[], more: Partial<MatrixInput> = {}) {
	return launchMatrix({
		project: "shop",
		launches,
		agreement: undefined,
		hidden: 0,
		lineOf: () => 3,
		shown: shownTexts(),
		...more,
	});
}
