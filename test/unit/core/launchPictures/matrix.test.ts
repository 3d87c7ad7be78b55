import assert from "node:assert/strict";
import type { Matrix } from "../../../../src/core/launchPictures/matrix.ts";
import type { Step } from "../../../../src/core/types.ts";
import { cwd, home } from "../../situation.ts";
import { launchNamed, matrixOf, matrixOfLaunches } from "./pictured.ts";

const keys = (number: number, prefix = "REMOTION_") =>
	`${prefix}AWS_ACCESS_KEY_ID=AKIAFAKEMATRIX00000${number}\n${prefix}AWS_SECRET_ACCESS_KEY=notARealSecret/matrix/000000000000000${number}\n`;

/** A row in short: its states, with what is told beside them. */
function row(matrix: Matrix, label: string): string[] | undefined {
	const cells = matrix.rows.find((one) => one.label === label)?.cells;
	return cells?.map(({ state, facts, place }) => [state, ...facts, place].filter(Boolean).join(" · "));
}

describe("the matrix of launches", () => {
	const nextjs = {
		dependencies: ["next"],
		scripts: { dev: "next dev", deploy: "node a.mjs", staging: "cross-env AWS_PROFILE=staging node a.mjs" },
		files: {
			".env.local": keys(1),
			".env": `${keys(2, "").split("\n", 1)[0]}\n`,
			[`${home}/.aws/credentials`]: "[staging]\naws_access_key_id=AKIAFAKESTAGING00001\naws_secret_access_key=x\n",
		},
	};

	it("has a column per launch, the shown one first, and says how they compare", () => {
		const { columns, summary } = matrixOf(nextjs);
		assert.deepEqual(
			columns.map(({ label, note, place }) => [label, note, place]),
			[
				["npm run dev", "shown", "package.json:7"],
				["npm run deploy", "differs", "package.json:8"],
				["npm run staging", "differs", "package.json:9"],
			],
		);
		assert.equal(summary, "2 of 3 launches differ from npm run dev.");
	});

	it("has a row per source that is set in a launch, in Remotion's order, and folds the others", () => {
		const matrix = matrixOf(nextjs);
		assert.deepEqual(
			matrix.rows.map(({ label }) => label),
			["REMOTION_AWS_* access keys", "AWS_PROFILE", "AWS_* access keys", "Default credential provider chain"],
		);
		assert.deepEqual(row(matrix, "REMOTION_AWS_* access keys"), [
			"used · AKIA…0001 · .env.local:1",
			"not set",
			"not set",
		]);
		assert.deepEqual(row(matrix, "AWS_PROFILE"), ["not set", "not set", "used · staging · AKIA…0001 · package.json:9"]);
		assert.deepEqual(row(matrix, "AWS_* access keys"), ["incomplete · .env:1", "not set", "not set"]);
		assert.deepEqual(row(matrix, "Default credential provider chain"), ["not used", "fails", "not used"]);
		assert.deepEqual(matrix.unset, ["REMOTION_AWS_PROFILE"]);
	});

	it("has the answer and the region of each launch", () => {
		const { answers, regions } = matrixOf({
			...nextjs,
			scripts: { ...nextjs.scripts, cli: "REMOTION_AWS_REGION=mars remotion lambda render x" },
			dependencies: ["next", "@remotion/cli"],
		});
		assert.deepEqual(answers.map(({ text, outlook }) => `${text}: ${outlook}`).slice(0, 3), [
			"Keys AKIA…0001: works",
			"No credentials: no access key ID: fails",
			"Profile staging: works",
		]);
		assert.deepEqual(regions.map(({ text, isWrong, place }) => [text, isWrong, place]).slice(2, 4), [
			["set in code", false, ""],
			["unknown region mars", true, "package.json:11"],
		]);
	});

	it("says what is overridden, and where each is set", () => {
		const matrix = matrixOf({
			scripts: { deploy: "node a.mjs" },
			environment: { REMOTION_AWS_PROFILE: "gone", AWS_PROFILE: "gone" },
		});
		assert.deepEqual(row(matrix, "REMOTION_AWS_PROFILE"), ["fails · gone · shell"]);
		assert.deepEqual(row(matrix, "AWS_PROFILE"), ["overridden · gone · shell"]);
		assert.deepEqual(
			matrix.columns.map(({ note }) => note),
			[""],
		);
	});

	it("tells what a tool may supply from what is not set", () => {
		const matrix = matrixOf({ scripts: { deploy: "doppler run -- node a.mjs" } });
		assert.equal(matrix.answers[0]?.text, "Supplied by doppler run");
		assert.equal(matrix.answers[0]?.outlook, "unseen");
		assert.deepEqual(row(matrix, "REMOTION_AWS_PROFILE")?.slice(0, 1), ["may be supplied · by doppler run"]);
	});

	it("says each cell in sentences, for a screen reader", () => {
		const matrix = matrixOf(nextjs);
		const [keysRow] = matrix.rows;
		assert.match(
			keysRow?.cells[0]?.sentence ?? "",
			/^REMOTION_AWS_\* access keys in npm run dev: used\. AKIA…0001, \.env\.local, line 1\. Remotion uses /,
		);
		assert.match(
			keysRow?.cells[1]?.sentence ?? "",
			/^REMOTION_AWS_\* access keys in npm run deploy: not set\. \S+ and /,
		);
		assert.equal(matrix.columns[1]?.sentence, "npm run deploy, differs. In package.json, line 8.");
		assert.match(
			matrix.answers[1]?.sentence ?? "",
			/^npm run deploy: No credentials: no access key ID\. You have tried /,
		);
		assert.equal(matrix.regions[0]?.sentence, "Region in npm run dev: set in code.");
	});

	it("opens the line of each cell that is in a file, and of no other", () => {
		const matrix = matrixOf(nextjs);
		const cells = matrix.rows.flatMap((one) => one.cells);
		for (const { place, origin } of cells) assert.equal(origin !== undefined, /\./.test(place), place);
		assert.equal(cells[0]?.origin?.path, `${cwd}/.env.local`);
	});

	it("has one column and nothing to compare for a project with one launch", () => {
		const { columns, summary, unset } = matrixOfLaunches([launchNamed("npm run dev")]);
		assert.deepEqual([columns.length, columns[0]?.note, summary], [1, "", ""]);
		assert.deepEqual(unset, ["AWS_PROFILE"]);
	});

	it("says that launches don't differ only of those that are compared", () => {
		const elsewhere = launchNamed("c", { place: "elsewhere" });
		const summaryOf = (...launches: Parameters<typeof matrixOfLaunches>[0]) => matrixOfLaunches(launches).summary;
		const [a, b] = [launchNamed("a"), launchNamed("b")];
		assert.equal(summaryOf(a, b, elsewhere), "No differences between the 2 compared launches.");
		assert.equal(summaryOf(a, elsewhere), "");
		const byHand = { launch: { id: "runtime:node", label: "Node.js" }, explanation: a.explanation };
		assert.equal(summaryOf(byHand, a, b), "");
		const notes = matrixOfLaunches([a, b, elsewhere, byHand]).columns.map(({ note }) => note);
		assert.deepEqual(notes, ["shown", "", "not compared", "not compared"]);
	});

	it("has a cell where a launch's client does not know a source", () => {
		const one = launchNamed("a");
		const fewer = { ...one, explanation: { ...one.explanation, steps: one.explanation.steps.slice(1) } };
		const ignored: Step = {
			id: "aws-profile",
			label: "AWS_PROFILE",
			state: "ignored",
			reason: "Never read.",
			origins: [],
		};
		const other = { ...one, explanation: { ...one.explanation, steps: [ignored] } };
		const { rows } = matrixOfLaunches([one, fewer, other]);
		assert.deepEqual(
			rows.map(({ cells }) => cells.map(({ state }) => state)),
			[
				["used", "not read", "not read"],
				["not set", "not set", "not read"],
			],
		);
	});
});
