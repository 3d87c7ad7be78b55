import { window, workspace } from "vscode";
import { rolePolicyName } from "../../../core/awsAccount/rolePolicy.ts";
import { oidcHosts } from "../../../core/codeTemplates/oidcHosts.ts";
import { oidcCode, oidcSteps, ownerAndProjectProblem } from "../../../core/codeTemplates/oidcRole.ts";
import { readUtf8 } from "../../../files/readFile.ts";
import type { Identities } from "../../awsRequests/identities.ts";
import type { Pages } from "../../common/pages.ts";
import { askText, pickOne } from "../../common/prompts.ts";
import type { Focus } from "../../model/focus.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

/** What the command works on. */
export interface OidcParts {
	readonly focus: Focus;
	readonly identities: Identities;
	readonly pages: Pages;
	/** The file of the code or the workflow, by its name in `media`. */
	readonly mediaFile: (name: string) => string;
}

/**
 * Shows how a host gets temporary credentials in the place of stored access keys: trust policy and steps as a page, the code or the workflow in a
 * new editor. Asks AWS nothing.
 * @returns the code; undefined: the person left
 */
export async function createOidcRole(
	{ focus, identities, pages, mediaFile }: OidcParts,
	row?: Row,
): Promise<string | undefined> {
	const state = await calledOn(focus, row);
	const chosen = await pickOne(oidcHosts, {
		title: "Deploy without access keys",
		placeHolder: "Where Remotion Lambda is called",
	});
	if (!chosen) return undefined;
	const typed = await askText({
		title: `Deploy without access keys: ${chosen.label}`,
		prompt: chosen.prompt,
		ignoreFocusOut: true,
		validateInput: (text) => ownerAndProjectProblem(text, chosen),
	});
	if (typed === undefined) return undefined;
	const [owner = "", project = ""] = typed.trim().split("/");
	const known = identities.of(state);
	const { value, problem } = state.explanation.region;
	const role = {
		host: chosen,
		owner,
		project,
		account: known?.kind === "verified" ? known.account : undefined,
		region: value !== null && problem === undefined ? value : "us-east-1",
	};
	const content = oidcCode(await readUtf8(mediaFile(chosen.file)), role);
	const document = await workspace.openTextDocument({ language: chosen.language, content });
	await window.showTextDocument(document);
	await pages.showMarkdown("role-without-access-keys", oidcSteps(role, rolePolicyName));
	return content;
}
