import { Disposable, type ExtensionContext } from "vscode";
import { commands } from "../contract.ts";
import { registerActiveCredentials } from "./activeCredentialsTree.ts";
import { Checks } from "./checks.ts";
import { CodeFindings } from "./codeFindings.ts";
import { registerCodeViews } from "./codeViews.ts";
import { registerPool } from "./commands/accountPool.ts";
import { registerChecks } from "./commands/checks.ts";
import { copyReport } from "./commands/copyReport.ts";
import { registerExplainError } from "./commands/explainError.ts";
import { registerCommands } from "./commands/index.ts";
import { registerSecrets } from "./commands/secrets.ts";
import { registerTestRender } from "./commands/testRender.ts";
import type { CommandTable } from "./commandTable.ts";
import { registerCompletions } from "./completions.ts";
import { registerDiagnostics } from "./diagnostics.ts";
import { FirstSteps } from "./firstSteps.ts";
import { registerFixes } from "./fixes.ts";
import { Focus } from "./focus.ts";
import { Git } from "./git.ts";
import { registerHovers } from "./hovers.ts";
import { Identities } from "./identities.ts";
import { registerLanguageModelTool } from "./languageModelTool.ts";
import { Log } from "./log.ts";
import { Model } from "./model.ts";
import { Pages } from "./pages.ts";
import { registerProfileActions } from "./profileActions.ts";
import { registerProfiles } from "./profilesTree.ts";
import { SecretsManager } from "./secrets.ts";
import { registerStatusBar } from "./statusBar.ts";
import { Terminals } from "./terminals.ts";
import { TestRenders } from "./testRenders.ts";

/** Builds the model and registers the features on it. No file is read before this returns. */
export function startFeatures(context: ExtensionContext, table: CommandTable): Disposable {
	const { environmentVariableCollection, workspaceState, storageUri, globalStorageUri } = context;
	const log = new Log(table);
	const terminals = new Terminals(environmentVariableCollection);
	const git = new Git();
	const model = new Model(terminals, git, workspaceState);
	// Before all others are told of a change: with each key typed, the squiggles come first.
	const diagnostics = registerDiagnostics(model);
	const focus = new Focus(model);
	const secrets = new SecretsManager(log, context.asAbsolutePath("dist/secrets.cjs"));
	const identities = new Identities(model, log, context.asAbsolutePath("dist/identity.cjs"), secrets);
	const firstSteps = new FirstSteps(model);
	const checks = new Checks(model, identities);
	const codeFindings = new CodeFindings(model);
	const pages = new Pages();
	const program = context.asAbsolutePath("dist/testRender.cjs");
	const client = { model, focus, identities, log, memory: workspaceState, program };
	const renders = new TestRenders(workspaceState, (storageUri ?? globalStorageUri).fsPath);
	const rendering = { ...client, renders, firstSteps };
	const features = Disposable.from(
		log,
		terminals,
		git,
		model,
		focus,
		identities,
		firstSteps,
		registerActiveCredentials(model, identities, checks, firstSteps),
		registerProfiles(model, focus, identities),
		registerStatusBar(focus, identities),
		diagnostics,
		registerFixes(model),
		registerProfileActions(model, focus),
		registerHovers(model, focus, identities),
		registerCompletions(model),
		checks,
		codeFindings,
		registerCodeViews(model, codeFindings, identities),
		log.command(commands.copyReport, "Copying the report", (node?: unknown) =>
			copyReport({ model, codeFindings }, focus, node),
		),
		registerLanguageModelTool({ model, codeFindings }),
		pages,
		registerChecks(client, checks, pages),
		registerSecrets({ model, focus, identities, secrets, log, memory: workspaceState }),
		renders,
		registerTestRender(rendering),
		registerPool(rendering, context.asAbsolutePath("media/rotateAccounts.ts")),
		log.registerShow(),
		registerExplainError(log, focus, pages),
		...registerCommands({ model, focus, terminals, identities, git, log, firstSteps }),
	);
	model.reload().catch((error) => log.report("Reading the projects", error));
	return features;
}
