import { randomUUID } from "node:crypto";
import { Disposable, env, Uri, commands as vscodeCommands } from "vscode";
import { commands } from "../../../contributions.ts";
import { priceWords, roughPrice } from "../../../core/awsAccount/renderPrice.ts";
import { compareWords, lastBefore, outcomeWords, type RenderRecord } from "../../../core/awsAccount/renderRecord.ts";
import { sentencesThatFit } from "../../../core/text/notification.ts";
import type { Signer } from "../../../core/types.ts";
import { formatAccount } from "../../../core/vocabulary/arn.ts";
import { parseFunctionName } from "../../../core/vocabulary/functionNames.ts";
import { TestRenderError } from "../../../remotion/failures.ts";
import { testRender as render } from "../../../remotion/testRender.ts";
import { explain, progressReporter, tellFailure } from "../../awsRequests/failureMessages.ts";
import type { Identity } from "../../awsRequests/identities.ts";
import { identityMessage } from "../../awsRequests/identityLabels.ts";
import { ask, identityOf, openRenderer, type RenderContext, type Renderer } from "../../awsRequests/renderer.ts";
import { mostKept } from "../../awsRequests/testRenders.ts";
import { signerText } from "../../common/labels.ts";
import { notify } from "../../common/notify.ts";
import { withProgress } from "../../common/progress.ts";
import { Refusal } from "../../common/refusal.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { registerCommand, runCommand } from "../../typedCommands/commands.ts";
import { registerTestRenders } from "../../views/testRendersTree.ts";
import { calledOn } from "../calledOn.ts";
import { chooseRender, type RenderChoice } from "./choices.ts";

/** Registers the view "Test renders" and everything that can be done with it. */
export function registerTestRender(context: RenderContext): Disposable {
	const { log, renders } = context;
	return Disposable.from(
		registerTestRenders(renders),
		registerCommand(log, commands.testRender, "run the test render", (row?: Row) => testRender(context, row)),
		registerCommand(log, commands.repeatTestRender, "run the test render", (row?: Row) => testRender(context, row)),
		registerCommand(log, commands.openTestRender, "open the test render", (row?: Row) => openTestRender(row)),
		registerCommand(log, commands.copyTestRenderLink, "create the link", (row?: Row) =>
			copyTestRenderLink(context, row),
		),
		registerCommand(log, commands.deleteTestRender, "delete the files from S3", (row?: Row) =>
			deleteTestRender(context, row),
		),
		registerCommand(log, commands.forgetTestRender, "delete the test render", (row?: Row) =>
			forgetTestRender(context, row),
		),
	);
}

/**
 * Renders one frame or one second with the profile, account or project whose row it is called on; else with the focused project's active
 * credentials. On a row of "Test renders": the same once more, asking nothing but the confirmation.
 * @returns what came of it, failures of the render itself included; undefined: refused before that, cancelled, or the person left
 */
async function testRender(context: RenderContext, row?: Row): Promise<RenderRecord | undefined> {
	const again = row?.record;
	const state = again ? await projectAt(context, again.folder) : await calledOn(context.focus, row);
	const signer = again ? (again.signer ?? undefined) : row?.signer;
	if (signer === undefined && !(await askedAgain(context, state))) return undefined;
	const opened = await openRenderer(context, state, signer);
	if (!opened) return undefined;
	try {
		const identity = await identityOf(context, opened.state, opened.prepared);
		if (identity?.kind === "failed") throw new Refusal(identityMessage(signerText(opened.state, signer), identity));
		if (identity?.kind !== "verified") return undefined;
		const choice = again ? repeated(again) : await chooseRender(opened, context.memory, state.project.folder);
		if (!choice || !(await confirmed(signer, choice, identity, opened))) return undefined;
		return await run(context, state, signer, choice, opened);
	} catch (error) {
		if (error instanceof Refusal) throw error;
		await tellFailure(context.log, error);
		return undefined;
	} finally {
		await opened.session.end();
	}
}

/**
 * Asks a terminal again, where its launch is shown: what it uses may have changed since.
 * @returns false: it didn't answer, which the person was told
 */
async function askedAgain({ model }: RenderContext, state: ProjectState): Promise<boolean> {
	const { launch, project, explanation } = state;
	if (launch?.kind !== "terminal" || explanation.active.kind !== "profile") return true;
	const takenAt = () => model.reported.of(project.folder).find(({ id }) => id === launch.id)?.takenAt;
	const before = takenAt();
	await runCommand(commands.checkTerminal, { state, launchId: launch.id });
	return takenAt() !== before;
}

async function run(
	context: RenderContext,
	{ project }: ProjectState,
	signer: Signer | undefined,
	choice: RenderChoice,
	{ session }: Renderer,
): Promise<RenderRecord> {
	const { renders, firstSteps } = context;
	const { kind, region, functionName, serveUrl, composition } = choice;
	const facts = { folder: project.folder, signer: signer ?? null, kind, region, functionName, serveUrl, composition };
	const keep = async (outcome: RenderRecord["outcome"]) => {
		const record: RenderRecord = { id: randomUUID(), when: Date.now(), ...facts, outcome };
		await renders.add(record);
		if (outcome.ok) firstSteps.tick("rendered");
		return record;
	};
	const to = await renders.place(composition.id);
	const title = `Rendering ${kind === "still" ? "one frame" : "one second"} of ${composition.id} on Lambda`;
	let record: RenderRecord;
	try {
		const result = await withProgress(title, (signal, report) => {
			const request = { kind, region, functionName, serveUrl, composition, to };
			return render(session, request, { signal, onProgress: progressReporter(report) });
		});
		const { renderId, bucketName, outKey, file, sizeInBytes, frames, durationMs, estimatedPrice } = result;
		const measures = { sizeInBytes, frames, durationMs, estimatedPrice };
		record = await keep({ ok: true, renderId, bucketName, outKey, file, ...measures });
	} catch (error) {
		if (!(error instanceof TestRenderError) || error.kind === "cancelled") throw error;
		void tellFailure(context.log, error);
		return keep({ ok: false, message: error.message, original: error.original });
	}
	await openTestRender({ record });
	void tell(context, record);
	return record;
}

async function tell(context: RenderContext, record: RenderRecord): Promise<void> {
	const compared = compareWords(record, lastBefore(record, context.renders.records));
	const text = sentencesThatFit([`Rendered ${record.composition.id}: ${outcomeWords(record.outcome)}.`, compared]);
	const [copy, remove] = ["Copy link", "Delete from S3"];
	const choice = await notify.info(text, copy, remove);
	if (choice === copy) await runCommand(commands.copyTestRenderLink, { record });
	if (choice === remove) await runCommand(commands.deleteTestRender, { record });
}

/** Nothing costs money before this was answered. */
async function confirmed(
	signer: Signer | undefined,
	{ kind, region, functionName, composition, price, memorySizeInMb }: RenderChoice,
	{ account }: Identity & { kind: "verified" },
	{ endpoint, state }: Renderer,
): Promise<boolean> {
	const cost = priceWords(price ?? roughPrice(kind, { memorySizeInMb }));
	const lines = [
		`Composition: ${composition.id}`,
		`Credentials: ${signerText(state, signer)}`,
		`Account: ${formatAccount(account)}`,
		`Region: ${region}`,
		`Function: ${functionName}`,
		`Estimated cost: ${cost}`,
		...(endpoint === undefined ? [] : [`Sent to ${endpoint}, not to AWS`]),
	];
	const question = `Render ${kind === "still" ? "one frame" : "one second of video"} on Lambda?`;
	return notify.confirm({ question, lines, yes: "Render" });
}

/** Opens the file in VS Code's own viewer; a failure's reason where there is no file. */
async function openTestRender(row?: Row): Promise<void> {
	if (!row?.record) return;
	const { outcome } = row.record;
	if (outcome.ok) await vscodeCommands.executeCommand("vscode.open", Uri.file(outcome.file));
	else await explain(outcome.original === "" ? outcome.message : outcome.original);
}

/** What a signed address lets others do, and what is in it. Source: Signature Version 4, query parameters. */
function linkCopied(hasSessionToken: boolean): string {
	const parts = hasSessionToken ? "your access key ID and session token" : "your access key ID";
	return `Link copied. Anyone with the link can open the output for up to 24 hours. The link contains ${parts}.`;
}

/** Puts a signed address of the output on the clipboard. */
async function copyTestRenderLink(context: RenderContext, row?: Row): Promise<void> {
	await onStored(context, row, async ({ region }, { bucketName, outKey }, renderer) => {
		const input = { region, bucketName, outKey, expiresInSeconds: 24 * 3600 };
		const link = await ask(renderer, "Creating link", "presign", input);
		await env.clipboard.writeText(link);
		void notify.info(linkCopied(link.includes("X-Amz-Security-Token=")));
	});
}

/** Deletes a render's files from S3, after asking. */
async function deleteTestRender(context: RenderContext, row?: Row): Promise<void> {
	await onStored(context, row, async (record, outcome, renderer) => {
		const { renderId, bucketName } = outcome;
		const line = `The render ${renderId} in the bucket ${bucketName}. The local file is kept while the render is one of the last ${mostKept}.`;
		const question = "Delete the files from S3?";
		if (!(await notify.confirm({ question, lines: [line], yes: "Delete", isWarning: true }))) return;
		const { region } = record;
		await ask(renderer, "Deleting from S3", "deleteRender", { region, bucketName, renderId });
		await context.renders.replace({ ...record, outcome: { ...outcome, isDeleted: true } });
	});
}

/** Takes a render out of the list, and its file off this disk after asking; S3 is not touched. */
async function forgetTestRender({ renders }: RenderContext, row?: Row): Promise<void> {
	if (!row?.record) return;
	const { composition, outcome } = row.record;
	if (outcome.ok) {
		const lines = [`File: ${outcome.file}`, ...(outcome.isDeleted ? [] : ["The files in S3 are kept."])];
		const question = `Delete the test render of ${composition.id} from this computer?`;
		if (!(await notify.confirm({ question, lines, yes: "Delete", isWarning: true }))) return;
	}
	await renders.remove(row.record);
}

type Stored = Extract<RenderRecord["outcome"], { ok: true }>;

async function onStored(
	context: RenderContext,
	row: Row | undefined,
	act: (record: RenderRecord, outcome: Stored, renderer: Renderer) => Promise<void>,
): Promise<void> {
	const record = row?.record;
	if (!record?.outcome.ok) return;
	const renderer = await openRenderer(context, await projectAt(context, record.folder), record.signer ?? undefined);
	if (!renderer) return;
	try {
		await act(record, record.outcome, renderer);
	} catch (error) {
		await tellFailure(context.log, error);
	} finally {
		await renderer.session.end();
	}
}

async function projectAt({ model }: RenderContext, folder: string): Promise<ProjectState> {
	const state = (await model.whenReady()).projects.find(({ project }) => project.folder === folder);
	if (!state) throw new Refusal(`The project ${folder} is no longer open.`);
	return state;
}

/** Memory in MB of a function whose name does not say it: what Remotion deploys where nobody asks for more. */
const usualMemory = 2048;

function repeated({ kind, region, functionName, serveUrl, composition }: RenderRecord): RenderChoice {
	const memorySizeInMb = parseFunctionName(functionName)?.memorySizeInMb ?? usualMemory;
	return { kind, region, functionName, serveUrl, composition, price: null, memorySizeInMb };
}
