import { type Memento, type QuickPickItem, ThemeIcon } from "vscode";
import { functionLabel, rankFunctions, siteProblem } from "../../../core/awsAccount/functions.ts";
import type { RenderRecord } from "../../../core/awsAccount/renderRecord.ts";
import { regionsOf } from "../../../core/vocabulary/regions.ts";
import type { Input, ListedComposition, ListedFunction, ListedSite } from "../../../remotion/protocol.ts";
import { ask, type Renderer } from "../../awsRequests/renderer.ts";
import { pickOne } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";

/** What to render, and with what. */
export interface RenderChoice
	extends Pick<RenderRecord, "kind" | "region" | "functionName" | "serveUrl" | "composition"> {
	/** In dollars; null where the client has no price list. */
	readonly price: number | null;
	readonly memorySizeInMb: number;
}

/** What was chosen last in a project. */
interface Remembered {
	region?: string;
	functionName?: string;
	site?: string;
	composition?: string;
	kind?: "still" | "video";
}

interface Choice<T> extends QuickPickItem {
	readonly value: T;
	readonly key: string;
}

const sorry = (what: string, command: string) => `There is no ${what}. Make one with "npx remotion lambda ${command}".`;

/**
 * Asks for region, function, site, composition, and one frame or one second; what was chosen last comes first, and where there is only one
 * nobody is asked. Undefined: the person left. Throws a Refusal where there is nothing to choose from.
 */
export async function chooseRender(
	renderer: Renderer,
	memory: Memento,
	folder: string,
): Promise<RenderChoice | undefined> {
	const region = await chooseRegion(renderer, memory, folder);
	if (region === undefined) return undefined;
	const last = memory.get<Remembered>(keyOf(folder)) ?? {};
	const fn = await chooseFunction(renderer, region, last);
	const site = fn && (await chooseSite(renderer, region, last));
	if (!site) return undefined;
	const { functionName, memorySizeInMb, price } = fn;
	const input = { region, functionName, serveUrl: site.serveUrl };
	const composition = await chooseComposition(renderer, input, site.id, last);
	if (!composition) return undefined;
	const kind = await chooseKind(composition, last);
	if (kind === undefined) return undefined;
	const { id, fps, durationInFrames } = composition;
	const remembered: Remembered = { region, functionName, site: site.id, composition: id, kind };
	await memory.update(keyOf(folder), remembered);
	return { ...input, kind, composition: { id, fps, durationInFrames }, price: price[kind], memorySizeInMb };
}

async function chooseFunction(
	renderer: Renderer,
	region: string,
	last: Remembered,
): Promise<ListedFunction | undefined> {
	const functions = await ask(renderer, `Listing the functions in ${region}`, "listFunctions", { region });
	if (functions.length === 0) throw new Refusal(sorry(`Remotion function in ${region}`, "functions deploy"));
	const ranked = rankFunctions(functions, renderer.clientVersion);
	return pick(
		{ title: "Select function", placeHolder: "It renders the test render" },
		ranked.map((choice) => {
			const { fn, fits, problem } = choice;
			return {
				key: fn.functionName,
				value: fn,
				iconPath: new ThemeIcon(fits ? "check" : "warning"),
				label: functionLabel(choice, functions),
				description: fn.functionName,
				...(problem !== undefined && { detail: inShort(problem) }),
			};
		}),
		ranked.find(({ fits, fn }) => fits && fn.functionName === last.functionName)?.fn.functionName,
		// One that fits is the answer, and stands first; where none does, the reasons are shown.
		ranked.filter(({ fits }) => fits).length === 1,
	);
}

async function chooseSite(renderer: Renderer, region: string, last: Remembered): Promise<ListedSite | undefined> {
	const sites = await ask(renderer, `Listing the sites in ${region}`, "listSites", { region });
	if (sites.length === 0) throw new Refusal(sorry(`site in ${region}`, "sites create"));
	return pick(
		{ title: "Select site", placeHolder: "Your project as it was bundled and uploaded to S3" },
		sites.map((value) => {
			const problem = siteProblem(value.version, renderer.clientVersion);
			const description = [value.version ?? "", value.bucketName].filter((part) => part !== "").join(" · ");
			return {
				key: value.id,
				value,
				label: value.id,
				description,
				...(problem !== undefined && { detail: inShort(problem) }),
			};
		}),
		last.site,
	);
}

async function chooseComposition(
	renderer: Renderer,
	input: Input<"listCompositions">,
	site: string,
	last: Remembered,
): Promise<ListedComposition | undefined> {
	const compositions = await ask(renderer, `Listing the compositions of ${site}`, "listCompositions", input);
	if (compositions.length === 0) throw new Refusal(`The site ${site} has no composition.`);
	return pick(
		{ title: "Select composition", placeHolder: "The video or still to render" },
		compositions.map((value) => {
			const seconds = (value.durationInFrames / value.fps).toFixed(1);
			const description = `${value.width}×${value.height} · ${value.durationInFrames === 1 ? "still" : `${value.fps} fps · ${seconds} s`}`;
			return { key: value.id, value, label: value.id, description };
		}),
		last.composition,
	);
}

async function chooseKind({ durationInFrames }: ListedComposition, last: Remembered): Promise<Remembered["kind"]> {
	const kinds: Choice<"still" | "video">[] = [
		{
			key: "still",
			value: "still",
			iconPath: new ThemeIcon("file-media"),
			label: "One frame",
			description: "fastest",
		},
		{
			key: "video",
			value: "video",
			iconPath: new ThemeIcon("play-circle"),
			label: "One second of video",
			description: "h264, with sound",
		},
	];
	return pick(
		{ title: "Select what to render", placeHolder: "One frame is enough to test credentials" },
		durationInFrames === 1 ? kinds.slice(0, 1) : kinds,
		last.kind,
	);
}

/** Remotion's region; where only an argument decides, the person is asked, and the answer is remembered. Undefined: the person left. */
export async function chooseRegion(
	{ region, clientVersion }: Renderer,
	memory: Memento,
	folder: string,
): Promise<string | undefined> {
	if (region !== null) return region;
	const last = memory.get<Remembered>(keyOf(folder)) ?? {};
	const chosen = await pick(
		{ title: "Select region", placeHolder: "Where the Remotion function is deployed" },
		regionsOf(clientVersion).map((name) => simple(name)),
		last.region ?? "us-east-1",
	);
	if (chosen !== undefined) await memory.update(keyOf(folder), { ...last, region: chosen } satisfies Remembered);
	return chosen;
}

/** Where the last test render of a project was; undefined: there was none. */
export function lastRegion(memory: Memento, folder: string): string | undefined {
	return memory.get<Remembered>(keyOf(folder))?.region;
}

function keyOf(folder: string): string {
	return `test render ${folder}`;
}

function simple(name: string): Choice<string> {
	return { key: name, value: name, label: name };
}

/** @param settled whether the first item is taken unasked; default: where there is no other */
async function pick<T>(
	words: { readonly title: string; readonly placeHolder: string },
	items: readonly Choice<T>[],
	last: string | undefined,
	settled: boolean = items.length === 1,
): Promise<T | undefined> {
	if (settled) return items[0]?.value;
	const first = items.filter(({ key }) => key === last);
	const sorted = [
		...first.map((item) => ({ ...item, description: [item.description, "last time"].filter(Boolean).join(" · ") })),
		...items.filter(({ key }) => key !== last),
	];
	return (await pickOne(sorted, { ...words, matchOnDescription: true }))?.value;
}

/** What is wrong, without the way out in the next sentence: a row of a quick pick has room for as much. */
function inShort(problem: string): string {
	const end = problem.indexOf(". ");
	return end === -1 ? problem : problem.slice(0, end + 1);
}
