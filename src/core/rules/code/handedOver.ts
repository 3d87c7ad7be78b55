import type { BlockVariable } from "../../code/configurationFile.ts";
import { environmentObjects, type ObjectVariable } from "../../code/environmentObjects.ts";
import { stringValue } from "../../code/tokens.ts";
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
	return [...objectsIn(file), ...addedIn(file)].map(({ variables }) =>
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

/**
 * The objects of variables in code: of the whole configuration, and elsewhere of constructs that are a function of AWS Lambda. AWS CDK 2.276.0
 * throws at a reserved name, Pulumi and SST leave that to AWS. Containers have an `environment`, too, in which no name is reserved.
 */
function objectsIn({ path, code: { tokens } }: Extract<LintedFile, { kind: "code" }>) {
	if (deployingCode.test(path)) return environmentObjects(tokens, "environment");
	const inFunctions = (property: string, brackets: number, names: RegExp) =>
		environmentObjects(tokens, property).filter(
			({ constructed }) => constructed?.brackets === brackets && names.test(constructed.name),
		);
	const packages = tokens.map((token) => stringValue(token) ?? "");
	if (packages.some((name) => /^(?:aws-cdk-lib|@aws-cdk\/aws-lambda)(?:$|[/-])/.test(name)))
		return inFunctions("environment", 1, /(?:^|\.)\w{0,40}Function$/);
	if (packages.includes("@pulumi/aws")) return inFunctions("variables", 2, /(?:^|\.)Function$/);
	return inFunctions("environment", 1, /^sst\.aws\.Function$/);
}

/** `fn.addEnvironment("NAME", value)` of AWS CDK, where the file says that `fn` is a function: containers have the method, too. */
function addedIn({ code: { tokens } }: Extract<LintedFile, { kind: "code" }>) {
	const textAt = (index: number) => tokens[index]?.text;
	const functions = new Set<string>();
	const variables: ObjectVariable[] = [];
	for (const [index, { text }] of tokens.entries()) {
		if (text === "new" && textAt(index - 1) === "=") {
			let end = index + 1;
			while (textAt(end + 1) === ".") end += 2;
			if (/Function$/.test(textAt(end) ?? "")) functions.add(textAt(index - 2) ?? "");
		}
		const isCall = text === "addEnvironment" && textAt(index - 1) === "." && textAt(index + 1) === "(";
		const first = tokens[index + 2];
		const name = first && stringValue(first);
		if (!isCall || !functions.has(textAt(index - 2) ?? "") || !first || name === undefined) continue;
		const range = { start: first.start + 1, end: first.start + 1 + name.length };
		const isOfShell = textAt(index + 4) === "process" && textAt(index + 6) === "env";
		const from = isOfShell ? textAt(index + 8) : undefined;
		variables.push({ name, range, entry: range, literal: undefined, from });
	}
	return variables.map((one) => ({ variables: [one] }));
}

/** `${env:NAME}` of the Serverless Framework, with or without a default. */
function withSource(variable: HandedOver): HandedOver {
	const from = /^\$\{env:([A-Za-z_]\w{0,200})(?:,[^{}]{0,200})?\}$/.exec(variable.value?.trim() ?? "")?.[1];
	return from === undefined ? variable : { ...variable, from };
}
