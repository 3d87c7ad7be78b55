import type { BlockVariable } from "../../code/configurationFile.ts";
import { environmentObjects } from "../../code/environmentObjects.ts";
import type { LintedFile } from "./types.ts";

/** A variable that a function is handed when it is deployed. */
export interface HandedOver extends BlockVariable {
	/** The variable of whoever deploys that it is given. */
	readonly from?: string;
}

/** Code that deploys functions of AWS Lambda. */
const deployingCode = /[\\/](?:sst\.config|serverless)\.[cm]?[jt]s$/;
const deployingKinds: ReadonlySet<LintedFile["kind"]> = new Set(["serverless", "sam"]);

/** The variables that a file hands to functions on AWS Lambda, one list for each map; none: it deploys none. */
export function handedOver(file: LintedFile): readonly (readonly HandedOver[])[] {
	if (file.kind !== "code")
		return deployingKinds.has(file.kind)
			? file.configuration.blocks.map(({ variables }) => variables.map(withSource))
			: [];
	if (!deployingCode.test(file.path)) return [];
	return environmentObjects(file.code.tokens, "environment").map(({ variables }) =>
		variables.map(({ name, range, literal, from }) =>
			withSource({
				name,
				range,
				...(literal !== undefined && { value: literal }),
				...(from !== undefined && { from }),
			}),
		),
	);
}

/** `${env:NAME}` of the Serverless Framework, with or without a default. */
function withSource(variable: HandedOver): HandedOver {
	const from = /^\$\{env:([A-Za-z_]\w{0,200})(?:,[^{}]{0,200})?\}$/.exec(variable.value?.trim() ?? "")?.[1];
	return from === undefined ? variable : { ...variable, from };
}
