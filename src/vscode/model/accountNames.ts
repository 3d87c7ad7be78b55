import { accountOfProfile } from "../../core/project/accountOf.ts";
import { accountName } from "../../core/vocabulary/arn.ts";
import type { Model } from "./model.ts";
import type { ProjectState } from "./snapshot.ts";

/** Gives the name of a profile's account; "": it has none, or only AWS knows whose it is. */
export type AccountNames = (profile: string) => string;

const none: AccountNames = () => "";

/**
 * The names that the settings give the accounts of a project's profiles, as far as the AWS files tell them. Where no account has a name
 * nothing is looked up; else each profile when it is asked for.
 */
export function accountNames(model: Pick<Model, "situation">, { project, explanation }: ProjectState): AccountNames {
	const { accounts } = explanation;
	if (accounts === undefined || Object.keys(accounts.names).length === 0) return none;
	const situation = model.situation(project.folder);
	if (!situation) return none;
	const known = new Map<string, string>();
	return (profile) => {
		const before = known.get(profile);
		if (before !== undefined) return before;
		const account = accountOfProfile(situation, profile)?.account;
		const name = (account !== undefined && accountName(account, accounts)) || "";
		known.set(profile, name);
		return name;
	};
}
