import { type InputBoxValidationMessage, InputBoxValidationSeverity } from "vscode";
import { credentialValueProblem } from "../../../core/sharedConfig/appendProfile.ts";
import { accessKeyIdProblem, isTemporary, secretProblem } from "../../../core/vocabulary/keyFormat.ts";
import { askText } from "../../common/prompts.ts";

/** A pair as a person typed it, held only until it is written. */
export interface TypedKeys {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken?: string;
}

/** Asks for access key ID, secret access key and session token; undefined: the person left. */
export async function askKeys(what: string, first = 1): Promise<TypedKeys | undefined> {
	const last = first + 2;
	const ask = (
		step: number,
		name: string,
		prompt: string,
		password: boolean,
		shapeProblem: (text: string) => string | undefined,
	) =>
		askText({
			title: `${what} (${step}/${last}): ${name}`,
			prompt,
			password,
			ignoreFocusOut: true,
			validateInput: (text) => credentialValueProblem(text) ?? doubt(shapeProblem(text)),
		});
	const accessKeyId = await ask(
		first,
		"access key ID",
		"20 characters, starting with AKIA or ASIA",
		false,
		accessKeyIdProblem,
	);
	if (accessKeyId === undefined) return undefined;
	const secretAccessKey = await ask(first + 1, "secret access key", "40 characters", true, secretProblem);
	if (secretAccessKey === undefined) return undefined;
	const needsToken = isTemporary(accessKeyId);
	const sessionToken = await askText({
		title: `${what} (${last}/${last}): session token`,
		prompt: needsToken
			? "Temporary credentials (ASIA…) need their session token"
			: "Leave empty for long-term access keys (AKIA…)",
		password: true,
		ignoreFocusOut: true,
		validateInput: (text) =>
			text === "" ? (needsToken ? "Enter the session token." : undefined) : credentialValueProblem(text),
	});
	if (sessionToken === undefined) return undefined;
	return { accessKeyId, secretAccessKey, ...(sessionToken !== "" && { sessionToken }) };
}

/** Warned of, not refused: servers for tests take keys of other shapes. */
function doubt(problem: string | undefined): InputBoxValidationMessage | undefined {
	return problem === undefined
		? undefined
		: { message: `This ${problem}.`, severity: InputBoxValidationSeverity.Warning };
}
