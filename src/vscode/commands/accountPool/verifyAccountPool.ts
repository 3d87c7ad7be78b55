import type { Memento } from "vscode";
import { sumWords } from "../../../core/accountPool/phrases.ts";
import { type AccountFacts, sumOf } from "../../../core/accountPool/totals.ts";
import { signerName } from "../../../core/signing/credentialRef.ts";
import { namesThatFit, sentencesThatFit } from "../../../core/text/notification.ts";
import { regionsOf } from "../../../core/vocabulary/regions.ts";
import { findClient } from "../../../remotion/findClient.ts";
import type { Identity } from "../../awsRequests/identities.ts";
import { savedToDisk } from "../../awsRequests/unsaved.ts";
import { notify } from "../../common/notify.ts";
import { withProgress } from "../../common/progress.ts";
import { pickText } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { lastRegion } from "../testRender/choices.ts";
import { type PoolContext, poolCalledOn } from "./context.ts";

/** How it went, by account. */
export type VerifiedPool = Record<string, { identity: Identity; facts?: AccountFacts }>;

/**
 * Asks AWS about every account of a pool that could sign, four at once: who it is; then, with the project's own client, how many functions
 * may run at once and which are deployed.
 * @param region absent: the project's own
 * @returns what is known so far when it is cancelled
 */
export async function verifyAccountPool(context: PoolContext, row?: Row, region?: string): Promise<VerifiedPool> {
	const { identities, preparation, facts, log, memory } = context;
	const { state, pool } = await poolCalledOn(context, row);
	const signers = pool.accounts.flatMap(({ signer }) => signer ?? []);
	if (signers.length === 0) throw new Refusal("No account of the pool is complete.");
	const list = await preparation.prepare(state, signers);
	if (list.length === 0) return {};
	for (const { signing } of list) if (!(await savedToDisk(signing))) return {};
	// They are answered in any order.
	const found = new Map<string, VerifiedPool[string]>();
	const at = region ?? regionOf(state, memory);
	const client = await findClient(state.project.folder);
	if (!client.ok) log.info(`Account pool: ${client.reason}, ${client.message}`);
	const share = 100 / (list.length * (client.ok ? 2 : 1));
	let isCancelled = false;
	await withProgress("Verifying the account pool", async (signal, report) => {
		let count = 0;
		await identities.verify(list, signal, ({ signer }, identity) => {
			if (identity && signer !== undefined) found.set(signerName(signer), { identity });
			report(`${++count} of ${list.length}`, share);
		});
		const verified = list.filter(
			({ signer }) => signer !== undefined && found.get(signerName(signer))?.identity.kind === "verified",
		);
		if (client.ok) {
			count = 0;
			await facts.check(context, client, verified, at, signal, ({ signer }, known) => {
				const result = signer === undefined ? undefined : found.get(signerName(signer));
				if (result) result.facts = known;
				report(`Functions in ${at}: ${++count} of ${verified.length}`, share);
			});
		}
		isCancelled = signal.aborted;
	});
	const results: VerifiedPool = {};
	for (const name of signers.map(signerName)) {
		const result = found.get(name);
		if (result) results[name] = result;
	}
	if (!isCancelled) void tell(context, results, at, client.ok ? "" : client.message);
	return results;
}

/** The same in a region that the person picks. */
export async function verifyAccountPoolInRegion(context: PoolContext, row?: Row): Promise<VerifiedPool> {
	// Nobody is asked for a region where there is no pool.
	const { state } = await poolCalledOn(context, row);
	const region = await pickText(regionsOf(state.project.remotionVersion), {
		title: "Select region to verify the account pool in",
		placeHolder: "Where the Remotion functions are deployed",
	});
	return region === undefined ? {} : verifyAccountPool(context, row, region);
}

/** Remotion's own region; where only an argument decides, that of the last test render. */
function regionOf({ explanation, project }: ProjectState, memory: Memento): string {
	const { value, problem } = explanation.region;
	if (value !== null && problem === undefined) return value;
	return lastRegion(memory, project.folder) ?? "us-east-1";
}

async function tell({ log }: PoolContext, results: VerifiedPool, region: string, missing: string): Promise<void> {
	const all = Object.entries(results).map(([name, { identity, facts }]) => ({
		name,
		account: identity.kind === "verified" ? identity.account : undefined,
		facts,
	}));
	const failed = all.filter(({ account }) => account === undefined).map(({ name }) => name);
	const verified = all.length - failed.length;
	const text = `${verified} ${verified === 1 ? "account" : "accounts"} verified`;
	const parts = [failed.length === 0 ? `${text}.` : namesThatFit(`${text}, ${failed.length} failed:`, failed)];
	if (missing === "" && verified > 0) parts.push(`${region}: ${sumWords(sumOf(all))}.`);
	if (missing !== "") parts.push(`Functions not checked: ${missing}`);
	const message = sentencesThatFit(parts);
	if (failed.length === 0 && missing === "") {
		void notify.info(message);
		return;
	}
	if ((await notify.warn(message, "Show log")) === "Show log") log.show();
}
