import { CancellationError } from "vscode";
import { type MfaSession, takeMfaSession } from "../../aws/mfaSession.ts";
import { explainError } from "../../core/errorGuide/index.ts";
import { type IdentityWords, identityWords } from "../../core/errorGuide/verifying.ts";
import type { Secret } from "../../core/index.ts";
import { shownAddress } from "../../core/signing/signingContext.ts";
import { redact } from "../../core/text/redact.ts";
import { isEnabledByDefault } from "../../core/vocabulary/regions.ts";
import type { Log } from "../common/log.ts";
import { withProgress } from "../common/progress.ts";
import type { Prepared } from "./preparation.ts";

/** A session, or why AWS gave none. */
export type TakenSession =
	| MfaSession
	| { readonly ok: false; readonly words: IdentityWords; readonly isCodeRejected: boolean };

/** Sessions that AWS gives out for an MFA code. Nothing of them is kept or logged. */
export class MfaSessions {
	readonly #log: Log;
	readonly #script: string;

	/** @param script the built `sessions.cjs` */
	constructor(log: Log, script: string) {
		this.#log = log;
		this.#script = script;
	}

	/** Takes a session for a profile, with a notification that can cancel it: then it throws a CancellationError. */
	async take({ signing, folder, isTemporary }: Prepared, profile: string, code: Secret): Promise<TakenSession> {
		const taken = await withProgress(`Getting a session: ${profile}`, (signal) =>
			takeMfaSession(signing, code, { script: this.#script, cwd: folder, signal }),
		);
		if (!taken) throw new CancellationError();
		if (taken.ok) {
			this.#log.info(`Got a session for the profile ${profile} until ${taken.expires.toISOString()}`);
			return taken;
		}
		this.#log.info(redact(`Getting a session for the profile ${profile} failed: ${taken.code} ${taken.message}`));
		const { region, endpoint } = signing;
		const words = identityWords(taken, {
			profile,
			region,
			endpoint: endpoint === undefined ? undefined : shownAddress(endpoint),
			isTemporary,
			isOptInRegion: !isEnabledByDefault(region),
		});
		const known = explainError(`${taken.code}: ${taken.message}`, undefined, { fromAws: true });
		return { ok: false, words, isCodeRejected: known?.id === "mfa-code" };
	}
}
