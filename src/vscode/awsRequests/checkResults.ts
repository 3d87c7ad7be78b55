import { type Disposable, EventEmitter } from "vscode";
import type { HealthFacts } from "../../core/awsAccount/health.ts";
import type { PermissionReport } from "../../core/awsAccount/permissions.ts";
import type { ErrorExplanation } from "../../core/errorGuide/index.ts";
import { DisposableStore } from "../common/disposables.ts";
import type { Model } from "../model/model.ts";
import type { ProjectState } from "../model/snapshot.ts";
import type { Identities } from "./identities.ts";
import type { Prepared } from "./preparation.ts";

/** What the checks find, by the check's name. */
export interface Found {
	permissions: PermissionReport;
	health: HealthFacts;
}

export type CheckName = keyof Found;

/** How a check stands. Nothing secret. */
export type Check<Name extends CheckName> =
	| { readonly kind: "running" }
	| { readonly kind: "done"; readonly value: Found[Name]; readonly when: Date }
	/** It could not be made at all. */
	| { readonly kind: "failed"; readonly title: string; readonly remedy: string; readonly original: string };

type Kept = { [Name in CheckName]?: Check<Name> };

/**
 * The owner of what AWS said about permissions and health. It is kept by the credentials' fingerprint and their region, so it is gone from
 * the view as soon as they change, and it is asked for by a person's click only.
 */
export class Checks implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChange = this.#changed.event;
	readonly #model: Model;
	readonly #identities: Identities;
	readonly #kept = new Map<string, Kept>();

	constructor(model: Model, identities: Identities) {
		this.#model = model;
		this.#identities = identities;
	}

	/** What is known of a project's active credentials. */
	of<Name extends CheckName>(state: ProjectState, name: Name): Check<Name> | undefined {
		if (this.#kept.size === 0) return undefined;
		const key = this.#identities.keyOf(state);
		const kept: Kept | undefined = key === undefined ? undefined : this.#kept.get(key);
		return kept?.[name];
	}

	/**
	 * Makes a check, and keeps what it finds. A second click while it runs makes no second one.
	 * @returns undefined: it runs already, or its result is about credentials that have changed meanwhile
	 */
	async make<Name extends CheckName>(
		name: Name,
		prepared: Prepared,
		run: () => Promise<Found[Name]>,
		explain: (error: unknown) => Pick<ErrorExplanation, "title" | "remedy" | "original"> | undefined,
	): Promise<Found[Name] | undefined> {
		const key = this.#identities.keyOfPrepared(prepared);
		const before = this.#kept.get(key)?.[name];
		if (before?.kind === "running") return undefined;
		this.#keep(key, name, { kind: "running" });
		try {
			const value = await run();
			const isStale = this.#isStale(key, prepared);
			this.#keep(key, name, isStale ? undefined : { kind: "done", value, when: new Date() });
			return isStale ? undefined : value;
		} catch (error) {
			const why = explain(error);
			// Cancelled: what was known before stays.
			this.#keep(key, name, why === undefined ? before : { kind: "failed", ...why });
			throw error;
		}
	}

	#isStale(key: string, { folder, signer }: Prepared): boolean {
		const state = this.#model.snapshot.projects.find(({ project }) => project.folder === folder);
		return state === undefined || this.#identities.keyOf(state, signer) !== key;
	}

	#keep<Name extends CheckName>(key: string, name: Name, check: Check<Name> | undefined): void {
		const { [name]: _, ...others } = this.#kept.get(key) ?? {};
		this.#kept.set(key, check === undefined ? others : { ...others, [name]: check });
		this.#changed.fire();
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
