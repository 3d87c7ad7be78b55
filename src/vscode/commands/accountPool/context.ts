import { commands } from "../../../contributions.ts";
import type { Pool } from "../../../core/index.ts";
import type { PoolFacts } from "../../awsRequests/poolFacts.ts";
import type { ClientContext } from "../../awsRequests/renderer.ts";
import { Refusal } from "../../common/refusal.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { projectsWithPool } from "../../views/accountPoolTree.ts";
import { calledOn } from "../calledOn.ts";

/** What every command of the account pool works with. */
export interface PoolContext extends ClientContext {
	readonly facts: PoolFacts;
	/** Absolute: `media/rotateAccounts.ts`. */
	readonly template: string;
}

/** The project whose pool is meant: that of the row, else the focused one if it has a pool, else the first that has. */
export async function projectCalledOn({ model, focus }: PoolContext, row: Row | undefined): Promise<ProjectState> {
	const state = await calledOn(focus, row);
	if (state.explanation.pool) return state;
	return projectsWithPool(model.snapshot)[0] ?? state;
}

/** The same with its pool. Throws a Refusal where no project has one. */
export async function poolCalledOn(
	context: PoolContext,
	row: Row | undefined,
): Promise<{ state: ProjectState; pool: Pool }> {
	const state = await projectCalledOn(context, row);
	const { pool } = state.explanation;
	if (!pool) {
		const offer = { title: "Add account", command: commands.addAccount };
		throw new Refusal("This workspace has no account pool. Add an account first.", offer);
	}
	return { state, pool };
}
