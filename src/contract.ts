/** Every id that package.json and the code share. `test/unit/contract.test.ts` holds the two against each other. */

export const extensionId = "remotion-lambda-credentials.remotion-lambda-credentials";

export const views = {
	activeCredentials: "remotionLambda.activeCredentials",
} as const;

export const commands = {
	openOrigin: "remotionLambda.openOrigin",
	refresh: "remotionLambda.refresh",
	showLog: "remotionLambda.showLog",
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

/** The name of the diagnostics' source and of the log. */
export const productName = "Remotion Lambda Credentials";
