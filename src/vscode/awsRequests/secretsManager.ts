import { CancellationError } from "vscode";
import { createSecret, type Failed, readSecret, type SecretPlace } from "../../aws/secretsManager.ts";
import { type SecretCircumstances, secretWords } from "../../core/errorGuide/secretsManager.ts";
import type { Secret } from "../../core/index.ts";
import { signerWords } from "../../core/signing/credentialRef.ts";
import { readContent } from "../../core/signing/secretsManagerFields.ts";
import { type Signing, shownAddress } from "../../core/signing/signingContext.ts";
import { redact } from "../../core/text/redact.ts";
import type { Signer } from "../../core/types.ts";
import { isEnabledByDefault } from "../../core/vocabulary/regions.ts";
import type { Log } from "../common/log.ts";
import { withProgress } from "../common/progress.ts";
import { Refusal } from "../common/refusal.ts";

/** Who asks Secrets Manager: credentials that the person and the workspace's trust allow. */
export interface SecretAsker {
	readonly folder: string;
	readonly signer: Signer | undefined;
	readonly signing: Signing;
	readonly isTemporary: boolean;
}

/** AWS Secrets Manager, with a notification that can cancel what takes a while. Failures are told as Refusals, never with a secret in them. */
export class SecretsManager {
	readonly #log: Log;
	readonly #script: string;

	/** @param script the built `secrets.cjs` */
	constructor(log: Log, script: string) {
		this.#log = log;
		this.#script = script;
	}

	/** The fields of a secret's JSON. */
	async fields(asker: SecretAsker, place: SecretPlace): Promise<ReadonlyMap<string, Secret>> {
		const { signing, folder } = asker;
		const found = await withProgress(`Reading the secret ${place.name}`, (signal) =>
			readSecret(signing, place, { script: this.#script, cwd: folder, signal }),
		);
		if (!found) throw new CancellationError();
		if (!found.ok) throw this.#refusal(asker, place, "read", found);
		const content = readContent(found.text);
		if (!content.ok) throw this.#refusal(asker, place, "read", { ok: false, code: content.code, message: "" });
		this.#log.info(`Read the secret ${place.name} in ${place.region}`);
		return content.fields;
	}

	/** Makes a new secret. Resolves once AWS has it. */
	async create(asker: SecretAsker, place: SecretPlace, text: Secret): Promise<void> {
		const { signing, folder } = asker;
		const made = await withProgress(`Storing the secret ${place.name}`, (signal) =>
			createSecret(signing, place, text, { script: this.#script, cwd: folder, signal }),
		);
		// It may have been made all the same: that is told like an answer that did not come.
		if (!made) throw this.#refusal(asker, place, "create", { ok: false, code: "Timeout", message: "cancelled" });
		if (!made.ok) throw this.#refusal(asker, place, "create", made);
		this.#log.info(`Stored the secret ${place.name} in ${place.region}`);
	}

	/** What the person reads where a secret is no use. */
	refusal(asker: SecretAsker, place: SecretPlace, code: "FieldsGone"): Refusal {
		return this.#refusal(asker, place, "read", { ok: false, code, message: "" });
	}

	#refusal(
		{ signer, signing, isTemporary }: SecretAsker,
		{ name, region }: SecretPlace,
		action: SecretCircumstances["action"],
		failed: Failed,
	): Refusal {
		const { title, cause, remedy } = secretWords(failed, {
			action,
			name,
			region,
			who: signer === undefined ? "the active credentials" : signerWords(signer).replace(/^P/, "the p"),
			profile: signing.source.kind === "profile" ? signing.source.profile : undefined,
			endpoint: signing.endpoint === undefined ? undefined : shownAddress(signing.endpoint),
			isTemporary,
			isOptInRegion: !isEnabledByDefault(region),
		});
		this.#log.info(redact(`Secret ${name} in ${region}, ${action}: ${failed.code} ${failed.message}`));
		return new Refusal(`${title}: ${cause} ${remedy}`);
	}
}
