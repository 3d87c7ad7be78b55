import { basename, join } from "node:path";
import { copyCredentials as copied } from "../../../core/dotenv/copyCredentials.ts";
import { dotenvDialect } from "../../../core/dotenv/parse.ts";
import { keyVariables, profileVariables, regionVariables } from "../../../core/vocabulary/variables.ts";
import { notify } from "../../common/notify.ts";
import { Refusal } from "../../common/refusal.ts";
import { editEnvFile, unsavedWords } from "../../fileEdits/envFile.ts";
import type { Model } from "../../model/model.ts";

const credentials = [
	...profileVariables,
	...keyVariables("REMOTION_AWS_"),
	...keyVariables("AWS_"),
	...regionVariables,
];

/**
 * Copies the credentials of a `.env` file above a project into the project's own `.env`, as an edit that can be undone. The other file stays
 * as it is: another package may use it.
 * @param path the file above; only one in which the credentials were pointed out is taken
 */
export async function copyCredentials(model: Model, path?: string): Promise<void> {
	const { projects } = await model.whenReady();
	const isMeant = (state: (typeof projects)[number]) =>
		state.findings.some(({ rule, origin }) => rule === "env-file-elsewhere" && origin.path === path);
	const state = projects.find(isMeant);
	if (path === undefined || !state) return;
	await model.texts.load(path);
	const dialect = dotenvDialect(state.project.remotionVersion);
	const from = { text: model.texts.peek(path) ?? "", dialect };
	const own = join(state.project.folder, ".env");
	let names: readonly string[] = [];
	const document = await editEnvFile(own, (text) => {
		const result = copied(own, { text, dialect }, from, credentials);
		names = result?.names ?? [];
		return result?.edits;
	});
	if (names.length === 0) throw new Refusal(`${basename(own)} already contains the variables of ${basename(path)}.`);
	void notify.info(
		`Copied ${names.join(", ")} to ${state.project.name}/.env. Make sure that .gitignore lists it.${unsavedWords(document)}`,
	);
}
