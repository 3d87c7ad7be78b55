import { homedir } from "node:os";
import { commands } from "../../contributions.ts";
import { outcomeWords, type RenderRecord } from "../../core/awsAccount/renderRecord.ts";
import type { Active } from "../../core/index.ts";
import { isSameAnswer } from "../../core/launches/agreement.ts";
import {
	type Journey,
	type JourneyIdentity,
	type JourneyRender,
	journeyOf,
	type Offer,
} from "../../core/launchPictures/journey.ts";
import { journeyHtml } from "../../core/launchPictures/journeyHtml.ts";
import type { Signer } from "../../core/types.ts";
import type { Identities } from "../awsRequests/identities.ts";
import type { TestRenders } from "../awsRequests/testRenders.ts";
import type { Model } from "../model/model.ts";
import type { ProjectState } from "../model/snapshot.ts";
import type { Row } from "../typedCommands/arguments.ts";
import { runCommand } from "../typedCommands/commands.ts";
import type { Action, Picture } from "./panel.ts";

/** What the picture is made of. */
export interface JourneyParts {
	readonly model: Model;
	readonly identities: Identities;
	readonly renders: TestRenders;
}

/** One launch of one project. */
export interface JourneyKey {
	/** The project's folder. */
	readonly folder: string;
	/** undefined: a runtime was chosen by hand. */
	readonly launchId: string | undefined;
}

/** The picture of the way that a launch's credentials take. It closes when the launch is there no longer. */
export function journeyPicture(parts: JourneyParts, key: JourneyKey, name: string, save: () => unknown): Picture {
	return {
		viewType: "remotionLambdaJourney",
		title: `Credentials: ${name}`,
		styles: ["journey.css"],
		scripts: [],
		content() {
			const told = tell(parts, key);
			if (!told) return undefined;
			const { journey, scene } = told;
			const places = journey.stations.map(({ offer, origin }) => {
				return offer ? { run: () => runOffer(offer, scene) } : (origin ?? nothing);
			});
			return { html: journeyHtml(journey, scene.state.project.name), places: [...places, { run: save }] };
		},
	};
}

const nothing: Action = { run: () => undefined };

/** The way as it stands; undefined: project or launch are there no longer. */
export function currentJourney(parts: JourneyParts, key: JourneyKey): Journey | undefined {
	return tell(parts, key)?.journey;
}

/** All that a journey is told from. */
interface Scene {
	readonly state: ProjectState;
	readonly launchId: string | undefined;
	/** Whose credentials commands are about; undefined: the project's active ones, which are those of the launch, too. */
	readonly signer: Signer | undefined;
	readonly record: RenderRecord | undefined;
}

function tell(parts: JourneyParts, { folder, launchId }: JourneyKey): { journey: Journey; scene: Scene } | undefined {
	const { model, renders } = parts;
	const state = model.snapshot.projects.find(({ project }) => project.folder === folder);
	if (!state) return undefined;
	const isShown = launchId === state.launch?.id;
	const one = isShown ? state : state.launches.find(({ launch }) => launch.id === launchId);
	if (!one) return undefined;
	const { launch, explanation } = one;
	const hasActive = isShown || isSame(explanation.active, state.explanation.active);
	const signer = hasActive ? undefined : profileOf(one);
	const isKnown = hasActive || signer !== undefined;
	const record = isKnown
		? renders.records.find((record) => isOf(record, folder, explanation.active, hasActive))
		: undefined;
	const identity = isKnown ? identityOf(parts, state, signer) : undefined;
	const journey = journeyOf({
		folder,
		home: homedir(),
		textOf: (path) => model.texts.peek(path),
		isMissing: (path) => model.texts.isMissing(path),
		launch,
		runtime: launch?.runtime ?? state.runtime,
		explanation,
		others: state.launches,
		canAsk: isKnown,
		...(identity && { identity }),
		...(record && { render: renderOf(record) }),
	});
	return { journey, scene: { state, launchId, signer, record } };
}

/** Whether two launches on this machine use the same keys or profile. What a tool supplies may be another thing for each. */
function isSame(active: Active, other: Active): boolean {
	if (active.kind !== "keys" && active.kind !== "profile") return false;
	return isSameAnswer(active, other);
}

/** The profile that a launch on this machine uses. */
function profileOf({ launch, explanation: { active } }: Pick<ProjectState, "launch" | "explanation">) {
	return active.kind === "profile" && launch?.place === "here" ? active.profile : undefined;
}

/** Whether a test render was made with these credentials, as far as its record tells. */
function isOf({ folder, signer }: RenderRecord, own: string, active: Active, hasActive: boolean): boolean {
	if (folder !== own) return false;
	return signer === null ? hasActive : active.kind === "profile" && signer === active.profile;
}

function identityOf(
	{ identities }: JourneyParts,
	state: ProjectState,
	signer: Signer | undefined,
): JourneyIdentity | undefined {
	const identity = identities.of(state, signer);
	if (identity?.kind === "failed") return { kind: "failed", title: identity.words.title, cause: identity.words.cause };
	if (identity?.kind !== "verified") return identity;
	const when = identities.whenOf(state, signer);
	const at =
		when === undefined ? {} : { at: new Date(when).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) };
	return { kind: "verified", account: identity.account, arn: identity.arn, ...at };
}

function renderOf({ composition, when, outcome, functionName, region }: RenderRecord): JourneyRender {
	const at = new Date(when).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
	return { composition: composition.id, when: at, words: outcomeWords(outcome), ok: outcome.ok, functionName, region };
}

function runOffer(offer: Offer, { state, launchId, signer, record }: Scene): void {
	const row: Row = { state, ...(signer !== undefined && { signer }) };
	switch (offer) {
		case "verifyIdentity":
			return void runCommand(commands.verifyIdentity, row);
		case "testRender":
			return void runCommand(commands.testRender, row);
		case "openTestRender":
			return void runCommand(commands.openTestRender, record && { record });
		case "showLaunch":
			return void runCommand(commands.selectRuntime, { state, ...(launchId !== undefined && { launchId }) });
	}
}
