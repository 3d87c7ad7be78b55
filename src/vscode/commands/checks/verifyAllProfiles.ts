import { signerName } from "../../../core/signing/credentialRef.ts";
import { namesThatFit } from "../../../core/text/notification.ts";
import type { Identities, Identity } from "../../awsRequests/identities.ts";
import type { Preparation } from "../../awsRequests/preparation.ts";
import type { Log } from "../../common/log.ts";
import { notify } from "../../common/notify.ts";
import { withProgress } from "../../common/progress.ts";
import { Refusal } from "../../common/refusal.ts";
import type { FirstSteps } from "../../model/firstSteps.ts";
import type { Focus } from "../../model/focus.ts";

/** How it went, by profile. */
export type Verified = Record<string, Identity>;

/**
 * Asks AWS whose credentials each profile has, four at once. Profiles that cannot work by what the files say are left out.
 * @returns what is known so far when it is cancelled
 */
export async function verifyAllProfiles(
	focus: Focus,
	identities: Identities,
	preparation: Preparation,
	log: Log,
	firstSteps: FirstSteps,
): Promise<Verified> {
	const state = await focus.whenReady();
	if (!state) throw new Refusal("Open a folder first.");
	const usable = state.explanation.profiles.filter(({ problem }) => problem === undefined).map(({ name }) => name);
	if (usable.length === 0) throw new Refusal("No AWS profiles to verify.");
	const list = await preparation.prepare(state, usable);
	const results: Verified = {};
	let isCancelled = false;
	await withProgress("Verifying profiles", async (signal, report) => {
		let count = 0;
		await identities.verify(list, signal, ({ signer }, identity) => {
			if (identity && signer !== undefined) results[signerName(signer)] = identity;
			report(`${++count} of ${list.length}`, 100 / list.length);
		});
		isCancelled = signal.aborted;
	});
	if (Object.values(results).some(({ kind }) => kind === "verified")) firstSteps.tick("verified");
	if (!isCancelled && list.length > 0) void tell(results, state.explanation.profiles.length - list.length, log);
	return results;
}

async function tell(results: Verified, skipped: number, log: Log): Promise<void> {
	const failed = Object.entries(results).filter(([, { kind }]) => kind === "failed");
	const verified = Object.keys(results).length - failed.length;
	const left = skipped === 0 ? "" : `, ${skipped} not tried`;
	const text = `${verified} ${verified === 1 ? "profile" : "profiles"} verified${left}`;
	if (failed.length === 0) {
		void notify.info(`${text}.`);
		return;
	}
	const names = failed.map(([name]) => name);
	const choice = await notify.warn(namesThatFit(`${text}, ${failed.length} failed:`, names), "Show log");
	if (choice === "Show log") log.show();
}
