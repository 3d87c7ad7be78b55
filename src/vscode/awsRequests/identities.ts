import { type Disposable, EventEmitter } from "vscode";
import { KeptVerifier } from "../../aws/keptVerifier.ts";
import type { IdentityResult } from "../../aws/verifyIdentity.ts";
import { type IdentityWords, identityWords } from "../../core/errorGuide/verifying.ts";
import type { Explanation } from "../../core/index.ts";
import type { ResolvedProject } from "../../core/project/resolvedProject.ts";
import { isInSecret, signerName } from "../../core/signing/credentialRef.ts";
import { isLoopback, shownAddress, signingOf, stsEndpoint } from "../../core/signing/signingContext.ts";
import { redact } from "../../core/text/redact.ts";
import type { Signer } from "../../core/types.ts";
import { isEnabledByDefault } from "../../core/vocabulary/regions.ts";
import { DisposableStore } from "../common/disposables.ts";
import { inLanes } from "../common/lanes.ts";
import type { Log } from "../common/log.ts";
import type { Model } from "../model/model.ts";
import type { ProjectState } from "../model/snapshot.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Prepared } from "./preparation.ts";

/** Who some credentials are, as far as it is known. Nothing secret. */
export type Identity =
	| { readonly kind: "running" }
	| {
			readonly kind: "verified";
			readonly account: string;
			readonly arn: string;
			readonly userId: string;
			readonly when: Date;
	  }
	| { readonly kind: "failed"; readonly code: string; readonly words: IdentityWords; readonly when: Date };

interface Kept {
	readonly identity: Identity;
	/** A region that has to be enabled first may be why it failed: that counts for this region only. */
	readonly region: string;
	/** Milliseconds since 1970. */
	readonly when: number;
}

interface Facts {
	readonly fingerprint: string;
	readonly region: string;
}

/**
 * The owner of what AWS said about credentials. It is kept by a fingerprint of the credentials, so that it is gone from all views as soon as
 * they change, and it is asked for by a person's click only.
 */
export class Identities implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChange = this.#changed.event;
	readonly #model: Model;
	readonly #script: string;
	readonly #log: Log;
	readonly #verifiers = this.#owned.add(new KeptVerifier());
	readonly #kept = new Map<string, Kept>();
	readonly #running = new Set<string>();
	/** Of these profiles there may be something to show; the others' rows cost nothing. */
	readonly #asked = new Set<string>();
	#known = new WeakMap<
		Explanation,
		{ situation: ResolvedProject | undefined; facts: Map<string, Facts | undefined> }
	>();
	#timer: NodeJS.Timeout | undefined;
	#isDisposed = false;

	/** @param script the built `identity.cjs` */
	constructor(model: Model, log: Log, script: string) {
		this.#model = model;
		this.#log = log;
		this.#script = script;
		this.#owned.add({ dispose: () => clearTimeout(this.#timer) });
	}

	/** Whether nothing is known of anybody. */
	get isEmpty(): boolean {
		return this.#kept.size + this.#running.size === 0;
	}

	/** What is known of a project's active credentials, or of a profile or pair as that project sees it. */
	of(state: ProjectState, signer?: Signer): Identity | undefined {
		if (this.isEmpty) return undefined;
		if (typeof signer === "string" && !this.#asked.has(signer)) return undefined;
		const facts = this.#factsOf(state, signer);
		if (facts === undefined) return undefined;
		if (this.#running.has(facts.fingerprint)) return { kind: "running" };
		const kept = this.#kept.get(facts.fingerprint);
		const isRegional = kept?.identity.kind === "failed" && !isEnabledByDefault(kept.region);
		return isRegional && kept.region !== facts.region ? undefined : kept?.identity;
	}

	/** When AWS said what is known, in milliseconds since 1970; undefined: nothing is known. */
	whenOf(state: ProjectState, signer?: Signer): number | undefined {
		const facts = this.isEmpty ? undefined : this.#factsOf(state, signer);
		return facts && this.#kept.get(facts.fingerprint)?.when;
	}

	/** Another text whenever the credentials are others; undefined: nothing would sign. It tells no secret. */
	fingerprintOf(state: ProjectState, signer: Signer): string | undefined {
		return this.#factsOf(state, signer)?.fingerprint;
	}

	/** Whether a project's requests go to a local AWS. */
	isLocal(state: ProjectState): boolean {
		const { situation } = this.#situationOf(state);
		return situation !== undefined && isLoopback(stsEndpoint(situation));
	}

	/** Another text whenever the credentials, or the region they are used in, are others; undefined: nothing would sign. Tells no secret. */
	keyOf(state: ProjectState, signer?: Signer): string | undefined {
		const facts = this.#factsOf(state, signer);
		return facts && keyOf(facts);
	}

	/** The same of what a command is about to use. */
	keyOfPrepared({ fingerprint, signing }: Prepared): string {
		return keyOf({ fingerprint, region: signing.region });
	}

	/**
	 * Asks AWS, four at once. Resolves when all are answered or the signal says stop; `done` is told each one, with undefined for what was
	 * cancelled or overtaken by a change of the credentials.
	 */
	async verify(
		list: readonly Prepared[],
		signal: AbortSignal,
		done: (prepared: Prepared, identity: Identity | undefined) => void,
	): Promise<void> {
		const [first] = list;
		if (!first) return;
		const options = { script: this.#script, cwd: first.folder };
		await inLanes(list, async (queue) => {
			const verifier = this.#verifiers.take(first.signing, options);
			// Whoever tries again after a failure, or after a change, begins with a new process.
			let isGood: boolean | undefined;
			try {
				for (const prepared of queue) {
					if (signal.aborted) return;
					const { signing } = prepared;
					if (signing.source.kind === "profile") this.#asked.add(signing.source.profile);
					this.#running.add(prepared.fingerprint);
					this.#soon();
					const result = await verifier.verify(signing.source, { signal });
					this.#running.delete(prepared.fingerprint);
					isGood = isGood !== false && result?.ok === true;
					done(prepared, result && this.#keep(prepared, result));
					this.#soon();
				}
			} finally {
				if (isGood && !this.#isDisposed) this.#verifiers.keep(verifier, first.signing, options);
				else verifier.dispose();
			}
		});
	}

	#keep(prepared: Prepared, result: IdentityResult): Identity | undefined {
		const { signing, signer, folder, isTemporary } = prepared;
		const { region } = signing;
		const endpoint = signing.endpoint === undefined ? undefined : shownAddress(signing.endpoint);
		const profile = signing.source.kind === "profile" ? signing.source.profile : undefined;
		const name = signer === undefined ? profile : signerName(signer);
		const who =
			name === undefined
				? `the active credentials of ${folder}`
				: `the ${isInSecret(signer) ? "secret" : profile === undefined ? "account" : "profile"} ${name}`;
		const at = endpoint === undefined ? "" : ` at ${endpoint}`;
		this.#log.info(
			redact(
				result.ok
					? `Verified ${who}${at}: ${result.arn}`
					: `Verifying ${who}${at} in ${region} failed: ${result.code} ${result.message}`,
			),
		);
		const when = new Date();
		const identity: Identity = result.ok
			? { kind: "verified", account: result.account, arn: result.arn, userId: result.userId, when }
			: {
					kind: "failed",
					when,
					code: result.code,
					words: identityWords(result, {
						profile,
						region,
						endpoint,
						isTemporary,
						isOptInRegion: !isEnabledByDefault(region),
					}),
				};
		// No view shows who is in a secret, and nothing tells when it changes.
		if (isInSecret(signer)) return identity;
		// Other credentials by now: what AWS said is about nobody.
		const situation = this.#model.situation(folder);
		const now = situation && signingOf(situation, signer);
		if (!now || fingerprint(now) !== prepared.fingerprint) return undefined;
		this.#kept.set(prepared.fingerprint, { identity, region, when: Date.now() });
		return identity;
	}

	#situationOf({ project, explanation }: ProjectState) {
		let known = this.#known.get(explanation);
		if (!known) {
			known = { situation: this.#model.situation(project.folder), facts: new Map() };
			this.#known.set(explanation, known);
		}
		return known;
	}

	#factsOf(state: ProjectState, signer: Signer | undefined): Facts | undefined {
		const { situation, facts } = this.#situationOf(state);
		const key = JSON.stringify(signer) ?? "";
		if (!facts.has(key)) {
			const signing = situation && signingOf(situation, signer);
			facts.set(key, signing && { fingerprint: fingerprint(signing), region: signing.region });
		}
		return facts.get(key);
	}

	/** Thousands of profiles may be answered within seconds: the views need not follow each of them. */
	#soon(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#changed.fire();
		}, 50);
	}

	dispose(): void {
		this.#isDisposed = true;
		this.#owned.dispose();
	}
}

function keyOf({ fingerprint, region }: Facts): string {
	return `${fingerprint} ${region}`;
}
