/** Every id that package.json and the code share. `test/unit/contract.test.ts` holds the two against each other. */

import { commandIds } from "./core/vocabulary/commandIds.ts";

/** As VS Code calls the extension: publisher and name. */
export const extensionId = "remotion-lambda-credentials.remotion-lambda-credentials";

/** Every view, by what it shows. */
export const views = {
	activeCredentials: "remotionLambda.activeCredentials",
	profiles: "remotionLambda.profiles",
	accountPool: "remotionLambda.accountPool",
	testRenders: "remotionLambda.testRenders",
} as const;

/** Every command, by what it does. */
export const commands = {
	...commandIds,
	clearProfile: "remotionLambda.clearProfile",
	openProfile: "remotionLambda.openProfile",
	debugWithProfile: "remotionLambda.debugWithProfile",
	runTaskWithProfile: "remotionLambda.runTaskWithProfile",
	copyReport: "remotionLambda.copyReport",
	selectRuntime: "remotionLambda.selectRuntime",
	showJourney: "remotionLambda.showJourney",
	compareLaunches: "remotionLambda.compareLaunches",
	runLaunch: "remotionLambda.runLaunch",
	hideLaunch: "remotionLambda.hideLaunch",
	showHiddenLaunches: "remotionLambda.showHiddenLaunches",
	checkTerminal: "remotionLambda.checkTerminal",
	insertDeployedCheck: "remotionLambda.insertDeployedCheck",
	openReport: "remotionLambda.openReport",
	removeReport: "remotionLambda.removeReport",
	verifyAllProfiles: "remotionLambda.verifyAllProfiles",
	checkHealth: "remotionLambda.checkHealth",
	createOidcRole: "remotionLambda.createOidcRole",
	insertLoadingCode: "remotionLambda.insertLoadingCode",
	verifyAccountPool: "remotionLambda.verifyAccountPool",
	verifyAccountPoolInRegion: "remotionLambda.verifyAccountPoolInRegion",
	addAccount: "remotionLambda.addAccount",
	removeAccount: "remotionLambda.removeAccount",
	renumberAccounts: "remotionLambda.renumberAccounts",
	insertRotationCode: "remotionLambda.insertRotationCode",
	repeatTestRender: "remotionLambda.repeatTestRender",
	openTestRender: "remotionLambda.openTestRender",
	copyTestRenderLink: "remotionLambda.copyTestRenderLink",
	deleteTestRender: "remotionLambda.deleteTestRender",
	openRenderLogs: "remotionLambda.openRenderLogs",
	openInConsole: "remotionLambda.openInConsole",
	forgetTestRender: "remotionLambda.forgetTestRender",
	hideValues: "remotionLambda.toggleHiddenValues",
	refresh: "remotionLambda.refresh",
	openWalkthrough: "remotionLambda.openWalkthrough",
	showLog: "remotionLambda.showLog",
} as const;

/** The id of a command. */
export type CommandId = (typeof commands)[keyof typeof commands];

/** The one walkthrough. */
export const walkthrough = "firstSteps";

/** Every setting. */
export const settings = {
	rules: "remotionLambda.rules",
	poolVariables: "remotionLambda.accountPool.variables",
	poolProfiles: "remotionLambda.accountPool.profiles",
	launch: "remotionLambda.launch",
	warnBeforeExpiry: "remotionLambda.warnBeforeExpiry",
	hideValues: "remotionLambda.hideValues",
	accounts: "remotionLambda.accounts",
	expectedAccount: "remotionLambda.expectedAccount",
	applyProfileToDebugger: "remotionLambda.applyProfileToDebugger",
} as const;

/** What `when` clauses and the walkthrough's ticks ask for. */
export const contextKeys = {
	/** With a point and a step's name behind it: whether that step of the walkthrough was done. */
	done: "remotionLambda.done",
	/** Whether any project has a pool of accounts. */
	hasAccountPool: "remotionLambda.hasAccountPool",
} as const;

/** The tool for assistants. */
export const languageModelTool = "remotionLambda_credentials";

/** The tools with which assistants check credentials; VS Code asks the person before each. */
export const agentTools = {
	verifyIdentity: "remotionLambda_verifyIdentity",
	checkPermissions: "remotionLambda_checkPermissions",
	checkHealth: "remotionLambda_checkHealth",
	explainError: "remotionLambda_explainError",
	askForKeys: "remotionLambda_askForKeys",
} as const;

/** The name of the extension and of its log. */
export const productName = "Remotion Lambda Credentials";

/** Who a diagnostic is from: short, because it stands in every row of "Problems". */
export const diagnosticSource = "Remotion Lambda";
