/** Every id that package.json and the code share. `test/unit/contract.test.ts` holds the two against each other. */

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
	switchProfile: "remotionLambda.switchProfile",
	clearProfile: "remotionLambda.clearProfile",
	addProfile: "remotionLambda.addProfile",
	openProfile: "remotionLambda.openProfile",
	ssoLogin: "remotionLambda.ssoLogin",
	copyVariableNames: "remotionLambda.copyVariableNames",
	copyReport: "remotionLambda.copyReport",
	selectRuntime: "remotionLambda.selectRuntime",
	verifyIdentity: "remotionLambda.verifyIdentity",
	verifyAllProfiles: "remotionLambda.verifyAllProfiles",
	addToGitignore: "remotionLambda.addToGitignore",
	protectFile: "remotionLambda.protectFile",
	moveToProfile: "remotionLambda.moveToProfile",
	checkPermissions: "remotionLambda.checkPermissions",
	checkHealth: "remotionLambda.checkHealth",
	typeCommand: "remotionLambda.typeCommand",
	openUserPolicy: "remotionLambda.openUserPolicy",
	openRolePolicy: "remotionLambda.openRolePolicy",
	createRolePolicy: "remotionLambda.createRolePolicy",
	useSecret: "remotionLambda.useSecret",
	storeSecret: "remotionLambda.storeSecret",
	insertLoadingCode: "remotionLambda.insertLoadingCode",
	verifyAccountPool: "remotionLambda.verifyAccountPool",
	verifyAccountPoolInRegion: "remotionLambda.verifyAccountPoolInRegion",
	addAccount: "remotionLambda.addAccount",
	removeAccount: "remotionLambda.removeAccount",
	renumberAccounts: "remotionLambda.renumberAccounts",
	insertRotationCode: "remotionLambda.insertRotationCode",
	explainError: "remotionLambda.explainError",
	testRender: "remotionLambda.testRender",
	repeatTestRender: "remotionLambda.repeatTestRender",
	openTestRender: "remotionLambda.openTestRender",
	copyTestRenderLink: "remotionLambda.copyTestRenderLink",
	deleteTestRender: "remotionLambda.deleteTestRender",
	forgetTestRender: "remotionLambda.forgetTestRender",
	openOrigin: "remotionLambda.openOrigin",
	refresh: "remotionLambda.refresh",
	openWalkthrough: "remotionLambda.openWalkthrough",
	showLog: "remotionLambda.showLog",
} as const;

/** The one walkthrough. */
export const walkthrough = "firstSteps";

/** Every setting. */
export const settings = {
	rules: "remotionLambda.rules",
	poolVariables: "remotionLambda.accountPool.variables",
	poolProfiles: "remotionLambda.accountPool.profiles",
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

/** The name of the extension and of its log. */
export const productName = "Remotion Lambda Credentials";

/** Who a diagnostic is from: short, because it stands in every row of "Problems". */
export const diagnosticSource = "Remotion Lambda";
