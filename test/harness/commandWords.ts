import type { commands } from "../../src/contributions.ts";
import { platforms, programs } from "../../src/core/runtimes/index.ts";

const listed = (names: readonly string[]) => names.join(", ");

/**
 * What each command of the palette does, for the table in src/vscode/commands/README.md. One that is hidden from the palette needs no words; the README's test
 * fails for any other that has none.
 */
export const commandWords: Partial<Record<keyof typeof commands, string>> = {
	switchProfile: "Pick a profile and where to set it: `.env`, new terminals, one new terminal.",
	clearProfile: "Removes `REMOTION_AWS_PROFILE` from `.env` and from new terminals.",
	addProfile:
		"Asks for the keys and appends a profile to the credentials file; the old file stays as `credentials.backup.1`, `.2` and so on.",
	moveToProfile: "Moves the access keys from `.env` to a new AWS profile and sets `REMOTION_AWS_PROFILE` instead.",
	verifyIdentity: "Asks AWS for account and user of the active credentials, or of a profile.",
	verifyAllProfiles: "The same for every profile, four in parallel, cancelable.",
	checkPermissions:
		"Each action of Remotion's user policy, allowed or denied, for the active credentials or a profile.",
	checkHealth: "Region, functions, bucket, sites and concurrency limit of the active credentials' account.",
	openUserPolicy: "Shows the IAM policy for your user, for the Remotion version in this project.",
	createOidcRole:
		"Trust policy, steps, and typed code (Vercel) or a workflow (GitHub Actions) for a role, so that no access keys are stored there.",
	openRolePolicy: "The policy for the function's role, `remotion-lambda-role`.",
	createRolePolicy:
		"The policy a role needs to call Remotion Lambda, with the steps in the console and on the command line.",
	useSecret: "Reads access keys from a secret, verifies their identity, and uses them for test renders.",
	storeSecret:
		"Moves the access keys from `.env` to a new secret after you confirm. Never overwrites an existing secret.",
	insertLoadingCode: "TypeScript that loads the secret before a render.",
	testRender: "Picks function, site and composition, confirms, renders one frame or one second.",
	verifyAccountPool:
		"Asks AWS for each account of the pool, four in parallel: identity, concurrency limit, deployed versions.",
	verifyAccountPoolInRegion: "The same in a region that you pick; the view keeps the sums of both.",
	addAccount: "Asks for the keys and writes them to `.env` under the lowest free number. Can be undone.",
	removeAccount: "Takes an account out of `.env`; later accounts are renumbered. You can undo it.",
	renumberAccounts: "Renumbers the accounts in `.env` so that no number is missing. You can undo it.",
	insertRotationCode:
		"Typed code that renders with the pool's accounts in turn or at random, at the cursor or in a new file.",
	explainError: "Cause and fix of a pasted error, with its secrets masked.",
	openProfile: "Opens a profile at its section header.",
	debugWithProfile:
		"Starts a debug configuration of Node.js or Bun with a profile, in this session alone; `launch.json` isn't changed.",
	runTaskWithProfile:
		"Runs a copy of a shell, process, or npm task with a profile, without the tasks it depends on; `tasks.json` isn't changed.",
	ssoLogin: "Runs `aws sso login` or `aws login` for a profile in a terminal.",
	openTerminalAs:
		"Asks for the MFA code of a profile with `mfa_serial` and opens one terminal that is signed in; its name says until when.",
	copyVariableNames:
		"The names a host such as Vercel must be given; never a value. Types the host's own command, which asks for the values.",
	copyReport: "What is known of the project's credentials, in words, for a bug report: nothing secret, key IDs masked.",
	selectRuntime: `Choose which launch to show: *Automatic*, one of the project's launches, another way to start Remotion (${listed(programs.map(({ label }) => label))}), or preview a deployment (${listed(platforms.map(({ platform }) => platform.name))}).`,
	showJourney:
		"Shows the way of a launch's credentials as a picture: file, variables, process, account, function, last render. Saves it as SVG.",
	compareLaunches:
		"A table of all launches: which credential source each uses, what overrides what, and the line it is on; copy it as Markdown.",
	runLaunch: "Types the command of a launch into a terminal; you press Enter.",
	hideLaunch: "Hides a launch that you don't use; it is no longer compared with the others.",
	showHiddenLaunches: "Shows all of the project's launches again.",
	hideValues:
		"Covers the secrets in `.env` and AWS files in all editors, for sharing your screen; run it again to show them.",
	checkTerminal:
		"Asks an open terminal which credentials Remotion Lambda finds there, and shows it as a launch. Values stay in the terminal.",
	insertDeployedCheck:
		"Code for a Next.js route, a Lambda handler, or an Express route that reports which credentials a deployed app has, behind your own token; never a secret.",
	openReport:
		"Opens what a deployed app or `remotion-lambda-credentials --json` reported, as a launch among the others, and says where it differs from the project's files.",
	openWalkthrough: "Opens the walkthrough: five steps from your first look to a test render.",
	refresh: "Reads everything again.",
	showLog: "Opens the log.",
};
