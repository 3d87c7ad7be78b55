import { Disposable, type ExtensionContext } from "vscode";
import { commands } from "../contributions.ts";
import { Checks } from "./awsRequests/checkResults.ts";
import { Identities } from "./awsRequests/identities.ts";
import { MfaSessions } from "./awsRequests/mfaSessions.ts";
import { Preparation } from "./awsRequests/preparation.ts";
import type { RenderContext } from "./awsRequests/renderer.ts";
import { SecretsManager } from "./awsRequests/secretsManager.ts";
import { TestRenders } from "./awsRequests/testRenders.ts";
import { registerAccountPool } from "./commands/accountPool/index.ts";
import { registerAgentTools } from "./commands/agents/index.ts";
import { registerChecks } from "./commands/checks/index.ts";
import { registerCommands } from "./commands/index.ts";
import { compareLaunches } from "./commands/project/compareLaunches.ts";
import { copyReport } from "./commands/project/copyReport.ts";
import { registerExplainError } from "./commands/project/explainError.ts";
import { showJourney } from "./commands/project/showJourney.ts";
import { registerRunWithProfile } from "./commands/runWithProfile/index.ts";
import { registerSecretsManager } from "./commands/secretsManager/index.ts";
import { registerTestRender } from "./commands/testRender/testRender.ts";
import type { CodeCache } from "./common/codeCache.ts";
import type { CommandTable } from "./common/commandTable.ts";
import { DisposableStore } from "./common/disposables.ts";
import { anyOf } from "./common/events.ts";
import { Log } from "./common/log.ts";
import { Pages } from "./common/pages.ts";
import { later } from "./common/turns.ts";
import { registerCodeActions } from "./languageFeatures/codeActions.ts";
import { CodeFindings } from "./languageFeatures/codeFindings.ts";
import { registerCodeViews } from "./languageFeatures/codeViews.ts";
import { registerCompletions } from "./languageFeatures/completions.ts";
import { registerDiagnostics } from "./languageFeatures/diagnostics.ts";
import { registerHiddenValues } from "./languageFeatures/hiddenValues.ts";
import { registerHovers } from "./languageFeatures/hovers.ts";
import { registerProfileActions } from "./languageFeatures/profileActions.ts";
import { CheckedTerminals } from "./model/checkedTerminals.ts";
import { Clock } from "./model/clock.ts";
import { FirstSteps } from "./model/firstSteps.ts";
import { Focus } from "./model/focus.ts";
import { Git } from "./model/git.ts";
import { Model } from "./model/model.ts";
import { Terminals } from "./model/terminals.ts";
import { registerCommand } from "./typedCommands/commands.ts";
import { registerAccountNotices } from "./views/accountNotices.ts";
import { registerActiveCredentials } from "./views/activeCredentialsTree.ts";
import { registerExpiryNotices } from "./views/expiryNotices.ts";
import { registerLanguageModelTool } from "./views/languageModelTool.ts";
import { registerLaunchNotices } from "./views/launchNotices.ts";
import { registerProfiles } from "./views/profilesTree.ts";
import { registerStatusBar } from "./views/statusBar.ts";
import { Panels } from "./webviews/panel.ts";

/** So long after the first look nobody waits for anything, and V8 has compiled what each start needs. */
const codePauseMs = 5000;

/** Builds the model and registers the features on it. No file is read before this returns. */
export function startFeatures(context: ExtensionContext, table: CommandTable, code: CodeCache): Disposable {
	const { environmentVariableCollection, workspaceState, storageUri, globalStorageUri } = context;
	const log = new Log(table);
	const terminals = new Terminals(environmentVariableCollection);
	const git = new Git();
	const clock = new Clock();
	const model = new Model(terminals, git, clock, workspaceState);
	// Before all others are told of a change: with each key typed, the squiggles come first.
	const diagnostics = registerDiagnostics(model);
	const focus = new Focus(model);
	const secrets = new SecretsManager(log, context.asAbsolutePath("dist/secrets.cjs"));
	const identities = new Identities(model, log, context.asAbsolutePath("dist/identity.cjs"));
	const sessions = new MfaSessions(log, context.asAbsolutePath("dist/sessions.cjs"));
	const preparation = new Preparation(model, secrets);
	const firstSteps = new FirstSteps(model);
	const checks = new Checks(model, identities);
	const codeFindings = new CodeFindings(model);
	const pages = new Pages();
	const program = context.asAbsolutePath("dist/testRender.cjs");
	const client = { model, focus, identities, preparation, log, memory: workspaceState, program };
	const renders = new TestRenders(workspaceState, (storageUri ?? globalStorageUri).fsPath);
	const checkedTerminals = new CheckedTerminals(model.reported);
	const commandLine = context.asAbsolutePath("dist/cli.cjs");
	const media = context.asAbsolutePath("media");
	const rendering = { ...client, renders, firstSteps };
	const features = Disposable.from(
		log,
		terminals,
		git,
		clock,
		model,
		model.onDidChange((snapshot) => clock.awaitNext(snapshot)),
		focus,
		identities,
		firstSteps,
		registerActiveCredentials(model, identities, checks, firstSteps),
		registerProfiles(model, focus, identities),
		registerStatusBar(focus, identities),
		registerLaunchNotices(model),
		registerExpiryNotices(model),
		registerAccountNotices(model),
		registerRunWithProfile({ focus, terminals, log }),
		diagnostics,
		...languageFeatures(model, focus, identities, codeFindings),
		checks,
		codeFindings,
		registerCommand(log, commands.copyReport, "copy the report", (row) =>
			copyReport({ model, codeFindings }, focus, row),
		),
		registerLanguageModelTool({ model, codeFindings }),
		registerAgentTools({ ...client, checks, pages, firstSteps }),
		pages,
		registerChecks(client, checks, pages, (name) => context.asAbsolutePath(`media/${name}`)),
		registerSecretsManager({ ...client, secrets, template: context.asAbsolutePath("media/loadCredentials.ts") }),
		...renderFeatures(context, rendering),
		registerCommand(log, commands.showLog, "show the log", () => log.show()),
		registerExplainError(log, { model, focus, identities, pages }),
		checkedTerminals,
		...registerCommands({ ...client, terminals, checkedTerminals, commandLine, media, git, sessions, firstSteps }),
	);
	return Disposable.from(features, firstLook(model, log, code));
}

/** Looks at the projects; later, what V8 has compiled for it is kept for the next start. */
function firstLook(model: Model, log: Log, code: CodeCache): Disposable {
	const owned = new DisposableStore();
	model.reload().then(
		// Where it cannot be kept, the next start compiles as this one did.
		() => owned.add({ dispose: later(codePauseMs, () => void code.keep().catch(() => {})) }),
		(error) => log.report("read the projects", error),
	);
	return owned;
}

/** Test renders, what the account pool does with them, and the pictures that show the last one. */
function renderFeatures(context: ExtensionContext, rendering: RenderContext): Disposable[] {
	return [
		...launchPictures(context.asAbsolutePath("media/webviews"), rendering),
		rendering.renders,
		registerTestRender(rendering),
		registerAccountPool(rendering, context.asAbsolutePath("media/rotateAccounts.ts")),
	];
}

/** Pictures of a project's launches, each in a tab of its own; nothing is drawn before a person asks for one. */
function launchPictures(folder: string, context: RenderContext): Disposable[] {
	const { model, focus, identities, renders, log } = context;
	const onDidChange = anyOf(model.onDidChange, identities.onDidChange, renders.onDidChange);
	const panels = new Panels({ folder, log, onDidChange, settled: () => model.allSettled() });
	return [
		panels,
		registerCommand(log, commands.compareLaunches, "compare the launches", (row) =>
			compareLaunches(panels, model, focus, row),
		),
		registerCommand(log, commands.showJourney, "show how credentials reach Remotion", (row) =>
			showJourney({ ...context, panels }, row),
		),
	];
}

/** Light bulbs, hovers and completions; the squiggles are registered earlier. */
function languageFeatures(model: Model, focus: Focus, identities: Identities, findings: CodeFindings): Disposable[] {
	return [
		registerCodeActions(model),
		registerProfileActions(model, focus),
		registerHovers(model, focus, identities),
		registerCompletions(model),
		registerCodeViews(model, findings, identities),
		registerHiddenValues(model),
	];
}
