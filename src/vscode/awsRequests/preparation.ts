import { existsSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "vscode";
import { commands } from "../../contributions.ts";
import { answerReason } from "../../core/precedence/answer.ts";
import type { ResolvedProject } from "../../core/project/resolvedProject.ts";
import { checkedFileNames, platformOf } from "../../core/runtimes/index.ts";
import { isInSecret } from "../../core/signing/credentialRef.ts";
import { pairOf } from "../../core/signing/secretsManagerFields.ts";
import { type Signing, signingOf, withKeys } from "../../core/signing/signingContext.ts";
import { broughtByWorkspace } from "../../core/signing/workspaceInfluence.ts";
import type { PairInSecret, Signer } from "../../core/types.ts";
import { isTemporary } from "../../core/vocabulary/keyFormat.ts";
import { Refusal } from "../common/refusal.ts";
import { isOfWorkspace } from "../common/uris.ts";
import type { Model } from "../model/model.ts";
import type { ReportedLaunch } from "../model/reportedLaunches.ts";
import type { ProjectState } from "../model/snapshot.ts";
import { Consent } from "./consent.ts";
import { fingerprint } from "./fingerprint.ts";
import type { SecretsManager } from "./secretsManager.ts";

/** Credentials that may be verified: the person and the workspace's trust allow it. Holds secrets; lives for one command. */
export interface Prepared {
	readonly folder: string;
	/** Undefined: the project's active credentials. */
	readonly signer: Signer | undefined;
	readonly signing: Signing;
	readonly fingerprint: string;
	readonly isTemporary: boolean;
}

/** From a click to credentials that may be used: the files as they are now, and the person's word where the workspace brought something. */
export class Preparation {
	readonly #model: Model;
	readonly #secrets: SecretsManager;
	readonly #consent: Consent;

	constructor(model: Model, secrets: SecretsManager) {
		this.#model = model;
		this.#secrets = secrets;
		this.#consent = new Consent(model.texts);
	}

	/** Whether anything of the project may be run at all; the person is told where it may not. */
	async mayRun(): Promise<boolean> {
		return this.#consent.ask([]);
	}

	/**
	 * Reads the files again, and asks about what the workspace brought. Gives what may be verified; less than was asked for where the person
	 * said no. Throws a Refusal where Remotion would fail before it signs.
	 */
	async prepare(state: ProjectState, signers: readonly (Signer | undefined)[]): Promise<Prepared[]> {
		const { folder } = state.project;
		// Commands name a secret alone.
		const [only] = signers;
		if (isInSecret(only)) return this.#prepareSecret(state, only);
		await this.#readAgain(state);
		const situation = this.#model.situation(folder);
		if (!situation) return [];
		if (signers.includes(undefined)) refuseReported(situation, this.#model.reported.of(folder));
		const prepared: (Prepared & { brought: ReturnType<typeof broughtByWorkspace> })[] = [];
		for (const signer of signers) {
			const signing = signingOf(situation, signer);
			if (!signing) throw new Refusal(nothingToSignWith(situation, signer));
			prepared.push({
				folder,
				signer,
				signing,
				fingerprint: fingerprint(signing),
				isTemporary: isShortLived(situation, signing),
				brought: broughtByWorkspace(situation, signing, { isOfWorkspace, isThere: existsSync }),
			});
		}
		if (await this.#consent.ask(distinct(prepared.flatMap(({ brought }) => brought)))) return prepared;
		return workspace.isTrusted ? prepared.filter(({ brought }) => brought.length === 0) : [];
	}

	async #prepareSecret(state: ProjectState, signer: PairInSecret): Promise<Prepared[]> {
		const [reader] = await this.prepare(state, [signer.reader ?? undefined]);
		if (!reader) return [];
		const place = { name: signer.secretName, region: signer.region };
		const pair = pairOf(await this.#secrets.fields(reader, place), signer.fields);
		if (!pair) throw this.#secrets.refusal(reader, place, "FieldsGone");
		const signing = withKeys(reader.signing, pair);
		const isShortLived = isTemporary(pair.accessKeyId);
		return [{ ...reader, signer, signing, fingerprint: fingerprint(signing), isTemporary: isShortLived }];
	}

	/** The files' texts come by watching; a click must not be faster than that. */
	async #readAgain({ project }: ProjectState): Promise<void> {
		const read = async (paths: readonly string[]) => {
			await Promise.all(paths.map((path) => this.#model.texts.invalidate(path)));
			await this.#model.settled();
		};
		// First the files that say where the AWS files are.
		await read(checkedFileNames.map((name) => join(project.folder, name)));
		const paths = this.#model.situation(project.folder)?.aws.paths;
		if (paths) await read([...new Set(Object.values(paths))]);
	}
}

/** What is used where a report comes from is not known here: only a profile, and keys in files of this machine, can be used here, too. */
function refuseReported({ active, input: { launch } }: ResolvedProject, reported: readonly ReportedLaunch[]): void {
	const found = reported.find(({ id }) => id === launch?.id);
	if (!found || !launch) return;
	const { label, kind } = launch;
	if (kind !== "terminal")
		throw new Refusal(
			"Credentials of another place can't be used from this computer. Choose a profile or another launch.",
		);
	if (found.outOfDate)
		throw new Refusal(`Variables of ${label} have changed since it was checked. Check this terminal again.`, {
			title: "Check this terminal",
			command: commands.checkTerminal,
		});
	const isKnown =
		!found.explanation &&
		(active.kind === "profile" || (active.kind === "keys" && active.origins.every(({ path }) => path !== undefined)));
	if (!isKnown)
		throw new Refusal(
			`${label} keeps its keys to itself, so they can't be used from here. Choose a profile or another launch.`,
		);
}

function nothingToSignWith({ active, input }: ResolvedProject, signer: Signer | undefined): string {
	if (typeof signer === "object" && !isInSecret(signer))
		return `${signer.key} and ${signer.secret} aren't both set, so there are no access keys to use.`;
	if (signer === undefined && active.kind === "hidden")
		return `${answerReason(active)} Choose a profile to verify that one.`;
	const platform = platformOf(input.runtime);
	if (signer === undefined && platform && active.kind !== "error")
		return `These credentials exist only on ${platform.name}, so they can't be used from this computer. Choose a profile or another runtime.`;
	return `No credentials found. ${active.kind === "error" ? active.message : ""}`.trim();
}

function isShortLived({ aws }: ResolvedProject, { source }: Signing): boolean {
	if (source.kind === "keys") return source.sessionToken !== undefined || isTemporary(source.accessKeyId);
	if (source.kind === "chain") return false;
	const profile = aws.table.get(source.profile);
	return profile?.hasSessionToken === true || isTemporary(profile?.accessKeyId ?? "");
}

function distinct<T>(list: readonly T[]): T[] {
	return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
}
