/** Rows about pictures of launches: what one is drawn from to its HTML, in one turn of the extension host. */
import { explainEach } from "../../../src/core/explainLaunches.ts";
import { createParseCache, findLaunches } from "../../../src/core/index.ts";
import { agreement } from "../../../src/core/launches/agreement.ts";
import { launchMatrix, type MatrixInput, prepareMatrix } from "../../../src/core/launchPictures/matrix.ts";
import { matrixHtml } from "../../../src/core/launchPictures/matrixHtml.ts";
import { shownTexts } from "../../../src/core/launchPictures/shownTexts.ts";
import { LineIndex } from "../../../src/core/text/lineIndex.ts";
import { inTurns } from "../../../src/vscode/common/turns.ts";
import { launchFiles } from "../corpora.ts";
import { processorTime, takeTurns } from "../measure.ts";
import type { Measurement } from "../plan.ts";
import { absolute, type Row } from "../rows.ts";
import { manyTurns, type Scale } from "../scale.ts";
import { inputOf } from "./texts.ts";

/** As many as a project is shown at most. */
export const launches = 50;

export function picturePlan(scale: Scale): Measurement[] {
	const what = `opening the matrix, ${launches} launches: block of the extension host`;
	return [{ rows: [what], take: () => matrixRow(scale, what) }];
}

async function* matrixRow(scale: Scale, what: string): AsyncGenerator<Row> {
	const input = matrixInput();
	const { ours } = await takeTurns({ ours: { measured: () => longestBlock(input) } }, manyTurns(scale));
	yield absolute(what, "", ours, 20, "ms");
}

/** The longest work in one turn, in processor time, from the command to the page that VS Code is handed. */
async function longestBlock(input: Omit<MatrixInput, "shown">): Promise<number> {
	const picture = { ...input, shown: shownTexts() };
	let longest = 0;
	let last = processorTime();
	const turn = () => {
		longest = Math.max(longest, processorTime() - last);
		last = processorTime();
	};
	const steps = function* () {
		for (const _ of prepareMatrix(picture)) {
			yield;
			setImmediate(turn);
		}
	};
	await inTurns(steps());
	turn();
	matrixHtml(launchMatrix(picture));
	turn();
	return longest;
}

/** So many launches of one project, each with an environment of its own: nothing of one picture's texts is another's. */
function matrixInput(): Omit<MatrixInput, "shown"> {
	const { project, credentials } = launchFiles(launches);
	const files: Record<string, string> = { "/home/.aws/credentials": credentials };
	for (const [name, text] of Object.entries(project)) files[`/work/project/${name}`] = text;
	const input = inputOf(files);
	const found = findLaunches({ ...input, readCode: input.readFile });
	const explained = [...explainEach(input, found, createParseCache())];
	const [shown] = explained;
	if (!shown || explained.length < launches) throw new Error(`only ${explained.length} launches`);
	const lines = new Map(Object.entries(files).map(([path, text]) => [path, new LineIndex(text)]));
	return {
		project: "project",
		launches: explained,
		agreement: agreement(explained, shown),
		hidden: 0,
		lineOf: (path, offset) => (lines.get(path)?.lineOf(offset) ?? 0) + 1,
	};
}
