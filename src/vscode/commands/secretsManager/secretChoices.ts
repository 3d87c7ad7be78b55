import { type Memento, type QuickPickItem, ThemeIcon } from "vscode";
import { validityOf } from "../../../core/precedence/validityWords.ts";
import { regionInArn } from "../../../core/signing/secretsManagerFields.ts";
import type { PairInSecret } from "../../../core/types.ts";
import { regions } from "../../../core/vocabulary/regions.ts";
import { answerText, profileDetails } from "../../common/labels.ts";
import { pickOne, pickText } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import { addProfileOffer } from "../profiles/pickProfile.ts";
import type { SecretsManagerContext } from "./context.ts";

/** Asks who reads or stores: the active credentials, where they are here, or a profile. Null: the active ones; undefined: the person left. */
export async function pickAsker(
	{ focus, identities }: Pick<SecretsManagerContext, "focus" | "identities">,
	state: ProjectState,
	question: string,
): Promise<string | null | undefined> {
	const { active, profiles } = state.explanation;
	const accountOf = focus.accountNames(state);
	const items: (QuickPickItem & { profile: string | null })[] = [
		...(identities.keyOf(state) !== undefined
			? [
					{
						profile: null,
						label: "Active credentials",
						description: answerText(active),
						iconPath: new ThemeIcon("key"),
					},
				]
			: []),
		...profiles
			.filter(({ problem }) => problem === undefined)
			.map((profile) => ({
				profile: profile.name,
				label: profile.name,
				description: profileDetails(profile, validityOf(state.explanation, profile.name), accountOf(profile.name)),
				iconPath: new ThemeIcon("account"),
			})),
	];
	if (items.length === 0) {
		throw new Refusal("No credentials available for Secrets Manager. Add a profile first.", addProfileOffer);
	}
	const options = { title: question, placeHolder: "Select credentials", matchOnDescription: true };
	return (await pickOne(items, options))?.profile;
}

/** The region of a secret: its ARN's, else the one the person names; Remotion's own, or the last one, comes first. */
export async function pickRegion(name: string, first: string): Promise<string | undefined> {
	const known = regionInArn(name);
	if (known !== undefined) return known;
	const sorted = [first, ...regions.filter((region) => region !== first)];
	return pickText(sorted, { title: "Select region of the secret", placeHolder: `Where ${name} is stored` });
}

const key = (folder: string) => `secret ${folder}`;

/** The secret that was last used or stored in a project. */
export function lastSecret(memory: Memento, folder: string): PairInSecret | undefined {
	return memory.get<PairInSecret>(key(folder));
}

/** Keeps the secret that was used or stored, for the next time; nothing secret is in it. */
export function rememberSecret(memory: Memento, folder: string, secret: PairInSecret): Thenable<void> {
	return memory.update(key(folder), secret);
}

/** Where a secret most likely is: where the last one was, else where Remotion works. */
export function likelyRegion(memory: Memento, { explanation, project }: ProjectState): string {
	const { value, problem } = explanation.region;
	const own = value !== null && problem === undefined ? value : "us-east-1";
	return lastSecret(memory, project.folder)?.region ?? own;
}
