import type { ErrorAction } from "../errorGuide/types.ts";

/** What a check found, as one line that says how it stands and what mends it. Nothing secret. */
export interface CheckRow {
	/** Unique among its neighbours, and the same the next time. */
	readonly id: string;
	/** good: as it should be. note: harmless, but worth knowing. warning: something will be missed. problem: renders fail. */
	readonly state: "good" | "note" | "warning" | "problem";
	readonly label: string;
	readonly description: string;
	/** What it means and what to do, in sentences; empty where nothing is to be done. */
	readonly remedy: string;
	/** What a click does. */
	readonly action?: ErrorAction;
	/** The address of its page in the AWS console. */
	readonly page?: string;
	readonly children?: readonly CheckRow[];
}

/** `2 problems, 1 warning`; "no problems" where there is neither. */
export function summaryOf(rows: readonly CheckRow[]): string {
	const parts = (["problem", "warning"] as const).flatMap((state) => {
		const count = rows.filter((row) => row.state === state).length;
		return count === 0 ? [] : [`${count} ${state}${count === 1 ? "" : "s"}`];
	});
	return parts.length === 0 ? "no problems" : parts.join(", ");
}

/** The worst of the rows. */
export function worstOf(rows: readonly CheckRow[]): CheckRow["state"] {
	const order: readonly CheckRow["state"][] = ["problem", "warning", "note"];
	return order.find((state) => rows.some((row) => row.state === state)) ?? "good";
}
