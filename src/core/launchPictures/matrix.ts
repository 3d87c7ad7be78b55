import { type Agreement, isCompared } from "../launches/agreement.ts";
import { answerReason, type Outlook, outlookOf, projectAnswer } from "../precedence/answer.ts";
import { switches } from "../precedence/foldSteps.ts";
import { activeValidity, validityLine, validityText } from "../precedence/validityWords.ts";
import { maskAccessKeyId } from "../text/secret.ts";
import type { Explanation, Launch, Origin, Step, StepId } from "../types.ts";
import { type LineOf, originWords, type Shown } from "./shownTexts.ts";

/** A project's launches side by side: what "Compare launches" shows, as plain data. Every text in it is masked and one line. */
export interface Matrix {
	readonly project: string;
	/** How the launches compare, in a sentence; "" where there is one. */
	readonly summary: string;
	readonly columns: readonly Column[];
	/** The credential sources that are set in a launch, in order of precedence. */
	readonly rows: readonly Row[];
	/** Those that are set in none; a switch is no source. */
	readonly unset: readonly string[];
	/** What each launch uses. */
	readonly answers: readonly Answer[];
	readonly regions: readonly Region[];
	/** How many launches a person hid. */
	readonly hidden: number;
}

/** What opens when it is clicked, and how it is called; `origin` is absent where there is no file to open. */
export interface Place {
	readonly place: string;
	readonly origin?: Origin;
}

export interface Column extends Partial<Place> {
	readonly id: string;
	readonly label: string;
	readonly note: "shown" | "differs" | "not compared" | "";
	readonly sentence: string;
}

export interface Row {
	readonly id: StepId;
	readonly label: string;
	readonly cells: readonly Cell[];
}

/** What people read of a source in a launch. */
export type CellState =
	| "used"
	| "overridden"
	| "incomplete"
	| "fails"
	| "not set"
	| "not used"
	| "not read"
	| "may be supplied";

export interface Cell extends Place {
	readonly state: CellState;
	/** The profile's name, the masked access key ID, the tool that may supply it. */
	readonly facts: readonly string[];
	/** The whole cell for a screen reader, with the reason. */
	readonly sentence: string;
}

export interface Answer extends Place {
	readonly text: string;
	readonly outlook: Outlook | "unseen";
	readonly sentence: string;
}

export interface Region extends Place {
	readonly text: string;
	readonly isWrong: boolean;
	readonly sentence: string;
}

/** One launch of the picture. */
export interface MatrixLaunch {
	/** `callsLambda` is absent for what is no launch of the project: a runtime that was chosen by hand, a deployment. */
	readonly launch: Pick<Launch, "id" | "label" | "origin"> & Partial<Pick<Launch, "place" | "callsLambda">>;
	readonly explanation: Pick<Explanation, "active" | "steps" | "region" | "pool" | "validities">;
}

export interface MatrixInput {
	readonly project: string;
	/** In the order of the columns; the shown one is the first. */
	readonly launches: readonly MatrixLaunch[];
	/** How they compare with the shown one; undefined: they agree. */
	readonly agreement: Agreement | undefined;
	/** How many launches a person hid. */
	readonly hidden: number;
	readonly lineOf: LineOf;
	/** `shownTexts()`, kept from one picture to the next. */
	readonly shown: Shown;
}

/** Looks at every text of the picture, launch by launch, so that `launchMatrix()` with the same `shown` takes no time. */
export function* prepareMatrix(input: MatrixInput): Generator<void> {
	for (const one of input.launches) {
		launchMatrix({ ...input, launches: [one] });
		yield;
	}
}

/** Lays a project's launches side by side. */
export function launchMatrix({ project, launches, agreement, hidden, lineOf, shown }: MatrixInput): Matrix {
	const words: Words = { shown, lineOf };
	const columns = launches.map((one, index) => columnOf(one, index, launches.length, agreement, words));
	const ids = [...new Set(launches.flatMap(({ explanation }) => explanation.steps.map(({ id }) => id)))];
	const all = ids.map((id): Row & { isUnset: boolean } => {
		const steps = launches.map(({ explanation }) => explanation.steps.find((step) => step.id === id));
		const label = shown(steps.find((step) => step)?.label ?? id);
		const cells = steps.map((step, index) => cellOf(step, label, columns[index], words));
		return { id, label, cells, isUnset: cells.every(isNothing) };
	});
	return {
		project: shown(project),
		summary: summaryOf(launches, columns, agreement),
		columns,
		rows: all.filter(({ isUnset }) => !isUnset).map(({ isUnset, ...row }) => row),
		unset: all.filter(({ id, isUnset }) => isUnset && !switches.has(id)).map(({ label }) => label),
		answers: launches.map((one, index) => answerOf(one, columns[index], words)),
		regions: launches.map((one, index) => regionOf(one, columns[index], words)),
		hidden,
	};
}

/** How texts are written. */
type Words = Pick<MatrixInput, "shown" | "lineOf">;

function columnOf(
	{ launch }: MatrixLaunch,
	index: number,
	count: number,
	agreement: Agreement | undefined,
	words: Words,
): Column {
	const label = words.shown(launch.label);
	const note = count < 2 ? "" : index === 0 ? "shown" : noteOf(launch, agreement);
	const place = launch.origin && placeOf([launch.origin], words);
	const sentence = sentences([note ? `${label}, ${note}` : label, place?.origin && `In ${inWords(place.place)}`]);
	return { id: words.shown(launch.id), label, note, sentence, ...place };
}

function noteOf(launch: MatrixLaunch["launch"], agreement: Agreement | undefined): Column["note"] {
	if (agreement?.differing.has(launch.id)) return "differs";
	return isCompared(launch) ? "" : "not compared";
}

function summaryOf(
	[shown]: readonly MatrixLaunch[],
	columns: readonly Column[],
	agreement: Agreement | undefined,
): string {
	const [first] = columns;
	// A runtime that was chosen by hand is compared with nothing.
	if (!first || columns.length < 2 || shown?.launch.callsLambda === undefined) return "";
	if (agreement) {
		const { differing, compared } = agreement;
		return `${differing.size} of ${compared} launches ${differing.size === 1 ? "differs" : "differ"} from ${first.label}.`;
	}
	const compared = columns.filter(({ note }) => note === "" || note === "shown").length;
	return compared < 2 ? "" : `No differences between the ${compared} compared launches.`;
}

const states: Readonly<Record<Step["state"], CellState>> = {
	active: "used",
	shadowed: "overridden",
	incomplete: "incomplete",
	broken: "fails",
	unset: "not set",
	ignored: "not read",
};

function cellOf(step: Step | undefined, source: string, column: Column | undefined, words: Words): Cell {
	const state = stateOf(step);
	const { shown } = words;
	const { profile, accessKeyId, suppliedBy, origins = [], reason = "" } = step ?? {};
	const facts = [profile, accessKeyId && maskAccessKeyId(accessKeyId), suppliedBy && `by ${suppliedBy}`];
	const told = facts.flatMap((fact) => (fact ? [shown(fact)] : []));
	const place = placeOf(origins, words);
	const what = [...told, place.place && inWords(place.place)].filter(Boolean).join(", ");
	const head = `${source} in ${column?.label ?? ""}: ${state}`;
	// The reason says who may supply it.
	const parts = [head, suppliedBy === undefined ? what : "", shown(reason)];
	return { state, facts: told, ...place, sentence: sentences(parts) };
}

function stateOf(step: Step | undefined): CellState {
	if (!step) return "not read";
	if (step.state !== "unset") return states[step.state];
	if (step.suppliedBy !== undefined) return "may be supplied";
	return step.id === "sdk-chain" ? "not used" : "not set";
}

/** Whether a cell says no more than that there is nothing. */
function isNothing({ state, place }: Cell): boolean {
	return (state === "not set" || state === "not used") && place === "";
}

function answerOf({ explanation }: MatrixLaunch, column: Column | undefined, words: Words): Answer {
	const { active, steps } = explanation;
	const deciding = steps.find(
		({ state, id }) => (state === "active" || state === "broken") && id !== "skip-check" && id !== "inside-lambda",
	);
	const validity = activeValidity(explanation);
	const ended = validity?.fails ? validityText(validity) : "";
	const text = [words.shown(projectAnswer(explanation)), ended].filter(Boolean).join(" · ");
	const outlook = active.kind === "hidden" ? "unseen" : outlookOf(explanation);
	const place = placeOf(deciding?.origins ?? [], words);
	const reason = words.shown(answerReason(active) || (deciding?.reason ?? ""));
	const parts = [`${column?.label ?? ""}: ${text}`, reason, words.shown(validityLine(validity))];
	return { text, outlook, ...place, sentence: sentences(parts) };
}

function regionOf({ explanation }: MatrixLaunch, column: Column | undefined, words: Words): Region {
	const { value, origin, problem } = explanation.region;
	const unknown = origin.layer === "default" ? "set in code" : "can't be seen from here";
	const text = value === null ? unknown : words.shown(problem === undefined ? value : `unknown region ${value.trim()}`);
	// "default" alone would be read as the profile of that name.
	const own = origin.layer === "default" ? { place: "Remotion's default" } : placeOf([origin], words);
	const place: Place = value === null ? { place: "" } : own;
	const from = place.place && `From ${inWords(place.place)}`;
	const sentence = sentences([`Region in ${column?.label ?? ""}: ${text}`, from, words.shown(problem ?? "")]);
	return { text, isWrong: problem !== undefined, ...place, sentence };
}

function placeOf([origin]: readonly Origin[], { shown, lineOf }: Words): Place {
	if (!origin) return { place: "" };
	const place = shown(originWords(origin, lineOf));
	return origin.path === undefined ? { place } : { place, origin };
}

/** ".env, line 3" of ".env:3", to be read aloud. */
function inWords(place: string): string {
	return place.replace(/:(\d+)$/, ", line $1");
}

function sentences(parts: readonly (string | undefined)[]): string {
	return parts
		.filter((part) => part !== undefined && part !== "")
		.map((part) => (/[.!?]$/.test(part ?? "") ? part : `${part}.`))
		.join(" ");
}
