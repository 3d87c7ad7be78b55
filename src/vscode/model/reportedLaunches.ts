import { type Disposable, EventEmitter } from "vscode";
import type { ReportedIdentity, ReportedPlace } from "../../core/environmentReport/format.ts";
import type { Explanation, Launch } from "../../core/index.ts";

/** A launch that a report tells of: of a terminal, or of a place elsewhere. Nothing in it is secret; access key IDs are masked. */
export interface ReportedLaunch {
	/** The launch's own. */
	readonly id: string;
	readonly launch: Launch;
	/** What is shown of it as it is; absent: `explain()` of the launch, which goes with the files. */
	readonly explanation?: Explanation;
	/** When the report was made. */
	readonly takenAt: Date;
	/** Whether something has happened there since that may change the answer. */
	readonly outOfDate: boolean;
	/** Where the report was made, as it says. */
	readonly place: ReportedPlace;
	/** What AWS said there who the credentials are; absent: it was not asked. */
	readonly identity?: ReportedIdentity;
}

/** Whether a launch's id is that of one that comes from a report: it is gone with the window. */
export function isReported(launchId: string): boolean {
	return /^(?:terminal|report):/.test(launchId);
}

const none: readonly ReportedLaunch[] = [];

/** The launches that come from reports, by project folder, in the order in which they came. They are gone with the window. */
export class ReportedLaunches implements Disposable {
	readonly #changed = new EventEmitter<void>();
	/** Fires when one is added, replaced, removed or marked. */
	readonly onDidChange = this.#changed.event;
	readonly #known = new Map<string, readonly ReportedLaunch[]>();
	/** Lists of launches with these behind them, by the list before: a list stays the same one while nothing in it changes. */
	#joined = new WeakMap<readonly Launch[], { own: readonly ReportedLaunch[]; all: readonly Launch[] }>();

	/** Adds a launch to a project; one with the same id, in whichever project, goes. */
	add(folder: string, entry: ReportedLaunch): void {
		const isThere = this.of(folder).some(({ id }) => id === entry.id);
		if (!isThere) this.#without(entry.id);
		const list = this.of(folder);
		this.#known.set(folder, isThere ? list.map((one) => (one.id === entry.id ? entry : one)) : [...list, entry]);
		this.#changed.fire();
	}

	/** Forgets a launch; nothing happens where there is none of this id. */
	remove(id: string): void {
		if (this.#without(id)) this.#changed.fire();
	}

	/** Says that a launch may have another answer by now. */
	markOutOfDate(id: string): void {
		for (const [folder, list] of this.#known) {
			if (!list.some((one) => one.id === id && !one.outOfDate)) continue;
			this.#known.set(
				folder,
				list.map((one) => (one.id === id ? { ...one, outOfDate: true } : one)),
			);
			this.#changed.fire();
		}
	}

	/** Returns a project's; the same list until one of them changes. */
	of(folder: string): readonly ReportedLaunch[] {
		return this.#known.get(folder) ?? none;
	}

	/** Returns the explanations that reports brought along, by the launch's id. */
	explanations(folder: string): ReadonlyMap<string, Explanation> {
		return new Map(this.of(folder).flatMap(({ id, explanation }) => (explanation ? [[id, explanation]] : [])));
	}

	/** Returns a project's launches with the reported ones at the end. */
	after(folder: string, launches: readonly Launch[]): readonly Launch[] {
		const own = this.of(folder);
		if (own.length === 0) return launches;
		const known = this.#joined.get(launches);
		if (known?.own === own) return known.all;
		const all = [...launches, ...own.map(({ launch }) => launch)];
		this.#joined.set(launches, { own, all });
		return all;
	}

	#without(id: string): boolean {
		let isGone = false;
		for (const [folder, list] of this.#known) {
			const left = list.filter((one) => one.id !== id);
			if (left.length === list.length) continue;
			isGone = true;
			if (left.length > 0) this.#known.set(folder, left);
			else this.#known.delete(folder);
		}
		return isGone;
	}

	dispose(): void {
		this.#changed.dispose();
	}
}
