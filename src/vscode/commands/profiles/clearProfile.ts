import { join } from "node:path";
import { dotenvDialect } from "../../../core/dotenv/parse.ts";
import { clearVariable } from "../../../core/dotenv/setVariable.ts";
import { place as placeWords } from "../../../core/precedence/reasons.ts";
import { sentencesThatFit } from "../../../core/text/notification.ts";
import { profileVariable } from "../../../core/vocabulary/variables.ts";
import { answerText } from "../../common/labels.ts";
import { notify } from "../../common/notify.ts";
import { editEnvFile, unsavedWords } from "../../fileEdits/envFile.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { Terminals } from "../../model/terminals.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

/** Takes REMOTION_AWS_PROFILE away again where this extension can: in new terminals and in the project's `.env`. */
export async function clearProfile(model: Model, focus: Focus, terminals: Terminals, row?: Row): Promise<void> {
	const state = await calledOn(focus, row);
	const { folder, remotionVersion } = state.project;
	const path = join(folder, ".env");
	const text = model.texts.peek(path);
	const dialect = dotenvDialect(remotionVersion);
	const inFile = text !== undefined && clearVariable(path, text, profileVariable, dialect).length > 0;
	const inTerminals = Object.keys(terminals.variables);
	for (const name of inTerminals) terminals.clear(name);
	const document =
		inFile && (await editEnvFile(path, (current) => clearVariable(path, current, profileVariable, dialect)));
	await model.settled();
	const { projects } = model.snapshot;
	const explanation = projects.find(({ project }) => project.folder === folder)?.explanation;
	const now = explanation?.active;
	const [left] = explanation?.steps.find(({ id }) => id === "remotion-profile")?.origins ?? [];
	const cleared = [...new Set([...inTerminals, ...(inFile ? [profileVariable] : [])])];
	const where = [...(inTerminals.length > 0 ? ["new terminals"] : []), ...(inFile ? [".env"] : [])].join(" and ");
	const what =
		where === ""
			? `${profileVariable} isn't set in .env or for new terminals.${left ? ` It is set in ${placeWords(left)}; remove it there.` : ""}`
			: `${cleared.join(" and ")} ${cleared.length === 1 ? "is" : "are"} cleared in ${where}.`;
	const here = projects.length > 1 ? ` in ${state.project.name}` : "";
	const unsaved = document ? unsavedWords(document) : "";
	const result = now ? `Remotion Lambda${here} now: ${answerText(now)}.` : "";
	void notify.info(sentencesThatFit([`${what}${unsaved}`, result]));
}
