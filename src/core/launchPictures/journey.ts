import { answerReason, isLeftToRotation, projectAnswer } from "../precedence/answer.ts";
import { findsNothing } from "../precedence/reasons.ts";
import { activeValidity, validityLine } from "../precedence/validityWords.ts";
import { runtimes } from "../runtimes/index.ts";
import { maskAccessKeyId } from "../text/secret.ts";
import type { Explanation, Finding, Launch, Origin, Runtime, Step } from "../types.ts";
import { formatAccount, isRole, nameInArn } from "../vocabulary/arn.ts";
import { loaderTexts, type Places, placeText, shown } from "./journeyWords.ts";

/** What the way of credentials is told from. */
export interface JourneyInput extends Places {
	/** undefined: a runtime was chosen by hand. */
	readonly launch: Launch | undefined;
	readonly runtime: Runtime;
	readonly explanation: Explanation;
	/** The project's other launches, for a file that they load and this one doesn't. */
	readonly others?: readonly { readonly launch: Launch; readonly explanation: Explanation }[];
	/** Whether commands can verify and use its credentials: those of another launch only if they are the same, or a profile's. */
	readonly canAsk: boolean;
	readonly identity?: JourneyIdentity;
	/** The last test render with these credentials. */
	readonly render?: JourneyRender;
}

/** What AWS said of the credentials. */
export type JourneyIdentity =
	| { readonly kind: "running" }
	/** `at`: the time, as people read it. */
	| { readonly kind: "verified"; readonly account: string; readonly arn: string; readonly at?: string }
	| { readonly kind: "failed"; readonly title: string; readonly cause: string };

/** `when`: the time, as people read it; `words`: what came of it. */
export interface JourneyRender {
	readonly composition: string;
	readonly when: string;
	readonly words: string;
	readonly ok: boolean;
	readonly functionName: string;
	readonly region: string;
}

export type StationId = "file" | "variables" | "process" | "credentials" | "account" | "function" | "render";
export type StationState = "ok" | "warning" | "failing" | "unknown" | "unreached";
/** A command that helps at a station. */
export type Offer = "verifyIdentity" | "showLaunch" | "testRender" | "openTestRender";

/** One place on the way. */
export interface Station {
	readonly id: StationId;
	/** What kind of place it is. */
	readonly title: string;
	readonly label: string;
	readonly details: readonly string[];
	readonly state: StationState;
	/** The line that a click opens. */
	readonly origin?: Origin;
	/** The command that a click runs, before any origin. */
	readonly offer?: Offer;
	/** What a click does; absent: nothing. */
	readonly action?: string;
}

/** The way of a launch's credentials from a file to the last render. */
export interface Journey {
	readonly title: string;
	/** The launch's name. */
	readonly launch: string;
	/** In the order of the way. */
	readonly stations: readonly Station[];
}

const offers: Readonly<Record<Offer, string>> = {
	verifyIdentity: "Verify identity",
	showLaunch: "Show this launch",
	testRender: "Run test render",
	openTestRender: "Open test render",
};

type Draft = Omit<Station, "id" | "title" | "action"> & { readonly title?: string };

/** Tells the way of one launch's credentials. Each text in it is masked. */
export function journeyOf(input: JourneyInput): Journey {
	const credentials = credentialsStation(input);
	const account = credentials.state === "failing" ? unreached : accountStation(input);
	const functionPlace = isEnd(account) ? unreached : functionStation(input);
	const render = isEnd(functionPlace) ? unreached : renderStation(input);
	const drafts: readonly (readonly [StationId, string, Draft])[] = [
		["file", "File", fileStation(input)],
		["variables", "Variables", variablesStation(input)],
		["process", "Process", processStation(input)],
		["credentials", "Credentials", credentials],
		["account", "Account", account],
		["function", "Function", functionPlace],
		["render", "Last render", render],
	];
	const launch = shown(input.launch?.label ?? runtimes[input.runtime].label, input.home);
	const stations = drafts.map(([id, title, draft]) => finished({ title, ...draft, id }, input));
	return { title: `How credentials reach Remotion: ${launch}`, launch, stations };
}

const unreached: Draft = { label: "Not reached", details: [], state: "unreached" };

/** Whether the way ends at a place or before it. */
function isEnd({ state }: Draft): boolean {
	return state === "failing" || state === "unreached";
}

function finished(station: Station, places: Places): Station {
	const { origin, offer, ...rest } = station;
	const texts = {
		label: shown(station.label, places.home),
		details: station.details.map((line) => shown(line, places.home)).filter((line) => line !== ""),
	};
	if (offer) return { ...rest, ...texts, offer, action: offers[offer] };
	if (origin?.path === undefined) return { ...rest, ...texts };
	return { ...rest, ...texts, origin, action: shown(`Open ${placeText(origin, places)}`, places.home) };
}

/** The step that decides; where Remotion finds nothing, the first one that is incomplete. */
function decidingStep({ steps }: Explanation): Step | undefined {
	const deciding = steps.find(
		({ state, id }) => (state === "active" || state === "broken") && id !== "skip-check" && id !== "inside-lambda",
	);
	if (deciding && (deciding.origins.length > 0 || deciding.state === "active")) return deciding;
	return steps.find(({ state, origins }) => state === "incomplete" && origins.length > 0) ?? deciding;
}

function fileStation(input: JourneyInput): Draft {
	const { explanation } = input;
	const step = decidingStep(explanation);
	const origins = step?.origins ?? [];
	const [origin] = origins;
	if (!origin) return withoutFile(input);
	// One line of each file is enough.
	const others = origins.filter(({ layer, path }, index) => {
		return origins.findIndex((one) => one.layer === layer && one.path === path) === index && index > 0;
	});
	const problem = step?.state === "active" ? problemAt(explanation, origins) : [];
	return {
		title: origin.path === undefined ? "Environment" : "File",
		label: placeText(origin, input),
		details: [
			others.map((one) => placeText(one, input)).join(", "),
			...(origin.layer === "terminal" ? ["Set by this extension."] : []),
			...problem,
		],
		state: problem.length > 0 ? "warning" : "ok",
		origin,
	};
}

/** What is wrong with a place where credentials are set. */
function problemAt({ findings }: Explanation, origins: readonly Origin[]): string[] {
	const isThere = ({ origin: { path, range, variable }, severity }: Finding) =>
		(severity === "error" || severity === "warning") &&
		path !== undefined &&
		origins.some((one) => {
			if (one.path !== path) return false;
			// A problem may be about the value, and an origin is the name.
			if (variable !== undefined && one.variable === variable) return true;
			return one.range && range && one.range.start < range.end && range.start < one.range.end;
		});
	const found = findings.find(isThere);
	return found ? [found.message] : [];
}

/** Problems of files that this launch does not load. */
const notLoaded: ReadonlySet<string> = new Set([
	"env-not-loaded",
	"ignored-env-file",
	"env-file-missing",
	"env-file-elsewhere",
]);

/** Nothing is set in any place that is seen: because a tool supplies it, or a file is not loaded. */
function withoutFile(input: JourneyInput): Draft {
	const { explanation, others = [], launch } = input;
	const { active, findings } = explanation;
	if (active.kind === "hidden") return { title: "Loader", label: active.by, details: [], state: "unknown" };
	const hasNone = active.kind === "error" || findsNothing(active);
	const none = { label: "None", details: [], state: hasNone ? "failing" : "ok" } as const;
	if (!hasNone || isLeftToRotation(explanation)) return { ...none, state: "ok" };
	const finding = findings.find(({ rule }) => notLoaded.has(rule));
	if (finding?.origin.path !== undefined)
		return {
			label: placeText(finding.origin, input),
			details: [finding.message],
			state: "failing",
			origin: finding.origin,
		};
	for (const other of others) {
		const origin = decidingStep(other.explanation)?.origins[0];
		if (other.launch.id === launch?.id || other.launch.place !== "here" || origin?.layer !== "file") continue;
		const details = [`Loaded by ${other.launch.label}, but not by this launch.`];
		return { label: placeText(origin, input), details, state: "failing", origin };
	}
	return { ...none, details: ["No file that this launch loads sets credentials."] };
}

function variablesStation({ explanation }: JourneyInput): Draft {
	const { active, steps } = explanation;
	const step = decidingStep(explanation);
	const origins = step?.origins.filter(({ variable }) => variable !== undefined) ?? [];
	const [origin] = origins;
	const names = [...new Set(origins.map(({ variable }) => variable ?? ""))];
	const isSkipped = steps.some(({ id, state }) => id === "skip-check" && state === "active");
	const details = isSkipped ? ["REMOTION_SKIP_AWS_CREDENTIALS_CHECK is set."] : [];
	const isBroken = active.kind === "error" || step?.state === "broken";
	const place = origin && { origin };
	if (active.kind === "hidden")
		return { label: "Not visible here", details: [`May be set by ${active.by}.`], state: "unknown" };
	const [first, ...others] = names;
	if (first === undefined) {
		const isMissing = active.kind === "error" && !isLeftToRotation(explanation);
		return { label: "None set", details, state: isMissing ? "failing" : "ok" };
	}
	const value = step?.profile ?? (step?.accessKeyId ? maskAccessKeyId(step.accessKeyId) : undefined);
	return {
		label: value === undefined ? first : `${first} = ${value}`,
		details: [others.join(", "), ...(step?.state === "incomplete" ? [step.reason] : []), ...details],
		state: step?.state === "incomplete" ? "failing" : isBroken || isSkipped ? "warning" : "ok",
		...place,
	};
}

function processStation(input: JourneyInput): Draft {
	const { launch, runtime } = input;
	const { label, layers } = runtimes[runtime];
	if (!launch) return { label, details: [layers], state: "ok" };
	const loaders = loaderTexts(launch, input);
	const details = [
		`Runtime: ${label}`,
		...(loaders.length > 0 ? [`Loader: ${loaders.join(", ")}`] : []),
		...(launch.place === "elsewhere" ? ["Doesn't run on this computer."] : []),
	];
	return { label: launch.label, details, state: "ok", ...(launch.origin && { origin: launch.origin }) };
}

function credentialsStation({ explanation }: JourneyInput): Draft {
	const { active } = explanation;
	const step = decidingStep(explanation);
	const placed = step?.origins.filter(({ path }) => path !== undefined) ?? [];
	// A profile's last place is its section.
	const origin = active.kind === "profile" ? placed.at(-1) : placed[0];
	const reason =
		active.kind === "hidden" ? "What it supplies isn't visible here." : answerReason(active) || (step?.reason ?? "");
	const validity = activeValidity(explanation);
	const isFailing =
		(active.kind === "error" && !isLeftToRotation(explanation)) || step?.state === "broken" || validity?.fails;
	const state = findsNothing(active)
		? "warning"
		: isFailing
			? "failing"
			: active.kind === "hidden" || active.kind === "error"
				? "unknown"
				: "ok";
	const details = [reason, validityLine(validity)].filter((text) => text !== "");
	return { label: projectAnswer(explanation), details, state, ...(origin && { origin }) };
}

function accountStation({ identity, canAsk, explanation }: JourneyInput): Draft {
	const offer = canAsk ? "verifyIdentity" : "showLaunch";
	switch (identity?.kind) {
		case "running":
			return { label: "Verifying…", details: [], state: "unknown" };
		case "verified": {
			const who = `${isRole(identity.arn) ? "Role" : "User"} ${nameInArn(identity.arn)}`;
			const at = identity.at === undefined ? "Verified" : `Verified at ${identity.at}`;
			return { label: formatAccount(identity.account, explanation.accounts), details: [who, at], state: "ok", offer };
		}
		case "failed":
			return { label: identity.title, details: [identity.cause], state: "failing", offer };
		case undefined:
			return { label: "Not verified", details: [], state: "unknown", offer };
	}
}

function functionStation({ explanation, render, canAsk }: JourneyInput): Draft {
	const { value, problem, origin } = explanation.region;
	const from = origin.path === undefined ? {} : { origin };
	if (problem !== undefined) return { label: `Region ${value ?? ""}`, details: [problem], state: "failing", ...from };
	const region = value ?? (origin.layer === "hidden" ? "Region isn't visible here" : "Region set in code");
	if (!render) {
		const offer: { offer?: Offer } = canAsk ? { offer: "testRender" } : {};
		const details = ["No test render yet, so the function isn't known."];
		return { label: region, details, state: "unknown", ...from, ...offer };
	}
	const isElsewhere = value !== null && value !== render.region;
	const details = [isElsewhere ? `Last test render in ${render.region}, now ${value}.` : `Region ${render.region}`];
	return { label: render.functionName, details, state: isElsewhere ? "warning" : "ok", ...from };
}

function renderStation({ render, canAsk }: JourneyInput): Draft {
	if (!render) return { label: "No test render yet", details: [], state: "unknown", ...(canAsk && offerRender) };
	const { composition, when, words, ok } = render;
	return { label: composition, details: [words, when], state: ok ? "ok" : "failing", offer: "openTestRender" };
}

const offerRender = { offer: "testRender" } as const;
