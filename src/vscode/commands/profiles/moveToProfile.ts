import { basename } from "node:path";
import { isSamePair, leaveProfile, type PairInFile, pairIn } from "../../../core/dotenv/keyPair.ts";
import { maskAccessKeyId } from "../../../core/index.ts";
import { sharedWith } from "../../../core/project/otherReaders.ts";
import { appendProfile, profileNameProblem } from "../../../core/sharedConfig/appendProfile.ts";
import { notify } from "../../common/notify.ts";
import { askText } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import { changeFile } from "../../fileEdits/credentialsFile.ts";
import { assertEditable, editEnvFile, unsavedWords } from "../../fileEdits/envFile.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import { keysFileOf, mayReplaceReadOnly } from "./keysFile.ts";
import { envFileNamed, movablePair, pairOfFile } from "./pairOfFile.ts";

/**
 * Moves the key pair of a `.env` file into a profile of the credentials file and leaves REMOTION_AWS_PROFILE behind: the secret leaves the
 * project, and what a render sends along. A plain pair that another AWS client of the project may read stays, too. The `.env` edit is one undo; the profile stays until it is removed by hand.
 */
export async function moveToProfile(model: Model, focus: Focus, path?: string): Promise<void> {
	const file = envFileNamed(path);
	await assertEditable(file);
	const { state, pair, dialect } = await movablePair(model, focus, file);
	const credentials = await keysFileOf(model, state.project.folder);
	if (credentials === undefined) return;
	// A client that finds its keys gone would sign with the default profile, without a word.
	const others = sharedWith(pair.names, state.project.otherReaders);
	const kept = others === undefined ? "REMOTION_AWS_PROFILE only" : `the keys for ${others}, and names the profile`;
	const taken = new Set(state.explanation.profiles.map(({ name }) => name));
	const name = await askText({
		title: `Move keys ${maskAccessKeyId(pair.accessKeyId)} to profile`,
		prompt: `The profile is added to ${credentials}; ${basename(file)} keeps ${kept}`,
		value: taken.has("remotion") ? "" : "remotion",
		ignoreFocusOut: true,
		validateInput: (text) => (taken.has(text) ? `Profile "${text}" already exists.` : profileNameProblem(text)),
	});
	if (name === undefined) return;
	// The box may have been open for long, and what is taken out of the file must be what went into the profile.
	const asRead = (now: PairInFile | undefined) => {
		if (!isSamePair(now, pair))
			throw new Refusal(`The keys in ${basename(file)} changed in the meantime, so nothing was moved. Try again.`);
	};
	asRead(await pairOfFile(model, file, dialect));
	// Before the profile is written: what cannot be taken out of the file would then stand in both.
	await assertEditable(file);
	const alsoTold = await changeFile(
		credentials,
		(before) => {
			const { accessKeyId, secretAccessKey, sessionToken } = pair;
			const result = appendProfile(before, {
				name,
				accessKeyId,
				secretAccessKey: secretAccessKey.reveal(),
				...(sessionToken && { sessionToken: sessionToken.reveal() }),
			});
			if (!result.ok) throw new Refusal(result.problem);
			return result.text;
		},
		mayReplaceReadOnly,
	);
	if (alsoTold !== undefined) void notify.warn(alsoTold);
	const document = await editEnvFile(file, (before) => {
		asRead(pairIn(before, dialect));
		return leaveProfile(file, before, { names: others === undefined ? pair.names : [] }, name, dialect);
	});
	const left = others === undefined ? "" : ` and keeps the keys for ${others}`;
	void notify.info(
		`Moved the keys to profile ${name}. ${basename(file)} now sets REMOTION_AWS_PROFILE${left}.${unsavedWords(document)}`,
	);
}
